"""Lines that only say who wrote the article."""

import pytest

from builder.clean.byline import remove_bylines

STORY = "The harbour of Westhaven reopened on Tuesday, Ida Holm of the port authority said."


@pytest.mark.parametrize(
    "line", ["By Ida Holm", "Von Ida Holm und Jon Vik", "Ida Holm", "Ida Holm, Jon Vik", "By Ida Holm, Staff Writer"]
)
def test_a_line_that_names_stated_authors_alone_goes(line: str) -> None:
    kept, removed = remove_bylines([line, STORY], ["Ida Holm", "Jon Vik"])

    assert kept == [STORY]
    assert removed == ((line, "byline"),)


@pytest.mark.parametrize("line", ["By Ada Lund", "Ida Holm:", "Ida Holm in Westhaven", "By Ida Holm and Ada Lund"])
def test_other_lines_stay(line: str) -> None:
    assert remove_bylines([line, STORY], ["Ida Holm"]) == ([line, STORY], ())


def test_a_name_that_returns_is_a_speakers() -> None:
    lines = ["Ida Holm", STORY, "Ida Holm", "Yes."]

    assert remove_bylines(lines, ["Ida Holm"]) == (lines, ())


def test_something_is_left() -> None:
    assert remove_bylines(["By Ida Holm"], ["Ida Holm"]) == (["By Ida Holm"], ())
