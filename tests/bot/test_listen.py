"""Where we cannot serve: one line that says what helps there."""

import socket

import pytest

from bot.serve import listen
from feeds.errors import YaowenError


def test_a_taken_port_is_another_programs() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        with pytest.raises(YaowenError, match="stop the other program or change it"):
            listen(*other.getsockname())


def test_an_address_that_is_not_ours_is_nobodys_program() -> None:
    with pytest.raises(YaowenError, match="name an address of this machine") as told:
        listen("192.0.2.1", 0)

    assert "other program" not in str(told.value)
