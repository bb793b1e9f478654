"""Amounts in a clause as digits, with what is counted: `12 people`, `3.5 %`, `2100000000 euros`."""

import re
from collections.abc import Sequence
from decimal import Decimal

from spacy.tokens import Token

from builder.analyse.predicates import small_words
from builder.data import load

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCORE = re.compile(r"\d{1,3}[-–:]\d{1,3}")
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "m": 10**6,
    "bn": 10**9,
}
_PERCENT = frozenset({"%", "percent", "per cent", "pct"})
_MONEY = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}
_CLOCK_AFTER = re.compile(
    r"\d{1,2}\s*(?:[:.]\s*\d{2})?\s*(?:[ap]\.?\s?m\b|o[’']\s?clock|(?:GMT|UTC|EST|EDT|CET)\b)", re.I
)
"""Matches `7 a. m.`, `6: 40 a.m.`, `1300 GMT` from its last two digits on; not `7 people`."""

_CLOCK_TOKENS = 6

_AS_NOUN = frozenset({"one"})
"""Number words that mostly stand for a noun or an article."""


def find_amounts(tokens: Sequence[Token], is_date: set[int]) -> tuple[str, ...]:
    """The amounts of a clause in order; tokens of the numbers in `is_date` belong to dates."""
    found: list[str] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        value, size = _value(tokens, place)
        if value is None or token.i in is_date or _is_clock(tokens, place):
            place += 1
            continue
        unit = _unit(tokens, place, size)
        if unit is not None:
            found.append(f"{value} {unit}".strip())
        place += size
    return tuple(dict.fromkeys(found))


def _is_clock(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number is an hour or its minutes, however it is spaced: `6: 40 a. m.`."""
    doc = tokens[place].doc
    at = tokens[place].i
    return bool(_CLOCK_AFTER.match(doc[at : at + _CLOCK_TOKENS].text))


def _value(tokens: Sequence[Token], place: int) -> tuple[str | None, int]:
    """The number that starts here, and over how many tokens it runs."""
    token = tokens[place]
    if _SCORE.fullmatch(token.text):
        return token.text.replace("–", "-").replace(":", "-"), 1
    first = _single(token)
    if first is None or token.lower_ in _AS_NOUN:
        return None, 1
    value, size = first, 1
    while place + size < len(tokens) and tokens[place + size].lower_ in _SCALES:
        value *= _SCALES[tokens[place + size].lower_]
        size += 1
    return format(value.normalize(), "f"), size


def _single(token: Token) -> Decimal | None:
    """What one token counts; None when it is no number."""
    text = token.lower_.lstrip("$€£")
    if _DIGITS.fullmatch(text):
        return Decimal(text.replace(",", ""))
    words = load("en/time")["number"]
    value = words.get(text, words.get(text.split("-")[0]) if "-" in text else None)
    if "-" in text and isinstance(value, int) and value % 10 == 0:
        rest = words.get(text.split("-", 1)[1])
        return Decimal(value + rest) if isinstance(rest, int) else None
    return Decimal(value) if isinstance(value, int) and token.pos_ in {"NUM", "NOUN"} and "-" not in text else None


def _unit(tokens: Sequence[Token], place: int, size: int) -> str | None:
    """What is counted, as written, in lower case; None where the number is part of a name or of a list's marks."""
    last = tokens[place + size - 1]
    before = tokens[place - 1] if place else None
    after = tokens[place + size] if place + size < len(tokens) else None
    if (before is not None and before.text in _MONEY) or last.text[0] in _MONEY:
        return _MONEY[before.text if before is not None and before.text in _MONEY else last.text[0]]
    if after is not None and after.lower_ in _PERCENT:
        return "%"
    if after is not None and after.lower_ == "per" and place + size + 1 < len(tokens):
        return "%" if tokens[place + size + 1].lower_ == "cent" else "per"
    if _SCORE.fullmatch(last.text):
        return ""
    if after is not None and after.text == "-" and place + size + 1 < len(tokens):
        return f"-{tokens[place + size + 1].lower_}"  # `a 41-yard pass`: a sort, not a count
    if before is not None and before.lower_ in small_words().parts:
        return before.lower_
    head = last.head if last.dep_ in {"nummod", "quantmod", "compound", "amod", "npadvmod"} else None
    if head is not None and head.dep_ in {"nummod", "quantmod", "compound"} and head.pos_ == "NUM":
        head = head.head
    if head is not None and head.pos_ == "PROPN":
        return None
    if head is not None and head.pos_ in {"NOUN", "ADJ"}:
        return head.lower_
    if after is not None and after.pos_ == "ADP" and after.lower_ == "of" and place + size + 1 < len(tokens):
        counted = next((token for token in tokens[place + size + 1 : place + size + 6] if token.pos_ == "NOUN"), None)
        return counted.lower_ if counted is not None else ""
    if last.dep_ == "pobj" and last.head.lower_ in {"of", "at", "to"} and last.head.head.pos_ == "NOUN":
        return last.head.head.lower_
    if before is not None and before.pos_ == "NOUN" and last.dep_ in {"appos", "nummod"}:
        return before.lower_
    return ""
