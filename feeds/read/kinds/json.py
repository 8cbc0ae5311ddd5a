"""An address that answers JSON: where the items and their fields are is said in dotted paths. It guesses nothing.

`list_items = "data.list"`, `list_link = "https://www.example.edu/article/{id}"`: braces name fields of the item.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from feeds.errors import ExtractError
from feeds.model import Article, Listing, Precision
from feeds.read.articles import bodies
from feeds.read.articles import body as content
from feeds.read.dates import dates
from feeds.read.dates.days import Found
from feeds.read.markup.foreign import fragment
from feeds.read.markup.html import Document, children
from feeds.read.markup.lines import text, tidy
from feeds.read.markup.links import canonical, same_site

CALL = re.compile(r"\s*+[\w$.]++\s*+\(")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Dotted paths (`data.list`, `items.0.title`); "" where the answer has no such field."""

    list_items: str = ""  #: "": the answer itself is the list
    list_title: str = "title"
    list_link: str = "url"  #: a path, or an address with {fields}
    list_date: str = "date"
    list_id: str = ""
    list_summary: str = ""
    list_body: str = ""
    list_author: str = ""
    list_next: str = ""  #: the next page's address
    article_title: str = "title"  #: of an article page that is JSON too
    article_body: str = "content"
    article_date: str = "date"
    article_author: str = ""


def marks(document: Document) -> int:
    """None: JSON alone does not say where its items are."""
    return 0


def listing(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Listing:
    """The items under `list_items`; ExtractError where there is no such list."""
    told = _told(document)
    items = at(told, settings.list_items)
    if isinstance(items, dict):
        items = list(items.values())
    if not isinstance(items, list):
        raise ExtractError(document.url, f"list_items = {settings.list_items!r} leads to no list; {_offered(told)}")
    kept: dict[str, Article] = {}
    for item in items:
        article = _item(document, item, settings, zone, now)
        if article is not None:
            kept.setdefault(article.id, article)
    following = at(told, settings.list_next) if settings.list_next else None
    return Listing(
        kind="json",
        articles=tuple(kept.values()),
        next=document.link(following) if isinstance(following, str) else None,
    )


def article(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Article:
    """An article page, JSON or HTML."""
    if not re.match(r"[\ufeff\s]*[{\[]", document.source):
        return bodies.article(document, zone, now)
    told = _told(document)
    title = _text(at(told, settings.article_title))
    if not title:
        raise ExtractError(
            document.url, f"article_title = {settings.article_title!r} leads to no text; {_offered(told)}"
        )
    found = _date(at(told, settings.article_date), zone, now)
    body = _body(document, at(told, settings.article_body), title)
    return Article(
        id=canonical(document.url),
        title=title[:300],
        url=document.url,
        published=found.when if found else None,
        precision=found.precision if found else None,
        html=body.html,
        text=body.text,
        author=_text(at(told, settings.article_author)) or None,
        images=tuple(body.images),
        attachments=tuple(body.attachments),
        videos=tuple(body.videos),
    )


def column(document: Document) -> str | None:
    """None: JSON has no breadcrumb."""
    return None


def at(told: Any, path: str) -> Any:
    """What stands at a dotted path; None where the path leads nowhere. "" is the whole."""
    for step in filter(None, path.split(".")):
        if isinstance(told, dict):
            told = told.get(step)
        elif isinstance(told, list) and re.fullmatch(r"\d{1,6}", step):
            told = told[int(step)] if int(step) < len(told) else None
        else:
            return None
    return told


def _told(document: Document) -> Any:
    source = document.source.lstrip("\ufeff")
    call = CALL.match(source) if not re.match(r"\s*[{\[]", source) else None
    end = source.rstrip().rstrip(";").rstrip() if call else ""
    try:
        return json.loads(end[call.end() : -1] if call and end.endswith(")") else source)
    except (ValueError, RecursionError) as e:
        raise ExtractError(document.url, f"not JSON: {e}") from e


def _offered(told: Any) -> str:
    if isinstance(told, dict):
        return "the answer has " + (", ".join(map(str, list(told)[:12])) or "no fields")
    return f"the answer is a {'list' if isinstance(told, list) else type(told).__name__}"


def _item(document: Document, item: Any, settings: Settings, zone: ZoneInfo, now: datetime) -> Article | None:
    title = _text(at(item, settings.list_title))
    url = _link(document, item, settings.list_link)
    if not title or url is None:
        return None
    found = _date(at(item, settings.list_date), zone, now) if settings.list_date else None
    body = _body(document, at(item, settings.list_body) if settings.list_body else "", title)
    key = at(item, settings.list_id) if settings.list_id else None
    return Article(
        id=_whole(str(key)) if isinstance(key, str | int) and str(key) else canonical(url),
        title=title[:300],
        url=url,
        published=found.when if found else None,
        precision=found.precision if found else None,
        external=not same_site(url, document.url) and "{" not in settings.list_link,
        summary=_text(at(item, settings.list_summary)) if settings.list_summary else "",
        html=body.html,
        text=body.text,
        author=(_text(at(item, settings.list_author)) if settings.list_author else "") or None,
        images=tuple(body.images),
        attachments=tuple(body.attachments),
        videos=tuple(body.videos),
    )


def _whole(said: str) -> str:
    """Half a character, which JSON can say and nothing else can, as a question mark."""
    return said.encode("utf-8", "replace").decode()


def _link(document: Document, item: Any, pattern: str) -> str | None:
    if "{" not in pattern:
        href = at(item, pattern)
        return document.link(href) if isinstance(href, str) else None

    def fill(m: re.Match[str]) -> str:
        value = at(item, m.group(1))
        return quote(_whole(str(value)), safe="") if isinstance(value, str | int) else "\n"

    filled = re.sub(r"\{([\w.]+)\}", fill, pattern)
    return None if "\n" in filled else document.link(filled)


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    said = str(value)
    return tidy((text(fragment(said)) if re.search(r"[<&]", said) else said).replace("\n", " "))


def _body(document: Document, markup: Any, title: str) -> content.Body:
    if not isinstance(markup, str) or not markup.strip():
        return content.Body()
    return content.read(document, list(children(fragment(markup))), title)


def _date(value: Any, zone: ZoneInfo, now: datetime) -> Found | None:
    """Text as anywhere, or a Unix time in seconds or milliseconds."""
    if isinstance(value, str) and re.fullmatch(r"\d{10}|\d{13}", value.strip()):
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and 10**8 < value < 10**14:
        seconds = value / 1000 if value > 10**11 else value
        when = datetime.fromtimestamp(int(seconds), UTC).astimezone(zone)
        return Found(when=when, precision=Precision.SECOND, start=0, end=0)
    return dates.first(value, zone, now) if isinstance(value, str) else None
