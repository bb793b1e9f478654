"""What a page says sentence by sentence: what a merge repeats, and what a person took out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from builder.write.merge import normal
from builder.write.merge.units import Kind, Unit

_CITATION = re.compile(r"\[\[\d+\]\]\([^)\s]*\)")
"""Matches `[[2]](#s2)`, not `[2](#s2)`. Who splits a paragraph may leave it before the next sentence."""

_FEWEST_WORDS = 4
"""A shorter line (`Monday`, `[China](china.md) (2)`) may well stand in several places."""


def repeats(result: Sequence[Unit], mine: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether a sentence stands more often in the result than in either of the texts that it was made of."""
    in_all = {unit.raw for unit in result} & {unit.raw for unit in mine} & {unit.raw for unit in new}
    there, ours, theirs = (
        Counter(
            words
            for kind, words in _said(unit for unit in units if unit.raw not in in_all)
            if kind == "sentence" and len(words.split()) >= _FEWEST_WORDS
        )
        for units in (result, mine, new)
    )
    return bool(there - (ours | theirs))


def missing(base: Unit, page: Sequence[Unit]) -> bool:
    """Whether the page lacks something that a section said; what was only moved or cited anew is there."""
    return not set(_said([base])) <= set(_said(page))


def _said(units: Iterable[Unit]) -> Iterator[tuple[Kind, str]]:
    """Each sentence, row or other smallest piece in the units, without its citations."""
    for unit in units:
        if unit.parts:
            yield from _said(unit.parts)
        elif unit.kind in ("sentence", "heading", "title"):
            yield unit.kind, " ".join(_CITATION.sub("", normal.plain(unit.raw)).split())
        elif unit.raw:
            yield unit.kind, unit.key
