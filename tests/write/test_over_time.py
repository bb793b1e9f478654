"""Briefings over time: the period that suits, honest about what is left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.publish.drawings import check_drawing
from builder.records import Dating
from builder.write.over_time import COLUMNS, over_time, section
from tests.write.event_parts import make_member


def member(day: str, edtf: str | None = None, basis: str = "stated"):  # type: ignore[no-untyped-def]
    dating = Dating(basis, date.fromisoformat(day), edtf or day)  # type: ignore[arg-type]
    return make_member("b0", "A title", "A sentence.", source=None, dating=dating)


@pytest.mark.parametrize(
    ("days", "unit", "columns"),
    [
        (["2030-06-03", "2030-06-04", "2030-06-06"], "day", 4),
        (["2030-06-03", "2030-06-04", "2030-06-30"], "week", 4),
        (["2030-01-03", "2030-06-04", "2031-06-30"], "month", 18),
        (["2000-01-03", "2010-06-04", "2020-06-30"], "year", 21),
    ],
)
def test_the_period_suits_the_time(days, unit, columns):
    told = over_time(map(member, days))

    assert (told.unit, len(told.columns)) == (unit, columns)
    assert sum(number for _, number in told.columns) == 3


def test_a_week_begins_on_monday():
    told = over_time(map(member, ["2030-06-09", "2030-06-10", "2030-07-01"]))

    assert told.columns[:2] == (("3 June 2030", 1), ("10 June 2030", 1))


@pytest.mark.parametrize("days", [[], ["2030-06-03"], ["2030-06-03", "2030-06-03", "2030-06-04"]])
def test_two_days_are_no_time(days):
    assert over_time(map(member, days)) is None


def test_what_is_not_known_to_a_day_is_counted_apart():
    known = [member(f"2030-06-0{day}") for day in (3, 4, 5)]
    vague = [
        member("2030-06-15", "2030-06"),
        member("2030-07-01", "2030"),
        member("2030-05-15", "XXXX-05"),
        member("2031-01-01", None, "retrieved"),
        member("2030-06-15", "2030-06-01/2030-06-30"),
    ]

    told = over_time([*known, *vague, member("2030-06-04", "2030-06-03/2030-06-05", "inferred")])

    assert told.undated == 5
    assert [number for _, number in told.columns] == [1, 2, 1]
    assert "4 briefings, counted by day" in section(told, "x.svg")
    assert "Not counted: 5 of no known day." in section(told, "x.svg")


def test_the_table_stands_before_the_drawing_and_has_its_size():
    told = over_time(map(member, ["2030-06-03", "2030-06-04", "2030-06-06"]))
    text = section(told, "x.svg")

    assert text.index("| 3 June 2030 | 1 |") < text.index("](x.svg){ .drawing width=")
    assert "5 June 2030" not in text


@given(st.lists(st.dates(), max_size=40))
def test_whatever_the_days_the_drawing_passes_and_nothing_is_lost(days):
    told = over_time(member(str(day)) for day in days)

    if told is None:
        assert len(set(days)) < 3
        return
    assert sum(number for _, number in told.columns) + told.earlier == len(days)
    assert 2 <= len(told.columns) <= COLUMNS
    assert list(check_drawing(told.drawing().text.encode())) == []


def test_years_beyond_those_shown_are_counted():
    told = over_time(member(str(date(1900, 1, 1) + timedelta(days=365 * 5 * n))) for n in range(20))

    assert told.earlier == 15
    assert "Not counted: 15 earlier." in section(told, "x.svg")
