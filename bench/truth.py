"""How much of the hand-checked pages the kinds read right: python -m bench.truth. Prints a table; changes nothing.

Needs the corpus of real pages at ../shared; says so and stops where it is missing.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench._readers import bare
from feeds import read
from feeds.errors import ExtractError
from feeds.model import SHANGHAI, Page

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
NOW = datetime(2025, 6, 1, tzinfo=UTC)


@dataclass
class Tally:
    """Right and asked, by what was asked; and each miss in a line."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def note(self, what: str, name: str, wanted: Any, got: Any, right: bool) -> None:
        self.asked[what] += 1
        self.right[what] += right
        if not right:
            self.misses.append(f"{name}: {what}: wanted {wanted!r}, got {str(got)[:160]!r}")


def address(record: dict[str, Any]) -> str:
    """Where the page was, or where its file's name says it was."""
    if record.get("url"):
        return str(record["url"])
    site, _, path = Path(record["file"]).stem.partition("__")
    parts = path.split("_")
    return f"http://{site}.example/{'/'.join(parts)}.htm"


def page(file: Path, url: str, encoding: str = "utf-8") -> Page:
    return Page(url=url, text=file.read_bytes().decode(encoding, "replace"), fetched=NOW)


def judge_list(record: dict[str, Any], found: Any, base: str, tally: Tally) -> None:
    name = Path(record["file"]).name
    by_title = {bare(item.title): item for item in found.articles}
    linked = [item for item in record["items"] if item.get("href")]
    for item in linked:
        got = by_title.get(bare(item["title"]))
        tally.note("list: title", name, item["title"], [a.title for a in found.articles][:3], got is not None)
        if got is None:
            continue
        from urllib.parse import urljoin

        url = urljoin(base, item["href"])
        tally.note("list: link", name, url, got.url, got.url == url)
        if item.get("date"):
            day = got.published.astimezone(SHANGHAI).date().isoformat() if got.published else None
            tally.note("list: date", name, item["date"], f"{day} {item['title']}", day == item["date"][:10])
    known = {bare(item["title"]) for item in record["items"]}
    extra = [item.title for item in found.articles if bare(item.title) not in known]
    tally.note("list: nothing else", name, [], extra, not extra)


def judge_article(record: dict[str, Any], found: Any, tally: Tally) -> None:
    name = Path(record["file"]).name
    tally.note("title", name, record["title"], found.title, bare(found.title) == bare(record["title"]))
    if record.get("date"):
        day = found.published.astimezone(SHANGHAI).date().isoformat() if found.published else None
        tally.note("date", name, record["date"], day, day == record["date"])
    if record.get("datetime"):
        wanted = datetime.fromisoformat(record["datetime"])
        near = found.published is not None and abs(found.published - wanted) < timedelta(minutes=1)
        tally.note("time", name, record["datetime"], found.published, near)
    text = bare(found.text)
    for key in ("body_first", "body_last"):
        if record.get(key):
            tally.note(f"{key} in text", name, record[key], found.text[:80], bare(record[key]) in text)
        elif key in record:
            tally.note("no text", name, "", found.text, not text)
    if record.get("body_last"):
        tally.note(
            "ends with body_last", name, record["body_last"], text[-60:], text.endswith(bare(record["body_last"]))
        )
    if record.get("images") is not None:
        tally.note("images", name, record["images"], len(found.images), len(found.images) == record["images"])
    for wanted in record.get("attachments") or ():
        names = [bare(a.name) for a in found.attachments]
        tally.note("attachment", name, wanted["name"], names, bare(wanted["name"]) in names)
    told = bare(" ".join([*found.credits.values(), found.author or ""]))
    for key in ("source", "author", "editor", "contributor", "author_unit"):
        if isinstance(record.get(key), str):
            tally.note(f"credit: {key}", name, record[key], dict(found.credits), bare(record[key]) in told)


def measure(only: str | None = "vsb") -> Tally:
    """Read every page of the truth (of one CMS, or of all) and compare."""
    tally = Tally()
    for line in (SHARED / "corpus/truth.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if only is not None and f"/{only}/" not in record["file"]:
            continue
        base = address(record)
        it = page(SHARED / "corpus" / record["file"], base, record.get("encoding") or "utf-8")
        try:
            if record["kind"] == "list":
                judge_list(record, read.listing(it), base, tally)
            else:
                judge_article(record, read.article(it), tally)
        except ExtractError as e:
            tally.note("readable", record["file"], "a page", e, False)
    return tally


def run(only: str | None = "vsb") -> None:
    """Print what was read right, and every miss."""
    if not (SHARED / "corpus/truth.jsonl").exists():
        print("skipped: the corpus of real pages is not at ../shared")
        return
    tally = measure(only)
    print(f"{'what':<24}{'right':>7}{'asked':>7}")
    for what in tally.asked:
        print(f"{what:<24}{tally.right[what]:>7}{tally.asked[what]:>7}")
    for miss in tally.misses:
        print("  missed", miss)


if __name__ == "__main__":
    import sys

    run(None if "--all" in sys.argv else "vsb")
