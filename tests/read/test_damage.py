"""Whatever happens to a file on its way, it gives articles or errors that name it, and nothing else."""

import contextlib
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.errors import ReadError
from builder.read import _items
from builder.read.format import Seed
from builder.records import Document

SAMPLES = sorted(path for path in (Path(__file__).parent / "samples").iterdir() if path.suffix != ".yml")


@st.composite
def _damages(draw: st.DrawFn) -> list[tuple[float, float, bytes]]:
    """Places from 0 to 1, how much of the rest goes there, and what comes instead."""
    place = st.floats(0, 1)
    piece = st.binary(max_size=8) | st.sampled_from(
        [b"\n\n", b"<", b"</p>", b'"', b"{", b"]", b"\0", b"\xff", b"--m--"]
    )
    return draw(st.lists(st.tuples(place, place.map(lambda part: part**4), piece), max_size=4))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(damages=_damages())
def test_a_damaged_file_gives_articles_or_errors(sample: Path, damages: list[tuple[float, float, bytes]]) -> None:
    data = sample.read_bytes()
    for place, part, piece in damages:
        start = int(place * len(data))
        data = data[:start] + piece + data[start + int(part * (len(data) - start)) :]

    with contextlib.suppress(ReadError):
        for item in _items(Seed(PurePosixPath(sample.name), data)):
            assert isinstance(item, Document | ReadError)
            assert PurePosixPath(item.path).is_relative_to(sample.name)
            if isinstance(item, Document):
                item.text.encode()
                assert all(fact.value.encode() and "\n" not in fact.value for fact in item.stated)
