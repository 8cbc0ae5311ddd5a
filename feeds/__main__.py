"""python -m feeds list|article|detect FILE|URL: read one page, print what it says, keep nothing.

Other programs call this: the keys of its JSON stay as they are.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feeds import read
from feeds.errors import ExtractError, Forbidden, RefusedPage, YaowenError
from feeds.model import Access, Article, Listing, Page, utcnow


def main(arguments: Sequence[str] | None = None) -> int:
    """0: read; 1: the page could not be had or read; 2: asked wrongly."""
    asked = _arguments(arguments)
    try:
        zone = ZoneInfo(asked.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _complain(f"no time zone is called {asked.zone!r}; try Asia/Shanghai", 2)
    try:
        if asked.what == "detect":
            return _say(_detected(asked, zone))
        page = _page(asked)
        how: dict[str, Any] = {"kind": asked.kind, "settings": _settings(asked), "zone": zone}
        if asked.what == "list":
            found = _unless_refused(page, asked, lambda: read.listing(page, **how), _is_list)
            said = list_as_json(found, zone) if asked.json else list_as_text(found, zone)
        else:
            article = _unless_refused(page, asked, lambda: read.article(page, **how), _is_article)
            kind = asked.kind or read.kind_of(page) or read.FALLBACK
            said = article_as_json(article, kind, zone) if asked.json else article_as_text(article, zone)
    except Forbidden as e:
        helps = not asked.allow_private and ("is a private address" in e.why or "or set allow_private" in e.why)
        return _complain(f"{e} (or try --allow-private)" if helps else str(e), 1)
    except YaowenError as e:
        return _complain(str(e), 1)
    except _Wrong as e:
        return _complain(str(e), 2)
    return _say(said)


T = TypeVar("T", Listing, Article)


def _unless_refused(page: Page, asked: argparse.Namespace, reader: Callable[[], T], real: Callable[[T], bool]) -> T:
    """What the page says; RefusedPage where it is a login, a challenge or a wall, and not what was asked for after all.

    Whoever names the kind knows what the page is and is not contradicted.
    """
    from feeds.read.refused import refusal

    refused = None if asked.kind else refusal(page.text, status=page.status, url=page.url)
    if refused is None or read.kind_of(page) == "feed":
        return reader()
    said = RefusedPage(page.url, refused.reason, f"{refused.reason}: {refused.why}")
    try:
        found = reader()
    except ExtractError as e:
        raise said from e
    if not real(found):
        raise said
    return found


def _is_list(found: Listing) -> bool:
    dated = sum(each.published is not None for each in found.articles)
    return len(found.articles) >= 5 and 2 * dated >= len(found.articles)


def _is_article(found: Article) -> bool:
    return found.published is not None and len(found.text) >= 200


def _say(said: str) -> int:
    try:
        sys.stdout.write(said + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as e:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - at exit what is left is written once more
        return _complain(f"what was found cannot be written: {e.strerror}", 1)
    return 0


class _Wrong(Exception):
    """What was asked makes no sense as it is."""


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m feeds", description="Read one page and print what it says.")
    parser.add_argument("what", choices=("list", "article", "detect"), help="what the page is, or detect: find out")
    parser.add_argument("page", metavar="FILE|URL", help="a saved page, - for standard input, or an http(s) address")
    parser.add_argument("--url", help="where a saved page came from: the base of its links")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--zone", default="Asia/Shanghai", help="of dates without a zone (default %(default)s)")
    parser.add_argument("--kind", help="how to read it; found by itself when left out")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a setting of the kind")
    parser.add_argument("--allow-private", action="store_true", help="let a URL lead to this machine or its network")
    return parser.parse_args(arguments)


def _page(asked: argparse.Namespace) -> Page:
    if asked.page.startswith(("http://", "https://")):
        from feeds.fetch.web import Web

        web = Web(contact=None)
        try:
            return web.get(asked.page, Access(allow_private=asked.allow_private))
        finally:
            web.close()
    from feeds.fetch.decode import decode

    if asked.page != "-" and not os.path.exists(asked.page):
        raise _Wrong(f"{asked.page}: there is no such file; an address begins with http:// or https://")
    if not asked.url:
        raise _Wrong(f"{asked.page}: say with --url where this page came from; its links and ids depend on it")
    if not asked.url.startswith(("http://", "https://")):
        raise _Wrong(f"--url {asked.url}: an address that begins with http:// or https:// is needed")
    try:
        data = sys.stdin.buffer.read() if asked.page == "-" else Path(asked.page).read_bytes()
    except OSError as e:
        raise _Wrong(f"{asked.page}: cannot be read: {e.strerror or e}") from e
    decoded = decode(data)
    return Page(
        url=asked.url, text=decoded.text, fetched=utcnow(), encoding=decoded.encoding, replaced=decoded.replaced
    )


def _detected(asked: argparse.Namespace, zone: ZoneInfo) -> str:
    """What a saved page is; what an address leads to, verified."""
    if asked.page.startswith(("http://", "https://")):
        from feeds.discover import discover
        from feeds.fetch.web import Web

        web = Web(contact=None)
        try:
            found = discover(web, asked.page, access=Access(allow_private=asked.allow_private), zone=zone)
        finally:
            web.close()
    else:
        from feeds.read.detect import detect

        found = detect(_page(asked), zone=zone)
    told = found.as_json()
    if asked.json:
        return _json(told)
    lines = [f"{found.page}{f': {found.reason}' if found.reason else ''}  (sure to {found.confidence:.0%})"]
    lines += [f"{name}: {told[name]}" for name in ("feed", "list") if told[name]]
    lines += [f"column: {column.title}  {column.url}" for column in found.columns]
    return "\n".join([*lines, *(f"- {reason}" for reason in told["why"])])


def _settings(asked: argparse.Namespace) -> Any:
    if not asked.set:
        return None
    from feeds.read import kinds

    if not asked.kind:
        raise _Wrong("--set needs --kind: settings belong to a kind")
    reader = kinds.one(asked.kind)
    if reader is None:
        raise _Wrong(f"--kind {asked.kind}: there is no such kind; there are: {', '.join(sorted(kinds.find()))}")
    known = {field.name for field in fields(reader.Settings)}
    given = dict(pair.partition("=")[::2] for pair in asked.set)
    unknown = sorted(set(given) - known)
    if unknown:
        raise _Wrong(f"--set {unknown[0]}: kind {asked.kind} knows {', '.join(sorted(known)) or 'no settings'}")
    try:
        return reader.Settings(**given)
    except (TypeError, ValueError) as e:
        raise _Wrong(f"--set: {e}") from e


def list_as_json(found: Listing, zone: ZoneInfo) -> str:
    return _json(
        {
            "kind": found.kind,
            "next": found.next,
            "articles": [
                {
                    "id": item.id,
                    "title": item.title,
                    "url": item.url,
                    "published": _iso(item.published, zone),
                    "precision": item.precision,
                }
                for item in found.articles
            ],
        }
    )


def article_as_json(article: Article, kind: str, zone: ZoneInfo) -> str:
    return _json(
        {
            "kind": kind,
            "id": article.id,
            "url": article.url,
            "title": article.title,
            "published": _iso(article.published, zone),
            "precision": article.precision,
            "author": article.author,
            "credits": dict(article.credits),
            "html": article.html,
            "text": article.text,
            "summary": article.summary,
            "images": list(article.images),
            "attachments": [{"name": file.name, "url": file.url} for file in article.attachments],
            "videos": list(article.videos),
        }
    )


def list_as_text(found: Listing, zone: ZoneInfo) -> str:
    told = [f"{found.title or 'list'}  (kind {found.kind}, {len(found.articles)} articles)", ""]
    for item in found.articles:
        told += [f"{_day(item, zone):<16}  {item.title}", f"{'':<16}  {item.url}"]
    told += ["", f"next page: {found.next}"] if found.next else []
    return "\n".join(told)


def article_as_text(article: Article, zone: ZoneInfo) -> str:
    told = [article.title, f"{_day(article, zone)}  {article.url}".strip(), ""]
    told += [f"{label}: {value}" for label, value in article.credits.items()]
    told += ["", article.text] if article.text else []
    told += ["", f"summary: {article.summary}"] if article.summary else []
    told += [f"picture: {url}" for url in article.images]
    told += [f"video: {url}" for url in article.videos]
    told += [f"file: {file.name}  {file.url}" for file in article.attachments]
    return "\n".join(told)


def _day(article: Article, zone: ZoneInfo) -> str:
    if article.published is None:
        return "no date"
    when = article.published.astimezone(zone)
    return f"{when:%Y-%m-%d}" if article.precision in (None, "day") else f"{when:%Y-%m-%d %H:%M}"


def _iso(when: datetime | None, zone: ZoneInfo) -> str | None:
    return when.astimezone(zone).isoformat() if when else None


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _complain(sentence: str, code: int) -> int:
    sys.stderr.write(" ".join(sentence.split()) + "\n")
    return code


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a locale without a title's letters shows ? for them
    sys.exit(main())
