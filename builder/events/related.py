"""Other events that have to do with one: the same persons and bodies, and rare names beside them.

What two events share is looked up in an index from name to events. A name that very many events hold says nothing and
is passed over, so an event costs the same in a large archive as in a small one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from math import log
from typing import NamedTuple, Protocol

from builder.data import load
from builder.records import Briefing, Related

_MOST = 5
"""Related events of one."""

_MOST_EVENTS = 60
"""A name in more events says little; the index does not follow it."""

_MOST_NAMES = 30
"""Names of one event that are looked up, rarest first."""

_FIRST = 12
"""Actors of an article, most prominent first; later ones are only mentioned."""

_ENOUGH = 1.1
"""Sum of what the shared names weigh: two persons, or a person and a rare name, of few events. A choice, not tuned."""

_UNSEEN = 20
"""Events that weigh in beside those there are, so that in a small archive a name in two of three is still rare."""

_STATE = 0.3
"""A state weighs so much of a person: news of many kinds names it."""

_SHOWN = 3
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]*[a-z][\w’'-]*(?: [A-Z][\w’'-]*[a-z][\w’'-]*)*")
"""Matches `Shangri-La Dialogue` inside a sentence; not its first word."""


_OWNER = re.compile(r"['’]s?$")


@cache
def _days(lang: str) -> frozenset[str]:
    """Names of days and months, which say when and not what; none for a language without words of its own."""
    try:
        table = load(f"{lang}/time") if lang.isalpha() else {}
    except FileNotFoundError:
        table = {}
    return frozenset(word for name in ("month", "weekday") for word in table.get(name, ()))


class Told(Protocol):
    """A group of briefings, or an event made of one."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def members(self) -> tuple[Briefing, ...]: ...  # noqa: D102


class _Names(NamedTuple):
    """What an event is about, by name; the names in the order they are told."""

    actors: tuple[str, ...]
    """Persons and bodies, without outlets."""

    states: tuple[str, ...]
    rare: tuple[str, ...]
    """Other names in titles and bottom lines."""


def related(events: Iterable[Told]) -> Mapping[str, tuple[Related, ...]]:
    """Event id -> the events that have most to do with it, with the reason in words."""
    several = list(events)
    names = [_names(one.members) for one in several]
    days = [_day(one.members) for one in several]
    index: dict[str, list[int]] = {}
    for at, own in enumerate(names):
        for name in (*own.actors, *own.states, *own.rare):
            index.setdefault(name, []).append(at)
    found = {}
    for at, one in enumerate(several):
        scores, shared = _scores(at, names[at], index, len(several))
        best = sorted(scores, key=lambda other: (-scores[other], several[other].id))
        found[one.id] = tuple(
            Related(several[other].id, _reason(names[at], shared[other]), _is_earlier(days, other, at))
            for other in [other for other in best if _is_enough(names[at], scores[other], shared[other])][:_MOST]
        )
    return found


def _scores(
    at: int, own: _Names, index: Mapping[str, Sequence[int]], count: int
) -> tuple[dict[int, float], dict[int, list[str]]]:
    """What each other event shares with this one, weighed, and the names."""
    scores: dict[int, float] = {}
    shared: dict[int, list[str]] = {}
    known = [name for name in dict.fromkeys((*own.actors, *own.rare, *own.states)) if len(index[name]) <= _MOST_EVENTS]
    for name in sorted(known, key=lambda name: len(index[name]))[:_MOST_NAMES]:
        weight = log((count + _UNSEEN) / len(index[name])) / log(count + _UNSEEN)
        for other in index[name]:
            if other != at:
                scores[other] = scores.get(other, 0.0) + weight * (_STATE if name in own.states else 1)
                shared.setdefault(other, []).append(name)
    return scores, shared


def _is_enough(own: _Names, score: float, shared: Sequence[str]) -> bool:
    """Whether two events have to do with each other; states and places alone never are enough."""
    return score >= _ENOUGH and any(name in own.actors for name in shared)


def _reason(own: _Names, shared: Sequence[str]) -> str:
    """`both name Lloyd Austin and Li Shangfu; Shangri-La Dialogue`."""
    actors = [name for name in own.actors if name in shared][:_SHOWN]
    said = f" {' '.join(actors)} "
    rest = [name for name in own.rare if name in shared and f" {name} " not in said][:_SHOWN]
    words = actors[0] if len(actors) == 1 else ", ".join(actors[:-1]) + " and " + actors[-1]
    return "; ".join((f"both name {words}", *([", ".join(rest)] if rest else [])))


def _is_earlier(days: Sequence[date | None], other: int, at: int) -> bool:
    first, second = days[other], days[at]
    return first is not None and second is not None and first < second


def _day(members: Sequence[Briefing]) -> date | None:
    """The day of the first report, as far as it is known."""
    datings = [one.article.dating for one in members]
    return min((one.day for one in datings if one is not None and one.basis != "retrieved"), default=None)


def _names(members: Sequence[Briefing]) -> _Names:
    """The names of an event: in two of its articles when it has more than two; else in one."""
    outlets = {name for one in members for name in (*one.sourcing.via, one.article.source) if name}
    actors: Counter[str] = Counter()
    states: Counter[str] = Counter()
    rare: Counter[str] = Counter()
    for briefing in members:
        text, title = briefing.article.text, briefing.article.original_title or ""
        first, days = briefing.actors[:_FIRST], _days(briefing.article.lang)
        actors.update(dict.fromkeys(one.name for one in first if one.kind in {"PER", "ORG"} and one.acts).keys())
        states.update(dict.fromkeys(one.name for one in first if one.kind in {"STATE", "LOC"}).keys())
        forms = {form for one in briefing.actors for form in (one.name, *one.aliases)}
        spans = (briefing.bottom_line, *(point.span for point in briefing.points))
        told = (name for words in (title, *(span.of(text) for span in spans)) for name in _NAME.findall(words))
        told = (_OWNER.sub("", name) for name in told)
        rare.update(dict.fromkeys(name for name in told if name not in forms and name.lower() not in days).keys())
    least = 1 if len(members) < 3 else 2
    return _Names(
        tuple(name for name, count in actors.items() if count >= least and name not in outlets),
        tuple(name for name, count in states.items() if count >= least),
        tuple(name for name, count in rare.items() if count >= least and name not in actors and name not in states),
    )
