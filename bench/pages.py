"""How the pages of tests/pages are read, lot by lot: python -m bench pages. Prints a table; changes nothing.

780 pages of many makes and languages, each of a made-up site, written with their truth by authors who never saw the
code.
What is read wrong, page by page, stands in tests/pages/misses.txt, and a test keeps it so.
"""

import sys
from collections import Counter
from pathlib import Path

CHECKS = (
    "title",
    "date",
    "time",
    "body_first",
    "body_last",
    "noise",
    "files",
    "images",
    "author",
    "items missed",
    "items too many",
    "titles",
    "dates",
    "next",
    "page",
    "its list",
    "feed",
    "columns missed",
    "columns too many",
)


def run() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "kit"))
    import judging

    right: dict[str, Counter[str]] = {}
    asked: dict[str, Counter[str]] = {}
    for truth in judging.truths():
        lot = truth["file"].partition("/")[0]
        for what, fine in judging.judged(truth):
            right.setdefault(lot, Counter())[what] += fine
            asked.setdefault(lot, Counter())[what] += 1
    lots = sorted(asked)
    print(f"  {'':18}" + "".join(f"{lot:>13}" for lot in [*lots, "all"]))
    for what in CHECKS:
        cells = [(right[lot][what], asked[lot][what]) for lot in lots]
        cells.append((sum(r for r, _ in cells), sum(a for _, a in cells)))
        print(f"  {what:18}" + "".join(f"{f'{r}/{a}' if a else '':>13}" for r, a in cells))
