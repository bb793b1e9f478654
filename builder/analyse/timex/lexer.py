"""Words of a text as classes: `On Monday, May 3` becomes `in weekday , month day`.

Grammar is then written over classes instead of words, so that it serves every language with a table, and a text costs
one pass. Which words belong to a class stands in `data/XX/time.yml`; figures are the same everywhere.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from builder.analyse.timex.mention import Direction
from builder.data import load

CODES = {
    # classes of the table
    "month": "M", "weekday": "W", "weekdays": "w", "season": "F", "weekend": "K", "part": "P", "unit": "U",
    "units": "u", "number": "n", "ordinal": "O", "decade": "E", "half": "h", "near": "T", "shift": "R", "lately": "G",
    "pivot": "V", "edge": "B", "ago": "A", "later": "L", "each": "e", "often": "l", "times": "t",
    "per": "p", "ref": "X", "holiday": "H", "zone": "Z", "the": "D", "a": "a", "of": "o", "and": "&", "to": ">",
    "in": "i", "long": "g", "age": "j", "behind": "b", "since": "N",
    # figures
    "day": "1", "figure": "2", "year": "3", "short_year": "4", "iso": "5", "slashed": "6", "clock": "7", "quarter": "8",
    # doubtful words, and everything else
    "may": "m", "spring": "f", "word": "x", "comma": ",", "dot": "\u00b7", "hyphen": "_", "dash": "=", "money": "$",
    "mark": "~", "line": "/",
}  # fmt: skip
"""Class -> its letter in the string the grammar runs over. `may` is a doubtful month, `spring` a doubtful season."""

_TOKEN = re.compile(
    r"""
      (?P<iso>(?<![\w/.-])[12]\d{3}-[01]\d-[0-3]\d(?![\d-]))          # 2023-05-30, not 12023-05-30
    | (?P<slashed>(?<![\w/.-])[0-3]?\d([/.])[0-3]?\d\3(?:[12]\d)?\d\d(?![\w/]|\.\d))   # 7/8/07, 30.5.2023, not 1/2/3/4
    | (?P<clock>(?<![\w:.])(?:[01]?\d|2[0-4])                         # 18:00, 6.40 p.m., 10am, not 12.50
        (?:[:][0-5]\d(?::[0-5]\d)?(?![\d:])(?:\s?[ap]\.?m\b\.?)?|(?:[.][0-5]\d)?\s?[ap]\.?m\b\.?))
    | (?P<decade>(?<![\w$€£.,])(?:['’‘]?[2-9]0|1[5-9]\d0|20\d0)['’]?s\b)         # 1990s, '80s, not 747s
    | (?P<short_year>(?<!\w)['’‘]\d\d(?![\w%]))                          # '82, not it's
    | (?P<ordinal>(?<![\w.,])\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<figure>(?<!\w)(?<!\d[.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w]))              # 31, 1,500, 2.5, not A380
    | (?P<word>\w+)
    | (?P<money>[$€£¥])
    | (?P<line>\n)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUARTER = re.compile(r"q[1-4]")
_WORDS = re.compile(r"\w+|[^\w\s]")


class Token(NamedTuple):
    """A word, figure or mark of the text."""

    start: int
    end: int
    name: str
    """Its class: a key of `CODES`."""

    value: Any
    """What the table says of it, the number of a figure, else the word in lower case."""


class Lexicon:
    """One language's table, ready for use."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.table = table
        self.words: dict[str, tuple[str, Any]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
        """First word -> the rest, class and value of phrases that begin with it, longest first."""
        for name in CODES:
            entries = table.get(name, {})
            pairs: Iterable[tuple[Any, Any]] = (
                entries.items() if isinstance(entries, dict) else ((word, word) for word in entries)
            )
            for word, value in pairs:
                first, *rest = _WORDS.findall(word)
                if rest:
                    self.phrases.setdefault(first, []).append((tuple(rest), name, value))
                else:
                    self.words.setdefault(word, (name, value))
        for ends in self.phrases.values():
            ends.sort(key=lambda entry: -len(entry[0]))
        self.capital = frozenset(table.get("capital", ()))
        self.doubtful = frozenset(table.get("doubtful", ()))
        self.cues = _cues(table)

    def set_of(self, key: str) -> frozenset[str]:
        """Words listed under a key of the table."""
        return frozenset(self.table.get(key, ()))


def _cues(table: Mapping[str, Any]) -> dict[str, list[tuple[tuple[str, ...], Direction]]]:
    """First word -> rest and tense of the phrases that place a clause in time, longest first."""
    cues: dict[str, list[tuple[tuple[str, ...], Direction]]] = {}
    keys: tuple[tuple[Direction, str], ...] = (("planned", "future"), ("past", "past"), ("present", "present"))
    for tense, key in keys:
        for phrase in table.get(key, ()):
            first, *rest = _WORDS.findall(phrase)
            cues.setdefault(first, []).append((tuple(rest), tense))
    for ends in cues.values():
        ends.sort(key=lambda entry: -len(entry[0]))
    return cues


@cache
def lexicon(lang: str) -> Lexicon:
    """The table of a language; for one without a table an empty one, which leaves figures such as 2023-05-30."""
    try:
        return Lexicon(load(f"{lang}/time") if lang.isalpha() else {})
    except FileNotFoundError:
        return Lexicon({})


def tokens(text: str, words: Lexicon) -> list[Token]:
    """Every word, figure and mark of the text, classed; phrases and compound numbers are one token."""
    plain = [_token(match, words) for match in _TOKEN.finditer(text)]
    merged: list[Token] = []
    index = 0
    while index < len(plain):
        token = plain[index]
        ends = words.phrases.get(token.value) if isinstance(token.value, str) else None
        if ends is None:
            ends = words.phrases.get(text[token.start : token.end].lower())
        for rest, name, value in ends or ():
            last = index + len(rest)
            if last < len(plain) and all(
                _same(text, plain[index + place], word) for place, word in enumerate(rest, start=1)
            ):
                if name in words.capital and not text[token.start].isupper():
                    continue
                token = Token(token.start, plain[last].end, name, value)
                index = last
                break
        merged.append(token)
        index += 1
    return _compound(text, merged)


def _same(text: str, token: Token, word: str) -> bool:
    """Whether the token is the word, whatever its case and apostrophe."""
    return text[token.start : token.end].lower().replace("’", "'") == word


def _token(match: re.Match[str], words: Lexicon) -> Token:
    """One token, classed by its shape and the table."""
    start, end = match.span()
    text, raw = match.string, match.group()
    shape = match.lastgroup or "mark"
    if shape in ("decade", "short_year"):
        figures = re.sub(r"\D", "", raw)
        return Token(start, end, shape, _decade(figures) if shape == "decade" else figures)
    if shape == "ordinal":
        return Token(start, end, shape, int(re.sub(r"\D", "", raw)))
    if shape == "figure":
        return _figure(start, end, raw)
    if shape == "mark":
        return Token(start, end, _mark(text, start, end), raw)
    low = raw.lower()
    if shape != "word":
        return Token(start, end, shape, low)
    if _QUARTER.fullmatch(low):
        return Token(start, end, "quarter", int(low[1]))
    name, value = words.words.get(low, ("word", low))
    if name in words.capital and not raw[0].isupper():
        return Token(start, end, "word", low)
    if low in words.doubtful:
        name = {"month": "may", "season": "spring", "weekday": "word"}.get(name, name)
    return Token(start, end, name, value)


def _decade(figures: str) -> int:
    """Decade as its first three figures: 199 of `1990` and of `90`."""
    return int(figures[:3]) if len(figures) == 4 else 190 + int(figures[0])


def _figure(start: int, end: int, raw: str) -> Token:
    """A number: possible day of a month, possible year, or neither."""
    if raw.isascii() and raw.isdigit():
        if len(raw) <= 2 and 1 <= int(raw) <= 31:
            return Token(start, end, "day", int(raw))
        if len(raw) == 4 and 1000 <= int(raw) <= 2199:
            return Token(start, end, "year", int(raw))
    number = float(raw.replace(",", "")[:12]) if raw.isascii() else 0.0
    return Token(start, end, "figure", int(number) if number.is_integer() else number)


def _mark(text: str, start: int, end: int) -> str:
    """Class of a mark; a hyphen or dash counts as a hyphen only between two words that touch it."""
    mark = text[start]
    if mark in "-‐‑–—−":
        tight = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
        return "hyphen" if tight and mark != "—" else "dash"
    return {",": "comma", ".": "dot"}.get(mark, "mark")


def _compound(text: str, plain: list[Token]) -> list[Token]:
    """Join number words: `twenty-five`, `two hundred`, `twenty-first`."""
    out: list[Token] = []
    for token in plain:
        if token.name in ("number", "ordinal") and isinstance(token.value, int) and token.value < 1001:
            back = 2 if len(out) > 1 and out[-1].name == "hyphen" else 1
            if len(out) >= back and out[-back].name == "number" and isinstance(out[-back].value, int):
                left = out[-back]
                joined = None
                if 20 <= left.value <= 90 and left.value % 10 == 0 and token.value < 10:
                    joined = left.value + token.value
                elif token.name == "number" and token.value in (100, 1000) and left.value < 100:
                    joined = left.value * token.value
                if joined is not None:
                    del out[-back:]
                    token = Token(left.start, token.end, token.name, joined)
        out.append(token)
    return out


def codes(line: Sequence[Token]) -> str:
    """The classes as a string, one letter a token."""
    return "".join([CODES[token.name] for token in line])
