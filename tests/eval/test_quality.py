"""No score on the labelled data falls below its floor."""

import os

import pytest

from tests.eval.quality import DATA, FLOORS, measure


@pytest.mark.skipif(
    not DATA.exists() and "CI" not in os.environ, reason="no labelled data here: set BUILDER_EVAL to its folder"
)
@pytest.mark.parametrize("name", FLOORS)
def test_no_score_is_below_its_floor(name: str) -> None:
    assert [score for score in measure(name) if not score.holds] == []
