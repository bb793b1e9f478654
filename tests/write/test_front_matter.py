from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.write import front_matter

STRINGS = st.text(st.characters(exclude_categories=()), max_size=60)


@given(title=STRINGS, actors=st.lists(STRINGS, max_size=4), source=STRINGS)
def test_what_is_written_is_read_back_equal(title: str, actors: list[str], source: str) -> None:
    values = {"title": title, "actors": actors, "source": source, "date": date(2023, 5, 30), "translated": True}

    read, body = front_matter.read(front_matter.page(values, "# Heading"))

    assert read == front_matter.clean(values)
    assert body == "# Heading"
    assert front_matter.lines(values) == front_matter.page(values, "").count("\n") - 4


def test_lines_of_entries_with_several_keys_are_counted() -> None:
    values = {"title": "A", "corrections": [{"date": "2024-01-01", "text": "x"}, {"date": "2024-01-02", "text": "y"}]}

    assert front_matter.lines(values) == front_matter.page(values, "").count("\n") - 4


def test_what_a_reader_does_to_the_values_stays_with_them() -> None:
    text = front_matter.page({"title": "A"}, "")
    front_matter.read(text)[0]["title"] = "B"

    assert front_matter.read(text)[0] == {"title": "A"}


def test_keys_stand_in_the_fixed_order_and_lists_one_item_a_line() -> None:
    text = front_matter.page({"actors": ["B", "A"], "title": "no", "id": "b1", "date": date(2023, 5, 30)}, "")

    assert text == "---\nid: b1\ntitle: 'no'\ndate: 2023-05-30\nactors:\n- B\n- A\n---\n\n\n"


def test_empty_values_are_left_out() -> None:
    assert front_matter.clean({"title": "A", "via": [], "source_url": None, "translated": False}) == {"title": "A"}


def test_keys_that_the_engine_obeys_are_never_written() -> None:
    assert front_matter.clean({"title": "A", "template": "x.html", "search": {"boost": 9}}) == {"title": "A"}


@pytest.mark.parametrize("text", ["no front matter", "---\n[\n---\n", "---\ntitle: a: b\n---\n"])
def test_broken_front_matter_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="front matter"):
        front_matter.read(text)


def test_a_long_description_is_cut_at_a_word() -> None:
    cut = front_matter.description("word " * 100)

    assert len(cut) <= front_matter.DESCRIPTION_LIMIT
    assert cut.endswith("word…")
