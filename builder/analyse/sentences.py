"""Sentences, by rule: the same boundaries with any model and in any language of the table.

The parser's own boundaries break at quotes and abbreviations ("Pat. Ryder"), and a citation must hold for years.
"""

import re
from functools import cache
from itertools import pairwise

from builder.data import load
from builder.records import Sentence, Span

_PARAGRAPH = re.compile(r"[^\n]+")
_STOP = re.compile(r"(?<![.!?…؟۔])[.!?…؟۔]++(?:[ \u00a0\u202f]?»)?[\"”’')\]»“]*\s+|[。！？｡।॥]+[”’」』）]*\s*")
ENDS = (".", "!", "?", "…", "。", "！", "？", "｡", "।", "॥", "؟", "۔")
"""Marks that end a sentence, in any script."""

_NEAR = 200
"""Characters that the two words before a stop are looked for in: a paragraph may have thousands of stops."""

_GOES_ON = re.compile(r"[ぁ-ゟ]")
"""After `。」`: the clause goes on (`と述べた`)."""

_OPENS = re.compile(r"(?:«\s|[\"“„‘'(\[«»¿¡「『（])*[\w$€£#]")
_WORD = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"(?:[^\W\d]\.)*[^\W\d]")
"""Matches `J` and `U.S` (the last stop is cut off), not `4` and not `No`."""


@cache
def _months() -> frozenset[str]:
    """Names of months in all languages."""
    return frozenset(str(name) for names in load("date_words")["months"].values() for name in names)


def find_sentences(text: str, lang: str = "en") -> tuple[Sentence, ...]:
    """Sentences of a text in order; a line feed always ends one, white space around them belongs to none."""
    table = load("abbreviations")
    abbreviations = frozenset(table["any"]) | frozenset(table.get(lang, ()))
    titles = frozenset(table["titles"])
    months = frozenset() if lang == "en" else _months()
    found: list[Sentence] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        cuts = [start, *(cut for cut in _cuts(text, start, end, abbreviations, titles, months)), end]
        opens = True
        for left, right in pairwise(cuts):
            words = text[left:right]
            if words.strip():
                left += len(words) - len(words.lstrip())
                found.append(Sentence(Span(left, left + len(words.strip())), opens))
                opens = False
    return tuple(found)


def _cuts(
    text: str, start: int, end: int, abbreviations: frozenset[str], titles: frozenset[str], months: frozenset[str]
) -> list[int]:
    """Offsets where a new sentence begins inside one paragraph."""
    cuts = []
    for stop in _STOP.finditer(text, start, end):
        after = stop.end()
        mark = stop.group()
        if after >= end or (mark[-1] in "」』" and _GOES_ON.match(text, after)):
            continue
        if "." in mark and "!" not in mark and "?" not in mark:
            if not _OPENS.match(text, after) or text[_first_word(text, after)].islower():
                continue
            if mark.startswith(".") and not mark.startswith("..") and mark[1:2].isspace():
                before = text[max(start, stop.start() - _NEAR) : stop.start()]
                words = before.rsplit(maxsplit=2)
                last = words[-1].lstrip("(\"“‘'[") if words else ""
                if last.isdigit() and len(last) < 3 and _next_word(text, after) in months:  # `28. Mai`
                    continue
                if last == "I" and len(words) > 1 and words[-2].islower():  # "she and I. My flat"
                    cuts.append(after)
                    continue
                if last.lower() in abbreviations or _INITIAL.fullmatch(last):
                    continue
                # "spokesman Pat. Ryder": a short name after a title is cut short, not a sentence end.
                if len(words) > 1 and words[-2].lower() in titles and last.istitle() and len(last) <= 4:
                    continue
        elif not _OPENS.match(text, after) or text[_first_word(text, after)].islower():
            continue
        cuts.append(after)
    return cuts


def _next_word(text: str, offset: int) -> str:
    """The word at the offset, in lower case."""
    found = _WORD.match(text, offset)
    return found.group().lower() if found else ""


def _first_word(text: str, offset: int) -> int:
    """Offset of the first letter or figure at or after the offset."""
    while offset < len(text) - 1 and not text[offset].isalnum():
        offset += 1
    return offset
