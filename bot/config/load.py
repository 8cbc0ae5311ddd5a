"""The whole config: text → tables → Config, with what the tables say about each other. All faults are told at once.

It reads config.toml and the secret files named in it; it opens no database and asks no site.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from bot.config import check, secrets
from bot.config.lines import Lines, scan
from bot.config.model import ChannelConfig, ChatConfig, Config
from bot.config.tables import ChannelTable, ChatTable, SiteTable, SourceTable, StoreTable, TopTable
from bot.config.text import dotted, parse, read
from bot.config.values import beside, is_slug, shown, store_address
from bot.errors import ConfigError
from bot.model import Secret
from feeds.model import Access, Site, Source

T = TypeVar("T")
Key = tuple[str | int, ...]
Kinds = Mapping[str, Any]  #: name → module with `Settings`

POLITE = timedelta(minutes=5)  #: between two polls; less earns a warning
RESERVED = ("all",)  #: the feed of all sources has this address


class PageKinds(Mapping[str, Any]):
    """The kinds of pages; one is imported when a source names it, all only to explain a fault."""

    def __getitem__(self, name: str) -> Any:
        from feeds.read import kinds

        found = kinds.one(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        from feeds.read import kinds

        return iter(kinds.find())

    def __len__(self) -> int:
        return sum(1 for _ in self)


def load(path: Path, *, kinds: Kinds | None = None, channels: Kinds | None = None) -> Config:
    """Read the config or raise ConfigError with every fault. `kinds` and `channels` are found if not given."""
    if kinds is None:
        kinds = PageKinds()
    if channels is None:
        from bot.tell import channels as chat_channels

        channels = chat_channels.find()
    text = read(path)
    return _Loader(path, parse(path, text), scan(text), kinds, channels).config()


def bare(path: Path) -> Config:
    """A config with nothing in it, for what needs none: to look at a page, say."""
    return _Loader(path, {}, Lines(), {}, {}).config()


class _Loader:
    def __init__(self, path: Path, data: dict[str, Any], lines: Lines, kinds: Kinds, channels: Kinds) -> None:
        self.path = path
        self.folder = path.absolute().parent
        self.data = data
        self.lines = lines
        self.kinds = kinds
        self.ways = channels
        self.faults: list[tuple[int, str]] = []
        self.warned: list[tuple[int, str]] = []

    def fault(self, key: Key, sentence: str) -> None:
        self.faults.append(self.told(key, sentence))

    def warn(self, key: Key, sentence: str) -> None:
        self.warned.append(self.told(key, sentence))

    def told(self, key: Key, sentence: str) -> tuple[int, str]:
        line = self.lines.of(key)
        return line, f"{self.path}:{line}: {dotted(key)}: {sentence}"

    def config(self) -> Config:
        tables = {"store", "site", "source", "channel", "chat"}
        top_keys = set(check.keys(TopTable))
        for key in self.data:
            if key not in tables | top_keys:
                near = check.nearest(key, sorted(tables | top_keys))
                word = "table" if isinstance(self.data[key], dict) else "key"
                self.fault((key,), f"unknown {word}{near}")
        top = (
            self.table((), TopTable, {key: value for key, value in self.data.items() if key in top_keys}) or TopTable()
        )
        store = self.table(("store",), StoreTable, self.data.get("store", {})) or StoreTable()
        site = self.table(("site",), SiteTable, self.data.get("site", {})) or SiteTable()
        if "contact" not in self.data:
            self.warned.append((1, f"{self.path}:1: contact: is missing; a site's keeper cannot reach you"))
        config = Config(
            path=self.path,
            contact=top.contact,
            zone=top.zone,
            language=top.language,
            store_url=self.store(store.url),
            site=Site(
                url=site.url,
                folder=str(self.beside(("site", "folder"), site.folder)),
                title=site.title,
                language=site.language or top.language,
            ),
            listen_host=site.listen[0],
            listen_port=site.listen[1],
            sources=self.sources(top),
            channels=self.channels(),
            chats=self.chats(top),
            warnings=tuple(sentence for _, sentence in sorted(self.warned)),
        )
        self.names()
        if self.faults:
            raise ConfigError("\n".join(dict.fromkeys(sentence for _, sentence in sorted(self.faults))))
        return config

    def table(self, at: Key, shape: type[T], table: Any, also: tuple[str, ...] = ()) -> T | None:
        """One table as its dataclass; `also` are keys that belong to somebody else."""
        if not isinstance(table, dict):
            self.fault(at, f"must be a table: [{dotted(at)}]")
            return None
        known = check.keys(shape)
        for key in table:
            if key not in known and key not in also:
                self.fault((*at, key), f"unknown key{self.elsewhere(at, key) or check.nearest(key, [*known, *also])}")
        hidden = self.secrets(at, shape, table)
        plain = [name for name, one in check.settings(shape).items() if not one.secret]
        made, faults = check.fill(shape, {name: table[name] for name in plain if name in table}, hidden)
        for where, sentence in faults:
            self.fault((*at, *where), sentence)
        return made

    def secrets(self, at: Key, shape: type[Any], table: dict[str, Any]) -> dict[str, Secret | None]:
        """The secrets of a table, None where one is wrong or needed and missing."""
        found: dict[str, Secret | None] = {}
        for name, setting in check.settings(shape).items():
            if not setting.secret:
                continue
            before = len(self.faults)
            secret = secrets.find(
                name,
                table,
                self.folder,
                harmless=setting.harmless,
                fault=lambda key, sentence: self.fault((*at, key), sentence),
                warn=lambda key, sentence: self.warn((*at, key), sentence),
            )
            if secret is None and setting.required and len(self.faults) == before:
                self.fault((*at, name), f"is missing; give {name}_file, {name}_env or {name}")
            if secret is not None or len(self.faults) > before:
                found[name] = secret
        return found

    def elsewhere(self, at: Key, key: str) -> str:
        """A hint for a key that a kind knows, in a table of no or another kind."""
        if at[:1] not in (("source",), ("channel",)):
            return ""
        kinds = self.kinds if at[0] == "source" else self.ways
        owners = [name for name, kind in kinds.items() if (own := _settings(kind)) and key in check.keys(own)]
        return f'; it belongs to kind = "{owners[0]}"' if owners else ""

    def each(self, name: str) -> dict[str, dict[str, Any]]:
        """The tables [name.X] that are tables and well named."""
        group = self.data.get(name, {})
        if not isinstance(group, dict):
            self.fault((name,), f"must be tables: [{name}.NAME]")
            return {}
        good = {}
        for key, table in group.items():
            if not isinstance(table, dict):
                self.fault((name, key), f"must be a table: [{name}.NAME], with the keys below it")
            elif not is_slug(key):
                self.fault((name, key), "cannot be a name; use a to z, 0 to 9 and -, at most 64")
            elif name == "source" and key in RESERVED:
                self.fault((name, key), "is taken: the feed of all sources has this address; choose another name")
            else:
                good[key] = table
        return good

    def kind(self, at: Key, name: str, kinds: Kinds) -> Any | None:
        if name in kinds:
            return kinds[name]
        key = (*at, "kind")
        near = check.nearest(name, list(kinds)) or f"; there are {', '.join(sorted(kinds))}"
        self.fault(key if key in self.lines.at else at, f"there is no kind {shown(name)}{near}")
        return None

    def sources(self, top: TopTable) -> dict[str, Source]:
        found = {}
        for name, table in self.each("source").items():
            at = ("source", name)
            kind = table.get("kind")
            module = self.kind(at, kind, self.kinds) if isinstance(kind, str) else None
            common, own = self.split(at, SourceTable, table, module)
            if table.get("robots") == "ignore" and "robots_reason" not in table:
                self.fault((*at, "robots"), "needs robots_reason too: say why this site's robots.txt may be ignored")
            if common is None:
                continue
            if common.interval and common.interval < POLITE and not common.allow_private:
                self.warn((*at, "interval"), "asks a public site very often; half an hour is polite")
            found[name] = Source(
                name=name,
                url=common.url,
                title=common.title,
                kind=common.kind,
                settings=own,
                pages=common.pages,
                interval=common.interval,
                zone=common.zone or top.zone,
                language=common.language or top.language,
                formerly=common.formerly,
                announce_first=common.announce_first,
                full_text=common.full_text,
                withdrawn_after=common.withdrawn_after,
                access=self.access(at, common),
            )
        return found

    def access(self, at: Key, table: SourceTable) -> Access:
        bundle = None
        if table.ca_bundle is not None:
            bundle = self.beside((*at, "ca_bundle"), table.ca_bundle)
            if not bundle.is_file():
                self.fault((*at, "ca_bundle"), f"there is no file {bundle}")
        same = {one.name for one in fields(Access)} & {one.name for one in fields(SourceTable)} - {
            "timeout",
            "gap",
            "ca_bundle",
        }
        port = urlsplit(table.url).port
        return Access(
            ports=(port,) if port else (),
            timeout=table.timeout.total_seconds(),
            gap=table.gap.total_seconds(),
            ca_bundle=str(bundle) if bundle else None,
            **{name: getattr(table, name) for name in same},
        )

    def split(self, at: Key, shape: type[T], table: dict[str, Any], module: Any | None) -> tuple[T | None, Any]:
        """Common keys and a kind's own in one table: (common, Settings or None). A key of both goes to both."""
        own = _settings(module)
        own_keys = check.keys(own) if own else []
        only_own = [key for key in own_keys if key not in check.keys(shape)]
        made = self.table(at, shape, {key: table[key] for key in table if key not in only_own}, tuple(only_own))
        if own is None:
            return made, None
        return made, self.table(at, own, {key: table[key] for key in table if key in own_keys})

    def channels(self) -> dict[str, ChannelConfig]:
        found = {}
        for name, table in self.each("channel").items():
            kind = table.get("kind", name)
            module = self.kind(("channel", name), kind, self.ways) if isinstance(kind, str) else None
            common, own = self.split(("channel", name), ChannelTable, table, module)
            if common is not None:
                found[name] = ChannelConfig(name=name, kind=str(kind), settings=own, proxy=common.proxy)
        return found

    def chats(self, top: TopTable) -> dict[str, ChatConfig]:
        found: dict[str, ChatConfig] = {}
        places: dict[tuple[str, str, int | None], str] = {}
        for name, table in self.each("chat").items():
            at = ("chat", name)
            made = self.table(at, ChatTable, table)
            self.named((*at, "channel"), table.get("channel"), "channel")
            wanted = table.get("sources")
            for number, source in enumerate(wanted if isinstance(wanted, list) else ()):
                self.named((*at, "sources", number), source, "source")
            if made is None:
                continue
            place = (made.channel, made.id, made.topic)
            if place in places:
                self.fault((*at, "id"), f"is the same place as chat.{places[place]}; keep one of the two")
            places.setdefault(place, name)
            found[name] = ChatConfig(
                name=name,
                channel=made.channel,
                id=made.id,
                sources=made.sources,
                topic=made.topic,
                look=made.look,
                language=made.language or ("zh" if top.language.lower().startswith("zh") else "en"),
                zone=made.zone or top.zone,
                silent=made.silent,
            )
        return found

    def named(self, at: Key, name: object, group: str) -> None:
        """A reference must lead somewhere."""
        there = self.data.get(group, {})
        there = there if isinstance(there, dict) else {}
        if not isinstance(name, str) or not is_slug(name) or name in there:
            return
        for now, table in there.items():
            former = table.get("formerly") if isinstance(table, dict) else None
            if isinstance(former, list) and name in former:
                self.fault(at, f'{group}.{name} is called {group}.{now} now; write "{now}"')
                return
        near = check.nearest(name, list(there)) or f"; write a table [{group}.{name}]"
        self.fault(at, f"{'.'.join(str(part) for part in at[:2])} names {group}.{name}, which is not there{near}")

    def names(self) -> None:
        """No feed address may mean two sources."""
        group = self.data.get("source", {})
        owner = {name: name for name in group} if isinstance(group, dict) else {}
        for name, table in self.each("source").items() if owner else ():
            former = table.get("formerly", ())
            for number, old in enumerate(former if isinstance(former, list) else ()):
                if not isinstance(old, str):
                    continue
                at = ("source", name, "formerly", number)
                if old in RESERVED:
                    self.fault(at, f'"{old}" is taken: the feed of all sources has this address')
                elif owner.setdefault(old, name) != name:
                    is_now = "is a source now" if owner[old] == old else f"is a former name of source.{owner[old]} too"
                    self.fault(at, f'"{old}" {is_now}; source.{name} and source.{owner[old]} cannot share an address')
                elif old == name:
                    self.fault(at, f'"{old}" is its name now, not a former one')

    def beside(self, at: Key, path: Path) -> Path:
        try:
            return beside(self.folder, path)
        except ValueError as e:
            self.fault(at, str(e))
            return path

    def store(self, url: Secret) -> str:
        at = next((("store", key) for key in _forms("url") if ("store", key) in self.lines.at), ("store",))
        try:
            address = store_address(url.reveal())
        except ValueError as e:
            self.fault(at, str(e))
            return ""
        prefix = "sqlite:///"
        if address.startswith(prefix):
            name, mark, query = address.removeprefix(prefix).partition("?")
            return f"{prefix}{self.beside(at, Path(name))}{mark}{query}"
        return address


def _forms(name: str) -> tuple[str, str, str]:
    return name, f"{name}_file", f"{name}_env"


def _settings(module: Any | None) -> type[Any] | None:
    own = getattr(module, "Settings", None)
    return own if isinstance(own, type) else None
