"""The whole config: text → tables → Config, with what the tables say about each other. All faults are told at once.

It reads config.toml and the secret files named in it; it opens no database and asks no site.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.config import check
from bot.config.addresses import placed, served_at, store_address
from bot.config.lines import Key, Lines, scan
from bot.config.model import ChannelConfig, ChatConfig, Config, twice, unheard
from bot.config.reader import RESERVED, Kinds, PageKinds, Reader
from bot.config.tables import AdminTable, ChannelTable, ChatTable, SiteTable, SourceTable, StoreTable, TopTable
from bot.config.text import parse, read
from bot.config.values import is_slug
from bot.errors import ConfigError
from bot.model import Secret
from bot.tell.addresses import wrong
from feeds.model import Access, Site, Source

POLITE = timedelta(minutes=5)  #: between two polls; less earns a warning
#: keys of [chat.NAME] that say where it is and what it gets; all others are what a chat may choose by command as well
PLACE = ("channel", "id", "sources", "topic")
CHOICES = tuple(one.name for one in fields(ChatTable) if one.name not in PLACE)


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


class _Loader(Reader):
    """The tables there are, and what they say about each other."""

    def config(self) -> Config:
        tables = {"store", "site", "admin", "source", "channel", "chat"}
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
        admin = self.table(("admin",), AdminTable, self.data.get("admin", {})) or AdminTable()
        self.named(("admin", "chat"), admin.chat, "chat")
        if admin.webhook is not None and (why := wrong(admin.webhook.reveal())):
            self.fault(self.given("admin", "webhook"), why)
        channels = self.channels()
        if "contact" not in self.data:
            self.warned.append((1, f"{self.path}:1: contact: is missing; a site's keeper cannot reach you"))
        config = Config(
            path=self.path,
            contact=top.contact,
            zone=top.zone,
            language=top.language,
            store_url=self.store(store.url),
            site=Site(
                url=self.url(site),
                folder=str(self.beside(("site", "folder"), site.folder)),
                title=site.title,
                language=site.language or top.language,
                hub=site.hub or "",
                rights=site.rights,
                telegram=(site.telegram or "").removeprefix("@"),
            ),
            listen_host=site.listen[0],
            listen_port=site.listen[1],
            sources=self.sources(top),
            channels=channels,
            chats=self.chats(top, channels, admin.chat),
            admin_chat=admin.chat,
            admin_webhook=admin.webhook,
            warnings=tuple(sentence for _, sentence in sorted(self.warned)),
        )
        self.names()
        if self.faults:
            raise ConfigError("\n".join(dict.fromkeys(sentence for _, sentence in sorted(self.faults))))
        return config

    def sources(self, top: TopTable) -> dict[str, Source]:
        found: dict[str, Source] = {}
        for name, table in self.each("source").items():
            at = ("source", name)
            kind = table.get("kind")
            module = self.kind(at, kind, self.kinds) if isinstance(kind, str) else None
            common, own = self.split(at, SourceTable, table, module)
            bundle = self.bundle((*at, "ca_bundle"), table.get("ca_bundle"))
            if table.get("robots") == "ignore" and "robots_reason" not in table:
                self.fault((*at, "robots"), "needs robots_reason too: say why this site's robots.txt may be ignored")
            if common is None:
                continue
            if common.kind == "css" and own is not None:
                self.selectors(at, common, own)
            if common.interval and common.interval < POLITE and not common.allow_private:
                self.warn((*at, "interval"), "asks a public site very often; half an hour is polite")
            for other in (one for one in found.values() if (one.url, one.settings) == (common.url, own)):
                self.warn((*at, "url"), f"is the address of source.{other.name} too; both are asked, each for itself")
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
                access=self.access(common, bundle),
            )
        return found

    def selectors(self, at: Key, table: SourceTable, own: Any) -> None:
        """What kind css cannot do without, though a page that is read without a config may."""
        if not own.list_item:
            self.fault((*at, "list_item"), "is missing; kind css reads a list by it")
        if not own.article_body and table.full_text is not False:
            self.warn((*at, "article_body"), "is missing: no article can be read; write it, or full_text = false")

    def bundle(self, at: Key, name: object) -> Path | None:
        """The file of certificates that a source names; it is looked for whatever else is wrong with the source."""
        if not isinstance(name, str) or not name.strip():
            return None
        bundle = self.beside(at, Path(name))
        if not bundle.is_file():
            self.fault(at, f"there is no file {bundle}")
        return bundle

    def access(self, table: SourceTable, bundle: Path | None) -> Access:
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
            home=table.url if table.headers else "",
            **{name: getattr(table, name) for name in same},
        )

    def channels(self) -> dict[str, ChannelConfig]:
        found = {}
        for name, table in self.each("channel").items():
            kind = table.get("kind", name)
            module = self.kind(("channel", name), kind, self.ways) if isinstance(kind, str) else None
            common, own = self.split(("channel", name), ChannelTable, table, module)
            if own is not None:
                own = self.with_paths(("channel", name), own)
            if common is not None:
                found[name] = ChannelConfig(name=name, kind=str(kind), settings=own, proxy=common.proxy)
        return found

    def with_paths(self, at: Key, own: Any) -> Any:
        """A kind's settings, its paths beginning at the config's folder; certificates must be there."""
        paths = {one.name: path for one in fields(own) if isinstance(path := getattr(own, one.name), Path)}
        there = {name: self.beside((*at, name), path) for name, path in paths.items()}
        for name, path in there.items():
            if name == "ca_bundle" and not path.is_file():
                self.fault((*at, name), f"there is no file {path}")
        return replace(own, **there)

    def chats(self, top: TopTable, channels: Mapping[str, ChannelConfig], admin: str | None) -> dict[str, ChatConfig]:
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
            if why := self.wrong_id(made, channels.get(made.channel)):
                self.fault((*at, "id"), why)
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
                language=made.language or ("zh" if top.language.lower().startswith("zh") else "en"),
                zone=made.zone or top.zone,
                settings={key: getattr(made, key) for key in table if key in CHOICES},
            )
        for chat in unheard(found, channels) if self.data.get("source") else ():
            if chat.name != admin:
                self.warn(("chat", chat.name, "sources"), 'is empty: nothing is told there; write sources = ["NAME"]')
        for chat, other, both in twice(found, channels):
            self.warn(
                ("chat", chat.name, "sources"),
                f"{', '.join(both)} would be told twice: chat.{other.name} is the same place, for the address in "
                f"channel.{chat.channel} says where, not an id; another group needs a [channel.NAME] of its own",
            )
        return found

    def wrong_id(self, chat: ChatTable, channel: ChannelConfig | None) -> str:
        """What the kind of its channel says against a chat's id."""
        if channel is None or channel.settings is None:
            return ""
        judge = getattr(self.ways[channel.kind], "wrong_id", None)
        return str(judge(channel.settings, chat.id)) if judge else ""

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
        sound = [one for one, table in there.items() if is_slug(one) and self.sound(group, one, table)]
        near = check.nearest(name, sound) or f"; write a table [{group}.{name}]"
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
                    self.fault(at, f'"{old}" is taken: one of our own addresses is called so')
                elif owner.setdefault(old, name) != name:
                    is_now = "is a source now" if owner[old] == old else f"is a former name of source.{owner[old]} too"
                    self.fault(at, f'"{old}" {is_now}; source.{name} and source.{owner[old]} cannot share an address')
                elif old == name:
                    self.fault(at, f'"{old}" is its name now, not a former one')

    def url(self, site: SiteTable) -> str:
        """How readers reach the feeds: as the admin says, else at the address where we serve."""
        if site.url is not None:
            return site.url
        url = served_at(*site.listen)
        if site.listen[0] in ("0.0.0.0", "::"):  # noqa: S104 (compared, not bound)
            self.warn(("site", "listen"), f"is every address of this machine, and links say {url}; write url too")
        if site.listen[1] == 0:
            self.warn(("site", "listen"), f"is any free port, and links say {url}, where nobody serves; write url too")
        return url

    def store(self, url: Secret) -> str:
        at = self.given("store", "url")
        try:
            address = store_address(url.reveal())
        except ValueError as e:
            self.fault(at, str(e))
            return ""
        return placed(address, partial(self.beside, at))

    def given(self, table: str, name: str) -> Key:
        """Where a secret is said: by NAME, NAME_file or NAME_env."""
        forms = [(table, key) for key in (name, f"{name}_file", f"{name}_env")]
        return next((key for key in forms if key in self.lines.at), (table,))
