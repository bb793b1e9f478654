"""A headline for an article without one: words of its first sentence, with whoever claims them."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from builder.data import load

MAX_LENGTH = 110
"""Characters: two lines at phone width."""

_MIN_LENGTH = 40
"""A cut before this leaves a subject without its verb too often."""

_MAX_SENTENCE = 2_000
"""Characters looked at: a paragraph without a full stop may be a whole book."""

_STOP = re.compile(r"[.!?]+[\"”’)]*(?=\s+[\"“‘(]*[^\W_a-z])")
_ABBREVIATION = re.compile(r"(?:(\w+) |^|[\s(\"“])((?:[^\W\d_]\.)*[^\W\d_]|[^\W\d_]{1,6})$")
"""The word before a stop, and the one before it: `spokesman Pat` and `U.S` may be cut short, `Singapore` is not."""

_DATELINE = re.compile(
    r"\A(?=.{1,60}? [-–—] )[^\W\d_a-z][^\W\d_]+[^a-z]{0,30}?(?:\([\w ]{2,20}\) |(?<=[A-Z,] ))?[-–—] "
)
"""Matches `BEIJING (Reuters) - ` and `SEOUL, May 3 — `, not `The talks - long delayed - `."""

_WORDS = r"[^\s,;]+"


class _Rules(NamedTuple):
    time: re.Pattern[str]
    time_first: re.Pattern[str]
    attribution: re.Pattern[str]
    boundary: re.Pattern[str]
    turns: re.Pattern[str]
    """In what follows a cut: the cut would change what is said, or lose the verb."""

    open: re.Pattern[str]
    """In what is kept: an insertion has begun, the main clause has not, or the last word needs another."""


@cache
def _rules(lang: str) -> _Rules:
    table = load("headline").get(lang) or dict.fromkeys(
        ("time", "bound", "speech", "before", "turns", "inserts", "resumes", "opens", "dangles"), ()
    )

    def any_of(words: Sequence[str]) -> str:
        # A language without words gets a pattern that matches nothing.
        return "|".join(words) if words else "(?!)"

    speech, time = any_of(table["speech"]), any_of(table["time"])
    free = "".join(rf"(?<!\b{word})" for word in table["bound"])
    by = rf"(?:{_WORDS} ){{1,8}}(?:(?:{speech})|told(?: {_WORDS}){{1,4}})|according to {_WORDS}(?: {_WORDS}){{0,7}}"
    return _Rules(
        time=re.compile(rf"{free},? (?:{time})(?![\w’'-])(?! (?:and|or|to|through|until)\b)"),
        time_first=re.compile(rf"(?:{time}), (?=\w)", re.IGNORECASE),
        attribution=re.compile(rf",[”\"]? (?:{by})(?=[,;.]|$| in a | to )"),
        boundary=re.compile(rf"(?=[,;:]| [-–—] | (?:{any_of(table['before'])})\b)"),
        turns=re.compile(
            rf"(?:\b|(?=n't))(?:{any_of(table['turns'])})\b|, (?:{any_of(table['resumes'])})\b"
            rf"|^, (?:{any_of(table['inserts'])})\b[^,]*, [a-z]"
        ),
        open=re.compile(
            rf", (?:{any_of(table['inserts'])})\b[^,]*$|\b(?:{any_of(table['dangles'])}|\w+-\w+)$"
            rf"|^(?:{any_of(table['opens'])})\b(?:[^,]*|[^,]*, .{{0,19}})$"
        ),
    )


def headline_from_lead(paragraph: str, lang: str) -> str:
    """At most 110 characters of the first sentence, never empty for a paragraph that is not.

    Times relative to the day of writing are dropped ("this week"), the source of the claim is kept at the end ("the
    Pentagon said"): without its claimant a claim is not neutral. Where no clause ends in time, `…` says so.
    """
    rules = _rules(lang)
    sentence = first_sentence(_DATELINE.sub("", paragraph[:_MAX_SENTENCE], count=1)).rstrip(".").rstrip()
    if first := rules.time_first.match(sentence):
        sentence = sentence[first.end()].upper() + sentence[first.end() + 1 :]
    sentence = rules.time.sub("", sentence)
    tail = ""
    for found in rules.attribution.finditer(sentence):
        claim = sentence[: found.start()]
        if len(claim) >= _MIN_LENGTH // 2 and len(found[0]) <= MAX_LENGTH // 2 and _balanced(claim + found[0]):
            # What stands after the attribution comments on the claim.
            sentence, tail = claim, found[0]
            break
    return _cut(sentence, tail, rules) + tail or paragraph[:MAX_LENGTH]


def first_sentence(paragraph: str) -> str:
    """Up to the first full stop that ends a sentence; all of it when there is none."""
    table = load("abbreviations")
    short = {str(word) for words in table.values() for word in words}
    for stop in _STOP.finditer(paragraph):
        before = _ABBREVIATION.search(paragraph[max(0, stop.start() - 40) : stop.start()])
        if stop[0] == "." and before:
            title, word = (before[1] or "").lower(), before[2]
            # "spokesman Pat. Ryder": a name cut short after a title.
            if len(word) == 1 or "." in word or word.lower() in short or (title in table["titles"] and len(word) <= 4):
                continue
        return paragraph[: stop.end()]
    return paragraph


def _cut(claim: str, tail: str, rules: _Rules) -> str:
    """The claim, or the longest beginning of it that ends at a clause and loses nothing that turns its meaning."""
    length = MAX_LENGTH - len(tail)
    if len(claim) <= length:
        return claim
    quoted = tail.startswith((",”", ',"'))
    starts = [boundary.start() for boundary in rules.boundary.finditer(claim, _MIN_LENGTH)]
    for start in reversed([start for start in starts if start < length]):
        head, rest = claim[:start], claim[start:]
        if _balanced(head + tail) and not rules.open.search(head) and not rules.turns.search(rest):
            # Words in quote marks are somebody's: what they lack is shown.
            return head.rstrip(" ,;:-–—") + ("…" if quoted else "")
    words = claim[: length - 1].split(" ")
    whole = (" ".join(words[:count]) for count in range(len(words) - 1, len(words) // 2, -1))
    fits = (head for head in whole if _balanced(head + tail))
    return next(fits, claim[: length - 1]).rstrip(" ,;:-–—") + "…"


def _balanced(text: str) -> bool:
    """Whether every quote and bracket that opens also closes."""
    pairs = text.count("“") == text.count("”") and text.count("(") == text.count(")")
    return pairs and text.count('"') % 2 == 0
