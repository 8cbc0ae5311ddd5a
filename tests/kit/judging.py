"""What is wrong about the reading of a page whose truth was written down by hand: tests/pages/*.jsonl.

A line of truth has `file`, `url`, `kind` (list, article, home or refused) and what a person sees on the page: of an
article title, date, first and last sentence, files, words that are none of it; of a list its name and items; of a home
page its columns.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from feeds import read
from feeds.errors import ExtractError
from feeds.fetch.decode import decode
from feeds.model import SHANGHAI, Article, Listing, Page
from feeds.read.detect import Detected, detect
from feeds.read.markup.html import parse
from feeds.read.navigation.crumbs import HOME

PAGES = Path(__file__).resolve().parents[1] / "pages"
NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)


def truths() -> list[dict[str, Any]]:
    return [json.loads(line) for file in sorted(PAGES.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]


def known_misses() -> set[str]:
    """What we know to be read wrong: a line each, as `misses` says it."""
    lines = (PAGES / "misses.txt").read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def misses(truth: dict[str, Any]) -> Iterator[str]:
    """Each thing that was not read as a person reads it, in a line: zh-lists/05.html: next."""
    for what, fine in judged(truth):
        if not fine:
            yield f"{truth['file']}: {what}"


def judged(truth: dict[str, Any], changed: Callable[[str], str] = str) -> Iterator[tuple[str, bool]]:
    """Each thing that is asked of a page, and whether it was read right. `changed`: what is done to its markup."""
    page = page_of(truth, changed)
    yield from _judged(truth, page, parse(page.text, page.url).base)


def page_of(truth: dict[str, Any], changed: Callable[[str], str] = str) -> Page:
    """The page itself, as a poll would have it."""
    text = changed(decode((PAGES / truth["file"]).read_bytes()).text)
    return Page(url=truth["url"], text=text, fetched=NOW)


def _judged(truth: dict[str, Any], page: Page, base: str) -> Iterator[tuple[str, bool]]:
    found = detect(page)
    if truth["kind"] == "article":
        try:
            yield from _article(truth, read_before(found) or read.article(page), base)
        except ExtractError:
            yield "unreadable", False
    elif truth["kind"] == "list":
        yield from _list(truth, listed_before(found) or read.listing(page), base)
    yield "page", found.page == truth["kind"]
    told = truth.get("detect") or {}
    if "feed" in told:
        yield "feed", found.feed == _absolute(base, told["feed"])
    if truth["kind"] == "article" and "list" in told:
        yield "its list", found.list == _absolute(base, told["list"])
    if truth["kind"] == "home":
        wanted = {
            urljoin(base, c["href"]).replace(" ", "%20").rstrip("/") for c in truth["columns"] if _leads(c.get("href"))
        }
        wanted = {url.replace(":80/", "/") for url in wanted}
        offered = {c.url.rstrip("/") for c in found.columns}
        yield "columns missed", wanted <= offered
        yield "columns too many", offered <= wanted


def read_before(found: Detected) -> Article | None:
    """The article of a page of unknown make that detect has read: what a poll reads of it, a summary aside."""
    return found.article if found.page == "article" and found.kind == "auto" else None


def listed_before(found: Detected) -> Listing | None:
    """The same of a list."""
    named = found.listing is not None and not HOME.match(found.listing.title or "")
    return found.listing if found.page == "list" and found.kind == "auto" and named else None


def _article(truth: dict[str, Any], found: Article, base: str) -> Iterator[tuple[str, bool]]:
    text = _bare(found.text)
    yield "title", _bare(found.title) == _bare(truth["title"])
    yield "date", _day(found, truth.get("datetime")) == truth.get("date")
    if truth.get("datetime") and found.published:
        exact = found.published.replace(second=0) == datetime.fromisoformat(truth["datetime"]).replace(second=0)
        clocks = [found.published.astimezone(SHANGHAI)]
        if datetime.fromisoformat(truth["datetime"]).tzinfo is None:
            clocks.append(found.published)  # the page's own clock
        shown = truth["datetime"][11:16] in [f"{each:%H:%M}" for each in clocks]
        yield "time", exact or shown
    for name in ("body_first", "body_last"):
        if truth.get(name):
            yield name, _bare(truth[name]) in text
    yield "noise", not any(_bare(noise) and _bare(noise) in text for noise in truth.get("noise", ()))
    wanted = {unquote(urljoin(base, f["href"])) for f in truth.get("attachments") or () if _leads(f.get("href"))}
    yield "files", {unquote(f.url) for f in found.attachments} == wanted
    if truth.get("images") is not None:
        yield "images", len(found.images) == truth["images"]
    if truth.get("author"):
        yield "author", _bare(truth["author"]) in _bare(f"{found.author} {' '.join(found.credits.values())}")


def _list(truth: dict[str, Any], found: Listing, base: str) -> Iterator[tuple[str, bool]]:
    """Where the truth gives no date or no next page (a pager of JavaScript has none), whatever is read passes."""
    wanted = [item for item in truth["items"] if _leads(item.get("href"))]
    items = {urljoin(base, item["href"]).partition("#")[0].replace(" ", "%20"): item for item in wanted}
    got = {article.url.partition("#")[0]: article for article in found.articles}
    if truth.get("title"):
        yield "name", _bare(found.title or "") == _bare(truth["title"])
    yield "items missed", items.keys() <= got.keys()
    yield "items too many", got.keys() <= items.keys()
    both = items.keys() & got.keys()
    yield "titles", all(_bare(got[url].title) == _bare(items[url]["title"]) for url in both)
    yield (
        "dates",
        all(_day(got[url], None) == (items[url]["date"] or "")[:10] or not items[url]["date"] for url in both),
    )
    yield "next", found.next == _absolute(base, truth.get("next")) or truth.get("next") is None


def _day(article: Article, shown: str | None) -> str | None:
    """The day as it was read; that of the site's own zone where its truth gives one."""
    if article.published is None:
        return None
    day = article.published.date().isoformat()
    if shown is None:
        return day
    theirs = article.published.astimezone(datetime.fromisoformat(shown).tzinfo).date().isoformat()
    return theirs if theirs == shown[:10] else day


def _absolute(base: str, href: str | None) -> str | None:
    return urljoin(base, href).partition("#")[0] if _leads(href) and href else None


def _leads(href: str | None) -> bool:
    return bool(href) and not str(href).startswith("javascript")


def _bare(said: str | None) -> str:
    return re.sub(r"[\s\u200b]", "", said or "").replace("...", "…")
