"""Articles become entries: with leaving.py the only writer of the table `entries`, in the steps of steps.py. Nothing
here fetches, reads pages or commits.

listed     what a list shows: each item a row, once; new rows wait until their own page is read
read       what an article's own page says: the row becomes ready, or gets a revision
still_there its page was asked, and the text stays that which its feed carried
unreadable its page could not be read: three failed tries, and the row is ready with what the list said
rekey      the site moved: the row is the same, under another id and address
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from feeds.keep import entries as kept
from feeds.keep import tags
from feeds.keep.db import Tx, insert
from feeds.keep.entries import entries
from feeds.keep.sameness import content_hash, identity, one_line, same_title
from feeds.keep.steps import change, make_ready, revise, row_of
from feeds.model import Article, Change, Precision, Source

TRIES = 3  #: failed reads before an entry is ready with what the list says
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
        known = _taken_back(tx, source, here, known, former, now)
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
            changes += _seen_again(tx, source, row, article, now)
    if same:
        tx.execute(entries.update().where(entries.c.number.in_(same)).values(seen=now))
    elsewhere = any(_elsewhere(row, here[id]) for id, row in known.items() if id in here)
    led = any(id != row["key"] and known[id]["number"] == row["number"] for id, row in former.items() if id in known)
    visible = bool(changes) or led or elsewhere or (new > 0 and not all(source.opens(article) for article in articles))
    return Recorded(changes=tuple(changes), new=new, visible=visible)


def _taken_back(
    tx: Tx,
    source: Source,
    here: Mapping[str, Article],
    known: Mapping[str, sa.RowMapping],
    former: Mapping[str, sa.RowMapping],
    now: datetime,
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
        change(tx, number, key=f"{number} is called otherwise now")
    for number, id in back.items():
        rekey(tx, number, here[id], now)
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
        "published": published,
        "precision": article.precision if article.published and published == article.published else None,
        "first_seen": now,
        "revision": 1,
        "external": article.external,
        "ready": False,
        "quiet": quiet,
        "tries": 0,
        "reads": 0,
        "next_read": now,
        "seen": now,
        "missing": 0,
        **_text(article),
    }
    number = tx.execute(
        insert(tx, entries).values(row).on_conflict_do_nothing().returning(entries.c.number)
    ).scalar_one()
    if not source.opens(article):
        return make_ready(tx, number, {"next_read": None}, now)
    return []


def _the_same(row: sa.RowMapping, source: Source, article: Article) -> bool:
    """Whether an entry that the site called by this id before is what it calls so again."""
    titles = (row["list_title"], row["title"])
    return row["source"] == source.name and any(same_title(one_line(article.title), each) for each in titles)


def _as_it_was(row: sa.RowMapping, article: Article) -> bool:
    """Whether all there is to say of an item that we have is that it was seen."""
    title = one_line(article.title)
    there = row["missing"] == 0 and row["missing_since"] is None and row["withdrawn"] is None
    named: bool = row["ready"] or (title == row["title"] and article.url == row["url"])
    return there and named and title == row["list_title"] and not _elsewhere(row, article)


def _elsewhere(row: sa.RowMapping, article: Article) -> bool:
    """Whether the site has the article at another address now: content.jsp became /info/T/N.htm, or the site is called
    otherwise. What merely asks in other words (?from=list, ;jsessionid=…) leads where it led."""
    old, new = (re.split("[?;#]", url, maxsplit=1)[0] for url in (row["url"], article.url))
    return bool(row["ready"]) and old != new


def _seen_again(tx: Tx, source: Source, row: sa.RowMapping, article: Article, now: datetime) -> list[Change]:
    """An item we have. A new title on the list is news about the entry only if it is not merely cut differently."""
    title = one_line(article.title)
    values: dict[str, Any] = {"seen": now, "missing": 0, "missing_since": None}
    if _elsewhere(row, article):
        values |= {"url": article.url, "identity": identity(article), "changed": now}
    retitled = title != row["list_title"]
    if retitled:
        shut = row["external"] or listed_whole(row) or source.full_text is False
        values |= {"list_title": title, "next_read": None if shut else now}
    if not row["ready"]:
        values |= {"title": title, "url": article.url, "identity": identity(article)}  # it may have moved meanwhile
    change(tx, row["number"], **values)
    if retitled and row["ready"] and not same_title(title, row["title"]):
        says = _text(article) if listed_whole(row) and article.html else {}
        return revise(tx, row, {"title": title, "withdrawn": None, **says}, now)
    if row["withdrawn"] is not None:
        return revise(tx, row, {"withdrawn": None}, now)
    return []


def read(tx: Tx, number: int, article: Article, *, zone: ZoneInfo, now: datetime) -> Recorded:
    """Keep what an article's own page says. Its id is not asked: the row was found by the list."""
    row = row_of(tx, number)
    title = one_line(article.title) or row["title"]
    values: dict[str, Any] = {
        **_text(article),
        "tries": 0,
        "deaths": 0,
        "reads": row["reads"] + 1,
        "page_title": title,
        "missing": 0,
        "missing_since": None,
    }
    if title != row["page_title"]:
        values["title"] = title
    values["next_read"] = now + REREAD[row["reads"]] if row["reads"] < len(REREAD) else None
    if not row["ready"]:
        values |= _dated(row, article, zone, now)
        return Recorded(changes=tuple(make_ready(tx, number, values, now)), visible=True)
    changed = values["hash"] != row["hash"] or values.get("title", row["title"]) != row["title"]
    if changed or row["withdrawn"] is not None:
        return Recorded(changes=tuple(revise(tx, row, values | {"withdrawn": None}, now)), visible=True)
    change(tx, number, **values)
    return Recorded()


def listed_whole(row: Mapping[str, Any] | sa.RowMapping) -> bool:
    """Whether an entry's text is the one that its list or feed carried: its own page was never read."""
    return bool(row["ready"] and row["html"] and row["reads"] == 0)


def still_there(tx: Tx, number: int) -> Recorded:
    """Its page was asked only because its list shows it no more, and it is there: the text stays the list's."""
    change(tx, number, deaths=0, missing=0, missing_since=None, next_read=None)
    return Recorded()


def _text(article: Article) -> dict[str, Any]:
    """The columns that hold what an article says."""
    return {
        "summary": article.summary,
        "html": article.html,
        "text": article.text,
        "author": article.author,
        "credits": dict(article.credits),
        "images": list(article.images),
        "attachments": kept.values(article.attachments),
        "videos": list(article.videos),
        "hash": content_hash(article),
    }


def in_hand(tx: Tx, number: int, deaths: int) -> None:
    """Its page is about to be read: written down first, for a page may kill the program. 0: it did not."""
    change(tx, number, deaths=deaths)


def survived(tx: Tx, number: int, deaths: int) -> None:
    """No more deaths than before it was in hand."""
    tx.execute(entries.update().where(entries.c.number == number, entries.c.deaths > deaths).values(deaths=deaths))


def unreadable(tx: Tx, number: int, now: datetime) -> Recorded:
    """Its page failed once more. A row that waits becomes ready after three tries; a re-read is let go."""
    row = row_of(tx, number)
    if row["ready"] and row["missing_since"] is not None:
        later = now + ASK_AGAIN if now - row["missing_since"] < LOST else None
        change(tx, number, next_read=later)
        return Recorded()
    if row["ready"]:
        later = now + REREAD[row["reads"]] if row["reads"] < len(REREAD) else None
        values = {"reads": row["reads"] + 1, "next_read": later}
        change(tx, number, **values)
        return Recorded()
    if row["tries"] + 1 < TRIES:
        change(tx, number, tries=row["tries"] + 1)
        return Recorded()
    values = {"tries": row["tries"] + 1, "next_read": now + REREAD[0], "reads": 1}
    return Recorded(changes=tuple(make_ready(tx, number, values, now)), visible=True)


def rekey(
    tx: Tx, number: int, article: Article, now: datetime, *, alone: bool = False, opens: bool = True
) -> list[Change]:
    """The site calls this article otherwise now. Number, tag, dates and all that was said stay. Its page is not read
    again where the site moved, for another template's white space is no edit; it is where an editor did it (`alone`),
    and what leads to another site or is not opened, where nothing can be read, is corrected, or ready. Feeds lead
    elsewhere, so they differ."""
    row = row_of(tx, number)
    values: dict[str, Any] = {
        "key": article.id,
        "url": article.url,
        "identity": identity(article),
        "list_title": one_line(article.title),
        "external": article.external,
    }
    unread = alone and (article.external or not opens)
    if unread and not row["ready"]:
        return make_ready(tx, number, values | {"next_read": None}, now)
    if row["ready"]:
        again = now if alone and not listed_whole(row) else None
        values |= {"next_read": again, "missing": 0, "missing_since": None, "changed": now}
        if unread:
            return revise(tx, row, values | {"next_read": None, "withdrawn": None}, now)
    change(tx, number, **values)
    return []


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
