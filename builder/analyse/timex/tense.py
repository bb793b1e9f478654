"""How a clause looks at a date: told of the past, of the present, or of a plan. By words of the table alone."""

from bisect import bisect_left
from collections.abc import Sequence

from builder.analyse.timex.lexer import Lexicon, Token
from builder.analyse.timex.mention import Direction

Cue = tuple[int, Direction]
"""Place of a word that tells the tense, and the tense."""

_BREAKS = frozenset({"comma", "dash", "mark"})

REACH = 40
"""Words looked at on either side; keeps the cost of endless sentences bounded."""

BE_DONE = 3
"""`should be completed`: a participle so few words after a plan belongs to it."""


def find_cues(text: str, line: Sequence[Token], words: Lexicon) -> list[Cue]:
    """Every word of the text that tells a tense: `said`, `is due to`, in English also verbs in -ed."""
    endings = tuple(words.table.get("past_endings", ()))
    lows = [text[token.start : token.end].lower().replace("’", "'") for token in line]
    found: list[Cue] = []
    place = 0
    while place < len(line):
        word = lows[place]
        step = 1
        for rest, tense in words.cues.get(word, ()):
            if tuple(lows[place + 1 : place + 1 + len(rest)]) == rest:
                found.append((place, tense))
                step += len(rest)
                break
        else:
            planned = bool(found) and found[-1][1] == "planned" and place - found[-1][0] <= BE_DONE
            if (
                endings
                and not planned
                and len(word) > 4
                and word.endswith(endings)
                and text[line[place].start].islower()
            ):
                found.append((place, "past"))
        place += step
    return found


def tense_of(
    near: str, span: tuple[int, int], breaks: tuple[int, int], cues: Sequence[Cue], words: Lexicon
) -> Direction | None:
    """Tense of the clause around a date.

    The nearest cue before the date counts (`will meet on Friday, he said on Monday`), within its clause first; a date
    that opens a clause takes the cue after it (`On Monday it will ...`).

    Args:
        near: the word before the date, in lower case.
        span: the words of the date, `line[first:end]`.
        breaks: places of the marks that close its clause on both sides.
        cues: those of its sentence, in order.
        words: the table.
    """
    first, end = span
    before = [tense for place, tense in cues if breaks[0] < place < first]
    after = [tense for place, tense in cues if end <= place < breaks[1]]
    far_before = [tense for place, tense in cues if place < first]
    far_after = [tense for place, tense in cues if place >= end]
    if near in words.set_of("past_near"):
        return "past"
    if near in words.set_of("future_near"):
        # "due by Friday", "closed until Friday" look ahead; "had been seen by Friday", "By Friday it had ..." do not
        told = before[-1:] or ([] if far_before else far_after[:1])
        if near not in words.set_of("future_near_weak") or told != ["past"]:
            return "planned"
    for found in (before[-1:], after[:1], far_before[-1:], far_after[:1]):
        if found:
            return found[0]
    return None


def clause(line: Sequence[Token], span: tuple[int, int], bounds: tuple[int, int]) -> tuple[int, int]:
    """Places of the commas, dashes and quote marks before and after a date in its sentence, or the sentence's ends."""
    first, end = span
    left = next((place for place in range(first - 1, bounds[0] - 1, -1) if line[place].name in _BREAKS), bounds[0] - 1)
    right = next((place for place in range(end + 1, bounds[1]) if line[place].name in _BREAKS), bounds[1])
    return left, right


def within(cues: Sequence[Cue], bounds: tuple[int, int]) -> Sequence[Cue]:
    """Cues at places of a stretch."""
    return cues[
        bisect_left(cues, bounds[0], key=lambda cue: cue[0]) : bisect_left(cues, bounds[1], key=lambda cue: cue[0])
    ]
