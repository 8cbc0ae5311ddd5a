"""`yaowen` and `python -m bot`: what begins first, so that a Ctrl-C is quiet while all else is still being imported."""

import io
import sys


def main() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a locale without a title's letters shows ? for them
    try:
        from bot.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
