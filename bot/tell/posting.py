"""POST and pictures for channels: through feeds' door, on threads of its own, so that a slow service holds up nothing
else."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bot.model import Pictures, Post
from feeds.fetch.web import Web
from feeds.model import Access, Answer, Source

AT_ONCE = 16
PICTURE = 10 * 1024 * 1024  #: bytes of one


class Posting:
    """Open it around the channels that post."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.pool = ThreadPoolExecutor(AT_ONCE, "post")

    async def __aenter__(self) -> "Posting":
        return self

    async def __aexit__(self, *_: object) -> None:
        self.pool.shutdown(wait=False)

    def through(self, access: Access) -> Post:
        """How one channel posts: with its own proxy, to the addresses it may."""

        async def post(url: str, body: bytes, headers: Mapping[str, str], /, *, method: str = "POST") -> Answer:
            call = partial(self.web.post, url, body, headers=headers, access=access, method=method)
            return await asyncio.get_running_loop().run_in_executor(self.pool, call)

        return post

    def pictures(self, sources: Callable[[], Mapping[str, Source]]) -> Pictures:
        """How pictures are fetched: as their source is, to the same addresses and no others."""

        async def fetch(url: str, source: str, referer: str, /) -> bytes:
            known = sources().get(source)
            access = known.access if known else Access()
            call = partial(self.web.get_bytes, url, access, max_bytes=PICTURE, referer=referer or None)
            return await asyncio.get_running_loop().run_in_executor(self.pool, call)

        return fetch
