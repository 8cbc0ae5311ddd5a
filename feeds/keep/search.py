"""Finding entries by words, newest first. Text is cut into character bigrams, so that 招生 is found (no trigram index
can) and no segmenter is needed; words of letters stay whole.

Triggers note which entries changed; `catch_up` indexes them. A place in the index is the entry's time with its number,
so the newest hits come out first without sorting all of them.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from feeds.keep.db import Tx, insert
from feeds.keep.entries import entries, entry_of
from feeds.match import UNSEEN, fold
from feeds.model import Entry

MOST_TEXT = 20_000  #: characters of an entry that are indexed
MOST_QUERY = 200  #: characters of a query that are looked at
MOST_WORDS = 10  #: … and words
NUMBERS = 1 << 24  #: entries that one place can tell apart

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: scripts written without spaces are cut into bigrams; runs of other letters and digits are words
SPACELESS = r"\u2e80-\u2fdf\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"([{SPACELESS}]+)|((?:(?![{SPACELESS}])[^\W_])+)")
QUERY = re.compile(r'([-－]?)(?:"([^"]+)"|“([^“”]+)”|([^\s,，、;；]+))')  # with what a Chinese keyboard types

due = sa.Table("search_due", sa.MetaData(), sa.Column("number", sa.Integer, primary_key=True))
searched = sa.Table(
    "searched",
    sa.MetaData(),
    sa.Column("place", sa.BigInteger, primary_key=True),
    sa.Column("number", sa.Integer),
    sa.Column("folded", sa.String),
)
grammed = sa.Table(  # PostgreSQL's also has the grams
    "searched",
    sa.MetaData(),
    sa.Column("place", sa.BigInteger, primary_key=True),
    sa.Column("number", sa.Integer),
    sa.Column("folded", sa.String),
    sa.Column("grams", postgresql.ARRAY(sa.Text)),
)


def grams(folded: str) -> Iterator[str]:
    """The tokens of a folded text, in order: 招生章程 → 招生 生章 章程 程."""
    for found in RUN.finditer(folded):
        run, word = found.groups()
        if word:
            yield word
        else:
            yield from (run[i : i + 2] for i in range(len(run)))


def words(query: str) -> list[str]:
    """What is looked for, folded: words must all be found; a quoted phrase as it stands."""
    return _asked(query)[0]


def _asked(query: str) -> tuple[list[str], list[str]]:
    """What must be in an entry, and what must not: what follows a minus, as in the filters of chats."""
    found: dict[str, bool] = {}
    query = UNSEEN.sub("", query)[:MOST_QUERY].replace("\x00", "")  # as texts are indexed
    for minus, *written in QUERY.findall(query):
        word = _bare(fold("".join(written)))
        if any(grams(word)):
            found.setdefault(word, not minus)
    asked = list(found.items())[:MOST_WORDS]
    return [word for word, wanted in asked if wanted], [word for word, wanted in asked if not wanted]


def _bare(word: str) -> str:
    """Without what is no letter, digit or mark of one around it: 校园 of "校园 (a quote not closed), 招生 of 招生)."""
    kept = [n for n, character in enumerate(word) if unicodedata.category(character)[0] in "LNM"]
    return word[kept[0] : kept[-1] + 1] if kept else ""


def find(
    tx: Tx, query: str, *, sources: Collection[str] | None = None, limit: int = 20, before: int | None = None
) -> list[tuple[int, Entry]]:
    """Entries in which all words are, newest first, each with its place; `before` a place the list goes on. Nothing is
    found by what is not wanted alone."""
    wanted, unwanted = _asked(query)
    if not wanted:
        return []
    hits = (_sqlite if tx.dialect.name == "sqlite" else _postgresql)(wanted, unwanted)
    found = sa.select(hits.c.place, entries).join(searched, searched.c.place == hits.c.place)
    found = found.join(entries, entries.c.number == searched.c.number)
    if sources is not None:
        found = found.where(entries.c.source.in_(sources))
    if before is not None:
        found = found.where(hits.c.place < before)
    rows = tx.execute(found.order_by(hits.c.place.desc()).limit(limit)).mappings()
    return [(row["place"], entry_of(row)) for row in rows]


def _needed(word: str) -> tuple[list[str], bool]:
    """The tokens that a text with this word has, and whether the last one is only the beginning of one."""
    tokens = list(grams(word))
    *_, last = RUN.finditer(word)
    if not last[1]:
        return tokens, False
    if len(last[1]) > 1:
        return tokens[:-1], False  # 招生 is in 招生章程: its 生 need not end a run
    return tokens, True  # 5月 is in 5月份


def _sqlite(wanted: Sequence[str], unwanted: Sequence[str]) -> Any:
    """The index cuts words at their marks and knows none: a word that has some is looked at as it is written, too."""
    none = [_phrase(word) for word in unwanted if not _has_marks(word)]
    hits = _matched(" NOT ".join([f"({' AND '.join(map(_phrase, wanted))})", *none]))
    written = [_written(searched, word) for word in wanted if _has_marks(word)]
    written += [
        sa.not_(sa.and_(_written(searched, word), searched.c.place.in_(sa.select(_matched(_phrase(word))))))
        for word in unwanted
        if _has_marks(word)
    ]
    if not written:
        return hits
    return sa.select(hits.c.place).join(searched, searched.c.place == hits.c.place).where(*written).subquery("written")


def _matched(phrases: str) -> Any:
    match = sa.text("SELECT rowid AS place FROM search WHERE search MATCH :phrases")
    match = match.bindparams(sa.bindparam("phrases", phrases, unique=True))
    return match.columns(sa.column("place", sa.BigInteger)).subquery()


def _has_marks(word: str) -> bool:
    """दिन, ข้าว: vowels and tones that are no letters of their own."""
    return any(unicodedata.category(character)[0] == "M" for character in word)


def _written(table: sa.Table, word: str) -> sa.ColumnElement[bool]:
    return table.c.folded.contains(word, autoescape=True)


def _phrase(word: str) -> str:
    tokens, begins = _needed(word)
    return f'"{" ".join(tokens)}"' + "*" * begins


def _postgresql(wanted: Sequence[str], unwanted: Sequence[str]) -> Any:
    conditions = [*(_has(word) for word in wanted), *(sa.not_(_has(word)) for word in unwanted)]
    return sa.select(grammed.c.place).where(*conditions).subquery("hits")


def _has(word: str) -> sa.ColumnElement[bool]:
    tokens, begins = _needed(word)
    whole = tokens[:-1] if begins else tokens
    written = _written(grammed, word)
    return sa.and_(written, grammed.c.grams.contains(whole)) if whole else written


def behind(tx: Tx) -> bool:
    """Something was noted and is not indexed yet."""
    return tx.scalar(sa.select(due.c.number).limit(1)) is not None


def catch_up(tx: Tx, limit: int = 200) -> int:
    """Index what the triggers noted, the newest first; the answer is how many there were."""
    numbers = list(tx.scalars(sa.select(due.c.number).order_by(due.c.number.desc()).limit(limit)))
    if not numbers:
        return 0
    _forget(tx, numbers)
    shown = sa.select(entries).where(entries.c.number.in_(numbers), entries.c.ready, entries.c.withdrawn.is_(None))
    rows = [_row(entry_of(row)) for row in tx.execute(shown).mappings()]
    if rows:
        _index(tx, rows)
    tx.execute(due.delete().where(due.c.number.in_(numbers)))
    return len(numbers)


def _row(entry: Entry) -> dict[str, Any]:
    seconds = int((entry.published - EPOCH).total_seconds())
    text = "\n".join((entry.title, entry.author or "", *entry.credits.values(), entry.text or entry.summary))
    return {
        "place": seconds * NUMBERS + entry.number % NUMBERS,
        "number": entry.number,
        "folded": fold(text[:MOST_TEXT]).replace("\x00", ""),
    }


def _index(tx: Tx, rows: list[dict[str, Any]]) -> None:
    if tx.dialect.name == "sqlite":
        tx.execute(insert(tx, searched), rows)
        tx.execute(
            sa.text("INSERT INTO search (rowid, grams) VALUES (:place, :grams)"),
            [{"place": row["place"], "grams": " ".join(grams(row["folded"]))} for row in rows],
        )
    else:
        tx.execute(insert(tx, grammed), [row | {"grams": _looked_for(row["folded"])} for row in rows])


def _looked_for(folded: str) -> list[str]:
    """Its tokens, each once, but for those that no query is long enough to ask for: PostgreSQL's index takes none of
    3000 characters, such as an encoded picture in a text."""
    return sorted({token for token in grams(folded) if len(token) <= MOST_QUERY})


def _forget(tx: Tx, numbers: Sequence[int]) -> None:
    old = list(tx.execute(sa.select(searched).where(searched.c.number.in_(numbers))).mappings())
    if old and tx.dialect.name == "sqlite":
        tx.execute(
            sa.text("INSERT INTO search (search, rowid, grams) VALUES ('delete', :place, :grams)"),
            [{"place": row["place"], "grams": " ".join(grams(row["folded"]))} for row in old],
        )
    if old:
        tx.execute(searched.delete().where(searched.c.number.in_([row["number"] for row in old])))
