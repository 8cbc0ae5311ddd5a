"""What a page says about itself for machines: JSON-LD, microdata, OpenGraph and the <meta> of Chinese CMSs. Pure.

It is read, not believed: what the page shows to people wins wherever both speak (read/articles/bodies.py).
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from feeds.read.markup.html import Document, ancestors, attr, children, css, first
from feeds.read.markup.lines import text, tidy

_ARTICLE = re.compile(r"Article|NewsArticle|BlogPosting|Report|Posting|WebPage|Event", re.I)
_PUBLISHED = (
    "pubdate",
    "article:published_time",
    "og:published_time",
    "publishdate",
    "publish_date",
    "publish-date",
    "datepublished",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.issued",
    "dcterms.created",
    "sailthru.date",
    "firstpublishedtime",
    "parsely-pub-date",
    "citation_publication_date",
    "weibo:article:create_at",
    "bytedance:published_time",
    "apub:time",
    "date",
    "dc.date",
    "dcterms.date",
    "pubtime",
    "publishtime",
    "created",
    "_pubtime",
    "og:release_date",
    "releasedate",
    "article.published",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
    "datemodified",
    "lastmodified",
    "bytedance:updated_time",
)
_TITLE = (
    "articletitle",
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "headline",
    "weibo:article:title",
    "title",
)
_AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "og:article:author",
    "citation_author",
    "byl",
    "parsely-author",
    "weibo:article:author",
    "mediaid",
)
_SOURCE = ("contentsource", "source", "mediaid")
MAX_SCRIPT = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The page's own words for machines; "" where it has none."""

    title: str = ""
    published: str = ""
    modified: str = ""
    author: str = ""
    source: str = ""
    site: str = ""
    type: str = ""  #: og:type or the JSON-LD type
    body: str = ""  #: articleBody of JSON-LD


def read(document: Document) -> Metadata:
    """All of it, JSON-LD first, then microdata, then <meta>."""
    metas: dict[str, str] = {}
    for node in css(document.root, "meta"):
        name = (attr(node, "name") or attr(node, "property") or attr(node, "itemprop")).lower()
        content = tidy(attr(node, "content").replace("\n", " "))
        if name and content and name not in metas:
            metas[name] = content
    linked = _json_ld(document)
    micro = _microdata(document)

    def pick(names: tuple[str, ...]) -> str:
        return next((metas[n] for n in names if metas.get(n)), "")

    return Metadata(
        title=linked.get("headline") or micro.get("headline", "") or pick(_TITLE),
        published=linked.get("datePublished")
        or micro.get("datePublished", "")
        or pick(_PUBLISHED)
        or _rdfa(document)
        or _scripted(document),
        modified=linked.get("dateModified") or micro.get("dateModified", "") or pick(_MODIFIED),
        author=_person(linked.get("author") or micro.get("author", "") or pick(_AUTHOR)),
        source=pick(_SOURCE),
        site=metas.get("og:site_name")
        or metas.get("sitename", "")
        or linked.get("site", "")
        or _application(document, metas.get("application-name", "")),
        type=linked.get("type") or metas.get("og:type", ""),
        body=linked.get("articleBody", ""),
    )


_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_STAMP = re.compile(r"[\"'](\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?|1\d{9})[\"']")
_STAMPED = re.compile(
    r"\b(?:publish_?time|pub_?time|pub_?date|create_?time|ct|publishDate|release_?time)\b[\"']?\s*[:=]\s*$", re.I
)


_RDF = re.compile(r"\bdc:date=\"(\d{4}-\d\d-\d\dT[\d:+-]{5,14}Z?)\"")  #: the trackback comment of Movable Type


def _scripted(document: Document) -> str:
    """The time that a script writes into the page, where nothing else says it: var ct = "1700000000"."""
    told = _RDF.search(document.source[:MAX_SCRIPT]) if "dc:date" in document.source else None
    if told is not None:
        return told[1]
    for script in document.css("script:not([src])"):
        code = script.text(deep=True)[:MAX_SCRIPT]
        for found in _STAMP.finditer(code):
            if _STAMPED.search(code[max(0, found.start() - 32) : found.start()]):
                said = found[1]
                return datetime.fromtimestamp(int(said), UTC).isoformat() if said.isdigit() else said
    return ""


def _application(document: Document, name: str) -> str:
    """The application's name where <title> says it alone: the site's, as Discuz writes it."""
    title = first(document.root, "title") if name else None
    return name if title is not None and text(title) == name else ""


_TEASER = re.compile(r"(?:^|[\s_-])(?:teaser|view|views|sidebar)(?:$|[\s_-])", re.I)


def _rdfa(document: Document) -> str:
    """The moment that Drupal says an article was made at: <span property="dc:date dc:created" content="…">."""
    if "dc:created" not in document.source and "schema:dateCreated" not in document.source:
        return ""
    found = document.css("[property~='dc:created'][content], [property='schema:dateCreated'][content]")
    around = [up for up in ancestors(found[0]) if up.tag not in ("body", "html")] if len(found) == 1 else []
    if not around or any(up.tag == "aside" or _TEASER.search(attr(up, "class")) for up in around):
        return ""
    return attr(found[0], "content")


#: byMorgan Wanyonyi; Alder Press, https://alder.example/
_BESIDE = re.compile(r"^by(?=[A-Z][a-z])|^[Bb]y\s+(?!The\b)(?=[A-Z][\w.'’-]+\s+[A-Z])|[,(]?\s*\(?https?://\S+$")


def _person(name: str) -> str:
    if re.match(r"https?://|www\.|@", name) or len(name) > 80:
        return ""
    return _BESIDE.sub("", name).strip()


def _json_ld(document: Document) -> dict[str, str]:
    for script in css(document.root, 'script[type*="ld+json"]'):
        code = "".join(c.text_content or "" for c in children(script))[:MAX_SCRIPT]
        try:
            told = json.loads(re.sub(r"[\x00-\x1f]+", " ", code).strip().rstrip(";"))
        except (ValueError, RecursionError):
            continue
        for thing in _things(told):
            kind = thing.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(k, str) and _ARTICLE.search(k) for k in kinds) and (
                _word(thing.get("headline")) or _word(thing.get("datePublished"))
            ):
                return {
                    "headline": _word(thing.get("headline")) or _word(thing.get("name")),
                    "datePublished": _word(thing.get("datePublished") or thing.get("pubDate")),
                    "dateModified": _word(thing.get("dateModified")),
                    "author": _word(thing.get("author")),
                    "articleBody": _word(thing.get("articleBody")),
                    "type": next((k for k in kinds if isinstance(k, str)), ""),
                    "site": _word(thing.get("publisher")),
                }
    return {}


def _things(told: Any) -> list[dict[str, Any]]:
    """The objects of a JSON-LD block: itself, its list, its @graph, what it is mainly about."""
    found: list[dict[str, Any]] = []
    waiting: list[Any] = [told]
    while waiting and len(found) < 200:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting.extend(one[:100])
        elif isinstance(one, dict):
            found.append(one)
            waiting.extend(
                one[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(one.get(key), list | dict)
            )
    return found


def _word(value: Any) -> str:
    if isinstance(value, str):  # some sites write their own markup into it
        return tidy(_TAGS.sub("", value).replace("\n", " "))
    if isinstance(value, list):
        return (
            "、".join(filter(None, map(_word, value[:6])))
            if not value or not isinstance(value[0], str)
            else _word(value[0])
        )
    if isinstance(value, dict):
        return _word(value.get("name"))
    return ""


def _microdata(document: Document) -> dict[str, str]:
    found: dict[str, str] = {}
    if "itemprop" not in document.source:
        return found
    for name in ("headline", "datePublished", "dateModified", "author"):
        node = first(document.root, f"[itemprop={name}], [itemprop~={name}]")
        if node is not None:
            inner = first(node, "[itemprop=name]") if name == "author" else None
            value = attr(node, "content") or attr(node, "datetime")
            if not value and re.match(r"\d{4}-\d\d", attr(node, "title")):
                value = attr(node, "title")
            value = value or text(inner if inner is not None else node)
            found[name] = tidy(value.replace("\n", " "))[:300]
    return found
