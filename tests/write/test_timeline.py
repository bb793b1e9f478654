"""The drawing of a timeline: what lasts is a bar, and is said in words too."""

import re
from dataclasses import replace

import pytest

from builder.publish.drawings import check_drawing
from builder.records import Event, Moment
from builder.write.pictures.timeline import draw_timeline
from tests.write.event_parts import passage
from tests.write.events import make_event

EVENT = make_event()
TOLD = (passage(EVENT.members[0], "Work is to end on 3 June 2031."),)


def dated(*values: str, planned: bool = False) -> Event:
    return replace(EVENT, moments=tuple(Moment(one, planned, False, TOLD) for one in values))


def drawn(*values: str) -> str:
    found = draw_timeline(dated(*values))
    assert found is not None
    assert list(check_drawing(found.text.encode())) == []
    return found.text


def bars(text: str) -> list[tuple[float, float, float]]:
    """Left, width and top of each."""
    found = re.findall(r'<rect class="dot[^"]*" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', text)
    return [(float(left), float(width), float(top)) for left, top, width in found]


def test_days_are_dots_without_bars() -> None:
    assert bars(drawn("2023-05-29", "2023-05-31", "2023-06-04")) == []


def test_what_lasts_is_a_bar_from_its_first_day_to_its_last() -> None:
    text = drawn("2023-05-29", "2023-05-31/2023-06-04", "2023-06-10")
    ((left, width, _),) = bars(text)
    dots = sorted({float(x) for x in re.findall(r'cx="([\d.]+)"', text)})

    assert "31 May to 4 June 2023" in text
    assert dots[1] == pytest.approx(left + 2, abs=0.2)
    assert dots[2] == pytest.approx(left + width - 2, abs=0.2)


def test_two_that_overlap_lie_one_above_the_other() -> None:
    tops = [top for _, _, top in bars(drawn("2023-05-29", "2023-05-31/2023-06-04", "2023-06-02/2023-06-08"))]

    assert len(set(tops)) == 2


@pytest.mark.parametrize("value", ["2023-06-04/2023-05-31", "2023-05-31/soon", "2023-13-01/2023-13-02"])
def test_a_stretch_that_no_calendar_has_is_not_drawn(value: str) -> None:
    assert draw_timeline(dated("2023-05-29", "2023-06-10", value)) is None


def test_a_decade_is_drawn_in_words() -> None:
    assert ">the 1980s<" in drawn("198", "2001", "2023-05-29")
