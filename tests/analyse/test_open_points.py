import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from casts import parsed, staged

from builder.analyse.open_points import find_open_points

# fmt: off
WORDS = st.sampled_from([
    "It ", "Acme ", "did not ", "would not ", "confirm ", "denied ", "declined ", "to comment", ". ", "\n",
    "remains ", "unclear", "the ", "“", "”",
])
# fmt: on


@pytest.mark.cases("open_points.md")
def test_case(case: Any) -> None:
    one, actors = staged(case.input)
    found = find_open_points(one, actors)

    said = [f"{point.cue.of(one.article.text)} → {point.by or 'nobody'}" for point in found]
    assert said == case.expected.splitlines()


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=40).map("".join)))
def test_an_open_point_is_a_sentence_that_holds_its_cue(text: str) -> None:
    one = parsed(text)
    spans = [sentence.span for sentence in one.sentences]

    for point in find_open_points(one, ()):
        assert point.span in spans
        assert point.span.holds(point.cue)


def test_a_long_line_of_half_cues_is_read_in_no_time() -> None:
    text = "rejected the the the " * 400 + "would not yet " * 400

    assert find_open_points(parsed(text), ()) == ()
