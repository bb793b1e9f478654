import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from casts import Case, parsed, read_cases

from builder.analyse.open_points import find_open_points

CASES = list(read_cases(Path(__file__).with_name("open_points.md")))
WORDS = st.sampled_from(
    ["It ", "Acme ", "did not ", "would not ", "confirm ", "denied ", "declined ", "to comment", ". ", "\n", "remains ", "unclear", "the ", "“", "”"]
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case(case: Case) -> None:
    found = find_open_points(case.parsed(), case.cast())

    assert [f"{point.cue.of(case.text)} → {point.by or 'nobody'}" for point in found] == case.expected


@given(st.one_of(st.text(), st.lists(WORDS, max_size=40).map("".join)))
def test_an_open_point_is_a_sentence_that_holds_its_cue(text: str) -> None:
    one = parsed(text)
    spans = [sentence.span for sentence in one.sentences]

    for point in find_open_points(one, ()):
        assert point.span in spans
        assert point.span.holds(point.cue)


def test_a_long_line_of_half_cues_is_read_quickly() -> None:
    text = "rejected the the the " * 5000 + "would not yet " * 5000

    assert find_open_points(parsed(text), ()) == ()
