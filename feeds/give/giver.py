"""From the rows to the files: which feeds there are, and what each says about itself. Rendering is publish.py's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from feeds.give.feed import Feed, Origin
from feeds.give.publish import publish
from feeds.keep import entries, facts, states
from feeds.keep.db import Database, Tx
from feeds.keep.states import State
from feeds.model import Entry, Site, Source

ALL = "all"  #: the name of the feed of all sources
NOTHING_YET = datetime(2020, 1, 1, tzinfo=UTC)  #: `updated` of a feed without entries: fixed, so that bytes are too


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Gives out the feeds of `sources` as files under `site.folder`."""

    db: Database
    site: Site
    sources: Mapping[str, Source]
    clock: Callable[[], datetime]

    def give(self, *names: str) -> None:
        """The feeds of these sources, and the feed of all, as the rows are now."""
        with self.db.reading() as tx:
            known = states.of_all(tx)
            made = [self._one(tx, known[name]) for name in names if name in known and name in self.sources]
            made.append(self._all(tx, known))
        publish(self.site, made)

    def _one(self, tx: Tx, state: State) -> tuple[str, Feed, list[Entry]]:
        source = self.sources[state.source]
        feed = Feed(
            name=source.name,
            title=self.title(state),
            tag=state.tag,
            page_url=source.url,
            self_base=self._base(source.name),
            updated=NOTHING_YET,
            language=source.language,
            author=self.title(state),
            ttl=ttl(source),
            origins={source.name: self._origin(state)},
        )
        return source.name, feed, entries.window(tx, source.name, self.clock())

    def _all(self, tx: Tx, known: Mapping[str, State]) -> tuple[str, Feed, list[Entry]]:
        shown = [state for name, state in known.items() if name in self.sources]
        feed = Feed(
            name=ALL,
            title=self.site.title,
            tag=f"tag:{facts.get(tx, 'authority')}:{ALL}",
            page_url=f"{self.site.url}/",
            self_base=self._base(ALL),
            updated=NOTHING_YET,
            language=self.site.language,
            author=self.site.title,
            merged=True,
            origins={state.source: self._origin(state) for state in shown},
        )
        return ALL, feed, entries.window(tx, None, self.clock())

    def _origin(self, state: State) -> Origin:
        url = state.list_url or self.sources[state.source].url
        return Origin(title=self.title(state), url=url, tag=state.tag, feed=f"{self._base(state.source)}.atom")

    def _base(self, name: str) -> str:
        return f"{self.site.url}/feeds/{name}"

    def title(self, state: State) -> str:
        """The config's title, else what the page calls its column, else the name."""
        return self.sources[state.source].title or state.title or state.source


def ttl(source: Source) -> timedelta | None:
    """How often we look, where the config fixes it."""
    return source.interval
