"""Which briefings are on one event: likeness, days, ids that stay, and what people decide."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from builder import events
from builder.records import Briefing, Dating, Grouped, Wishes
from tests.events.samples import briefing, story


def group(briefings: list[Briefing], wishes: Wishes | None = None, before: dict[str, str] | None = None) -> Grouped:
    return events.group(briefings, wishes or Wishes(), before or {})


def sets(found: Grouped) -> set[frozenset[str]]:
    return {frozenset(one.article.id for one in event.members) for event in found.groups}


def homes(found: Grouped) -> dict[str, str]:
    return {one.article.id: event.id for event in found.groups for one in event.members}


def told(number: int, count: int, day: int | None = 0, first: int = 0) -> list[Briefing]:
    return [briefing(f"{number}-{at}", story(number, at), day) for at in range(first, first + count)]


def test_nothing_and_one_article_are_no_event() -> None:
    assert group([]) == Grouped(())
    assert group(told(1, 1)) == Grouped(())


def test_articles_on_one_event_are_found_among_others() -> None:
    found = group([*told(1, 3), *told(2, 2), *told(3, 1)])

    assert sets(found) == {frozenset({"b-1-0", "b-1-1", "b-1-2"}), frozenset({"b-2-0", "b-2-1"})}
    assert set(found.groups[0].how.values()) == {"alike"}


def test_empty_texts_are_on_no_event() -> None:
    assert group([briefing("a", ""), briefing("b", ""), briefing("c", "!")]) == Grouped(())


def test_articles_more_than_a_week_apart_are_on_two_events() -> None:
    assert len(group([*told(1, 1), *told(1, 1, day=7, first=1)]).groups) == 1
    assert not group([*told(1, 1), *told(1, 1, day=8, first=1)]).groups


@pytest.mark.parametrize(
    ("edtf", "together"),
    [
        ("2024-03", True),
        ("2024-05", False),
        ("2024", True),
        ("2023", False),
        ("XXXX-03", True),
        ("XXXX-07", False),
        ("2024-03-14~", True),
        ("2024-03-15~", False),
        ("2024-02-01/2024-02-26", True),
        ("2024-02-01/2024-02-20", False),
        (None, True),
    ],
)
def test_a_date_that_is_not_known_to_the_day_keeps_apart_only_what_it_rules_out(
    edtf: str | None, together: bool
) -> None:
    one, other = told(1, 2)
    day = replace(other.article, dating=Dating("retrieved", date(2026, 1, 1), edtf))

    assert bool(group([one, replace(other, article=day)]).groups) == together


def test_a_hundred_and_fifty_articles_on_one_event_are_one() -> None:
    found = group([*told(1, 150), *told(2, 2)])

    assert sorted(len(one.members) for one in found.groups) == [2, 150]


def test_another_language_joins_by_names_and_numbers_alone() -> None:
    names = ("Pilar Ansaldo", "Lemora")
    one = briefing("en", "Pilar Ansaldo leaves 17 of 348 houses in Lemora to the sea", actors=names)
    other = briefing("fr", "Pilar Ansaldo abandonne 17 des 348 maisons de Lemora", actors=names, lang="fr")
    third = briefing("de", "Die Stadt hat einen Plan gegen das Wasser", lang="de")

    assert all("b-de" not in one for one in sets(group([one, other, third])))


# --- ids -----------------------------------------------------------------------------------------


def test_the_id_comes_from_the_earliest_member_and_stays_when_an_earlier_one_is_found() -> None:
    first = group([*told(1, 2, day=2)])
    (event,) = first.groups
    again = group([*told(1, 2, day=2), *told(1, 1, day=0, first=5)], before=homes(first))

    assert event.id.startswith("e")
    assert len(event.id) == 11
    assert [one.id for one in again.groups] == [event.id]
    assert again.groups[0].how == {"b-1-5": "alike", "b-1-0": "as before", "b-1-1": "as before"}


def test_two_events_that_turn_out_to_be_one_keep_the_id_of_most_and_name_the_other() -> None:
    before = {"b-1-0": "eaaaaaaaaaa", "b-1-1": "ebbbbbbbbbb", "b-1-2": "ebbbbbbbbbb"}
    (event,) = group(told(1, 3), before=before).groups

    assert event.id == "ebbbbbbbbbb"
    assert event.absorbs == ("eaaaaaaaaaa",)


def test_an_event_that_comes_apart_leaves_its_id_to_the_larger_part() -> None:
    before = dict.fromkeys(("b-1-0", "b-1-1", "b-1-2", "b-2-0", "b-2-1"), "eaaaaaaaaaa")
    found = homes(group([*told(1, 3), *told(2, 2)], before=before))

    assert {found[one] for one in ("b-1-0", "b-1-1", "b-1-2")} == {"eaaaaaaaaaa"}
    assert found["b-2-0"] == found["b-2-1"] != "eaaaaaaaaaa"


def test_an_event_that_lost_all_but_one_is_none() -> None:
    assert not group(told(1, 1), before={"b-1-0": "eaaaaaaaaaa", "b-1-1": "eaaaaaaaaaa"}).groups


# --- what people decide ----------------------------------------------------------------------------


def test_a_person_puts_articles_together_that_are_not_alike() -> None:
    wishes = Wishes(events={"b-1-0": "harbour", "b-2-0": "harbour"})
    (event,) = group([*told(1, 1), *told(2, 1, day=90)], wishes).groups

    assert event.id == "harbour"
    assert event.how == {"b-1-0": "a person", "b-2-0": "a person"}


def test_one_article_is_an_event_if_a_person_says_so_and_others_join_it() -> None:
    wishes = Wishes(events={"b-1-0": "harbour"})

    assert homes(group(told(1, 1), wishes)) == {"b-1-0": "harbour"}
    assert homes(group(told(1, 2), wishes)) == {"b-1-0": "harbour", "b-1-1": "harbour"}


def test_none_keeps_an_article_out() -> None:
    wishes = Wishes(events={"b-1-0": "none"})

    assert sets(group(told(1, 3), wishes, {"b-1-0": "eaaaaaaaaaa"})) == {frozenset({"b-1-1", "b-1-2"})}


def test_not_keeps_articles_and_events_apart() -> None:
    before = homes(group(told(1, 3)))
    by_article = Wishes(apart={"b-1-0": ("b-1-1", "b-1-2")})
    by_event = Wishes(apart={"b-1-0": (before["b-1-0"],)})
    from_event = Wishes(events_apart={before["b-1-0"]: ("b-1-0",)})

    for wishes in (by_article, by_event, from_event):
        assert homes(group(told(1, 3), wishes, before)) == {one: before[one] for one in ("b-1-1", "b-1-2")}


def test_same_as_is_followed_to_its_end() -> None:
    before = {"b-1-0": "ea", "b-1-1": "ea", "b-2-0": "eb", "b-2-1": "eb", "b-3-0": "ec", "b-3-1": "ec"}
    briefings = [*told(1, 2), *told(2, 2), *told(3, 2)]
    (event,) = group(briefings, Wishes(same_as={"ea": "eb", "eb": "ec"}), before).groups

    assert (event.id, event.absorbs) == ("ec", ("ea", "eb"))


def test_a_circle_of_same_as_and_a_contradiction_are_problems() -> None:
    before = {"b-1-0": "ea", "b-1-1": "ea", "b-2-0": "eb", "b-2-1": "eb"}
    briefings = [*told(1, 2), *told(2, 2)]
    circle = group(briefings, Wishes(same_as={"ea": "eb", "eb": "ea"}), before)
    both = Wishes(events={"b-1-0": "x", "b-1-1": "x"}, apart={"b-1-1": ("b-1-0", "x")})
    events_too = Wishes(same_as={"ea": "eb"}, events_apart={"eb": ("ea",)})

    assert [one.path for one in circle.problems] == ["ea", "eb"]
    assert set(homes(circle).values()) == {"ea", "eb"}
    assert [one.path for one in group(briefings, both, before).problems] == ["b-1-1", "b-1-1"]
    assert [one.path for one in group(briefings, events_too, before).problems] == ["eb"]
    assert set(homes(group(briefings, events_too, before)).values()) == {"eb"}


# --- laws ------------------------------------------------------------------------------------------

ARTICLES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 12)), max_size=10, unique_by=lambda one: one[:2]
)
IDS = st.sampled_from([f"b-{number}-{telling}" for number in range(4) for telling in range(6)])
EVENTS = st.sampled_from(["ea", "eb", "ec"])
WISHES = st.builds(
    Wishes,
    events=st.dictionaries(IDS, EVENTS | st.just("none"), max_size=4),
    apart=st.dictionaries(IDS, st.lists(IDS | EVENTS, max_size=2).map(tuple), max_size=3),
    same_as=st.dictionaries(EVENTS, EVENTS, max_size=2),
    events_apart=st.dictionaries(EVENTS, st.lists(EVENTS | IDS, max_size=2).map(tuple), max_size=2),
)
BEFORE = st.dictionaries(IDS, EVENTS, max_size=6)


def made(rows: list[tuple[int, int, int]]) -> list[Briefing]:
    return [briefing(f"{number}-{telling}", story(number, telling), day) for number, telling, day in rows]


@limits(max_examples=40)
@given(ARTICLES, WISHES, BEFORE)
def test_running_again_changes_nothing_and_order_does_not_matter(
    rows: list[tuple[int, int, int]], wishes: Wishes, before: dict[str, str]
) -> None:
    once = group(made(rows), wishes, before)

    assert homes(group(made(rows)[::-1], wishes, before)) == homes(once)
    again = group(made(rows), wishes, homes(once))
    assert homes(group(made(rows), wishes, homes(again))) == homes(again)


@limits(max_examples=40)
@given(ARTICLES)
def test_unrelated_articles_change_no_other_event(rows: list[tuple[int, int, int]]) -> None:
    once = homes(group(made(rows)))
    more = homes(group([*made(rows), *told(8, 3), *told(9, 2, day=3)], before=once))

    assert {one: event for one, event in more.items() if one in {row.article.id for row in made(rows)}} == once


@limits(max_examples=60)
@given(ARTICLES, WISHES, BEFORE)
def test_wishes_are_obeyed(rows: list[tuple[int, int, int]], wishes: Wishes, before: dict[str, str]) -> None:
    found = group(made(rows), wishes, before)
    home = homes(found)
    told_off = {one.path for one in found.problems}
    there = {one.article.id for one in made(rows)}

    for one, event in wishes.events.items():
        if one in there:
            assert (one not in home) if event == "none" else (one in home)
            if event not in wishes.same_as:
                assert home.get(one, "none") == event
    for one, others in wishes.apart.items():
        for other in others:
            if one in home and one not in told_off and other in there and other != one:
                assert home[one] != home.get(other)
    assert len({one.id for one in found.groups}) == len(found.groups)
