"""Sentences, by rule: the same boundaries with any model and in any language of the table.

The parser's own boundaries break at quotes and abbreviations ("Pat. Ryder"), and a citation must hold for years.
"""

import re
from itertools import pairwise

from builder.data import load
from builder.records import Sentence, Span

_PARAGRAPH = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+[\"”’')\]»]*\s+|[。！？]+[”’」』）]*\s*")
_OPENS = re.compile(r"[\"“‘'(\[«¿¡]*[\w$€£#]")
_INITIAL = re.compile(r"(?:[^\W\d]\.)*[^\W\d]")
"""Matches `J` and `U.S` (the last stop is cut off), not `4` and not `No`."""


def find_sentences(text: str, lang: str = "en") -> tuple[Sentence, ...]:
    """Sentences of a text in order; a line feed always ends one, white space around them belongs to none."""
    table = load("abbreviations")
    abbreviations = frozenset(table["any"]) | frozenset(table.get(lang, ()))
    titles = frozenset(table["titles"])
    found: list[Sentence] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        cuts = [start, *(cut for cut in _cuts(text, start, end, abbreviations, titles)), end]
        opens = True
        for left, right in pairwise(cuts):
            words = text[left:right]
            if words.strip():
                left += len(words) - len(words.lstrip())
                found.append(Sentence(Span(left, left + len(words.strip())), opens))
                opens = False
    return tuple(found)


def _cuts(text: str, start: int, end: int, abbreviations: frozenset[str], titles: frozenset[str]) -> list[int]:
    """Offsets where a new sentence begins inside one paragraph."""
    cuts = []
    for stop in _STOP.finditer(text, start, end):
        after = stop.end()
        if after >= end:
            continue
        mark = stop.group()
        if "." in mark and "!" not in mark and "?" not in mark:
            if not _OPENS.match(text, after) or text[_first_word(text, after)].islower():
                continue
            if mark.startswith(".") and not mark.startswith("..") and mark[1:2].isspace():
                before = text[start : stop.start()]
                words = before.rsplit(maxsplit=2)
                last = words[-1].lstrip("(\"“‘'[") if words else ""
                if last.lower() in abbreviations or _INITIAL.fullmatch(last):
                    continue
                # "spokesman Pat. Ryder": a short name after a title is cut short, not a sentence end.
                if len(words) > 1 and words[-2].lower() in titles and last.istitle() and len(last) <= 4:
                    continue
        elif not _OPENS.match(text, after) or text[_first_word(text, after)].islower():
            continue
        cuts.append(after)
    return cuts


def _first_word(text: str, offset: int) -> int:
    """Offset of the first letter or figure at or after the offset."""
    while offset < len(text) - 1 and not text[offset].isalnum():
        offset += 1
    return offset
