"""The review record says what is open, in a form that a person reads and that comes back whole."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.write.merge import Conflict, merge
from builder.write.review import parse, render, still_open, taken

PAGE = """\
---
id: p-one
title: Mine
tags: [a]
---

# Mine

Top.

## Key points

- My point. [\\[1\\]](#s1)
- Another point.

## Dates

It was my Monday. It rained.
"""

TITLE = Conflict("front matter: title", "title: Old\n", "title: Mine\n", "title: New\n")
POINT = Conflict(
    "key-points", "- Old point. [\\[1\\]](#s1)", "- My point. [\\[1\\]](#s1)", "- New point. [\\[1\\]](#s1)"
)
SENTENCE = Conflict("dates", "It was Monday.", "It was my Monday.", "It was Tuesday.")
ALL = (TITLE, POINT, SENTENCE)

_PIECES = (
    *("```", "````", "`", "~~~", "\n", "\r\n", "\r", "## x", "# Open conflicts: y", "<<<<<<< a", "=======", '"', " "),
    *("\ufeff", "\u2028", "\x85", "\x00", "\\", "front matter: ", "New, from the builder:"),
)
hostile = st.text() | st.lists(st.sampled_from(_PIECES)).map("".join)


@given(hostile, st.lists(st.builds(Conflict, hostile, hostile, hostile, hostile)))
@example("docs/p.md", [Conflict("top", "```\n", "\n", "")])
@example("docs/p.md\r", [Conflict("", "a\r\nb", "````", "`````")])
def test_what_is_recorded_comes_back(path: str, conflicts: list[Conflict]) -> None:
    text = render(path, conflicts)

    assert parse(text) == (path, tuple(conflicts))
    assert parse(text.encode().decode()) == (path, tuple(conflicts))


def test_a_record_is_markdown_that_a_person_reads() -> None:
    lines = render("docs/one.md", [SENTENCE]).splitlines()

    assert lines[0] == "# Open conflicts: docs/one.md"
    assert "## dates" in lines
    yours = lines.index("Yours, as it is on the page:")
    assert lines[yours + 2 : yours + 5] == ["```", "It was my Monday.", "```"]


def test_a_record_that_an_editor_saved_with_other_line_ends_is_the_same() -> None:
    text = render("docs/one.md", ALL)

    assert parse("\ufeff" + text.replace("\n", "\r\n")) == ("docs/one.md", ALL)


def test_a_part_that_was_deleted_from_the_record_is_no_conflict_any_more() -> None:
    text = render("docs/one.md", ALL)
    start, end = text.index("## key-points"), text.index("## dates")

    assert parse(text[:start] + text[end:]) == ("docs/one.md", (TITLE, SENTENCE))
    assert parse(render("docs/one.md", [])) == ("docs/one.md", ())


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda text: text.removeprefix("#"), "line 1 of the review record is not"),
        (lambda text: text.removesuffix("```\n"), "has no end"),
        (lambda text: text[: text.rindex("New, from")], "2 blocks follow, not 3"),
        (lambda text: text.replace("Yours,", "<<<<<<< HEAD\nYours,"), "conflict marker"),
        (lambda text: text.replace("## dates", '## "dates'), "is not closed"),
    ],
)
def test_a_damaged_record_is_named(damage, found: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=found):
        parse(damage(render("docs/one.md", [SENTENCE])))


def test_a_conflict_is_open_while_the_page_holds_the_persons_text() -> None:
    assert still_open(PAGE, ALL) == ALL


@pytest.mark.parametrize(
    ("old", "new", "ended"),
    [
        ("title: Mine", "title: Yet another", TITLE),
        ("- My point.", "- My better point.", POINT),
        ("my Monday", "my Tuesday", SENTENCE),
        ("## Dates", "## Days", SENTENCE),
        ("It rained.", "It was Tuesday.", SENTENCE),
    ],
)
def test_editing_the_unit_ends_its_conflict_alone(old: str, new: str, ended: Conflict) -> None:
    assert still_open(PAGE.replace(old, new), ALL) == tuple(one for one in ALL if one != ended)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- ", "* "),
        ("title: Mine", 'title: "Mine"'),
        ("It was my", "It was\nmy"),
        ("\n", "\r\n"),
        ("Another point.", "Another point, changed."),
    ],
)
def test_another_way_of_writing_it_down_ends_nothing(old: str, new: str) -> None:
    assert still_open(PAGE.replace(old, new), ALL) == ALL


def test_the_builders_text_takes_the_place_of_the_persons() -> None:
    text = PAGE.replace("- ", "* ").replace("It was my", "It was\nmy")
    for one in ALL:
        done = taken(text, one)
        assert done is not None
        assert still_open(done, ALL) == tuple(other for other in ALL if other != one)
        assert one.new.strip("-\n ") in done


def test_what_is_not_there_is_not_replaced() -> None:
    assert taken(PAGE.replace("my Monday", "Friday"), SENTENCE) is None
    assert taken(PAGE, Conflict("front matter: nothing", "", "nothing: 1\n", "nothing: 2\n")) is None


def test_an_item_and_the_words_in_it_are_told_apart() -> None:
    words = Conflict("key-points", "Old point.", "My point. [\\[1\\]](#s1)", "New point. [\\[1\\]](#s1)")

    assert taken(PAGE, words) == taken(PAGE, POINT) == PAGE.replace("My point", "New point")


def test_every_conflict_of_a_merge_is_open_and_can_be_taken() -> None:
    mine = PAGE.replace("my ", "our ").replace("My ", "Our ").replace("title: Mine", "title: Ours")
    new = PAGE.replace("my ", "the ").replace("My ", "The ").replace("title: Mine", "title: The one")
    merged = merge(PAGE, mine, new)

    assert {one.where for one in merged.conflicts} == {"front matter: title", "key-points", "dates"}
    assert still_open(merged.text, merged.conflicts) == merged.conflicts
    text = merged.text
    for one in merged.conflicts:
        text = taken(text, one) or ""
    assert text == new
