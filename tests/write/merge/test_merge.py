import re
import time
from typing import Any

import pytest

from builder.write.merge import Conflict, edited_keys, edited_sections, markers, merge, same, with_unit, with_values

PAGE = "---\nid: b1\ntitle: A title\ndate: 2023-05-30\n---\n\n# A title\n\n## Dates\n\n- Monday\n- Tuesday\n"


@pytest.mark.cases("merge.md")
def test_case(case: Any) -> None:
    pages = dict(
        re.findall(
            r"^(BASE|MINE|NEW)\n(.*?)(?=^(?:MINE|NEW)\n|\Z)",
            case.input.replace("§", "##") + "\n",
            re.DOTALL | re.MULTILINE,
        )
    )
    merged = merge(pages["BASE"], pages.get("MINE", pages["BASE"]), pages.get("NEW", pages["BASE"]))
    shown = merged.text.rstrip("\n") + "".join(
        f"\nCONFLICT {one.where}\n{one.new.rstrip()}" for one in merged.conflicts
    )

    assert shown == case.expected.replace("§", "##")


def test_without_a_base_only_missing_keys_are_filled_in() -> None:
    mine = "---\ntitle: Mine # note\n---\n\nMy text.\n"

    assert merge(None, mine, PAGE).text == ("---\nid: b1\ntitle: Mine # note\ndate: 2023-05-30\n---\n\nMy text.\n")
    assert merge("---\n: [\n---\n", mine, PAGE) == merge(None, mine, PAGE)


def test_a_page_without_front_matter_gets_some() -> None:
    assert merge(None, "My text.\n", "---\ntitle: A\n---\n\nText\n").text == "---\ntitle: A\n---\n\nMy text.\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: [\n---\nx", "line 3"),
        ("---\ntitle: a\nx: 'b\n---\nx", "line"),
        ("---\ntitle: a\n\nText without an end", "line 1"),
        ("---\n- a\n- b\n---\nx", "line 2"),
        ("---\na: 1\nb: 2\na: 3\n---\nx", "line 4: the key a"),
        (PAGE + "\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", "line 14"),
    ],
)
def test_a_broken_page_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        merge(PAGE, text, PAGE.replace("Monday", "Friday"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n<<<<<<< HEAD\r\nb", 2),
        ("a\n>>>>>>> x", 2),
        ("a\n||||||| x\n=======\n", 2),
        ("Heading\n=======\n\ntext", None),
        ("|||||||\n", None),
        ("<<<<<<<< eight", None),
    ],
)
def test_markers(text: str, line: int | None) -> None:
    assert markers(text) == line


def test_line_ends_byte_order_mark_and_missing_newline_are_kept() -> None:
    mine = "\ufeff" + PAGE.rstrip("\n").replace("\n", "\r\n")
    new = PAGE.replace("Monday", "Friday")

    assert merge(PAGE, mine, new).text == "\ufeff" + new.rstrip("\n").replace("\n", "\r\n")
    edited = mine.replace("Tuesday", "Tuesday, I say")
    assert merge(PAGE, edited, new).text == edited.replace("Monday", "Friday")


def test_whose_text_a_section_is() -> None:
    base = PAGE + "\n## Actors\n\nChina\n"
    mine = PAGE.replace("Monday", "Monday, I say") + "\n## Mine\n\nx\n\n## Actors\n\nChina\n"

    assert edited_sections(base, mine) == {
        "top": "generated", "dates": "edited", "mine": "person", "actors": "generated",
    }  # fmt: skip
    assert set(edited_sections(None, mine).values()) == {"person"}


def test_which_keys_a_person_changed() -> None:
    mine = PAGE.replace("date: 2023-05-30", 'date: "2023-05-30"\nmood: calm').replace("title: A title\n", "")

    assert edited_keys(PAGE, mine) == {"mood": "calm", "title": None}
    assert edited_keys(PAGE, PAGE) == {}


def test_a_conflict_can_be_ended_with_the_program_s_text() -> None:
    mine = PAGE.replace("Monday", "Monday, I say").replace("title: A title", "title: Mine")
    new = PAGE.replace("Monday", "Monday, they say").replace("title: A title", "title: New")
    merged = merge(PAGE, mine, new)

    assert [one.where for one in merged.conflicts] == ["front matter: title", "dates"]
    text: str | None = merged.text
    for conflict in merged.conflicts:
        assert text is not None
        text = with_unit(text, conflict)
    assert text == new
    assert with_unit(new, merged.conflicts[1]) is None
    assert with_unit(PAGE, Conflict("dates", "", "- Monday", "")) == PAGE.replace("- Monday\n", "")


def test_keys_are_set_without_touching_the_rest() -> None:
    page = PAGE.replace("date:", "# a note\nmood:   'calm'  # really\ndate:").replace("\n", "\r\n")

    assert with_values(page, {"title": "A title"}) == page
    assert with_values(page, {"review": "needs-review"}) == page.replace(
        "2023-05-30\r\n", "2023-05-30\r\nreview: needs-review\r\n"
    )
    assert with_values(page, {"title": None, "date": "2023"}) == page.replace("title: A title\r\n", "").replace(
        "date: 2023-05-30", "date: '2023'"
    )


def test_long_tables_merge_in_linear_time() -> None:
    rows = [f"| Actor {number} | state | {number} |" for number in range(20_000)]
    base = PAGE + "\n## Actors\n\n| A | B | C |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"
    mine = base.replace("| Actor 700 | state |", "| Actor 700 | province |")
    new = base.replace("| Actor 9 |", "| Actor nine |").replace("| 15000 |", "| 15001 |")
    began = time.process_time()

    merged = merge(base, mine, new)

    assert merged.text == new.replace("| Actor 700 | state |", "| Actor 700 | province |")
    assert time.process_time() - began < 20


def test_two_pages_that_say_the_same() -> None:
    assert same(
        PAGE, PAGE.replace("- Monday", "*  Monday\n").replace("id: b1\ntitle: A title", 'title: "A title"\nid: b1')
    )
    assert not same(PAGE, PAGE.replace("Monday", "monday"))
