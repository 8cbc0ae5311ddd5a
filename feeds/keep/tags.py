"""The id that a feed gives an entry, for ever: its source's tag and the id by which the site called it first.

A site that moved may take an old id back. The tag (RFC 4151) then leads to the entry that had it; where the site has
given it to another article meanwhile, that one gets a tag of its own.
"""

from collections.abc import Iterable
from itertools import count
from urllib.parse import quote

import sqlalchemy as sa

from feeds.keep.db import Tx
from feeds.keep.entries import entries

_IN_TAG = "/:?@!$&'()*+,;=~-._"  # RFC 4151: pchar, slash, question mark


def tag_of(source: str, id: str) -> str:
    """`source` is the source's tag."""
    return f"{source}/{quote(id, safe=_IN_TAG)}"


def bearers(tx: Tx, source: str, ids: Iterable[str]) -> dict[str, sa.RowMapping]:
    """By id: the entries that bear the tags of these ids."""
    tags = {tag_of(source, id): id for id in ids}
    wanted = sa.select(entries).where(entries.c.tag.in_(list(tags)))
    return {tags[row["tag"]]: row for row in tx.execute(wanted).mappings()} if tags else {}


def free(tx: Tx, tag: str) -> str:
    """Another tag than that one, which no entry bears."""
    others = (f"{tag}~{number}" for number in count(2))
    return next(each for each in others if tx.scalar(sa.select(entries.c.number).where(entries.c.tag == each)) is None)
