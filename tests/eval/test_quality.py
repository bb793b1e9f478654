"""No score on labelled articles falls below its floor; ours are there everywhere."""

import os

import pytest

from tests.eval.quality import DATA, FLOORS, OWN, measure

OURS = [name for name in FLOORS if name.endswith(f"/{OWN}")]


@pytest.mark.parametrize("name", OURS)
def test_no_score_on_our_own_articles_is_below_its_floor(name: str) -> None:
    assert [score for score in measure(name) if not score.holds] == []


@pytest.mark.skipif(
    not DATA.exists() and "CI" not in os.environ, reason="no labelled data here: set BUILDER_EVAL to its folder"
)
@pytest.mark.parametrize("name", [name for name in FLOORS if name not in OURS])
def test_no_score_is_below_its_floor(name: str) -> None:
    assert [score for score in measure(name) if not score.holds] == []
