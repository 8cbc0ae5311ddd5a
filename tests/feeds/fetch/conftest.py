"""A web without waiting and a server that misbehaves, for every test of fetch."""

import pytest
from faultserver import FaultServer

from feeds.fetch.web import Web


@pytest.fixture
def server():
    with FaultServer() as running:
        yield running


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def web(slept):
    web = Web(contact="admin@example.edu.cn", about="https://example.edu.cn/bot", sleep=slept.append)
    yield web
    web.close()
