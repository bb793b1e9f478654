"""Dates and times in a text, with their grain, value and direction. No model: tables and rules.

`lexer` classes the words by the table of the language; `dates`, `counted` and `lengths` hold the grammar over those
classes; `tense` reads the clause, `resolve` counts from the day of publication. Values are TIMEX3 and are never padded:
`early May` is `2023-05`. A language is added by one table, `data/XX/time.yml`.

Value F1 on the development articles: MEANTIME 83.4 (all), GUM 92.4 (calendar); HeidelTime has 77.5 and 88.2.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from builder.analyse.sentences import find_sentences
from builder.analyse.timex import counted, dates, lengths
from builder.analyse.timex.grammar import Grammar
from builder.analyse.timex.lexer import lexicon, tokens
from builder.analyse.timex.mention import Mention
from builder.analyse.timex.plain import find_plain
from builder.analyse.timex.resolve import direction, resolve
from builder.analyse.timex.tense import REACH, clause, find_cues, tense_of, within
from builder.analyse.timex.values import period
from builder.records import Span, Timex

__all__ = ["Mention", "find_mentions", "find_timexes", "period"]

MEMORY = 4000
"""A date named more than so many characters ago is no longer the one that `that day` goes back to."""

DATELINE = 400
"""A date alone on a line among so many first characters is the text's own day."""

QUOTED_DAYS = 7
"""`today` inside a quote is the day of the words quoted, when the text named one at most so long before it appeared."""

QUOTE = 800
"""A quote that opened longer ago is not looked for, so that the cost stays linear."""


@cache
def _grammar() -> Grammar:
    return Grammar((*dates.RULES, *counted.RULES, *lengths.RULES))


def find_mentions(text: str, lang: str = "en") -> tuple[Mention, ...]:
    """What the text says about time, in order, with the tense of each clause; nothing is counted from a day yet."""
    words = lexicon(lang)
    line = tokens(text, words)
    found = list(_grammar().scan(text, line, words))
    if not found:
        return ()
    starts = [token.start for token in line]
    ends = [sentence.span.end for sentence in find_sentences(text, lang)]
    cues = find_cues(text, line, words)
    read = []
    for mention in found:
        span = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        place = bisect_right(ends, mention.start)
        bounds = (
            max(span[0] - REACH, bisect_left(starts, ends[place - 1]) if place else 0),
            min(span[1] + REACH, bisect_left(starts, ends[place]) if place < len(ends) else len(line)),
        )
        before = line[span[0] - 1] if span[0] > bounds[0] else None
        near = text[before.start : before.end].lower() if before else ""
        tense = tense_of(near, span, clause(line, span, bounds), within(cues, bounds), words)
        read.append(replace(mention, direction=tense))
    return tuple(read)


def find_timexes(text: str, day: date | None, lang: str = "en") -> tuple[Timex, ...]:
    """Dates, times, lengths and repetitions in the text, resolved as far as text and day allow.

    Args:
        text: any text; spans count its characters.
        day: the day of publication, from which relative words count; None leaves those without a value.
        lang: ISO 639-1; of a language without a table only whole dates are read, such as `30. Mai 2023`.
    """
    if not lexicon(lang).table:
        return find_plain(text)
    mentions = find_mentions(text, lang)
    day = _dateline(text, mentions, day)
    found = []
    named: dict[str, tuple[int, date]] = {}
    """Grain -> end and first day of the latest date that is at least so fine."""
    for index, mention in enumerate(mentions):
        grain = mention.unit if mention.unit in ("M", "Y") else "D"
        end, before = named.get(grain, (0, None))
        if mention.start - end > MEMORY:
            before = None
        if mention.clock and mention.anchor == "before":
            before = _beside(text, mention, mentions[index + 1 : index + 2], day, before)
        elif (
            mention.unit == "D"
            and mention.anchor == "day"
            and before
            and _is_recent(before, day)
            and in_quote(text, mention.start)
        ):
            mention = replace(mention, anchor="before")
        value = resolve(mention, day, before)
        stretch = period(value) if mention.kind in ("DATE", "TIME") else None
        if stretch is not None:
            days = (stretch[1] - stretch[0]).days
            for finest, limit in (("D", 0), ("M", 30), ("Y", 365)):
                if days <= limit:
                    named[finest] = mention.end, stretch[0]
        span = Span(mention.start, mention.end)
        found.append(Timex(span, span.of(text), mention.kind, value, direction(mention, value, day)))
    return tuple(found)


def _beside(
    text: str, clock: Mention, following: Iterable[Mention], day: date | None, before: date | None
) -> date | None:
    """The day that a time of day belongs to: the one named right after it, else the one before."""
    for mention in following:
        gap = text[clock.end : mention.start]
        if len(gap) <= 6 and "\n" not in gap and not any(mark in gap for mark in ".;"):
            stretch = period(resolve(mention, day, before))
            if stretch is not None and stretch[0] == stretch[1]:
                return stretch[0]
    return before


def _dateline(text: str, mentions: Iterable[Mention], day: date | None) -> date | None:
    """The day that the text itself counts from: a date alone on a line near its start."""
    for mention in mentions:
        if day is None or mention.start > DATELINE:
            break
        left, right = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
        if (
            mention.is_day
            and text[left : right if right >= 0 else None].strip(" .") == text[mention.start : mention.end]
        ):
            stretch = period(resolve(mention, day, None))
            if stretch is not None and abs((stretch[0] - day).days) <= 2:
                return stretch[0]
    return day


def _is_recent(before: date, day: date | None) -> bool:
    return day is not None and 0 < (day - before).days <= QUOTED_DAYS


def in_quote(text: str, offset: int) -> bool:
    """Whether the place lies between quote marks that open in its paragraph, as far back as `QUOTE` characters."""
    left = max(text.rfind("\n", 0, offset) + 1, offset - QUOTE)
    return text.rfind("“", left, offset) > text.rfind("”", left, offset) or text.count('"', left, offset) % 2 == 1
