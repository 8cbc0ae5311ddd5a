"""A chat side to talk to, for each test its own."""

from collections.abc import Iterator

import pytest
from talking import Talking, talking

from feeds.keep.db import Database


@pytest.fixture
def it(sqlite_db: Database) -> Iterator[Talking]:
    with talking(sqlite_db) as it:
        yield it
