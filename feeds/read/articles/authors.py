"""Who an article names as its author: of all the signs of one (signing.py) the best that it shows. Pure."""

from collections.abc import Mapping, Sequence

from feeds import hanzi
from feeds.read.articles import credits as credit
from feeds.read.articles.edges import says_when
from feeds.read.articles.metadata import Metadata
from feeds.read.articles.nameboxes import boxed, iconed
from feeds.read.articles.runs import Run
from feeds.read.articles.signing import (
    OFFICE,
    byline,
    issuer,
    korean_reporter,
    named,
    poster,
    reporters,
    signed,
)
from feeds.read.markup.html import Document
from feeds.read.markup.wording import weight


def author(
    document: Document,
    head: Sequence[Run],
    tail: Sequence[Run],
    body: str,
    told: Metadata,
    credits: Mapping[str, str],
) -> str | None:
    """What a label says; else the byline, whole where the metadata have more of it; else a signature or a box. A person
    rather than "the editors". `head`, `tail`: the lines around the `body`, which is its text."""
    names = (byline(head), named(document, told))
    office = next((name for name in names if name and OFFICE.fullmatch(name)), None)
    editors = {who for label, who in credits.items() if "编" in hanzi.simplified(label)}  # TRS calls them the author
    above, stated = (name if name and name not in editors and not OFFICE.fullmatch(name) else None for name in names)
    if above and stated and (stated.startswith(above) or (" " in stated and weight(stated) <= 14)):
        return stated
    return (
        credit.author(credits)
        or above
        or reporters(head)
        or signed(body)
        or stated
        or byline(run for run in tail[:3] if says_when(run))
        or office
        or boxed(document)
        or iconed(document)
        or korean_reporter(head, body)
        or poster((*head, *tail))
        or issuer((*head, *tail))
    )
