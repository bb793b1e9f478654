"""The dates of a text, sorted by what they can tell of the day it appeared, and what they tell together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from builder.analyse.timex import Mention, find_mentions
from builder.analyse.timex.lexer import lexicon
from builder.periods import months
from builder.records import Sentence, Span

YEARS_ON = 3
"""A weekday with its date is looked for up to so many years after the latest month that was named with its year."""

EDITION_REACH = 80
"""Characters between `previous edition` and the month of it."""

MONTH_DAYS = 62
"""Two dates without a year, one past and one to come, frame the day only when they are at most so far apart."""


class Edition(NamedTuple):
    """When something held about once a year was held before."""

    before: Mention
    words: Span
    """From `previous edition` to the date."""


class WeekdayYear(NamedTuple):
    """A year told by weekdays that stand with their dates."""

    year: int
    named: Mention
    """The latest month with a year."""

    last: Mention
    """The latest weekday with its date."""


@dataclass(slots=True)
class Gathered:
    """What the text says that bears on its own date, in reading order."""

    text: str
    mentions: Sequence[Mention]
    past: list[Mention] = field(default_factory=list)
    """Months and days without a year that are told as past."""

    ahead: list[Mention] = field(default_factory=list)
    """Days without a year that are told as planned."""

    weekdays: list[Mention] = field(default_factory=list)
    """Bare weekdays told as past."""

    this_week: list[Mention] = field(default_factory=list)
    """`this week`, told as planned."""


def gather(text: str, lang: str) -> Gathered:
    """Sort the dates of a text by what they can tell."""
    mentions = find_mentions(text, lang)
    found = Gathered(text, mentions)
    for mention in mentions:
        if mention.value is not None or mention.year is not None or mention.anchor == "before":
            continue
        if mention.month is not None and mention.unit is None and mention.shift is None and mention.inner is None:
            if mention.direction == "past":
                found.past.append(mention)
            elif mention.direction == "planned" and mention.day is not None:
                found.ahead.append(mention)
        elif mention.weekday is not None and mention.shift is None and mention.direction == "past":
            found.weekdays.append(mention)
        elif (mention.unit, mention.shift, mention.direction) == ("W", 0, "planned"):
            found.this_week.append(mention)
    return found


def find_edition(found: Gathered, sentences: Sequence[Sentence], lang: str) -> Edition | None:
    """The latest month with a year that the text calls that of the edition before this one."""
    phrases = tuple(sorted(lexicon(lang).set_of("edition")))
    latest = max((one.year for one in found.mentions if one.year and one.direction != "planned"), default=0)
    for mention in found.mentions:
        if mention.month is None or mention.year is None or mention.year < latest or not 999 < mention.year < 2998:
            continue
        start = max((one.span.start for one in sentences if one.span.start <= mention.start), default=0)
        start = max(start, mention.start - EDITION_REACH)
        lead = found.text[start : mention.start].lower()
        for phrase in phrases:
            if len(lead) == mention.start - start and (place := lead.rfind(phrase)) >= 0:
                return Edition(mention, Span(start + place, mention.end))
    return None


def later_in(found: Gathered, edition: Edition) -> list[Mention]:
    """Other dates with the year of the edition before, told as past."""
    before = edition.before
    return [one for one in found.mentions if one.year == before.year and one is not before and one.direction == "past"]


def latest_begun(found: Gathered, edition: Edition) -> Mention | None:
    """Of the months without a year told as past the latest that begins before the edition to come is over."""
    year = (edition.before.year or 0) + 1
    over = months(year, edition.before.month or 1, 1)[1]
    begun = [one for one in found.past if first_day(one, year) <= over]
    return max(begun, key=lambda one: first_day(one, year), default=None)


def weekday_year(found: Gathered) -> WeekdayYear | None:
    """The year in which a weekday falls on its date, when it is near a month that was named with its year."""
    dated = [one for one in found.mentions if one.weekday and one.month and one.day and not one.year]
    named = [one for one in found.mentions if one.year and one.month and one.direction != "planned"]
    if not dated or not named:
        return None
    latest = max(named, key=lambda one: (one.year or 0, one.month or 0))
    if any((one.year or 0) > (latest.year or 0) and one.direction != "planned" for one in found.mentions):
        return None
    years = [
        year
        for year in range(latest.year or 1, (latest.year or 1) + YEARS_ON + 1)
        if all(first_day(one, year).isoweekday() == one.weekday for one in dated)
        and (year, dated[0].month or 1) >= (latest.year or 0, latest.month or 0)
    ]
    if len(years) != 1:
        return None
    told = [one for one in dated if one.direction == "past"] or dated
    return WeekdayYear(years[0], latest, max(told, key=lambda one: first_day(one, years[0])))


def frame(found: Gathered) -> tuple[Mention, Mention] | None:
    """The latest date told as past and the earliest to come, when the day between them lies in one month."""
    best: tuple[int, Mention, Mention] | None = None
    for first in found.past:
        for last in found.ahead[:8]:
            gap = (first_day(last, 2001) - first_day(first, 2001)).days
            if 0 < gap <= MONTH_DAYS and (best is None or gap < best[0]):
                best = gap, first, last
    if best is None:
        return None
    _, first, last = best
    before = first_day(last, 2001) - timedelta(days=1)
    return (first, last) if before.month == first.month else None


def latest_weekday(found: Gathered) -> Mention | None:
    """Of the weekdays told as past the one that comes last when all lie within the fewest days; its last mention."""
    named = {one.weekday or 1 for one in found.weekdays}
    if not named:
        return None
    last = min(sorted(named), key=lambda day: max((day - other) % 7 for other in named))
    return next(one for one in reversed(found.weekdays) if one.weekday == last)


def first_day(mention: Mention, year: int) -> date:
    """The first day of a month or day in a year (February 29 counts as March 1 where there is none)."""
    month, day = mention.month or 1, mention.day or {"MID": 11, "END": 21}.get(mention.edge or "", 1)
    return date(year, month, 1) + timedelta(days=day - 1)


def span_of(mention: Mention) -> Span:
    """Its words."""
    return Span(mention.start, mention.end)
