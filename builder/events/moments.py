"""The timeline of an event: what its articles date, over and to come."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from builder.events.dated import Mentioned, find_mentioned
from builder.records import Briefing, Moment, Passage, Row, Span

MOST = 40
"""Moments of an event at most, so that a reader can take them in: those most articles tell stay, then those nearest to
the reports."""

OF_A_DATE = 40
"""Moments of one date at most; what is told of it later than so many other things is not among those shown."""

LOOKED_AT = 5
"""Tellings of a moment that another is laid beside: the cost stays that of the number of articles."""

WORDS = 2
"""Content words that two articles share when they tell one thing under one date, with an actor of it."""

MOST_WORDS = 0.6
"""Share of the fewer words that are common to two tellings of one thing, where little else says that it is one."""

SHORT = 31
"""Days of a stretch that a day in it can make more exact: `in May` and `on 29 May`, never `in 2023`."""


@dataclass
class _Gathered:
    """A moment as it grows."""

    told: list[Mentioned]
    articles: set[str] = field(default_factory=set)

    def add(self, one: Mentioned) -> None:
        """Another telling; only the first of an article is kept."""
        if one.briefing.article.id not in self.articles:
            self.articles.add(one.briefing.article.id)
            self.told.append(one)


def moments(members: Sequence[Briefing], rows: Iterable[Row] = ()) -> tuple[Moment, ...]:
    """What the articles date, by date; what several tell alike is one moment, under the most exact date for it.

    Args:
        members: the briefings of the event, with their final datings.
        rows: the grid of the event: what it holds to be one fact is one moment.
    """
    together = _Together(rows)
    found: dict[tuple[str, bool], list[_Gathered]] = {}
    for briefing in members:
        for one in find_mentioned(briefing):
            alike = found.setdefault((one.value, one.planned), [])
            same = next((other for other in alike if _is_same(one, other, together)), None)
            if same is None and len(alike) < OF_A_DATE:
                same = _Gathered([])
                alike.append(same)
            if same is not None:
                same.add(one)
    merged = _once(_sharpened([one for alike in found.values() for one in alike], together))
    kept = sorted(merged, key=lambda one: (-len(one.told), _distance(one), _place(one)))[:MOST]
    return tuple(_moment(one) for one in sorted(kept, key=_place))


def _once(found: Sequence[_Gathered]) -> list[_Gathered]:
    """The moments less those of one sentence that gives a day within them too: `in May, later that year`."""
    exact: dict[tuple[str, Span], list[str]] = {}
    for one in found:
        for told in one.told:
            exact.setdefault((told.briefing.article.id, told.sentence), []).append(told.value)
    return [
        one
        for one in found
        if len(one.told) > 1
        or not any(
            value.startswith(f"{one.told[0].value}-")
            for value in exact[one.told[0].briefing.article.id, one.told[0].sentence]
        )
    ]


class _Together:
    """Which passages the grid holds to tell one fact."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._facts: dict[str, list[tuple[int, Passage]]] = {}
        """Article -> fact and passage."""

        for number, row in enumerate(rows):
            for passage in row.tellings[0].passages if row.kind == "agreed" else ():
                self._facts.setdefault(passage.article, []).append((number, passage))

    def facts(self, one: Mentioned) -> set[int]:
        """The facts that are told where the date stands."""
        told = self._facts.get(one.briefing.article.id, ())
        return {number for number, passage in told if one.sentence.meets(passage.span) and passage.span.holds(one.span)}


def _is_same(one: Mentioned, moment: _Gathered, together: _Together, *, actors: int = 1) -> bool:
    """Whether a telling is of the moment: one fact of the grid, or so many actors and some words in common.

    An article that tells two things of one day seldom tells them in most of the same words.
    """
    for other in moment.told[:LOOKED_AT]:
        shared, named = len(one.words & other.words), len(one.actors & other.actors)
        most = shared >= max(WORDS, MOST_WORDS * min(len(one.words), len(other.words)))
        if one.briefing is other.briefing:
            same = most
        else:
            alike = (named >= actors and shared >= WORDS) or (named > 0 and most)
            same = alike or bool(together.facts(one) & together.facts(other))
        if same:
            return True
    return False


def _sharpened(found: Sequence[_Gathered], together: _Together) -> list[_Gathered]:
    """The moments, those told less exactly given to the one within their days that tells the same."""
    kept: list[_Gathered] = []
    by_day: dict[date, list[_Gathered]] = {}
    """First day -> the moments of at most `SHORT` days so far, which are shorter."""

    for one in sorted(found, key=lambda one: (_length(one.told[0]), _place(one))):
        first = one.told[0]
        finer = _finer(one, by_day) if 1 < _length(first) <= SHORT else ()
        same = next((other for other in finer if _is_same(first, other, together, actors=2)), None)
        if same is None:
            kept.append(one)
            by_day.setdefault(first.days[0], []).append(one)
        else:
            for telling in one.told:
                same.add(telling)
    return kept


def _finer(moment: _Gathered, by_day: Mapping[date, Sequence[_Gathered]]) -> Iterator[_Gathered]:
    """Moments that lie within its days and are told by other articles."""
    one = moment.told[0]
    for step in range(_length(one)):
        for other in by_day.get(one.days[0] + timedelta(days=step), ()):
            first = other.told[0]
            inside = _length(first) < _length(one) and first.days[1] <= one.days[1]
            if inside and first.planned == one.planned and not moment.articles & other.articles:
                yield other


def _moment(found: _Gathered) -> Moment:
    first = found.told[0]
    exact = [one for one in found.told if one.value == first.value]
    estimated = all(one.estimated for one in exact)
    return Moment(first.value, first.planned, estimated, tuple(one.passage for one in found.told))


def _length(one: Mentioned) -> int:
    return (one.days[1] - one.days[0]).days + 1


def _place(moment: _Gathered) -> tuple[object, ...]:
    """Its place in time, by the middle of its days; then what is over, then what the article tells first."""
    one = moment.told[0]
    middle = one.days[0].toordinal() + one.days[1].toordinal()
    return middle, one.days, one.planned, one.span, one.briefing.article.id


def _distance(moment: _Gathered) -> int:
    """Days between the moment and the reports on it."""
    one = moment.told[0]
    day = one.briefing.article.dating.day if one.briefing.article.dating else one.days[0]
    return min(abs((end - day).days) for end in one.days)
