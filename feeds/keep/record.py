"""Articles become entries: the only writer of the table `entries`. Nothing here fetches, reads pages or commits.

listed     what a list shows: each item a row, once; new rows wait until their own page is read
read       what an article's own page says: the row becomes ready, or gets a revision
unreadable its page could not be read: three failed tries, and the row is ready with what the list said
rekey      the site moved: the row is the same, under another id and address
vanished   it left the list while its neighbours stayed: its own address shall be asked
gone       its own address said so; the second time, long enough after the first, it is withdrawn
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from feeds.keep import entries as kept
from feeds.keep import tags
from feeds.keep.db import Tx, insert
from feeds.keep.entries import entries, entry_of
from feeds.keep.sameness import content_hash, identity, one_line, same_title
from feeds.model import Article, Change, ChangeKind, Precision, Source

TRIES = 3  #: failed reads before an entry is ready with what the list says
_NEAR = timedelta(minutes=10)
NEIGHBOURS = 2  #: older ones that must still be listed; of a short list, one
ASK_AGAIN = timedelta(hours=6)  #: an address that answers neither yes nor no
LOST = timedelta(days=30)  #: … and for how long
REREAD = (timedelta(hours=1), timedelta(hours=24))  #: after it became ready, while page 1 shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What came of it: what to tell, and how many rows are new."""

    changes: tuple[Change, ...] = ()
    new: int = 0
    visible: bool = False  #: a feed looks different now


def listed(
    tx: Tx,
    source: Source,
    articles: Sequence[Article],
    *,
    tag: str,
    now: datetime,
    quiet: bool,
    backlog: Collection[str] = (),
) -> Recorded:
    """Keep what a list shows. `tag` is the source's. `quiet`: baseline or back-fill, told to nobody, as are the ids in
    `backlog`. Older items come later in a list, so rows are numbered from its end: numbers rise with time."""
    here = {article.id: article for article in reversed(articles)}
    known = kept.by_key(tx, source.name, list(here))
    former = tags.bearers(tx, tag, here.keys() - known.keys())
    if former:  # the site takes ids back
        former = tags.bearers(tx, tag, here)
        known = _taken_back(tx, source, here, known, former)
    changes: list[Change] = []
    same: list[int] = []
    new = 0
    for article in here.values():
        row, old = known.get(article.id), former.get(article.id)
        if row is None and old is not None and _the_same(old, source, article):
            continue  # it is listed under both its ids, and is there already
        if row is None:
            new += 1
            own = tags.tag_of(tag, article.id) if old is None else tags.free(tx, old["tag"])
            changes += _insert(tx, source, article, tag=own, now=now, quiet=quiet or article.id in backlog)
        elif _as_it_was(row, article):
            same.append(row["number"])
        else:
            changes += _seen_again(tx, row, article, now)
    if same:
        tx.execute(entries.update().where(entries.c.number.in_(same)).values(seen=now))
    visible = bool(changes) or (new > 0 and any(a.external or not source.full_text for a in articles))
    return Recorded(changes=tuple(c for c in changes if c is not None), new=new, visible=visible)


def _taken_back(
    tx: Tx,
    source: Source,
    here: Mapping[str, Article],
    known: Mapping[str, sa.RowMapping],
    former: Mapping[str, sa.RowMapping],
) -> dict[str, sa.RowMapping]:
    """Entries that the site calls again as it did first get that id back, unless they are listed under the other one
    too, or it belongs to an entry that keeps it. The rows by their ids."""
    back: dict[int, str] = {}
    for id, row in former.items():
        elsewhere = here.get(row["key"])
        both = elsewhere is not None and _the_same(row, source, elsewhere)
        if row["key"] != id and _the_same(row, source, here[id]) and not both:
            back[row["number"]] = id
    while stuck := [n for n, id in back.items() if id in known and known[id]["number"] not in back]:
        for number in stuck:
            del back[number]
    for number in back:  # two may change places
        _change(tx, number, key=f"{number} is called otherwise now")
    for number, id in back.items():
        rekey(tx, number, here[id])
    return kept.by_key(tx, source.name, list(here))


def _insert(tx: Tx, source: Source, article: Article, *, tag: str, now: datetime, quiet: bool) -> list[Change]:
    title = one_line(article.title)
    published = min(article.published, now) if article.published else now
    row = {
        "tag": tag,
        "source": source.name,
        "key": article.id,
        "identity": identity(article),
        "title": title,
        "list_title": title,
        "url": article.url,
        "summary": article.summary,
        "html": article.html,
        "text": article.text,
        "published": published,
        "precision": article.precision if article.published and published == article.published else None,
        "first_seen": now,
        "revision": 1,
        "author": article.author,
        "credits": dict(article.credits),
        "images": list(article.images),
        "attachments": kept.values(article.attachments),
        "videos": list(article.videos),
        "external": article.external,
        "ready": False,
        "quiet": quiet,
        "tries": 0,
        "reads": 0,
        "next_read": now,
        "seen": now,
        "missing": 0,
    }
    number = tx.execute(
        insert(tx, entries).values(row).on_conflict_do_nothing().returning(entries.c.number)
    ).scalar_one()
    if article.external or article.html or not source.full_text:
        return _make_ready(tx, number, {"hash": content_hash(article), "next_read": None})
    return []


def _the_same(row: sa.RowMapping, source: Source, article: Article) -> bool:
    """Whether an entry that the site called by this id before is what it calls so again."""
    titles = (row["list_title"], row["title"])
    return row["source"] == source.name and any(same_title(one_line(article.title), each) for each in titles)


def _as_it_was(row: sa.RowMapping, article: Article) -> bool:
    """Whether all there is to say of an item that we have is that it was seen."""
    title = one_line(article.title)
    there = row["missing"] == 0 and row["missing_since"] is None and row["withdrawn"] is None
    ready: bool = row["ready"] or (title == row["title"] and article.url == row["url"])
    return there and ready and title == row["list_title"]


def _seen_again(tx: Tx, row: sa.RowMapping, article: Article, now: datetime) -> list[Change]:
    """An item we have. A new title on the list is news about the entry only if it is not merely cut differently."""
    title = one_line(article.title)
    values: dict[str, Any] = {"seen": now, "missing": 0, "missing_since": None}
    retitled = title != row["list_title"]
    if retitled:
        values |= {"list_title": title, "next_read": None if row["external"] else now}
    if not row["ready"]:
        values |= {"title": title, "url": article.url}  # content.jsp may have become /info/T/N.htm meanwhile
    _change(tx, row["number"], **values)
    if retitled and row["ready"] and not same_title(title, row["title"]):
        return revise(tx, row, {"title": title}, now)
    if row["withdrawn"] is not None:
        return revise(tx, row, {"withdrawn": None}, now)
    return []


def read(tx: Tx, number: int, article: Article, *, zone: ZoneInfo, now: datetime) -> Recorded:
    """Keep what an article's own page says. Its id is not asked: the row was found by the list."""
    row = _row(tx, number)
    title = one_line(article.title) or row["title"]
    values: dict[str, Any] = {
        "summary": article.summary,
        "html": article.html,
        "text": article.text,
        "author": article.author,
        "credits": dict(article.credits),
        "images": list(article.images),
        "attachments": kept.values(article.attachments),
        "videos": list(article.videos),
        "tries": 0,
        "deaths": 0,
        "reads": row["reads"] + 1,
        "page_title": title,
        "missing": 0,
        "missing_since": None,
    }
    if title != row["page_title"]:
        values["title"] = title
    values["hash"] = content_hash(article)
    values["next_read"] = now + REREAD[row["reads"]] if row["reads"] < len(REREAD) else None
    if not row["ready"]:
        values |= _dated(row, article, zone, now)
        return Recorded(changes=tuple(_make_ready(tx, number, values)), new=0, visible=True)
    changed = values["hash"] != row["hash"] or values.get("title", row["title"]) != row["title"]
    if changed or row["withdrawn"] is not None:
        return Recorded(changes=tuple(revise(tx, row, values | {"withdrawn": None}, now)), visible=True)
    _change(tx, number, **values)
    return Recorded()


def in_hand(tx: Tx, number: int, deaths: int) -> None:
    """Its page is about to be read: written down first, for a page may kill the program. 0: it did not."""
    _change(tx, number, deaths=deaths)


def unreadable(tx: Tx, number: int, now: datetime) -> Recorded:
    """Its page failed once more. A row that waits becomes ready after three tries; a re-read is let go."""
    row = _row(tx, number)
    if row["ready"] and row["missing_since"] is not None:
        later = now + ASK_AGAIN if now - row["missing_since"] < LOST else None
        _change(tx, number, next_read=later)
        return Recorded()
    if row["ready"]:
        later = now + REREAD[row["reads"]] if row["reads"] < len(REREAD) else None
        values = {"reads": row["reads"] + 1, "next_read": later}
        _change(tx, number, **values)
        return Recorded()
    if row["tries"] + 1 < TRIES:
        _change(tx, number, tries=row["tries"] + 1)
        return Recorded()
    values = {"tries": row["tries"] + 1, "next_read": now + REREAD[0], "reads": 1}
    return Recorded(changes=tuple(_make_ready(tx, number, values)), visible=True)


def rekey(tx: Tx, number: int, article: Article) -> None:
    """The site moved and calls this article otherwise now. Number, tag, published and all that was said stay; its page
    is not read again, for another template's white space is no edit."""
    row = _row(tx, number)
    values: dict[str, Any] = {
        "key": article.id,
        "url": article.url,
        "identity": identity(article),
        "list_title": one_line(article.title),
    }
    if row["ready"]:
        values |= {"next_read": None, "missing": 0, "missing_since": None}
    _change(tx, number, **values)


def vanished(tx: Tx, source: str, keys: Collection[str], before: datetime, now: datetime) -> int:
    """Note who was on the last list and is not on this one, though older neighbours are. Their addresses will be
    asked. Where half the list went at once it was no editor. How many were noted."""
    on = sa.select(entries.c.key, entries.c.number, entries.c.published)
    here = tx.execute(on.where(entries.c.source == source, entries.c.key.in_(list(keys)))).all()
    was = sa.and_(
        entries.c.source == source,
        entries.c.seen == before,
        entries.c.ready,
        ~entries.c.external,
        entries.c.withdrawn.is_(None),
        entries.c.missing_since.is_(None),
        entries.c.key.not_in(list(keys)),
    )
    missed = tx.execute(on.where(was)).all()
    needed = NEIGHBOURS if len(here) > 2 * NEIGHBOURS else 1
    left = [
        row.number
        for row in missed
        if sum(each.number < row.number and each.published <= row.published for each in here) >= needed
    ]
    if not left or len(left) * 2 > len(here):
        return 0
    asked = entries.update().where(entries.c.number.in_(left))
    tx.execute(asked.values(missing=0, missing_since=now, next_read=now))
    return len(left)


def gone(tx: Tx, number: int, now: datetime, after: timedelta) -> Recorded:
    """Its own address answered 404 or 410, and its list does not show it any more."""
    row = _row(tx, number)
    here = entries.update().where(entries.c.number == number)
    if row["missing"] == 0 or row["missing_since"] is None:
        tx.execute(here.values(missing=1, missing_since=now, next_read=now + after))
        return Recorded()
    if now - row["missing_since"] < after:
        tx.execute(here.values(next_read=row["missing_since"] + after))
        return Recorded()
    values = {"withdrawn": now, "missing": row["missing"] + 1, "next_read": None}
    return Recorded(changes=tuple(revise(tx, row, values, now)), visible=True)


def revise(tx: Tx, row: sa.RowMapping, values: dict[str, Any], now: datetime) -> list[Change]:
    """A real change: same id, same published, a later `updated`."""
    updated = _free(tx, max(_second(now), row["updated"] + timedelta(seconds=1)))
    values = values | {"revision": row["revision"] + 1, "updated": updated}
    _change(tx, row["number"], **values)
    kind = ChangeKind.WITHDRAWN if values.get("withdrawn") else ChangeKind.CHANGED
    return [Change(kind=kind, entry=entry_of(_row(tx, row["number"])))]


def _make_ready(tx: Tx, number: int, values: dict[str, Any]) -> list[Change]:
    """The one moment in which feeds and chats begin to see an entry."""
    row = _row(tx, number)
    published = values.get("published", row["published"])
    values = values | {"ready": True, "updated": _free(tx, _second(published))}
    _change(tx, number, **values)
    return [] if row["quiet"] else [Change(kind=ChangeKind.NEW, entry=entry_of(_row(tx, number)))]


def _dated(row: sa.RowMapping, article: Article, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """The article's date where the list had none, or where it tells the time of the list's day. Where the two name
    different days the list is right: it is what the editor set and what readers see."""
    when, precision = article.published, article.precision
    if when is None or when > now:
        return {}
    if row["precision"] is None:
        return {"published": when, "precision": precision}
    same_day = when.astimezone(zone).date() == row["published"].astimezone(zone).date()
    if same_day and row["precision"] == Precision.DAY and precision != Precision.DAY:
        return {"published": when, "precision": precision}
    return {}


def _free(tx: Tx, when: datetime) -> datetime:
    """The first second from `when` on that no entry has as its `updated`."""
    near = entries.c.updated.between(when, when + _NEAR)
    taken = set(tx.scalars(sa.select(entries.c.updated).where(near)))
    free = (when + timedelta(seconds=k) for k in range(int(_NEAR.total_seconds()) + 1))
    first = next((second for second in free if second not in taken), None)
    return first or _free(tx, when + _NEAR + timedelta(seconds=1))


def _second(when: datetime) -> datetime:
    return when.replace(microsecond=0)


_CHANGE = entries.update().where(entries.c.number == sa.bindparam("which"))


def _change(tx: Tx, number: int, **values: Any) -> None:
    tx.execute(_CHANGE, {"which": number, **values})


def _row(tx: Tx, number: int) -> sa.RowMapping:
    return tx.execute(kept.BY_NUMBER, {"which": number}).mappings().one()
