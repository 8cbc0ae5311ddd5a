"""The main list of a page: not its menus, not its hot articles."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.model import Article, Listing
from feeds.read.articles import husks
from feeds.read.kinds.vsb import names
from feeds.read.kinds.vsb.traces import Settings, identity
from feeds.read.lists import daylines, rows, rowtext
from feeds.read.lists.rows import Group, Row
from feeds.read.markup.html import Document, Node, ancestors, attr, children, css, tag
from feeds.read.markup.lines import text
from feeds.read.markup.links import canonical, is_picture, same_page, same_site
from feeds.read.navigation import pager

LINE = re.compile(r"^line_?(u\w*?|[a-z]\w*?)_(\d+)$")
BATCH = re.compile(r"_showDynClickBatch\s*\(\s*\[[^\]]*\]\s*,\s*\[([\d,\s]*)\]")


def listing(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Listing:
    """The main list of the page: not its menus, not its hot articles."""
    articles: dict[str, Article] = {}
    main = _main_rows(document, zone, now)
    known_rows = {row.node.mem_id for row in main}
    lines_above: dict[int, str] = {}
    for row in main:
        title = rowtext.title(row)
        if not title:
            continue
        found = rowtext.date(row, title, zone, now)
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
        kind="vsb", articles=tuple(articles.values()), next=pager.following(document), title=names.of_list(document)
    )


def _key(document: Document, url: str) -> tuple[str, bool]:
    """An article's id, and whether it is on another site."""
    if not same_site(url, document.url):
        return canonical(url), True
    return identity(url) or canonical(url), False


def _main_rows(document: Document, zone: ZoneInfo, now: datetime) -> list[Row]:
    groups = [_completed(document, group) if _has_more(group) else group for group in _lined(document)]
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


def _has_more(group: Group) -> bool:
    """Whether rows without such an id stand among them: a pinned one, one with a picture."""
    parent, kind = group.parent, tag(group.rows[0].node)
    return sum(child.is_element_node and tag(child) == kind for child in children(parent)) > len(group.rows)


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
        and len(rowtext.title(row)) >= 4
        and (not same_site(row.url, document.url) or bool(re.search(r"\d{1,2}[-/.月]\d{1,2}", text(row.node))))
    )


def _is_furniture(group: Group, zone: ZoneInfo, now: datetime) -> bool:
    """上一条/下一条 and the menu's links to articles are no list."""
    if all(husks.NEIGHBOUR.match(text(row.node)) for row in group.rows):
        return True
    return rows.aside(group.rows[0].node) and not _dated(group, zone, now)


def _dated(group: Group, zone: ZoneInfo, now: datetime) -> float:
    """How many of the first dozen rows say when, 0 to 1."""
    looked = group.rows[:12]
    return sum(1 for row in looked if rowtext.date(row, rowtext.title(row), zone, now) is not None) / max(
        len(looked), 1
    )


def _score(
    document: Document, group: Group, batch: set[str], pagers: list[Node], zone: ZoneInfo, now: datetime
) -> float:
    """How much a group looks like what the page is for."""
    count = len(group.rows)
    letters = sum(min(len(rowtext.title(row)), 40) for row in group.rows) / max(count, 1)
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
