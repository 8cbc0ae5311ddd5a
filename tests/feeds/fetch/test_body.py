"""Compressed bodies, cut anywhere and made of anything."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from feeds.fetch.body import Outcome, inflated, plain


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[n : n + size] for n in range(0, len(data), size)]


@given(st.binary(max_size=2000), st.integers(1, 300), st.sampled_from([gzip.compress, zlib.compress]))
def test_what_was_compressed_comes_back_however_it_was_cut_into_pieces(data, size, compress):
    assert inflated(pieces(compress(data), max(size, 2)), 5000) == (data, Outcome.WHOLE)


@given(st.binary(max_size=500), st.integers(1, 50), st.integers(0, 300))
def test_any_bytes_end_within_the_limit(data, size, limit):
    for body in (data, b"\x1f\x8b\x08\x00" + data, gzip.compress(b"x" * 1000) + data):
        found, outcome = inflated(pieces(body, size), limit)

        assert len(found) <= limit
        assert outcome in Outcome


@given(st.binary(min_size=1, max_size=500), st.data())
def test_a_stream_that_was_cut_is_never_called_whole(data, draw):
    body = gzip.compress(data)
    kept = draw.draw(st.integers(3, len(body) - 1))

    assert inflated([body[:kept]], 5000)[1] is not Outcome.WHOLE


def test_the_limit_is_exact():
    assert inflated([gzip.compress(bytes(100))], 100) == (bytes(100), Outcome.WHOLE)
    assert inflated([gzip.compress(bytes(101))], 100) == (bytes(100), Outcome.TOO_LARGE)
    assert plain([bytes(60), bytes(40)], 100) == (bytes(100), Outcome.WHOLE)
    assert plain([bytes(60), bytes(41)], 100) == (bytes(100), Outcome.TOO_LARGE)
