"""What opens an article: the lead between its title and its box, and the meta lines that open the box. Pure."""

import html as entities
import re

from feeds import hanzi
from feeds.read.articles.edges import is_meta, says_when
from feeds.read.articles.ends import BOILER, BY, SENTENCE
from feeds.read.articles.pagetitle import bare
from feeds.read.articles.runs import JUNK, Run, take
from feeds.read.articles.settling import BOARD_FIELD
from feeds.read.articles.signing import AUTHOR_FIELD
from feeds.read.markup.html import Node, ancestors, attr, markup
from feeds.read.markup.wording import weight

_LED = re.compile(
    r"standfirst|\bdek\b|\bdeck\b|sub-?(?:title|head|headline)|\blead|\bintro|summary|description|hometext|chap[oô]|entradilla|bajada|"
    r"sommario|sottotitolo|vorspann|ingress",
    re.I,
)
_UNLED = re.compile(
    r"avatar|author|logo|icon|byline|share|caption|legend|promo|advert|banner|breadcrumb|toolbar|\bad\b", re.I
)
_ABSTRACT = hanzi.compile(r"(?:摘要|导读|导语|内容提要|核心提示|编者按)\s*[:：]")
_FIELD_LINE = re.compile(
    r"(?:kategor\w+|categor\w+|rubri\w+|section|sezione|bereich|thema|ressort|topics?|tags?|ämnen?|категор\w+)\s?[:：].{1,40}",
    re.I,
)
#: what an article is filed under, in links behind a label
_FILED = hanzi.compile(
    r"(?:tags?|categor(?:y|ies)|tagged|kategorien?|schlagwörter|schlagworte|catégories?|étiquettes?|categor[ií]as?|"
    r"etiquetas?|categorie|標籤|标签|分類|分类|タグ|カテゴリー?|태그|카테고리|рубрик[аи]|метки)\s?[:：]\s?",
    re.I,
)
#: how long reading takes, and how long it is: 1 min, 31 words
_LASTS = re.compile(r"\d{1,3} ?min(?:utes?|s)?\.?(?: read)?[,·|\s]{1,3}\d{1,5} words", re.I)
_LEAD_PICTURE = re.compile(r"post-image|featured|post-thumb|wp-post|lead-image|hero-image|article-image", re.I)
_LABELLED = re.compile(r"[\w\s]{2,12}[:：]\s*\S{0,40}$")


def lead(everything: list[Run], at: int, low: int, high: int) -> str:
    """What opens the article between its title and the box of its body: a picture, a sentence or two in bold."""
    if not 0 <= at < low:
        return ""
    pictures = [node for run in everything[max(0, at - 4) : at] for node in run.nodes if node.tag == "img"]
    above = [markup(node) for node in pictures if _LEAD_PICTURE.search(attr(node, "class"))]
    said = "".join(bare(r.text) for r in everything[low : high + 1])
    found = []
    for run in everything[at + 1 : low]:
        own_head = run.place == everything[at].place  # a head that holds the title is the article's
        if (run.place in JUNK and not own_head) or is_meta(run, "") or _UNLED.search(_names(run.block)):
            continue
        found += [markup(node) for node in run.nodes if node.tag == "img"]
        own = bare(run.text)
        if (
            (SENTENCE.search(run.text) or _LED.search(_names(run.block)))
            and run.link_share < 0.3
            and weight(run.text) >= 15
            and not BOILER.search(run.text)
            and not (_LABELLED.match(run.text) and not _ABSTRACT.match(run.text))
            and own[:20] not in said
        ):
            found.append(f"<p>{entities.escape(run.text)}</p>")
    return "".join((*above[:1], *found))


def without_meta(rest: list[Run], head: list[Run], own: str, template: frozenset[str]) -> list[Run]:
    """Without the meta lines that open the box, or stand below the lead that opens it."""
    led = next((n for n in (1, 2) if len(rest) > n + 2 and _meta_at(rest, n, own)), 0)
    kept = []
    pictured = led > 0 and rest[0].media and not rest[0].text and rest[led].link_share > 0.3  # names that are links
    opens = rest and (weight(rest[0].text) >= 12 or pictured) and rest[0].link_share < 0.3
    if led and opens and not _told(rest, own, template):
        kept, rest = rest[:led], rest[led:]
    while rest and _told(rest, own, template):
        told = 2 if len(rest) > 3 and _is_author(*rest[:3]) else 1
        for run in rest[:told]:
            head.append(run)
            take(run)
        rest = rest[told:]
    return kept + rest


def _is_author(label: Run, name: Run, following: Run) -> bool:
    """Whether a field of the author stands there, his name on the next line: a link (Autor: / Dunja Kalinić), or one of
    a row of fields."""
    if not AUTHOR_FIELD.fullmatch(label.text) or name.media or not 1.5 <= weight(name.text) <= 14:
        return False
    linked = label.text.strip().endswith((":", "：")) and name.link_share > 0.5
    return linked or BOARD_FIELD.fullmatch(following.text) is not None


def _meta_at(rest: list[Run], n: int, own: str) -> bool:
    """Whether meta lines stand there: two, or one with a date and a name."""
    if not is_meta(rest[n], own):
        return False
    return is_meta(rest[n + 1], own) or bool(says_when(rest[n]) and BY.search(rest[n].text))


def _told(rest: list[Run], own: str, template: frozenset[str]) -> bool:
    """Whether the first of these lines is a meta line, or a field (Kategoria: Aktualności) above one."""
    first = rest[0]
    if (
        is_meta(first, own)
        or _filed(first)
        or (first.text and first.text in template)
        or BOARD_FIELD.fullmatch(first.text)
        or _LASTS.fullmatch(first.text)
    ):
        return True
    field = _FIELD_LINE.fullmatch(first.text) and not first.media and not first.files
    return bool(field) and any(is_meta(r, own) and says_when(r) for r in rest[1:3])


def _filed(run: Run) -> bool:
    """Whether a line says under what the article is filed, in links that say so: <a rel="category tag">, or behind a
    label: Tags: Pension."""
    if run.media or run.files or weight(run.text) > 40 or SENTENCE.search(run.text):
        return False
    label = _FILED.match(run.text)
    if label is not None and run.text[label.end() :].strip():
        linked = run.link_share * len(run.text) + len(label[0])
        return linked >= 0.9 * len(run.text)
    if run.link_share < 0.5:
        return False
    links = (node.parent for node in run.nodes if node.is_text_node)
    return any(link is not None and "category" in attr(link, "rel").split() for link in links)


def _names(node: Node) -> str:
    """The classes of a box and of the two around it."""
    return " ".join(attr(up, "class") for up in (node, *list(ancestors(node))[:2]) if up.tag not in ("body", "html"))
