"""python -m bench [NAME …]: run all benchmarks, or the named ones; prints what it runs on and how to run it again."""

import os
import pkgutil
import platform
import sys
import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

PARTS = ("requests", "selectolax", "sqlalchemy", "feedgen", "nh3", "starlette", "uvicorn", "python-telegram-bot")


def main(wanted: list[str]) -> int:
    names = [m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)]) if not m.name.startswith("_")]
    unknown = set(wanted) - set(names)
    if unknown:
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names)}", file=sys.stderr)
        return 2
    print(f"python -m bench {' '.join(wanted)}".rstrip())
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    print(", ".join(f"{part} {version(part)}" for part in PARTS))
    failed = []
    for name in wanted or names:
        module = import_module(f"bench.{name}")
        if not hasattr(module, "run"):
            continue
        print(f"\n== {name}", flush=True)
        started = time.perf_counter()
        try:
            module.run()
        except Exception as e:  # the others are still worth measuring
            failed.append(name)
            print(f"  failed: {type(e).__name__}: {e}", file=sys.stderr)
        print(f"  ({time.perf_counter() - started:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
