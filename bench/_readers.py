"""Who reads the pages of bench auto: ours, and the peers that are installed, each behind one function."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urljoin

from feeds import read
from feeds.errors import ExtractError
from feeds.model import SHANGHAI, Page

NOW = datetime(2026, 11, 28, tzinfo=UTC)  #: no page is of later than that
PEERS = ("trafilatura", "readability", "gne", "gerapy_auto_extractor", "htmldate")
DISTRIBUTION = {"readability": "readability-lxml", "gerapy_auto_extractor": "gerapy-auto-extractor"}
CALLED = {"gerapy_auto_extractor": "gerapy"}

#: the items of a list: title, day or None, address
Items = set[tuple[str, str | None, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """What one reader makes of an article page."""

    title: str = ""
    date: str = ""
    text: str = ""
    author: str = ""
    files: tuple[str, ...] = ()


Reader = Callable[[str, str], Said]


def readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {
        "kinds": lambda html, url: _ours(html, url, None),
        "auto": lambda html, url: _ours(html, url, "auto"),
    }
    told, missing = [], []
    for name in PEERS:
        called = CALLED.get(name, name)
        try:
            import_module(name)
            told.append(f"{called} {version(DISTRIBUTION.get(name, name))}")
        except (ImportError, PackageNotFoundError):
            missing.append(name)
        else:
            found[called] = _PEERS[name]
    print(f"  peers: {', '.join(told) or 'none'}" + (f"; not installed: {', '.join(missing)}" if missing else ""))
    return found


def _ours(html: str, url: str, kind: str | None) -> Said:
    try:
        found = read.article(Page(url=url, text=html, fetched=NOW), kind=kind)
    except ExtractError:
        return Said()
    return Said(
        title=found.title,
        date=found.published.astimezone(SHANGHAI).date().isoformat() if found.published else "",
        text=found.text,
        author=found.author or "",
        files=tuple(a.name for a in found.attachments),
    )


def _trafilatura(html: str, url: str) -> Said:
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, with_metadata=True)
    told = found.as_dict() if found is not None and hasattr(found, "as_dict") else (found or {})
    return Said(
        title=told.get("title") or "",
        date=told.get("date") or "",
        text=told.get("text") or "",
        author=told.get("author") or "",
    )


def _readability(html: str, url: str) -> Said:
    from readability import Document

    document = Document(html)
    return Said(title=document.short_title(), text=plain(document.summary()))


def _gne(html: str, url: str) -> Said:
    from gne import GeneralNewsExtractor

    found = GeneralNewsExtractor().extract(html)
    return Said(
        title=found.get("title") or "",
        date=(found.get("publish_time") or "")[:10].replace("/", "-"),
        text=found.get("content") or "",
        author=found.get("author") or "",
    )


def _htmldate(html: str, url: str) -> Said:
    from htmldate import find_date

    return Said(date=find_date(html, url=url) or "")


def _gerapy(html: str, url: str) -> Said:
    """Each part by itself, as a part that stumbles says nothing of the others."""
    from gerapy_auto_extractor import extractors

    def part(name: str) -> str:
        try:
            return str(getattr(extractors, name)(html) or "")
        except Exception:
            return ""

    return Said(title=part("extract_title"), date=_day(part("extract_datetime")), text=part("extract_content"))


def _day(said: str) -> str:
    m = re.search(r"(\d{4})\D(\d{1,2})\D(\d{1,2})", said)
    return f"{int(m[1])}-{int(m[2]):02}-{int(m[3]):02}" if m else ""


_PEERS: dict[str, Reader] = {
    "trafilatura": _trafilatura,
    "readability": _readability,
    "gne": _gne,
    "gerapy_auto_extractor": _gerapy,
    "htmldate": _htmldate,
}


def plain(html: str) -> str:
    from feeds.read.markup.html import fragment
    from feeds.read.markup.lines import block_text

    return block_text(fragment(html))


def asked(reader: Reader, html: str, url: str) -> Said:
    try:
        return reader(html, url)
    except Exception as e:  # a peer that stumbles has found nothing, and we say so
        print(f"  {reader.__name__.strip('_')} stumbled at {url}: {type(e).__name__}")
        return Said()


# ------------------------------------------------------------------ lists


def list_readers() -> dict[str, Callable[[str, str, str], Items]]:
    """Who reads lists: (markup, address, base of its links) → items."""
    found: dict[str, Callable[[str, str, str], Items]] = {
        "kinds": lambda html, url, base: _our_list(html, url, None),
        "auto": lambda html, url, base: _our_list(html, url, "auto"),
    }
    try:
        import_module("gerapy_auto_extractor")
        found["gerapy"] = _gerapy_list
    except ImportError:
        pass
    return found


def _our_list(html: str, url: str, kind: str | None) -> Items:
    found = read.listing(Page(url=url, text=html, fetched=NOW), kind=kind)
    return {
        (bare(a.title), a.published.astimezone(SHANGHAI).date().isoformat() if a.published else None, a.url)
        for a in found.articles
    }


def _gerapy_list(html: str, url: str, base: str) -> Items:
    """Titles and addresses alone: it reads no dates of a list."""
    from gerapy_auto_extractor.extractors import extract_list

    try:
        items = extract_list(html) or []
    except Exception:
        return set()
    return {(bare(i.get("title")), None, urljoin(base, i.get("url") or "")) for i in items if isinstance(i, dict)}


def bare(said: Any) -> str:
    """As the truth wants to be compared: no white space, no U+200B."""
    return re.sub(r"[\s\u200b]", "", str(said or ""))
