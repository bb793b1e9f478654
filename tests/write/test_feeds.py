from datetime import date
from pathlib import Path, PurePosixPath

import icalendar
import pytest

from builder.records import Article, Briefing, Dating, Event, Moment, Passage, Sourcing, Span
from builder.write import Store
from builder.write.addresses import Addresses
from builder.write.feeds import calendar

TEXT = "The minister will visit Westhaven; a ball, too, is planned there, the mayor of the old town said on Tuesday."
NOBODY = Sourcing((), (), (), None, "")


def article(name: str, day: str, source: str | None) -> Briefing:
    dating = Dating("stated", date.fromisoformat(day), day)
    one = Article(name, PurePosixPath(name), "", TEXT, name, dating=dating, source=source)
    return Briefing(one, (), Span(0, 1), (), (), (), (), (), NOBODY)


def event(*moments: Moment, name: str = "e0123456789") -> Event:
    members = (article("a", "2023-05-30", "Brockel Courier"), article("b", "2023-06-01", None))
    return Event(name, "Visit", members, (), (), (), 2, 1, "low", "", moments, (), ())


def moment(value: str, *, planned: bool = True, estimated: bool = False) -> Moment:
    return Moment(value, planned, estimated, (Passage("a", Span(0, 33)), Passage("b", Span(0, len(TEXT)))))


@pytest.fixture
def addresses(tmp_path: Path) -> Addresses:
    found = Addresses(Store(tmp_path))
    found.claim("e0123456789", PurePosixPath("events/visit-e0123456789.md"))
    return found


def entries(text: str) -> list[icalendar.Component]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_a_planned_moment_is_an_entry_of_whole_days(addresses: Addresses) -> None:
    (one,) = entries(calendar([event(moment("2023-05-31/2023-06-04"))], addresses))

    assert (one["dtstart"].dt, one["dtend"].dt) == (date(2023, 5, 31), date(2023, 6, 5))
    assert one["uid"] == "e0123456789-2023-05-31_2023-06-04"
    assert one["summary"] == "The minister will visit Westhaven (Brockel Courier)"
    assert TEXT in one["description"]
    assert one["dtstamp"].dt.date() == date(2023, 6, 1)
    assert "url" not in one


def test_an_estimated_date_says_about(addresses: Addresses) -> None:
    (one,) = entries(calendar([event(moment("2023-06-02", estimated=True))], addresses))

    assert one["summary"].startswith("about 2 June 2023: The minister")
    assert one["status"] == "TENTATIVE"


def test_a_week_says_that_the_day_is_open(addresses: Addresses) -> None:
    (one,) = entries(calendar([event(moment("2023-W22"))], addresses))

    assert one["summary"].startswith("some time in the week of 29 May 2023: ")
    assert (one["dtstart"].dt, one["dtend"].dt) == (date(2023, 5, 29), date(2023, 6, 5))


def test_what_is_over_or_has_no_near_date_is_no_entry_and_none_is_no_file(addresses: Addresses) -> None:
    assert calendar([event(moment("2023-05-31", planned=False), moment("2024"), moment("FUTURE_REF"))], addresses) == ""
    assert calendar([], addresses) == ""


def test_entries_of_one_date_have_names_of_their_own_and_come_by_date(addresses: Addresses) -> None:
    later, first = moment("2023-07-01"), moment("2023-06-02")
    found = entries(calendar([event(later, first, first), event(first, name="e1")], addresses))

    assert [one["uid"] for one in found] == [
        "e0123456789-2023-06-02",
        "e0123456789-2023-06-02-2",
        "e1-2023-06-02",
        "e0123456789-2023-07-01",
    ]


def test_an_entry_links_to_its_event_where_the_site_has_an_address(addresses: Addresses) -> None:
    (one,) = entries(calendar([event(moment("2023-06-02"))], addresses, site="https://example.org/news/"))

    assert one["url"] == "https://example.org/news/events/visit-e0123456789.html"


def test_lines_are_folded_as_the_standard_asks_and_bytes_are_the_same_every_time(
    addresses: Addresses,
) -> None:
    events = [event(moment("2023-06-02"), moment("2023-W22"))]
    text = calendar(events, addresses)

    assert text == calendar(events, addresses)
    assert all(line.endswith("\r\n") and len(line.encode()) <= 77 for line in text.splitlines(keepends=True))
    assert "\\;" in text
    assert "\\," in text


def test_words_of_an_article_never_begin_a_line_of_the_feed(addresses: Addresses) -> None:
    bad = "Hello\r\nEND:VEVENT\r\nATTACH:file\x00\u202e will open"
    one = article("a", "2023-05-30", None)
    hostile = Article("a", PurePosixPath("a"), "", bad, "a", dating=one.article.dating)
    told = Moment("2023-06-02", True, False, (Passage("a", Span(0, len(bad))),))
    members = (Briefing(hostile, (), Span(0, 1), (), (), (), (), (), NOBODY),)
    text = calendar([Event("e1", bad, members, (), (), (), 1, 1, "low", "", (told,), (), ())], addresses)

    assert not any(line.startswith(("ATTACH", "\x00")) for line in text.splitlines())
    assert "\u202e" not in text
    assert len(entries(text)) == 1
