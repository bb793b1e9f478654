"""Data files beside pages: JSON that says what was given, a line for each key and each thing in a list."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.write.data_file import as_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda some: st.lists(some) | st.dictionaries(st.text(), some),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), VALUES))
def test_what_is_written_reads_as_it_was(data: dict[str, object]) -> None:
    assert json.loads(as_text(data)) == data


def test_a_line_for_each_key_and_each_thing_in_a_list() -> None:
    text = as_text({"id": "b1", "day": date(2024, 5, 30), "none": (), "spans": [(1, 2), (3, 4)]})

    assert text.split("\n") == [
        "{",
        ' "id": "b1",',
        ' "day": "2024-05-30",',
        ' "none": [],',
        ' "spans": [',
        "  [1, 2],",
        "  [3, 4]",
        " ]",
        "}",
        "",
    ]


def test_what_has_no_form_in_json_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no JSON form"):
        as_text({"what": {1}})
