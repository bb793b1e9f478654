"""What is the article in a text that was copied or scraped with the page around it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from builder.clean.boilerplate import find_noise, remove_boilerplate
from builder.clean.fold import fold
from builder.clean.headline_in_text import find_headline, is_headline
from builder.clean.page_lines import Verdict, judge
from builder.clean.printed_date import find_printed_date
from builder.records import Removed

FURNITURE = "page furniture (menus, teasers, notices)"

_MAX_ENTRY = 600
"""Characters of one entry in the list of what was removed; a longer run of lines is several."""

_MAX_NAMED = 12
"""Lines; where more go, the text is a page whatever the rules say."""

_ROUNDS = 20
"""A page cleared of its furniture can show some more; one round is the rule."""

_HEAD_BEFORE, _HEAD_AFTER = 25, 4
"""Lines before and after the first one of the story among which a page says when it appeared."""


class Pasted(NamedTuple):
    """A pasted text, taken apart."""

    paragraphs: list[str]
    """Of the article."""

    headline: str | None
    """The first paragraph, if it was found to be the headline among the lines of a page."""

    removed: tuple[Removed, ...]
    """In order of the text; lines of furniture that follow one another are one."""

    printed: tuple[date, str] | None = None
    """The day that the page prints about the article, and the line that says so."""


def take_apart(lines: list[str], titles: Sequence[str]) -> Pasted:
    """The article among the lines of a page; all of them when nothing speaks for a page around it.

    Args:
        lines: paragraphs of the text, as `find_paragraphs` gives them.
        titles: headlines stated beside it: a line that says the same is the headline.
    """
    left = list(range(len(lines)))
    top: int | None = None
    printed: tuple[date, str] | None = None
    for _ in range(_ROUNDS):
        now = [lines[index] for index in left]
        verdict = judge(now)
        if printed is None:
            story = verdict.story if verdict else min(1, len(now) - 1)
            printed = find_printed_date(now[max(0, story - _HEAD_BEFORE) : story + _HEAD_AFTER])
        if verdict is None:
            break
        place = _headline(now, verdict, titles) if top is None else None
        first = top if place is None else left[place]
        kept = [index for index, keep in zip(left, verdict.kept, strict=True) if keep and index != first]
        kept = kept if first is None else [first, *kept]
        gone = set(left) - set(kept)
        if not gone or (first in (None, left[0]) and _are_named({lines[index] for index in gone}, now)):
            top = first if first == left[0] else top
            break
        top, left = first, kept
    paragraphs = [lines[index] for index in left]
    return Pasted(
        paragraphs, None if top is None else lines[top], _listed(lines, sorted({*range(len(lines))} - {*left})), printed
    )


def _are_named(gone: set[str], lines: list[str]) -> bool:
    """Whether the named rules take all of these lines as well: then they do, since they say why."""
    return len(gone) <= _MAX_NAMED and gone <= {removed.text for removed in remove_boilerplate(lines)[1]}


def _headline(lines: Sequence[str], verdict: Verdict, titles: Sequence[str]) -> int | None:
    stated = {fold(title) for title in titles}
    same = (place for place, line in enumerate(lines) if fold(line) in stated)
    on_top = 0 if verdict.story <= 1 and is_headline(lines) else None
    place = next(same, on_top) if stated or on_top == 0 else find_headline(lines, verdict.chance, verdict.story)
    body = [line for line, keep in zip(lines, verdict.kept, strict=True) if keep]
    # Whoever reads the cleaned text again must find the same headline in its first line.
    return place if place is not None and is_headline([lines[place], *body]) else None


def _listed(lines: Sequence[str], gone: Sequence[int]) -> tuple[Removed, ...]:
    """The lines that go; furniture that stands together is one entry."""
    entries: list[Removed] = []
    last = -2
    for index in gone:
        entry = Removed(lines[index], find_noise(lines[index]) or FURNITURE)
        before = entries[-1] if entries and last == index - 1 else None
        if before and before.rule == entry.rule == FURNITURE and len(before.text) + len(entry.text) < _MAX_ENTRY:
            entries[-1] = Removed(f"{before.text} {entry.text}", FURNITURE)
        else:
            entries.append(entry)
        last = index
    return tuple(entries)
