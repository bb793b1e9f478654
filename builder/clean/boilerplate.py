"""Noise around an article: removed by the paragraph, and listed. Rules are data in `boilerplate.yml`."""

import re
from functools import cache
from typing import NamedTuple

from builder.clean.fold import fold
from builder.data import load
from builder.records import Removed

TWICE = "related headline, printed twice"

_MAX_LENGTH = 300
"""Characters; a longer paragraph is never noise, whatever it says."""

_SENTENCE_END = re.compile(r"[.!?:;…][\"”’'»)\]]*$|\w{3}\. ")
"""Matches `It is over.` and `It is over. He left`, not `On to new records: a visit` and not `Why now? A guide`."""

_PROSE = 60
"""Characters from which a paragraph that ends like a sentence is the text under a heading."""

_MIN_WORDS = 4
"""Shorter lines return for good reasons: `Analysis`, `Q:`, names of speakers, refrains."""


class NoiseRule(NamedTuple):
    """A kind of paragraph that is no part of an article."""

    name: str
    pattern: re.Pattern[str]
    """Of the whole paragraph, folded."""


@cache
def noise_rules() -> tuple[NoiseRule, ...]:
    """The rules of the data file, in its order."""
    return tuple(NoiseRule(rule["name"], re.compile(rule["pattern"])) for rule in load("boilerplate"))


def find_noise(paragraph: str) -> str | None:
    """Name of the rule that the paragraph falls under; None when it belongs to the article."""
    if len(paragraph) > _MAX_LENGTH:
        return None
    folded = fold(paragraph)
    return next((rule.name for rule in noise_rules() if rule.pattern.fullmatch(folded)), None)


def remove_boilerplate(paragraphs: list[str]) -> tuple[list[str], tuple[Removed, ...]]:
    """Paragraphs of the article, and those that are not; each is in one of the two, in order of the text."""
    names = [find_noise(paragraph) for paragraph in paragraphs]
    left = [index for index, name in enumerate(names) if name is None]
    for place, name in _repeats([paragraphs[index] for index in left]).items():
        names[left[place]] = name
    pairs = list(zip(paragraphs, names, strict=True))
    kept = [paragraph for paragraph, name in pairs if name is None]
    return kept, tuple(Removed(paragraph, name) for paragraph, name in pairs if name is not None)


def _repeats(paragraphs: list[str]) -> dict[int, str]:
    """Place -> rule of the lines that are printed twice and are no sentences: teasers, so every copy goes.

    Two kinds keep one copy: the headline, on top once for the page and once for the article; and a heading, once in
    the list of contents and once above its text.
    """
    places: dict[str, list[int]] = {}
    for place, paragraph in enumerate(paragraphs):
        if _is_line(paragraph):
            places.setdefault(fold(paragraph), []).append(place)
    found: dict[int, str] = {}
    for copies in places.values():
        if len(copies) != 2:  # more often: rows of a table or steps of a plan
            continue
        before_text = [place for place in copies if _is_prose("".join(paragraphs[place + 1 : place + 2]))]
        if copies[0] == 0:
            kept, name = 0, "headline, printed twice"
        elif copies[1] - copies[0] > 1 and len(before_text) == 1:
            kept, name = before_text[0], "heading, listed and printed"
        else:
            kept, name = -1, TWICE
        found |= dict.fromkeys((place for place in copies if place != kept), name)
    return found


def _is_line(paragraph: str) -> bool:
    """Whether it reads as a headline or teaser, not as a sentence."""
    if len(paragraph) > _MAX_LENGTH or _SENTENCE_END.search(paragraph):
        return False
    return sum(any(map(str.isalnum, word)) for word in paragraph.split()) >= _MIN_WORDS


def _is_prose(paragraph: str) -> bool:
    return len(paragraph) >= _PROSE and bool(_SENTENCE_END.search(paragraph))
