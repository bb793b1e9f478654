"""What people decided, made consistent: where each article belongs, and what must stay apart."""

from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from builder.records import Problem, Wishes

NONE = "none"
"""The value of `event` that keeps an article out of all events."""


class Settled(NamedTuple):
    """Wishes without contradictions, every event under the id it ends at."""

    home: Mapping[str, str]
    """Article id -> the event that a person put it in, or `none`."""

    was: Mapping[str, str]
    """Article id -> the event it was in when the machine last wrote, under the id it has now."""

    apart: frozenset[tuple[str, str]]
    """Pairs of article ids that must not be together, both ways round."""

    events_apart: frozenset[tuple[str, str]]
    """The same for event ids."""

    former: Mapping[str, tuple[str, ...]]
    """Event id -> other ids that it had."""

    problems: tuple[Problem, ...]

    spoken: frozenset[str] = frozenset()
    """Events that a `not` speaks of: they stay while they have an article, or the next run would not know whom."""


def settle(wishes: Wishes, before: Mapping[str, str], articles: Sequence[str]) -> Settled:
    """What is left of the wishes when those that contradict earlier ones are dropped, for articles that are there.

    What puts together is heard first, then `same_as`, then what keeps apart.
    """
    there = frozenset(articles)
    ends, circles = _followed(wishes.same_as)
    problems = [Problem(one, "`same_as` leads in a circle, and is not followed", "delete it") for one in circles]
    home = {one: ends.get(event, event) for one, event in sorted(wishes.events.items()) if one in there}
    was = {one: ends.get(event, event) for one, event in sorted(before.items()) if one in there and event != NONE}
    kept_off: list[tuple[str, str]] = []
    spoken: set[str] = set()
    events_apart: set[tuple[str, str]] = set()
    for page, one, other in _kept_apart(wishes, there):
        event = ends.get(other, other)
        spoken |= {event, ends.get(one, one)} - there
        if one not in there:  # an event
            if (own := ends.get(one, one)) == event:
                what = f"not {other}, but `same_as` makes them one event"
                problems.append(Problem(page, what, "delete one of the two"))
            else:
                events_apart |= {(own, event), (event, own)}
        elif home.get(one, NONE) != NONE and home[one] in (event, home.get(other)):
            what = f"not with {one if page == other else other}, but a person put it in the event {home[one]}"
            problems.append(Problem(page, what, "delete one of the two"))
        else:
            if was.get(one) == event:
                del was[one]
            kept_off.append((one, event))
    former: dict[str, list[str]] = {}
    for one, end in sorted(ends.items()):
        former.setdefault(end, []).append(one)
    names = {event: tuple(ids) for event, ids in former.items()}
    apart = frozenset(_apart(kept_off, _members(home, was), there))
    return Settled(home, was, apart, frozenset(events_apart), names, tuple(problems), frozenset(spoken))


def _kept_apart(wishes: Wishes, there: Container[str]) -> Iterator[tuple[str, str, str]]:
    """Page that says so, and the two that are to be apart, an article before an event."""
    for page, others in sorted(wishes.apart.items()):
        yield from ((page, page, other) for other in others if other != page and page in there)
    for page, others in sorted(wishes.events_apart.items()):
        for other in others:
            if other != page:
                yield (page, other, page) if other in there else (page, page, other)


def _apart(
    kept_off: Sequence[tuple[str, str]], members: Mapping[str, frozenset[str]], there: Container[str]
) -> Iterator[tuple[str, str]]:
    """Pairs of articles that an article and an article, or an event, being kept apart comes to, both ways round.

    `members` are those whom nobody keeps off: the next run will not know the others, and must find the same. An event
    that has none told of those who are kept off it: they are not together either.
    """
    off: dict[str, set[str]] = {}
    for one, other in kept_off:
        if other in there:
            yield from _pairs(one, {other})
        else:
            yield from _pairs(one, members.get(other, frozenset()))
            off.setdefault(other, set()).add(one)
    for event, ones in off.items():
        if not members.get(event):
            for one in sorted(ones):
                yield from _pairs(one, ones)


def _followed(same_as: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Event id -> where its `same_as` ends; and the ids of those in a circle, which are the same as nobody."""
    ends, circles = {}, set()
    for start in sorted(same_as):
        way = [start]
        while (step := same_as.get(way[-1])) is not None and step not in way:
            way.append(step)
        if step is not None:
            circles |= set(way[way.index(step) :])
        ends[start] = way[-1] if step is None else next(one for one in way if one in circles)
    return {one: end for one, end in ends.items() if one not in circles}, tuple(sorted(circles))


def _members(home: Mapping[str, str], was: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Event id -> articles that a person put in it, or that were in it and that no person put elsewhere."""
    found: dict[str, set[str]] = {}
    for one, event in {**was, **home}.items():
        found.setdefault(event, set()).add(one)
    return {event: frozenset(ones) for event, ones in found.items()}


def _pairs(one: str, others: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    for other in sorted(others - {one}):
        yield one, other
        yield other, one
