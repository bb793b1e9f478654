"""When an article appeared, from its own text, with the words that say so.

Two ways, most trusted first: a date that the text prints about itself (`dateline.py`, basis `stated`), and constraints
(basis `inferred`):

- the year: a writer leaves it out when it is the current one. Two readings are safe enough: `previous edition, in June
  2022` of what is held again now, and a weekday with its date (`Friday, 2 May`) not long after a month with its year;
- the months: one without a year that is told as past has begun, a day told as planned is still to come;
- the week and the day: `this week` must meet the event to come, and the weekday that is told as past last is the day
  itself or the one before.

A day comes out only when year, weekday, month and week combine; `edtf` is then `2023-05-30~`: that day, give or take
one, if the week is right. Otherwise a month, a year (`day` is then the first that the text allows) or nothing.

Measured on 184 dated English development articles without their datelines: a year for 1, right; a month without its
year for 1, right; nothing for the other 182, since what looks like a clue is not one. The latest year not told as
planned is the writer's own in 30 % and the one before it in 19 %; between a past and a planned year lay the date in 1
of 6. So the rule for a day rests on reasoning, not on figures, and is as narrow as that asks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp

from builder.analyse.dateline import find_dateline
from builder.analyse.timex import Mention, find_mentions
from builder.analyse.timex.lexer import lexicon
from builder.analyse.timex.values import months
from builder.records import Dating, Evidence, Sentence, Span

AFTER_WEEKDAY = {0: 1.0, 1: 0.9, 2: 0.35}
"""Days from a weekday told as past to publication -> how usual that is (56, 49 and 19 of 145 in the development
articles)."""

FADE = 75.0
"""Days in which a month named without a year loses two thirds of its hold on the date: the mean distance in the
development articles."""

YEARS_ON = 3
"""A weekday with its date is looked for up to so many years after the latest month that was named with its year."""

EDITION_REACH = 80
"""Characters between `previous edition` and the month of it."""

MONTH_DAYS = 62
"""Two dates without a year, one past and one to come, frame the day only when they are at most so far apart."""


@dataclass(slots=True)
class _Clues:
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


def infer_dating(text: str, sentences: Sequence[Sentence], lang: str = "en") -> Dating | None:
    """The day of publication from the text alone; None when that would be a guess.

    Args:
        text: the article's text; the spans of the evidence count its characters.
        sentences: its sentences; evidence is widened to none of them, they only keep a clue inside one sentence.
        lang: ISO 639-1.
    """
    mentions = find_mentions(text, lang)
    printed = find_dateline(text, mentions, lang)
    if printed is not None:
        return printed
    clues = _gather(text, mentions)
    edition = _edition(clues, sentences, lang)
    if edition is not None:
        return _beside_edition(clues, *edition)
    return _from_weekday_dates(clues)


def known_without_year(
    text: str, sentences: Sequence[Sentence], lang: str = "en"
) -> tuple[str | None, tuple[Evidence, ...]]:
    """What a text without a year tells of its date: `XXXX-05` (some May) with its evidence, or None and nothing."""
    del sentences
    clues = _gather(text, find_mentions(text, lang))
    framed = _frame(clues)
    if framed is None:
        return None, ()
    first, last = framed
    evidence = [
        Evidence("told as past: it appeared after that", Span(first.start, first.end)),
        Evidence("told as still to come: it appeared before that", Span(last.start, last.end)),
    ]
    weekday = _latest_weekday(clues)
    if weekday is not None:
        evidence.append(Evidence("told as just past: it appeared that day or soon after", _span(weekday)))
    return f"XXXX-{first.month:02}", tuple(evidence)


def _gather(text: str, mentions: Sequence[Mention]) -> _Clues:
    """Sort the mentions by what they can tell."""
    clues = _Clues(text, mentions)
    for mention in mentions:
        if mention.value is not None or mention.year is not None or mention.anchor == "before":
            continue
        if mention.month is not None and mention.unit is None and mention.shift is None and mention.inner is None:
            if mention.direction == "past":
                clues.past.append(mention)
            elif mention.direction == "planned" and mention.day is not None:
                clues.ahead.append(mention)
        elif mention.weekday is not None and mention.shift is None and mention.direction == "past":
            clues.weekdays.append(mention)
        elif (mention.unit, mention.shift, mention.direction) == ("W", 0, "planned"):
            clues.this_week.append(mention)
    return clues


def _edition(clues: _Clues, sentences: Sequence[Sentence], lang: str) -> tuple[Mention, Span] | None:
    """The latest month with a year that the text calls that of the edition before this one."""
    phrases = tuple(sorted(lexicon(lang).set_of("edition")))
    latest = max((one.year for one in clues.mentions if one.year and one.direction != "planned"), default=0)
    for mention in clues.mentions:
        if mention.month is None or mention.year is None or mention.year < latest:
            continue
        start = max((one.span.start for one in sentences if one.span.start <= mention.start), default=0)
        start = max(start, mention.start - EDITION_REACH)
        lead = clues.text[start : mention.start].lower()
        for phrase in phrases:
            if len(lead) == mention.start - start and (place := lead.rfind(phrase)) >= 0:
                return mention, Span(start + place, mention.end)
    return None


def _beside_edition(clues: _Clues, before: Mention, words: Span) -> Dating | None:
    """The date of an article on something held again about a year after its previous edition."""
    year, month = (before.year or 0) + 1, before.month or 1
    if not 1000 < year < 2999:
        return None
    event = months(year, month, 1)
    evidence = [Evidence(f"the edition before was in {before.year}, so the writer's year is {year}", words)]
    later = [one for one in clues.mentions if one.year == before.year and one is not before and one.direction == "past"]
    evidence += [
        Evidence(f"the year is named, so it is not the writer's own, and {before.year} is over", _span(one))
        for one in later[:1]
    ]
    begun = [one for one in clues.past if _first_day(one, year) <= event[1]]
    if not begun:
        return Dating("inferred", date(year, month, 1), f"{year:04}", tuple(evidence))
    latest = max(begun, key=lambda one: _first_day(one, year))
    low = _first_day(latest, year)
    evidence.append(Evidence("a month without a year, told as past: it has begun", _span(latest)))
    weekday = _latest_weekday(clues)
    if weekday is None or not clues.this_week:
        same = (low.year, low.month) == (event[1].year, event[1].month)
        return Dating("inferred", low, f"{year:04}-{month:02}" if same else f"{year:04}", tuple(evidence))
    evidence.append(Evidence("the event is still to come in the same week", _span(clues.this_week[0])))
    evidence.append(Evidence("the last weekday told as past: it appeared that day or the next", _span(weekday)))
    best = max(_days(low, event[1]), key=lambda day: _score(day, low, event, weekday.weekday or 1), default=None)
    if best is None or _score(best, low, event, weekday.weekday or 1) <= 0:
        return Dating("inferred", low, f"{year:04}", tuple(evidence[:3]))
    if best + timedelta(days=7) <= event[1]:
        evidence.append(
            Evidence("the first such week is taken, the nearest to the month named; a later one is less likely")
        )
    return Dating("inferred", best, f"{best.isoformat()}~", tuple(evidence))


def _score(day: date, low: date, event: tuple[date, date], weekday: int) -> float:
    """How well a day agrees with the clues; 0 when it contradicts one."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    if monday > event[1] or monday + timedelta(days=6) < event[0]:
        return 0.0
    return AFTER_WEEKDAY.get((day.isoweekday() - weekday) % 7, 0.0) * exp(-(day - low).days / FADE)


def _from_weekday_dates(clues: _Clues) -> Dating | None:
    """The year in which a weekday falls on its date, when it is near a month that was named with its year."""
    dated = [one for one in clues.mentions if one.weekday and one.month and one.day and not one.year]
    named = [one for one in clues.mentions if one.year and one.month and one.direction != "planned"]
    if not dated or not named:
        return None
    latest = max(named, key=lambda one: (one.year or 0, one.month or 0))
    if any((one.year or 0) > (latest.year or 0) and one.direction != "planned" for one in clues.mentions):
        return None
    years = [
        year
        for year in range(latest.year or 1, (latest.year or 1) + YEARS_ON + 1)
        if all(_is_weekday(one, year) for one in dated)
        and (year, dated[0].month or 1) >= (latest.year or 0, latest.month or 0)
    ]
    if len(years) != 1:
        return None
    told = [one for one in dated if one.direction == "past"] or dated
    day = max(_first_day(one, years[0]) for one in told)
    last = max(told, key=lambda one: _first_day(one, years[0]))
    evidence = (
        Evidence("the year is named, so the writer's own is that or a later one", _span(latest)),
        Evidence(f"falls on that weekday in {years[0]}", _span(last)),
    )
    return Dating("inferred", day, f"{years[0]:04}", evidence)


def _frame(clues: _Clues) -> tuple[Mention, Mention] | None:
    """The latest date told as past and the earliest to come, when the day between them lies in one month."""
    best: tuple[int, Mention, Mention] | None = None
    for first in clues.past:
        for last in clues.ahead[:8]:
            gap = (_first_day(last, 2001) - _first_day(first, 2001)).days
            if 0 < gap <= MONTH_DAYS and (best is None or gap < best[0]):
                best = gap, first, last
    if best is None:
        return None
    _, first, last = best
    before = _first_day(last, 2001) - timedelta(days=1)
    return (first, last) if before.month == first.month else None


def _latest_weekday(clues: _Clues) -> Mention | None:
    """Of the weekdays told as past the one that comes last when all lie within the fewest days; its last mention."""
    named = {one.weekday or 1 for one in clues.weekdays}
    if not named:
        return None
    last = min(sorted(named), key=lambda day: max((day - other) % 7 for other in named))
    return next(one for one in reversed(clues.weekdays) if one.weekday == last)


def _first_day(mention: Mention, year: int) -> date:
    """The first day of a month or day in a year (February 29 counts as March 1 where there is none)."""
    month, day = mention.month or 1, mention.day or {"MID": 11, "END": 21}.get(mention.edge or "", 1)
    return date(year, month, 1) + timedelta(days=day - 1)


def _is_weekday(mention: Mention, year: int) -> bool:
    return _first_day(mention, year).isoweekday() == mention.weekday


def _days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def _span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)
