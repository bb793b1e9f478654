"""The home page at any size: bounded, each line cited, nothing from a clock."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from builder.config import Settings
from builder.records import Briefing, Dating, Event, Page, Question
from builder.write.pages.home_day import SENTENCES
from tests.write.conftest import make_briefing
from tests.write.events import make_bare_event, make_crowd, make_event

Pages = Callable[..., dict[str, Page]]
HOME = "index.md"


def dated(number: int, day: str = "2030-06-04") -> Briefing:
    one = make_briefing()
    dating = Dating("stated", date.fromisoformat(day), day)
    return replace(one, article=replace(one.article, id=f"ba{number:09x}", title=f"T {number}", dating=dating))


def section(text: str, heading: str) -> str:
    return re.split(r"\n## ", text.partition(f"\n## {heading}")[2])[0]


def test_the_newest_source_is_told_in_plain_text_and_as_data(pages: Pages) -> None:
    text = pages(dated(1), dated(2, "2030-07-01"))[HOME].text

    assert "\nNewest source: 1 July 2030\n{: .meta .newest }\n" in text
    assert "\ndate: 2030-07-01\n" in text


def test_an_empty_site_and_one_without_days_name_no_newest_source(pages: Pages) -> None:
    unknown = dated(1)
    unknown = replace(unknown, article=replace(unknown.article, dating=Dating("retrieved", date(2031, 1, 1), None)))
    for made in (pages(), pages(unknown)):
        assert "Newest source" not in made[HOME].text
        assert "newest day" not in made[HOME].text
        assert "## Browse and search" in made[HOME].text


def test_the_day_is_told_once_an_event_and_the_rest_is_counted(pages: Pages) -> None:
    crowd = make_crowd(30)
    day = max(one.article.dating.day for one in crowd.members if one.article.dating).isoformat()
    alone = [dated(number, day) for number in range(SENTENCES + 3)]
    text = pages(*crowd.members, *alone, events=(crowd,))[HOME].text
    told = section(text, "The newest day in")
    lines = [line for line in told.splitlines() if line.startswith("- ")]

    assert told.startswith(f" {SENTENCES} sentences: ")
    assert len(lines) == SENTENCES + 1
    assert "/flood-in-brockel-" in lines[0]
    assert lines[-1].startswith("- and 4 more in [")
    assert all("#s" in line for line in lines[:-1])


@pytest.mark.parametrize("count", [60, 600])
def test_the_page_is_bounded(pages: Pages, count: int) -> None:
    text = pages(*(dated(number, f"2030-{number % 12 + 1:02}-{number % 28 + 1:02}") for number in range(count)))[
        HOME
    ].text

    assert len(text.splitlines()) < 100
    assert len(section(text, "Latest briefings").splitlines()) <= Settings().home_briefings + 3


def test_a_dispute_leads_to_its_row_and_to_the_top_of_a_page_that_a_person_wrote_on(pages: Pages) -> None:
    event = make_event()
    text = pages(*event.members, events=(event, make_bare_event()))[HOME].text
    disputes = section(text, "Open disputes")

    assert "#question-1)" in disputes
    assert "#differs-1)" in disputes
    page = pages(*event.members, events=(event,))["events/harbour-bridge-in-brockel-closed-e00000000a1.md"].text
    assert "{ #question-1 }" in page
    assert "{ #differs-1 }" in page


def test_one_event_with_many_disputes_leaves_room_for_others(pages: Pages) -> None:
    event = make_event()
    (first, *_) = event.questions
    many = tuple(Question(first.passages, f"reason {number}") for number in range(9))
    text = pages(*event.members, events=(replace(event, questions=(*many, *event.questions)),))[HOME].text

    assert section(text, "Open disputes").count("#question-") <= 2


def test_what_the_day_tells_is_not_told_again_below(pages: Pages) -> None:
    event: Event = make_event()
    first = event.bottom_line[0].article
    day = date(2030, 6, 30)
    members = tuple(
        replace(one, article=replace(one.article, dating=Dating("stated", day, day.isoformat())))
        if one.article.id == first
        else one
        for one in event.members
    )
    text = pages(*members, events=(replace(event, members=members),))[HOME].text
    words = section(text, "The newest day in").partition("- ")[2].partition(" [")[0]

    assert words
    assert words not in section(text, "Top events")
