"""The day that a pasted page prints about its article: `Published 30 May 2023`, on a line beside its headline."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from builder.data import load

_LINE = 110
"""Characters; a longer line is a sentence or a caption."""

_CLOSE = 3
"""Days between two such dates that still mean one article. Others cancel out."""

_MAX_NAMES = 8
"""Words with a capital on either side of a date: two authors and an agency have no more."""

_YEARS = range(1990, 2100)

_NAMED = re.compile(
    r"(?<![\w.])(\d{1,2})(?:st|nd|rd|th|er|º|ª)?[. ]{1,2}(?:de |d['’])?([^\W\d_]{3,13})\.?,?(?: de| del)? "
    r"((?:19|20)\d\d)(?!\w)"
    r"|(?<!\w)([^\W\d_]{3,13})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)(?!\w)"
)
"""Matches `30. Mai 2023`, `30 de mayo de 2023` and `May 30, 2023`."""

_FIGURES = re.compile(
    r"(?<![\w./-])((?:19|20)\d\d)(?:[-/.]|\. |年|년 ?)(\d{1,2})(?:[-/.]|\. |月|월 ?)(\d{1,2})(?![\d/-])(?:日|일|\.)?"
    r"|(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\5((?:19|20)\d\d)(?!\w|[./-]\d)"
)
"""Matches `2023-05-30`, `2023年5月30日` and `30.05.2023`."""

_WORD = re.compile(r"[^\W\d_]+")


class _Printed(NamedTuple):
    day: date
    line: str
    cue: str


def find_printed_date(head: Sequence[str]) -> tuple[date, str] | None:
    """The day an article appeared, and the line that says so; None without such a line, or when they disagree.

    Args:
        head: the lines around the headline and the start of the story.
    """
    found = [printed for line in head for printed in _printed(line)]
    for cue in ("published", "", "updated"):
        days = sorted({one.day for one in found if one.cue == cue})
        if days and all((second - first).days <= _CLOSE for first, second in pairwise(days)):
            return days[0], next(one.line for one in found if one.cue == cue and one.day == days[0])
        if days:
            return None
    return None


@cache
def _words() -> tuple[dict[str, int], dict[str, str]]:
    """Month names with their numbers, and the other words of such lines with their column."""
    table = load("date_words")
    months = {name: number for number, names in table["months"].items() for name in names}
    return months, {word: column for column in ("beside", "updated", "published", "picture") for word in table[column]}


def _printed(line: str) -> Iterator[_Printed]:
    """The days in a line that says little else."""
    if len(line) > _LINE:
        return
    months, words = _words()
    places: list[tuple[int, int, date]] = []
    for found in [*_NAMED.finditer(line), *_FIGURES.finditer(line)]:
        day = _day(found, months)
        if day:
            places.append((found.start(), found.end(), day))
    if not places:
        return
    places.sort()
    ends = [0, *(end for _, end, _ in places)]
    starts = [*(start for start, _, _ in places), len(line)]
    frames = [line[end:start] for end, start in zip(ends, starts, strict=True)]
    if not all(_is_frame(frame, words) for frame in frames):
        return
    cue = ""
    for frame, (_, _, day) in zip(frames, places, strict=False):
        columns = (words.get(word) for word in _WORD.findall(frame.casefold()))
        cue = next((column for column in columns if column in ("published", "updated")), cue)
        yield _Printed(day, line, cue)


def _is_frame(frame: str, words: dict[str, str]) -> bool:
    """Whether the words beside a date are names, figures and words of publishing: a byline, no sentence, no credit."""
    beside = [(word, words.get(word.casefold())) for word in _WORD.findall(frame)]
    if any(column == "picture" or (column is None and word[0].islower()) for word, column in beside):
        return False
    return sum(column is None for _, column in beside) <= _MAX_NAMES


def _day(found: re.Match[str], months: dict[str, int]) -> date | None:
    """What a match of one of the two patterns means; None where nobody knows which figure is the month."""
    if found.re is _NAMED:
        day, month, year = found[1] or found[5], months.get((found[2] or found[4]).casefold()), found[3] or found[6]
    elif found[1]:
        year, month, day = found[1], int(found[2]), found[3]
    else:
        first, second = int(found[4]), int(found[6])
        if found[5] != "." and first <= 12 and second <= 12 and first != second:
            return None
        first, second = (second, first) if second > 12 else (first, second)
        year, month, day = found[7], second, str(first)
    try:
        when = date(int(year), month or 0, int(day))
    except ValueError:
        return None
    return when if when.year in _YEARS else None
