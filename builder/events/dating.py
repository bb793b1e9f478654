"""When the articles on one event appeared, from what all of them tell.

Each article allows some days: those its page states, or those that agree with every clue of its text (`telling.py`).
Articles on one event appear within `REACH` days of one another, so of those days the ones stay that lie in a stretch
of that length which has a day for each article. What one tells of the year, the week or a day to come thus bounds the
others, and a weekday that several tell as just past is the same day, since `REACH` is that short.

Articles whose own day is an estimate get the days that are left, with the most likely one: as a stretch
(`2023-05-29/2023-05-30`), the one day there is (`2023-05-30~`) or the month they lie in. No stretch of at most `WIDEST`
days and no month: no date. An article is dated only if its own text tells days apart, and never against what it says.

More clues and more articles never widen what is left; where they leave nothing, nothing is dated. If even years and
stated days cannot all be so, that is a contradiction, handed on for a reader to see, and nothing is averaged.

Measured on 200 dated development articles cut in two, as if both halves had appeared on the same day
(`tests/eval/joint_dates.py`; no events with dates are labelled). With both undated, none of 307 halves gets a date.
With one dated, 70 of the other 353 do, all rightly: the true day lies in what is stated, 3 days on average. If the
dated half is taken to have appeared one or two days earlier or later it still lies in it for 68 or 69. No half got a
single day.
"""

import datetime
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import reduce
from operator import and_, or_

from builder.events.contradiction import contradiction
from builder.events.telling import DateTelling, days_of
from builder.records import Dated, Dating, Evidence, Group

REACH = 4
"""Days between the first and the last article of an event that is dated from its articles: at most so many. With the
two days that a weekday told as just past may be back they make less than a week."""

WIDEST = 2 * REACH + 1
"""Days of a stretch at most, as around one known day; a wider one says a month, or nothing."""

HELPERS = 2
"""Other articles that are cited for a day."""

NEAR = f"articles on one event are taken to appear within {REACH} days of one another"


def date(groups: Sequence[Group]) -> Dated:
    """What the articles of each event tell together: datings that say more than an article's own; contradictions.

    To be asked with the articles' own datings: those it gives are no clue. The order of the members does not matter.
    """
    datings: dict[str, Dating] = {}
    contradictions: dict[str, tuple[Evidence, ...]] = {}
    for group in groups:
        tellings = [DateTelling(one) for one in group.members]
        if not any(one.is_open for one in tellings):
            continue
        against = contradiction(tellings)
        if against:
            contradictions[group.id] = against
        else:
            datings |= dict(_solved(tellings))
    return Dated(datings, contradictions)


def possible(tellings: Sequence[DateTelling]) -> list[list[datetime.date]]:
    """For each article the days on which it can have appeared, given all of them; all empty when nothing is left.

    Days are looked for only where an article states its day or tells its year: without either they are endless.
    """
    nothing: list[list[datetime.date]] = [[] for _ in tellings]
    around = _around(tellings)
    if around is None:
        return nothing
    first, count = around
    days = [first + timedelta(days=step) for step in range(count)]
    masks = [sum(1 << place for place, day in enumerate(days) if one.allows(day)) for one in tellings]
    # bit `place` of a mask: the article can have appeared on that day; of `starts`: a stretch with all of them begins
    steps = range(REACH + 1)
    starts = reduce(and_, (reduce(or_, (mask >> step for step in steps)) for mask in masks))
    within = reduce(or_, (starts << step for step in steps))
    return [[day for place, day in enumerate(days) if mask & within & (1 << place)] for mask in masks]


def _around(tellings: Sequence[DateTelling]) -> tuple[datetime.date, int] | None:
    """The first day, and how many, in which an event can lie: near what an article knows best of its days."""
    stretches = [one.known for one in tellings if one.known is not None]
    stretches += [
        (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        for one in tellings
        for year in one.years
        if 0 < year < 9999
    ]
    if not stretches:
        return None
    first, last = min(stretches, key=lambda one: ((one[1] - one[0]).days, one))
    try:
        first, last = first - timedelta(days=REACH), last + timedelta(days=REACH)
    except OverflowError:
        return None
    return first, (last - first).days + 1


def _solved(tellings: Sequence[DateTelling]) -> Iterator[tuple[str, Dating]]:
    """The articles that can be dated, each with its dating."""
    telling = [one for one in tellings if one.known is not None or (one.is_open and (one.bounding or one.years))]
    days = possible(telling)
    if len(telling) < 2 or not any(days):
        return
    votes: dict[datetime.date, float] = {}
    for one, own in zip(telling, days, strict=True):
        for day in own:
            votes[day] = votes.get(day, 0.0) + one.weight(day)
    usual = max(sorted(votes), key=lambda day: votes[day])
    best = sorted(range(len(telling)), key=lambda place: (_help(telling[place], days[place]), place))
    for place, one in enumerate(telling):
        left = _as_own(one, days[place])
        edtf = _edtf(left)
        if not one.bounding or not one.is_open or edtf is None or not _says_more(one, left):
            continue
        day = min(left, key=lambda day: (abs((day - usual).days), -one.weight(day), day))
        helpers = [telling[other] for other in best if other != place]
        if edtf == day.isoformat():
            edtf += "~"
        yield one.briefing.article.id, Dating("event", day, edtf, tuple(_evidence(one, helpers)))


def _as_own(one: DateTelling, days: list[datetime.date]) -> list[datetime.date]:
    """The days that the article's own estimate has too, if any: it may have been off, but is not made less exact."""
    dating = one.briefing.article.dating
    own = days_of(dating) if dating is not None and dating.basis == "inferred" else None
    return [day for day in days if own and own[0] <= day <= own[1]] or days


def _edtf(days: Sequence[datetime.date]) -> str | None:
    """The days as EDTF, no more exact than they are; None when that would say too little."""
    if not days:
        return None
    first, last = days[0], days[-1]
    if (last - first).days < WIDEST:
        return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else None


def _says_more(one: DateTelling, days: Sequence[datetime.date]) -> bool:
    """Whether so few days are more than the article knew of itself."""
    dating = one.briefing.article.dating
    own = days_of(dating) if dating is not None and dating.basis == "inferred" else None
    return own is None or (days[-1] - days[0]).days < (own[1] - own[0]).days or not own[0] <= days[0] <= own[1]


def _help(one: DateTelling, days: Sequence[datetime.date]) -> tuple[bool, bool, int]:
    """How well it bears on the others, best first: a stated day, then a year, then few days."""
    return one.known is None, not one.years, len(days)


def _evidence(one: DateTelling, helpers: Sequence[DateTelling]) -> Iterator[Evidence]:
    """The clues of the article, then those of the others that say most, then what is taken for granted."""
    for clue in sorted({*one.bounding, *one.clues("year")}, key=lambda clue: (clue.span, clue.kind)):
        yield Evidence(clue.reason, clue.span)
    for other in helpers[:HELPERS]:
        name, dating = other.briefing.article.id, other.briefing.article.dating
        if other.known is not None and dating is not None:
            spans = [evidence.span for evidence in dating.evidence if evidence.span is not None]
            yield Evidence("the day of this article on the same event is known", spans[0] if spans else None, name)
            continue
        for clue in sorted({*other.bounding, *other.clues("year")}, key=lambda clue: (clue.span, clue.kind)):
            yield Evidence(clue.reason, clue.span, name)
    yield Evidence(NEAR)
