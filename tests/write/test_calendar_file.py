"""The calendar of planned days, read back line by line as RFC 5545 has it."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from builder.records import Moment
from builder.write.calendar_file import calendar_file
from tests.write.events import make_event

TODAY = date(2030, 6, 5)
EVENT = make_event()
(END,) = [one for one in EVENT.moments if one.value == "2031-06-03"]


def read(text: str) -> list[tuple[str, str]]:
    lines = text.replace("\r\n ", "").split("\r\n")
    return [(name, value) for name, _, value in (line.partition(":") for line in lines if line)]


def with_moments(*moments: Moment) -> str:
    return calendar_file([replace(EVENT, moments=moments)], TODAY)


def test_a_planned_day_is_an_entry() -> None:
    found = dict(read(calendar_file([EVENT], TODAY)))

    assert found["DTSTART;VALUE=DATE"] == "20310603"
    assert found["DTEND;VALUE=DATE"] == "20310604"
    assert found["DTSTAMP"] == "20300605T000000Z"
    assert found["SUMMARY"] == "Harbour bridge in Brockel closed"
    assert found["DESCRIPTION"] == "Work is to end on 3 June 2031. (Brockel Courier)"
    assert found["STATUS"] == "CONFIRMED"


def test_a_week_has_seven_days_and_an_estimate_is_tentative() -> None:
    found = dict(read(with_moments(END._replace(value="2030-W23", estimated=True))))

    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20300603", "20300610")
    assert found["STATUS"] == "TENTATIVE"


def test_what_is_over_past_or_no_day_is_left_out() -> None:
    for moment in (
        END._replace(value="2030-06-04"),
        END._replace(planned=False),
        END._replace(value="2031-06"),
        END._replace(value="2031-02-30"),
        END._replace(value="P2Y"),
    ):
        assert with_moments(moment) == ""


@given(st.text(max_size=200))
def test_lines_stay_short_and_say_the_title(title: str) -> None:
    text = calendar_file([replace(EVENT, title=title)], TODAY)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert [name for name, _ in read(text)].count("SUMMARY") == 1
