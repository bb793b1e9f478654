import pickle
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import analyse, pipeline
from builder.events import date as date_events
from builder.events.dating import possible
from builder.events.telling import DateTelling, days_of
from builder.records import Briefing, DateClue, Dated, Dating, Group, Span
from builder.seeds import read_articles
from tests.events.briefings import briefing

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).with_name("joint_dates.md").read_text("utf-8").split("\n## ")[1:]


def dated(*members: Briefing) -> Dated:
    return date_events([Group("event", members)])


def blocks(case: str) -> list[str]:
    return [block.strip("\n") for block in case.split("```")[1::2]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.splitlines()[0])
def test_case(case: str) -> None:
    *articles, expected = blocks(case)
    members = []
    for number, article in enumerate(articles):
        day, _, text = article.partition("\n")
        members.append(briefing(str(number), text, None if day == "undated" else day))
    found = dated(*members)

    if expected.startswith("contradiction "):
        words = [
            one.span.of(members[int(one.article or "0")].article.text) if one.span else "the known day"
            for one in found.contradictions["event"]
        ]
        assert " | ".join(words) == expected.removeprefix("contradiction ")
        assert not found.datings
        return
    assert not found.contradictions
    shown = [found.datings.get(str(number)) for number in range(len(members))]
    assert [f"{one.day} {one.edtf}" if one else "as before" for one in shown] == expected.split("\n")


@pytest.fixture(scope="module")
def seeds() -> list[Briefing]:
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    articles = [pipeline.dated(one) for path in paths for one in read_articles(path, ROOT, [])]
    return list(analyse.analyse(articles))


def test_both_seeds_appeared_on_30_may_2023_or_the_day_beside(seeds: list[Briefing]) -> None:
    found = dated(*seeds)

    assert [found.datings[one.article.id].day for one in seeds] == [date(2023, 5, 30)] * 2
    assert [found.datings[one.article.id].edtf for one in seeds] == ["2023-05-29/2023-05-30", "2023-05-30/2023-05-31"]


def test_the_day_cites_words_of_both_articles(seeds: list[Briefing]) -> None:
    texts = {one.article.id: one.article.text for one in seeds}
    first, second = texts
    found = dated(*seeds).datings[first]

    cited = {(one.article or first, one.span.of(texts[one.article or first])) for one in found.evidence if one.span}
    assert {(first, "Monday"), (first, "May 31"), (second, "previous edition, in June 2022")} <= cited


def test_dated_anew_with_its_event_an_article_says_which_monday_it_was(seeds: list[Briefing]) -> None:
    datings = dated(*seeds).datings
    first = seeds[0].article
    again = next(analyse.analyse([replace(first, dating=datings[first.id])]))

    assert [one.value for one in again.timexes if one.text == "Monday"] == ["2023-05-29"] * 2
    assert again.clues == seeds[0].clues


DAYS = st.dates(date(2022, 11, 1), date(2024, 2, 28))
FLOATING = DAYS.map(lambda day: f"XXXX-{day:%m-%d}") | DAYS.map(lambda day: f"XXXX-{day:%m}")
CLUES = st.one_of(
    st.tuples(st.just("year"), st.sampled_from(["2023", "2024"])),
    st.tuples(st.sampled_from(["past", "planned"]), FLOATING),
    st.tuples(st.just("past"), DAYS.map(date.isoformat)),
    st.tuples(st.just("weekday"), st.sampled_from("1234567")),
    st.tuples(st.just("week"), DAYS.map(lambda day: f"{day:%Y-%m}")),
)


@st.composite
def tellings(draw: st.DrawFn) -> Briefing:
    name = draw(st.uuids()).hex
    day = draw(st.none() | st.none() | DAYS)
    told = draw(st.lists(CLUES, max_size=4)) if day is None else []
    clues = tuple(DateClue(kind, value, Span(place, place + 1), "so") for place, (kind, value) in enumerate(told))
    one = briefing(name, "x" * 9, day.isoformat() if day else None)
    return replace(one, clues=clues)


MEMBERS = st.lists(tellings(), min_size=1, max_size=5)


@given(MEMBERS)
@settings(deadline=None)
def test_a_day_agrees_with_all_that_its_article_says_and_lies_in_its_range(members: list[Briefing]) -> None:
    found = dated(*members)

    for one in members:
        dating = found.datings.get(one.article.id)
        if dating is None:
            continue
        days = days_of(dating)
        assert DateTelling(one).allows(dating.day)
        assert days is not None
        assert days[0] <= dating.day <= days[1]
        assert dating.basis == "event"
        assert any(evidence.article for evidence in dating.evidence)


@given(MEMBERS)
@settings(deadline=None)
def test_the_order_of_the_articles_does_not_matter(members: list[Briefing]) -> None:
    there, back = dated(*members), dated(*reversed(members))

    assert {name: (one.day, one.edtf) for name, one in there.datings.items()} == {
        name: (one.day, one.edtf) for name, one in back.datings.items()
    }
    assert there.contradictions.keys() == back.contradictions.keys()


@given(MEMBERS, tellings())
@settings(deadline=None)
def test_another_article_never_widens_the_days_of_one(members: list[Briefing], another: Briefing) -> None:
    before = possible([DateTelling(one) for one in members])
    after = possible([DateTelling(one) for one in (*members, another)])

    if any(before):
        assert all(set(new) <= set(old) for new, old in zip(after, before, strict=False))


@given(MEMBERS, CLUES)
@settings(deadline=None)
def test_another_clue_never_widens_the_days_of_an_article(members: list[Briefing], clue: tuple[str, str]) -> None:
    first = members[0]
    more = DateClue(clue[0], clue[1], Span(8, 9), "so")  # type: ignore[arg-type]
    before = possible([DateTelling(one) for one in members])
    with_more = replace(first, clues=(*[one for one in first.clues if one.kind != "weekday"], more))
    if any(one.kind == "weekday" for one in first.clues):
        return
    after = possible([DateTelling(one) for one in (with_more, *members[1:])])

    if any(before):
        assert all(set(new) <= set(old) for new, old in zip(after, before, strict=True))


def test_a_known_day_is_never_touched_and_one_article_alone_is_not_dated() -> None:
    known = briefing("a", "The town closed its bridge on Monday.", "2023-05-30")
    alone = briefing("b", "The town closed its bridge on Monday.")

    assert dated(known, alone).datings.keys() == {"b"}
    assert not dated(alone).datings
    assert not dated(known, known).datings


def test_an_estimate_of_its_own_is_not_made_less_exact(seeds: list[Briefing]) -> None:
    beside = briefing("b", "The Pentagon said so on Monday.")
    own = next(one for one in seeds if one.article.dating and one.article.dating.basis == "inferred")
    found = dated(own, beside).datings.get(own.article.id)

    days = days_of(found) if found else None
    assert days is None or (days[1] - days[0]) <= timedelta(days=2)


def test_three_hundred_articles_are_dated_in_good_time_and_alike_every_time() -> None:
    members = [briefing(f"{n:03}", f"The town closed its bridge {n} on Monday.") for n in range(300)]
    members.append(briefing("known", "The bridge is closed.", "2023-05-30"))
    found = dated(*members)

    assert len(found.datings) == 300
    assert pickle.dumps(found) == pickle.dumps(dated(*members))
    assert {one.edtf for one in found.datings.values()} == {"2023-05-29/2023-05-31"}


def test_days_that_are_known_only_roughly_are_read_as_such() -> None:
    def days(edtf: str) -> object:
        return days_of(Dating("stated", date(2023, 5, 1), edtf))

    assert days("2023-05-30~") == (date(2023, 5, 29), date(2023, 5, 31))
    assert days("2023-05") == (date(2023, 5, 1), date(2023, 5, 31))
    assert days("XXXX-05") is None
    assert days("9999-12-31~") is None
