"""Events found stretch by stretch are those found all at once."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import events
from builder.events.vocabulary import common
from builder.events.windows import day_of, events_by_days
from builder.records import Briefing, Dating, Wishes
from tests.bench.events import archive


def all_at_once(briefings: Sequence[Briefing]) -> set[frozenset[str]]:
    found = events.group(briefings, Wishes(), {}).groups
    return {frozenset(one.article.id for one in group.members) for group in found}


def by_days(briefings: Sequence[Briefing], at_once: int, most: list[int] | None = None) -> set[frozenset[str]]:
    def load(places: Sequence[int]) -> Iterable[Briefing]:
        if most is not None:
            most.append(len(places))
        return [briefings[at] for at in places]

    days = [found for one in briefings if (found := day_of(one.article))]
    assert len(days) == len(briefings)
    found = list(events_by_days(days, load, common(briefings), at_once))
    members = [frozenset(one.article.id for one in group) for group in found]
    assert len(set(members)) == len(members)
    return set(members)


def spread(briefings: Sequence[Briefing], pick: random.Random, times: int = 9) -> list[Briefing]:
    """The same articles over more days, some known to a week or a month only."""

    def dated(one: Briefing) -> Briefing:
        assert one.article.dating
        day = one.article.dating.day
        day = date(1995, 1, 1) + (day - date(1995, 1, 1)) * times + timedelta(pick.randint(-4, 4))
        edtf = pick.choice((f"{day}", f"{day}", f"{day}", f"{day}~", f"{day:%Y-%m}", f"{day}/{day + timedelta(6)}"))
        return replace(one, article=replace(one.article, dating=Dating("stated", day, edtf)))

    return [dated(one) for one in briefings]


@settings(max_examples=8)
@given(st.integers(0, 1_000_000), st.sampled_from((5, 90)), st.sampled_from((3, 20, 90)))
def test_events_by_days_are_those_found_all_at_once(seed: int, at_once: int, times: int) -> None:
    pick = random.Random(seed)
    briefings = spread(archive(pick.randint(2, 150), pick.randint(2, 12)), pick, times)
    assert by_days(briefings, at_once) == all_at_once(briefings)


def test_a_window_holds_a_part_of_the_archive() -> None:
    briefings = spread(archive(400), random.Random(1), times=150)
    most: list[int] = []
    assert by_days(briefings, 28, most) == all_at_once(briefings)
    assert max(most) < len(briefings) * 0.75


def test_words_are_counted_over_the_whole_archive() -> None:
    briefings = spread(archive(120), random.Random(2))
    whole, parts = common(briefings), [common(briefings[:50]), common(briefings[50:])]
    assert whole.articles == sum(one.articles for one in parts)
    assert whole.words == parts[0].words + parts[1].words
    assert whole.names == parts[0].names + parts[1].names


@pytest.mark.parametrize("edtf", [None, "2022", "XXXX-05-03"])
def test_an_article_of_any_day_is_of_no_stretch(edtf: str | None) -> None:
    (one,) = archive(1)
    dating = Dating("stated" if edtf else "retrieved", date(2022, 5, 3), edtf)
    assert day_of(replace(one.article, dating=dating)) is None
