"""From the rows to the feeds: which there are, what each says about itself, when its files are written."""

import errno
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from feeds import failpoints
from feeds.errors import GiveError
from feeds.fetch import manners
from feeds.give import archive
from feeds.give.feed import NOTHING_YET, Feed, Origin
from feeds.give.index import index
from feeds.give.publish import COMPRESSED, FORMATS, publish, write
from feeds.keep import entries, facts, search, states, websub
from feeds.keep.db import Database, Tx
from feeds.keep.states import State
from feeds.model import SHANGHAI, Site, Source

WRITABLE = "site.folder must be a folder that the user who runs yaowen may write to"
ALL = "all"  #: the name of the feed of all sources
STATIC = Path(__file__).parent / "web" / "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Gives out the feeds of `sources` as files under `site.folder`."""

    db: Database
    site: Site
    sources: Mapping[str, Source]
    clock: Callable[[], datetime]
    failpoint: failpoints.Failpoint = lambda name: None
    failed: Callable[[GiveError], None] = lambda error: None  #: hears of files that cannot be written

    def give(self, *names: str, merged: bool = True) -> None:
        """The feeds of these sources, and with `merged` the feed of all and the index, as the rows are now. One feed
        after the other, so that no more than one is in memory and no transaction stays open while files are written.
        Giving again after a crash does no harm: files that are right stay, a hub hears of it twice."""
        try:
            self._give_all(names, merged=merged)
        except OSError as e:
            where = e.filename or self.site.folder
            what = "make room" if e.errno in (errno.ENOSPC, errno.EDQUOT) else WRITABLE
            error = GiveError(f"{where}: cannot be written: {e.strerror}; {what}")
            self.failed(error)
            raise error from e

    def _give_all(self, names: Sequence[str], *, merged: bool) -> None:
        self.index_some()
        with self.db.reading() as tx:
            known = states.of_all(tx)
        titles = [(name, self.title(known[name])) for name in self.sources if name in known]
        given = [*(name for name in names if name in known and name in self.sources)]
        given += [ALL] if merged else []
        for name in given:
            self._give(name)
        if merged:
            self._index(titles)
            self._clear(known)
        if self.site.hub:
            with self.db.transaction() as tx:
                topics = (f"{self._base(name)}.{extension}" for name in given for extension in FORMATS)
                websub.want(tx, self.site.hub, topics, self.clock())

    def formerly(self) -> dict[str, str]:
        """Old names, and what each is called now: as the config says, else as we saw it renamed."""
        said = {old: name for name, source in self.sources.items() for old in source.formerly}
        with self.db.reading() as tx:
            found = states.renamed(tx, said)
        return {old: new for old, new in found.items() if old not in self.sources}

    def _index(self, titles: list[tuple[str, str]]) -> None:
        write(Path(self.site.folder) / "index.html", index(self.site, [(ALL, self.site.title), *titles]))
        write(Path(self.site.folder) / "feeds" / "feed.css", (STATIC / "feed.css").read_bytes())

    def _clear(self, known: Iterable[str]) -> None:
        """The live files of sources with another name now, or no more, do not stay behind and say what is old. What is
        in an archive stays: it was never to change."""
        folder = Path(self.site.folder) / "feeds"
        for name in sorted({*known, *self.formerly()} - {*self.sources, ALL}):
            files = (folder / f"{name}.{extension}{packed}" for extension in FORMATS for packed in ("", *COMPRESSED))
            left = [file for file in files if file.exists()]
            if left and name in known:
                with self.db.transaction() as tx:
                    states.change(tx, name, stale=True)  # should it come back
            for file in left:
                file.unlink(missing_ok=True)

    def _give(self, name: str) -> None:
        source = None if name == ALL else name
        with self.db.reading() as tx:
            feed = self.feed(tx, name)
        if feed is None:
            return
        formerly = [old for old, new in self.formerly().items() if new == name]
        part = archive.give(self.db, self.site, feed, source, formerly=formerly)
        if part:
            feed = replace(feed, archive=f"{archive.address(feed, part)}.atom")
        with self.db.reading() as tx:
            shown = entries.window(tx, source, self.clock())
        publish(self.site, feed, shown, self.failpoint)

    def index_some(self) -> bool:
        """What became visible is found by search from now on, the newest of it first; whether there is more. Never all
        at once: after an upgrade every entry may be indexed anew, for minutes in which nothing would be given out."""
        with self.db.reading() as tx:
            if not search.behind(tx):
                return False
        with self.db.transaction() as tx:
            search.catch_up(tx)
            return search.behind(tx)

    def feed(self, tx: Tx, name: str) -> Feed | None:
        """What a feed says about itself; None where there is no such feed."""
        if name == ALL:
            return self._all(tx)
        state = states.get(tx, name)
        return self._one(tx, state) if state is not None and name in self.sources else None

    def _one(self, tx: Tx, state: State) -> Feed:
        source = self.sources[state.source]
        title = self.title(state)
        return self._feed(
            name=source.name,
            title=title,
            tag=state.tag,
            page_url=f"{self.site.url}/{source.name}/",
            language=source.language,
            ttl=source.interval or manners.rhythm(entries.recent_dates(tx, source.name)),
            origins={source.name: self._origin(state)},
            updated=entries.last_withdrawn(tx, [source.name]),
        )

    def _all(self, tx: Tx) -> Feed:
        known = states.of_all(tx)
        return self._feed(
            name=ALL,
            title=self.site.title,
            tag=f"tag:{facts.get(tx, 'authority')}:{ALL}",
            page_url=f"{self.site.url}/",
            language=self.site.language,
            ttl=min([manners.SHORTEST, *(each.interval for each in self.sources.values() if each.interval)]),
            origins={name: self._origin(state) for name, state in known.items()},  # entries outlive their source
            updated=entries.last_withdrawn(tx),
            merged=True,
        )

    def _feed(
        self,
        *,
        name: str,
        title: str,
        tag: str,
        page_url: str,
        language: str,
        ttl: timedelta,
        origins: Mapping[str, Origin],
        updated: datetime | None,
        merged: bool = False,
    ) -> Feed:
        return Feed(
            name=name,
            title=title,
            tag=tag,
            page_url=page_url,
            self_base=self._base(name),
            updated=updated or NOTHING_YET,
            language=language,
            rights=self.site.rights,
            ttl=ttl,
            hub=self.site.hub,
            icon=f"{self.site.url}/static/icon.png",
            logo=f"{self.site.url}/static/logo.png",
            generator=f"{self.site.url}/about-bot",
            css=f"{self.site.url}/feeds/feed.css",
            origins=origins,
            merged=merged,
        )

    def _origin(self, state: State) -> Origin:
        source = self.sources.get(state.source)
        url = state.list_url or (source.url if source else state.url or "")
        return Origin(
            title=self.title(state),
            url=url,
            tag=state.tag,
            feed=f"{self._base(state.source)}.atom",
            language=(source.language if source else state.language) or "",
        )

    def _base(self, name: str) -> str:
        return f"{self.site.url}/feeds/{name}"

    def title(self, state: State) -> str:
        """The title in the config (for a source that left it, the last one), else the page's for its column, else the
        name."""
        source = self.sources.get(state.source)
        return (source.title if source else state.called) or state.title or state.source

    def zone(self, state: State) -> ZoneInfo:
        """Where the days of its articles begin: as the config says, or said."""
        source = self.sources.get(state.source)
        return source.zone if source else ZoneInfo(state.zone) if state.zone else SHANGHAI
