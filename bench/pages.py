"""How the pages of tests/pages are read, lot by lot, and how peers read its articles: python -m bench pages.

Pages of many makes and languages, each of a made-up site, written with their truth by authors who never saw the code.
What is read wrong, page by page, stands in tests/pages/misses.txt, and a test keeps it so. YAOWEN_BENCH_LOTS="-six
-seven" asks of lots whose names end so; peers have never seen a page, ours were looked at.
"""

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bench._readers import Said, readers
from feeds.fetch.decode import decode

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
    "name",
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

    ends = tuple(os.environ.get("YAOWEN_BENCH_LOTS", "").split()) or ("",)
    truths = [truth for truth in judging.truths() if _lot(truth).endswith(ends)]
    right: dict[str, Counter[str]] = {}
    asked: dict[str, Counter[str]] = {}
    for truth in truths:
        lot = _lot(truth)
        for what, fine in judging.judged(truth):
            right.setdefault(lot, Counter())[what] += fine
            asked.setdefault(lot, Counter())[what] += 1
    lots = sorted(asked)
    print(f"  {'':18}" + "".join(f"{lot:>14}" for lot in [*lots, "all"]))
    for what in CHECKS:
        cells = [(right[lot][what], asked[lot][what]) for lot in lots]
        cells.append((sum(r for r, _ in cells), sum(a for _, a in cells)))
        print(f"  {what:18}" + "".join(f"{f'{r}/{a}' if a else '':>14}" for r, a in cells))
    articles = [truth for truth in truths if truth["kind"] == "article"]
    _peers(articles, judging.PAGES)


def _lot(truth: dict[str, Any]) -> str:
    return str(truth["file"].partition("/")[0])


def _peers(articles: list[dict[str, Any]], pages: Path) -> None:
    """Title, date, first and last sentence of the same articles, by whoever is installed."""
    print(f"\n  {len(articles)} articles")
    print(f"  {'':12}" + "".join(f"{what:>14}" for what in ("title", "date", "body_first", "body_last")))
    for name, reader in readers().items():
        right: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        for truth in articles:
            try:
                said = reader(decode((pages / truth["file"]).read_bytes()).text, truth["url"])
            except Exception:  # a peer that stumbles says nothing
                said = Said()
            for what, fine in _judged(truth, said):
                right[what] += fine
                asked[what] += 1
        cells = (f"{right[what]}/{asked[what]}" for what in ("title", "date", "body_first", "body_last"))
        print(f"  {name:12}" + "".join(f"{cell:>14}" for cell in cells))


def _judged(truth: dict[str, Any], said: Said) -> list[tuple[str, bool]]:
    found = [("title", _bare(said.title) == _bare(truth["title"]))]
    if truth["date"]:
        found.append(("date", said.date == truth["date"]))
    text = _bare(said.text)
    ends = [what for what in ("body_first", "body_last") if truth.get(what)]
    return found + [(what, _bare(truth[what]) in text) for what in ends]


def _bare(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())
