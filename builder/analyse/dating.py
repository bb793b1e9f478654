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
from datetime import date, timedelta
from math import exp

from builder.analyse.clues import BEGUN, EDITION, FRAME_FIRST, FRAME_LAST, IN_YEAR, JUST_PAST, OVER, TO_COME
from builder.analyse.dateline import find_dateline
from builder.analyse.gathering import (
    Edition,
    Gathered,
    find_edition,
    first_day,
    frame,
    gather,
    later_in,
    latest_begun,
    latest_weekday,
    span_of,
    weekday_year,
)
from builder.periods import months
from builder.records import Dating, Evidence, Sentence

AFTER_WEEKDAY = {0: 1.0, 1: 0.9, 2: 0.35}
"""Days from a weekday told as past to publication -> how usual that is (56, 49 and 19 of 145 in the development
articles)."""

FADE = 75.0
"""Days in which a month named without a year loses two thirds of its hold on the date: the mean distance in the
development articles."""


def infer_dating(text: str, sentences: Sequence[Sentence], lang: str = "en") -> Dating | None:
    """The day of publication from the text alone; None when that would be a guess.

    Args:
        text: the article's text; the spans of the evidence count its characters.
        sentences: its sentences; evidence is widened to none of them, they only keep a clue inside one sentence.
        lang: ISO 639-1.
    """
    found = gather(text, lang)
    printed = find_dateline(text, found.mentions, lang)
    if printed is not None:
        return printed
    edition = find_edition(found, sentences, lang)
    return _beside_edition(found, edition) if edition is not None else _from_weekday_dates(found)


def known_without_year(
    text: str, sentences: Sequence[Sentence], lang: str = "en"
) -> tuple[str | None, tuple[Evidence, ...]]:
    """What a text without a year tells of its date: `XXXX-05` (some May) with its evidence, or None and nothing."""
    del sentences
    found = gather(text, lang)
    framed = frame(found)
    if framed is None:
        return None, ()
    first, last = framed
    evidence = [Evidence(FRAME_FIRST, span_of(first)), Evidence(FRAME_LAST, span_of(last))]
    weekday = latest_weekday(found)
    if weekday is not None:
        evidence.append(Evidence(JUST_PAST, span_of(weekday)))
    return f"XXXX-{first.month:02}", tuple(evidence)


def _beside_edition(found: Gathered, edition: Edition) -> Dating:
    """The date of an article on something held again about a year after its previous edition."""
    before = edition.before.year or 0
    year, month = before + 1, edition.before.month or 1
    event = months(year, month, 1)
    evidence = [Evidence(EDITION.format(before, year), edition.words)]
    evidence += [Evidence(OVER.format(before), span_of(one)) for one in later_in(found, edition)[:1]]
    latest = latest_begun(found, edition)
    if latest is None:
        return Dating("inferred", date(year, month, 1), f"{year:04}", tuple(evidence))
    low = first_day(latest, year)
    evidence.append(Evidence(BEGUN, span_of(latest)))
    weekday = latest_weekday(found)
    if weekday is None or not found.this_week:
        same = (low.year, low.month) == (event[1].year, event[1].month)
        return Dating("inferred", low, f"{year:04}-{month:02}" if same else f"{year:04}", tuple(evidence))
    evidence.append(Evidence(TO_COME, span_of(found.this_week[0])))
    evidence.append(Evidence("the last weekday told as past: it appeared that day or the next", span_of(weekday)))
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


def _from_weekday_dates(found: Gathered) -> Dating | None:
    """The year in which a weekday falls on its date, when it is near a month that was named with its year."""
    told = weekday_year(found)
    if told is None:
        return None
    evidence = (
        Evidence("the year is named, so the writer's own is that or a later one", span_of(told.named)),
        Evidence(IN_YEAR.format(told.year), span_of(told.last)),
    )
    return Dating("inferred", first_day(told.last, told.year), f"{told.year:04}", evidence)


def _days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    return (first + timedelta(days=step) for step in range((last - first).days + 1))
