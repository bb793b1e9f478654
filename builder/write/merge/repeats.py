"""Whether a merge says a sentence more often than the person or the machine did."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from builder.write.merge import normal
from builder.write.merge.units import Unit

_CITATION = re.compile(r"\[\[\d+\]\]\([^)\s]*\)")
"""Matches `[[2]](#s2)`, not `[2](#s2)`. Who splits a paragraph may leave it before the next sentence."""

_FEWEST_WORDS = 4
"""A shorter line (`Monday`, `[China](china.md) (2)`) may well stand in several places."""


def repeats(result: Sequence[Unit], mine: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether a sentence stands more often in the result than in either of the texts that it was made of."""
    in_all = {unit.raw for unit in result} & {unit.raw for unit in mine} & {unit.raw for unit in new}
    there, ours, theirs = (
        Counter(_said(unit for unit in units if unit.raw not in in_all)) for units in (result, mine, new)
    )
    return bool(there - (ours | theirs))


def _said(units: Iterable[Unit]) -> Iterator[str]:
    """Each sentence in the units, without its citations."""
    for unit in units:
        if unit.parts:
            yield from _said(unit.parts)
        elif unit.kind in ("sentence", "paragraph", "item"):
            words = _CITATION.sub("", normal.plain(unit.raw)).split()
            if len(words) >= _FEWEST_WORDS:
                yield " ".join(words)
