from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.analyse.dating import infer_dating, known_without_year
from builder.analyse.sentences import find_sentences
from builder.records import Dating, Evidence

SEEDS = Path(__file__).parents[2] / "seeds"
CONFERENCE = (
    "The harbour club declined an invitation to the regatta this week, the mayor said on Monday.\n\n"
    "“It is a pity,” she added on Tuesday. The invitation was sent in early April.\n\n"
    "The team is due to sail to Westhaven this week. During the previous edition, in May 2018, it won."
)


def dated(text: str, lang: str = "en") -> Dating | None:
    return infer_dating(text, find_sentences(text, lang), lang)


def without_year(text: str) -> tuple[str | None, tuple[Evidence, ...]]:
    return known_without_year(text, find_sentences(text))


def seed(number: str) -> str:
    return next(SEEDS.glob(f"{number}_*.txt")).read_text("utf-8")


def test_year_month_week_and_weekday_together_give_a_day() -> None:
    found = dated(CONFERENCE)

    assert found is not None
    assert (found.basis, found.day, found.edtf) == ("inferred", date(2019, 4, 30), "2019-04-30~")
    words = [one.span.of(CONFERENCE) for one in found.evidence if one.span]
    assert words == ["previous edition, in May 2018", "early April", "this week", "Tuesday"]


def test_without_a_weekday_the_year_is_all_that_is_given() -> None:
    found = dated(CONFERENCE.replace("on Monday", "there").replace("on Tuesday", "later"))

    assert found is not None
    assert (found.day, found.edtf) == (date(2019, 4, 1), "2019")


def test_the_second_article_dates_itself() -> None:
    text = seed("001")
    found = dated(text)

    assert found is not None
    assert found.basis == "inferred"
    assert abs((found.day - date(2023, 5, 30)).days) <= 1
    assert {"previous edition, in June 2022", "the end of 2022", "this week", "Tuesday"} <= {
        one.span.of(text) for one in found.evidence if one.span
    }


def test_the_first_article_knows_its_month_but_not_its_year() -> None:
    text = seed("000")
    edtf, evidence = without_year(text)

    assert dated(text) is None
    assert edtf == "XXXX-05"
    assert [one.span.of(text) for one in evidence if one.span] == ["the beginning of May", "May 31", "Monday"]


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 the bridge was sold.",
        "He said on Monday that sales fell in May.",
        "It was built in March 2015 and sold in 2017. On Friday they met.",
        "The fair opens on Saturday, May 18.",
        "",
    ],
)
def test_too_little_gives_no_date(text: str) -> None:
    assert dated(text) is None


def test_a_weekday_with_its_date_tells_which_year_it_was() -> None:
    found = dated("The court sat in December 2024. On Friday, 2 May, it ruled against the mine.")

    assert found is not None
    assert (found.basis, found.edtf, found.day) == ("inferred", "2025", date(2025, 5, 2))


@pytest.mark.parametrize(
    "line",
    [
        "May 30, 2023",
        "Tuesday, May 30, 2023",
        "Published: May 30, 2023",
        "Posted by Ann Lee on May 30, 2023, 6:21 AM EST",
        "Jeff Foust — May 30, 2023",
        "By admin - 2023-05-30",
        "Updated 1:39 am EST, Tuesday, May 30, 2023",
        "Published May 30, 2023 | Updated May 31, 2023",
    ],
)
def test_a_date_the_text_prints_about_itself_is_stated(line: str) -> None:
    text = f"Harbour reopens\n\n{line}\n\nThe harbour reopened after the storm of September 1, 2019."
    found = dated(text)

    assert found is not None
    assert (found.basis, found.day, found.edtf) == ("stated", date(2023, 5, 30), "2023-05-30")
    assert found.evidence[0].span is not None
    assert found.evidence[0].span.of(text) in line


@pytest.mark.parametrize(
    "line",
    [
        "Remembering September 11, 2001",
        "A boat leaves the harbour on May 30, 2023, in Westhaven.",
        "May 30, 2023\n\nJune 30, 2023",
    ],
)
def test_other_dates_are_not_the_date_of_the_text(line: str) -> None:
    assert dated(f"Harbour reopens\n\n{line}\n\nThe harbour reopened.") is None


def test_a_past_and_a_planned_day_far_apart_frame_no_month() -> None:
    assert without_year("They met on May 3. They will meet on June 20.") == (None, ())


TEXT = """
said on Monday . Tuesday will this week early May in June 2022 the previous edition , 2019 30 Friday 2 December
2024 to 31 Published by February 29
"""
WORDS = st.sampled_from(TEXT.split()) | st.sampled_from(["previous edition, in", "May 30, 2023", "Friday, 2 May", "\n"])


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
@settings(deadline=None)
def test_evidence_points_into_the_text_and_nothing_raises(text: str) -> None:
    found = dated(text)
    edtf, evidence = without_year(text)

    assert (edtf is None) == (not evidence)
    for one in (*(found.evidence if found else ()), *evidence):
        assert one.span is None or one.span.of(text).strip()
    if found is not None:
        assert found.edtf is not None
        assert found.day.isoformat().startswith(found.edtf[:4])
