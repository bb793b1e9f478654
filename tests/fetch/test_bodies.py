"""Bombs cost no memory."""

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.fetch.bodies import TooLargeError, unpacked

LIMIT = 1_000_000


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"\0" * 50_000_000, mtime=0), gzip.compress(b"\0" * LIMIT, mtime=0) * 50]
)
def test_a_bomb_is_stopped_before_it_fills_memory(packed: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            unpacked([packed], "gzip", LIMIT)
        assert tracemalloc.get_traced_memory()[1] < 5 * LIMIT
    finally:
        tracemalloc.stop()


def test_a_robots_txt_that_swells_is_cut() -> None:
    assert unpacked([gzip.compress(b"x" * 2 * LIMIT)], "gzip", LIMIT, cut=True) == b"x" * LIMIT


@given(st.lists(st.binary()), st.sampled_from([("", bytes), ("gzip", gzip.compress), ("deflate", zlib.compress)]))
def test_what_was_packed_comes_out(parts: list[bytes], packing: tuple[str, type[bytes]]) -> None:
    body = b"".join(parts)
    packed = packing[1](body)
    assert unpacked([packed[:7], packed[7:]], packing[0], len(body) + 100) == body  # a few bytes swell when packed
