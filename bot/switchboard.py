"""The channels that are open: opened, listened to, replaced when the config changes, closed. Sends nothing itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol, cast

from bot.config import Config
from bot.model import Channel, Listener, Menu, OnIncoming

log = logging.getLogger(__name__)

PATIENCE = 90.0  #: seconds that a replaced channel stays open for what it has in hand


class Talker(Protocol):
    """What answers the chats of a channel."""

    @property
    def menu(self) -> Menu: ...

    def close(self) -> None: ...


class Switchboard:
    """`channels` is shared with whoever sends; it changes in place, from the loop only."""

    def __init__(
        self,
        *,
        open: Callable[[Iterable[str], Config | None], dict[str, Channel]],
        talk: Callable[[str], Talker],
        in_hand: Callable[[], Awaitable[None]],
    ) -> None:
        self.channels: dict[str, Channel] = {}
        self._open, self._talk, self._in_hand = open, talk, in_hand
        self._talks: dict[str, tuple[Talker, asyncio.Task[None]]] = {}
        self._retired: set[asyncio.Task[None]] = set()
        self._broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def start(self, names: Iterable[str]) -> None:
        """Open these channels and listen where one can."""
        self._started(self._open(names, None))

    def _started(self, opened: dict[str, Channel]) -> None:
        self.channels.update(opened)
        for name, channel in opened.items():
            if hasattr(channel, "listen"):
                talk = self._talk(name)
                listening = asyncio.create_task(cast(Listener, channel).listen(cast(OnIncoming, talk), talk.menu))
                listening.add_done_callback(self._ended)
                self._talks[name] = (talk, listening)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        """A listener that is switched off returns; one that breaks ends everything, loudly."""
        if not task.cancelled() and (error := task.exception()) is not None and not self._broken.done():
            self._broken.set_exception(error)

    async def broken(self) -> None:
        """Returns never; raises what broke a listener."""
        await asyncio.shield(self._broken)

    def opened(self, names: Iterable[str], config: Config) -> dict[str, Channel]:
        """Those of `names` that another config has, opened and not yet in use. Raises where one cannot be."""
        return self._open(names, config)

    async def replace(self, names: Iterable[str], opened: dict[str, Channel]) -> None:
        """These channels go, and those that were opened take their places; the old ones close when what they have in
        hand ends. Two listeners of one bot must not overlap, so the old one ends first."""
        for name in names:
            await self._hang_up(name)
            old = self.channels.pop(name, None)
            if old is not None:
                retiring = asyncio.create_task(self._retire(old))
                self._retired.add(retiring)
                retiring.add_done_callback(self._retired.discard)
        self._started(opened)

    async def _hang_up(self, name: str) -> None:
        if name in self._talks:
            talk, listening = self._talks.pop(name)
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            await asyncio.to_thread(talk.close)

    async def _retire(self, channel: Channel) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._in_hand()
        except TimeoutError:
            log.warning("a replaced channel is closed with messages in hand")
        await channel.close()

    async def silence(self) -> None:
        """Listen no more; sending goes on."""
        for name in list(self._talks):
            await self._hang_up(name)

    async def close(self) -> None:
        await self.silence()
        if self._retired:
            await asyncio.gather(*self._retired, return_exceptions=True)
        for channel in self.channels.values():
            await channel.close()
        if self._broken.done():
            self._broken.exception()
