"""Whether what articles on one event say of their days can all be so."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from builder.events.telling import DateTelling
from builder.periods import period
from builder.records import Evidence

APART = 60
"""Days between what two articles say from which on it is a contradiction. Below that an event may have lasted, or a
tense was misread: the latest month told as past was at most 12 days off in the development articles."""


class _Bound(NamedTuple):
    """The first or the last day on which an article can have appeared, and why."""

    day: date
    evidence: Evidence


def contradiction(tellings: Sequence[DateTelling]) -> tuple[Evidence, ...]:
    """The two clues that are furthest from agreeing, each with its article; nothing when all can be so.

    Only what has a year counts: stated days, the writer's own year, months told as past.
    """
    firsts = [bound for one in tellings for bound in _firsts(one)]
    lasts = [bound for one in tellings for bound in _lasts(one)]
    if not firsts or not lasts or not any(one.is_open for one in tellings):
        return ()
    first = max(firsts, key=lambda bound: bound.day)
    last = min(lasts, key=lambda bound: bound.day)
    if (first.day - last.day).days <= APART:
        return ()
    return last.evidence, first.evidence


def _firsts(one: DateTelling) -> Iterator[_Bound]:
    """Since when it can have appeared."""
    if one.known is not None:
        yield _Bound(one.known[0], _stated(one))
    if one.is_open:
        for clue in one.clues("year", "past"):
            stretch = period(clue.value)
            if stretch is not None:
                yield _Bound(stretch[0], Evidence(clue.reason, clue.span, one.briefing.article.id))


def _lasts(one: DateTelling) -> Iterator[_Bound]:
    """Until when it can have appeared."""
    if one.known is not None:
        yield _Bound(one.known[1], _stated(one))
    if one.is_open:
        for clue in one.clues("year"):
            stretch = period(clue.value)
            if stretch is not None:
                yield _Bound(stretch[1], Evidence(clue.reason, clue.span, one.briefing.article.id))


def _stated(one: DateTelling) -> Evidence:
    dating = one.briefing.article.dating
    spans = [evidence.span for evidence in dating.evidence if evidence.span is not None] if dating else []
    return Evidence("the day of this article is known", spans[0] if spans else None, one.briefing.article.id)
