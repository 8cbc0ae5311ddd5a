"""博达 / 西软 Visual SiteBuilder: the CMS of most Chinese college sites. Where things stand on its pages, no more.

How rows, bodies and credits are read once they are found is in read/rows.py, body.py and credits.py.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from feeds.errors import ExtractError
from feeds.model import Article, Listing
from feeds.read import body as bodies
from feeds.read import credits, crumbs, dates, daylines, headline, labels, pager, rows
from feeds.read.days import Found
from feeds.read.html import Document, Node, ancestors, attr, css, inside, markup, tag
from feeds.read.lines import text
from feeds.read.links import canonical, is_picture, same_page, same_site
from feeds.read.rows import Group, Row

RESOURCE = "/system/resource/js/"
#: a trace is any of these, word for word, with a pattern where the words alone say too little
FINGERPRINTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Announced by Visual SiteBuilder",), ""),
    (("_sitegray/_sitegray",), ""),
    (("CustomerNO:",), r"<!--\s*CustomerNO:"),
    ((".vsb.css",), ""),
    (("_vsbscreen", "vsbscreen.min.js"), ""),
    ((f"{RESOURCE}counter.js", "_jsq_"), r"/system/resource/js/counter\.js|_jsq_\s*\("),
    ((f"{RESOURCE}dynclicks.js", "_showDynClick"), ""),
    ((RESOURCE,), r"/system/resource/js/(?:ajax|centerCutImg|gotopage|openlink|base64)\.js"),
    ((f"{RESOURCE}news/", "/system/resource/style/component/news"), ""),
    (("_newscontent_fromname",), ""),
    (("<!--#begineditable",), r"<!--#begineditable\b[^>]*viewid="),
    (("system/resource/css/pagedown", "pb_sys_common"), ""),
    (("vsb_newscontent", "vsb_content", "v_news_content"), r"id=[\"']?vsb_(?:newscontent|content)|v_news_content"),
    (("line_u",), r"id=[\"']?line_u\d+_\d+"),
    (("urltype=",), r"urltype=(?:news|tree)\.(?:NewsContentUrl|TreeTempUrl|DownloadAttachUrl)"),
    (("_dwr/interface/NewsvoteDWR",), ""),
)
ENOUGH = 6  #: traces after which no more are looked for
STATIC = re.compile(r"(?:https?://[^/?#]*+)?+[^?#]*/info/\d+/(\d+)\.html?(?:[?#]|$)", re.I)
DYNAMIC = re.compile(r"[?&]wbnewsid=(\d+)", re.I)
LINE = re.compile(r"^line_?(u\w*?|[a-z]\w*?)_(\d+)$")
COUNTER = re.compile(r"_jsq_\s*\(\s*(-?\d+)\s*,\s*'[^']*'\s*,\s*(-?\d+)\s*,\s*(-?\d+)\s*\)")
BATCH = re.compile(r"_showDynClickBatch\s*\(\s*\[[^\]]*\]\s*,\s*\[([\d,\s]*)\]")
CLICKS = re.compile(
    r"_showDynClicks\s*\(\s*[\"']wbnews[\"']\s*,\s*\d+\s*,\s*(\d+)\s*\)|"
    r"getClickTimes\(\s*'?(\d+)'?\s*,\s*'?\d+'?\s*,\s*'wbnews'"
)
REDIRECT = re.compile(r"NewsvoteDWR\d*\.getNewsLinkUrl\s*\(")
LEAVES = re.compile(r"(?:window|document|self|top)?\.?location(?:\.href)?\s*=\s*[\"'](https?://[^\"']+)[\"']")
BODIES = (
    "[id^=vsb_content]",
    ".v_news_content",
    "[id^=vsb_newscontent]",
    "[class^=contentstyle]",
    "form[name=_newscontent_fromname] div[class*=content]:not([class*=vsbcontent])",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Nothing to set: the CMS looks alike everywhere."""


def marks(document: Document) -> int:
    """How many of the CMS's own traces the page shows, as far as it takes to be surely one of its pages."""
    source = document.source
    seen = 0
    for traces, pattern in FINGERPRINTS:
        if any(trace in source for trace in traces) and (not pattern or re.search(pattern, source) is not None):
            seen += 1
            if seen == ENOUGH:
                break
    return seen


def identity(url: str) -> str | None:
    """The site's own article id in a URL: /info/T/N.htm and content.jsp?…wbnewsid=N are both N."""
    found = STATIC.match(url) if "/info/" in url.lower() else None
    found = found or (DYNAMIC.search(url) if ".jsp" in url else None)
    return found.group(1) if found else None


def _key(document: Document, url: str) -> tuple[str, bool]:
    """An article's id, and whether it is on another site."""
    if not same_site(url, document.url):
        return canonical(url), True
    return identity(url) or canonical(url), False


def listing(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Listing:
    """The main list of the page: not its menus, not its hot articles."""
    articles: dict[str, Article] = {}
    main = _main_rows(document, zone, now)
    known_rows = {row.node.mem_id for row in main}
    lines_above: dict[int, str] = {}
    for row in main:
        title = rows.title(row)
        if not title:
            continue
        found = rows.date(row, title, zone, now)
        if found is None or found.inferred:
            found = daylines.dated(row.node, found, known_rows, lines_above, zone, now)
        key, external = _key(document, row.url)
        known = articles.get(key)
        if known is None:
            articles[key] = Article(
                id=key,
                title=title[:500],
                url=row.url,
                published=found.when if found else None,
                precision=found.precision if found else None,
                external=external,
            )
        elif known.published is None and found is not None:
            articles[key] = replace(known, published=found.when, precision=found.precision)
    return Listing(
        kind="vsb", articles=tuple(articles.values()), next=pager.following(document), title=_column_name(document)
    )


def _main_rows(document: Document, zone: ZoneInfo, now: datetime) -> list[Row]:
    groups = _lined(document)
    if not groups:
        signs = ("",) if "/info/" in document.base.lower() else ("nfo/", "NFO/", "ewsid", "EWSID")
        groups = rows.groups(rows.find(document, lambda url: _target(document, url), signs), zone, now)
        groups = [_completed(document, group) for group in groups]
        groups = [group for group in groups if not _is_furniture(group, zone, now)]
    if not groups:  # not one article of its own: a list of what others wrote?
        others = rows.find(document, lambda url: None if same_page(url, document.url) else canonical(url))
        every = rows.groups(others, zone, now)
        groups = [group for group in every if len(group.rows) >= 3 and _dated(group, zone, now) >= 0.6]
    if len(groups) < 2:
        return groups[0].rows if groups else []
    batch = {number for m in BATCH.finditer(document.source) for number in re.findall(r"\d+", m.group(1))}
    pagers = pager.pagers(document)
    for group in groups:
        group.score = _score(document, group, batch, pagers, zone, now)
    best = max(groups, key=lambda group: group.score)
    return best.rows


def _target(document: Document, url: str) -> str | None:
    found = identity(url)
    return found if found is not None and same_site(url, document.url) else None


def _lined(document: Document) -> list[Group]:
    """The rows that say so themselves: id="line_u7_0"."""
    found: dict[str, Group] = {}
    for node in document.css("[id^=line]"):
        m = LINE.match(attr(node, "id"))
        if m is None:
            continue
        row = _row(document, node)
        if row is not None and node.parent is not None:
            found.setdefault(m.group(1), Group(rows=[], parent=node.parent)).rows.append(row)
    return list(found.values())


def _row(document: Document, node: Node) -> Row | None:
    """A row around its first article link, else around its first link that leads anywhere."""
    links = [(link, url) for link in css(node, "a[href]") if (url := document.link(attr(link, "href"))) is not None]
    if tag(node) == "a":
        own = document.link(attr(node, "href"))
        links = [(node, own)] if own is not None else []
    chosen = next((url for _, url in links if _target(document, url)), None)
    if chosen is None:
        told = [(len(text(link) or attr(link, "title")), url) for link, url in links if not is_picture(url)]
        chosen = max(told, key=lambda one: one[0])[1] if told and max(told, key=lambda one: one[0])[0] else None
    if chosen is None:
        return None
    return Row(node=node, url=chosen, links=[link for link, url in links if url == chosen])


def _completed(document: Document, group: Group) -> Group:
    """The group with the rows between its own that lead to other sites."""
    kind = tag(group.rows[0].node)
    known = {row.node.mem_id: row for row in group.rows}
    parents: dict[int, Node] = {}
    for row in group.rows:
        if row.node.parent is not None:
            parents.setdefault(row.node.parent.mem_id, row.node.parent)
    ordered: list[Row] = []
    for parent in parents.values():
        child = parent.child
        while child is not None:
            if child.mem_id in known:
                ordered.append(known[child.mem_id])
            elif child.is_element_node and tag(child) == kind and kind != "td":
                other = _row(document, child)
                if other is not None and _like_an_item(document, other):
                    ordered.append(other)
            child = child.next
    return Group(rows=ordered, parent=group.parent)


def _like_an_item(document: Document, row: Row) -> bool:
    others = [link for link in css(row.node, "a[href]") if document.link(attr(link, "href")) != row.url]
    return (
        all(len(text(link)) <= 8 for link in others)  # 【学生处】, the column it belongs to
        and not same_page(row.url, document.url)
        and not pager.COUNT.search(text(row.node))
        and len(rows.title(row)) >= 4
        and (not same_site(row.url, document.url) or bool(re.search(r"\d{1,2}[-/.月]\d{1,2}", text(row.node))))
    )


def _is_furniture(group: Group, zone: ZoneInfo, now: datetime) -> bool:
    """上一条/下一条 and the menu's links to articles are no list."""
    if all(bodies.NEIGHBOUR.match(text(row.node)) for row in group.rows):
        return True
    return rows.aside(group.rows[0].node) and not _dated(group, zone, now)


def _dated(group: Group, zone: ZoneInfo, now: datetime) -> float:
    """How many of the first dozen rows say when, 0 to 1."""
    looked = group.rows[:12]
    return sum(1 for row in looked if rows.date(row, rows.title(row), zone, now) is not None) / max(len(looked), 1)


def _score(
    document: Document, group: Group, batch: set[str], pagers: list[Node], zone: ZoneInfo, now: datetime
) -> float:
    """How much a group looks like what the page is for."""
    count = len(group.rows)
    letters = sum(min(len(rows.title(row)), 40) for row in group.rows) / max(count, 1)
    score = min(count, 30) + 15 * _dated(group, zone, now) + min(letters, 25) / 2.5
    own = {identity(row.url) for row in group.rows}
    if batch and own & batch:
        score += 8
    if pagers:
        depth = max(_shared_depth(group.parent, node) for node in pagers)
        score += 2.5 * depth
    if rows.aside(group.rows[0].node):
        score -= 15
    if rows.ASIDE_TITLE.search(rows.heading_before(group.parent)):
        score -= 25
    if count == 1:
        score -= 5
    return score


def _shared_depth(node: Node, other: Node) -> int:
    """How many surroundings two nodes share: the more, the closer they belong together."""
    ups = {up.mem_id for up in (node, *ancestors(node))}
    return sum(1 for up in (other, *ancestors(other)) if up.mem_id in ups)


def _column_name(document: Document) -> str | None:
    """学校,栏目 in the keywords; else the breadcrumb's end; else the first part of <title>."""
    said = _keywords(document)
    heading = document.first("title")
    parts = re.split(r"\s*[-_|—–]+\s*", text_of_title(heading)) if heading is not None else []
    if len(said) >= 2 and said[1] and (not parts or said[1] in parts):
        return said[1]
    return crumbs.named(document) or (parts[0] if parts and parts[0] else None)


def text_of_title(node: Node) -> str:
    return " ".join("".join(child.text_content or "" for child in node.iter(include_text=True)).split())


def _keywords(document: Document) -> list[str]:
    for node in document.css("meta[content]"):
        if attr(node, "name").lower() == "keywords":
            return [part.strip() for part in re.split(r"[,，]", attr(node, "content"))]
    return []


def column(document: Document) -> str | None:
    """The list an article belongs to: its breadcrumb's last column, else the menu's entry of the column's name."""
    steps = [(name, url) for name, url in crumbs.steps(document) if identity(url) is None]
    steps = [(name, url) for name, url in steps if same_site(url, document.url) and not same_page(url, document.url)]
    if steps:
        return steps[-1][1]
    said = _keywords(document)
    names = {said[1]} if len(said) >= 2 and said[1] else set()
    ended = crumbs.named(document)
    if ended:
        names.add(ended)
    for link in document.css("a[href]"):
        if (text(link) or attr(link, "title")) in names:
            url = document.link(attr(link, "href"))
            if url is not None and identity(url) is None and not same_page(url, document.url):
                return url
    return None


def is_article(document: Document) -> bool:
    """Whether the page is one article: its counter names one, or it has an article's body and URL."""
    counter = COUNTER.search(document.source)
    if counter is not None:
        return int(counter.group(2)) > 0
    return identity(document.url) is not None or document.first(", ".join(BODIES[:3])) is not None


def _body_nodes(document: Document) -> list[Node]:
    for selector in BODIES:
        found = [node for node in document.css(selector) if tag(node) not in ("script", "style", "input")]
        outer = [node for node in found if not any(node.mem_id != o.mem_id and inside(node, o) for o in found)]
        if outer:
            return outer
    form = document.first("form[name=_newscontent_fromname]")
    return _densest(form) if form is not None else []


def _densest(form: Node) -> list[Node]:
    """Where most of a form's paragraphs stand, for templates that name their body as they like."""
    letters: dict[int, int] = {}
    parents: dict[int, Node] = {}
    for node in css(form, "p"):
        up = node.parent
        if up is not None and up.mem_id != form.mem_id:
            letters[up.mem_id] = letters.get(up.mem_id, 0) + len(text(node))
            parents[up.mem_id] = up
    best = max(letters, key=lambda key: letters[key], default=None)
    return [parents[best]] if best is not None and letters[best] >= 30 else []


def article(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Article:
    """What an article page says."""
    nodes = _body_nodes(document)
    scope = _scope(document, nodes)
    title, heading = headline.find(document, scope, nodes)
    if not title:
        raise ExtractError(document.url, "no title on this page: is it an article?")
    parts = headline.Around.of(document, scope, heading, nodes)
    found = _published(document, parts, zone, now)
    body = bodies.read(document, nodes, title)
    bodies.attachments(document, scope, body)
    for link in document.css("a[href*='download.jsp']"):
        if "DownloadAttachUrl" in attr(link, "href") or "wbfileid" in attr(link, "href"):
            bodies.attach(document, link, body)
    told: dict[str, str] = {}
    for line in (*parts.between, *parts.before, *parts.after):
        for label, value in credits.meta(line).items():
            told.setdefault(label, value)
    for label, value in body.credits.items():
        told.setdefault(label, value)
    source = _meta(document, "ContentSource")
    if source and "来源" not in told and not any(label.endswith("来源") for label in told):
        told["来源"] = source
    number = identity(document.url) or _number(document)
    elsewhere = _elsewhere(document, nodes) if not body.text and not body.images and not body.attachments else None
    stub = elsewhere is not None or (
        not body.text and not body.images and not body.videos and bool(REDIRECT.search(document.source))
    )
    return Article(
        id=number or canonical(document.url),
        title=title[:500],
        url=elsewhere or document.url,
        published=found.when if found else None,
        precision=found.precision if found else None,
        external=stub,
        html=body.html,
        text=body.text,
        author=credits.author(told) or _styled(document) or _meta(document, "Author"),
        credits=told,
        images=tuple(body.images),
        attachments=tuple(body.attachments),
        videos=tuple(body.videos),
    )


def _styled(document: Document) -> str | None:
    """Who stands in the meta line where it has no labels, as older templates name his place."""
    node = document.first("[class^=authorstyle]")
    return (text(node).strip() or None) if node is not None else None


def _number(document: Document) -> str | None:
    """The article's id as its scripts know it."""
    counter = COUNTER.search(document.source)
    if counter is not None and int(counter.group(2)) > 0:
        return counter.group(2)
    clicks = CLICKS.search(document.source)
    return (clicks.group(1) or clicks.group(2)) if clicks else None


def _elsewhere(document: Document, nodes: list[Node]) -> str | None:
    """Where a body that is only a redirect leads."""
    for node in nodes:
        m = LEAVES.search(markup(node))
        url = document.link(m.group(1)) if m else None
        if url is not None and not same_site(url, document.url):
            return url
    return None


def _meta(document: Document, name: str) -> str | None:
    for node in document.css("meta[content]"):
        if attr(node, "name").lower() == name.lower() and attr(node, "content"):
            return attr(node, "content")
    return None


def _scope(document: Document, nodes: list[Node]) -> Node:
    """What belongs to the article: the form around its body, else what holds its title and meta line as well."""
    if nodes:
        for up in ancestors(nodes[0]):
            if tag(up) == "form":
                return up
    form = document.first("form[name=_newscontent_fromname]")
    if form is not None and (text(form) or not nodes):
        return form
    if nodes:
        own = len(text(nodes[0]))
        for up in ancestors(nodes[0]):
            if tag(up) == "body" or len(text(up)) > own + 20:
                return up
    return document.first("body") or document.root


def _published(document: Document, parts: "headline.Around", zone: ZoneInfo, now: datetime) -> Found | None:
    """The date of the meta line, be it above or below the body; else what <meta> says. Never one from the body."""
    said = _meta(document, "PubDate")
    stated = dates.first(said, zone, now) if said else None
    late = now + timedelta(days=2)  #: what is later is the day of an event
    for lines_ in (parts.between, parts.before, parts.after):
        joined = "\n".join(lines_)
        found = labels.labelled(joined, zone, now)
        if found is not None and found.when <= late:
            return _finer(found, stated)
    for lines_ in (parts.between, parts.before, parts.after):
        for line in lines_:
            if len(line) <= 120:
                found = dates.first(line, zone, now)
                if found is not None and not found.inferred and found.when <= late:
                    return _finer(found, stated)
    return stated


def _finer(found: Found, stated: Found | None) -> Found:
    """The <meta> date where it is of the same day and says the time too."""
    if stated is None or stated.when.date() != found.when.date():
        return found
    return stated if stated.precision.value != "day" and found.precision.value == "day" else found
