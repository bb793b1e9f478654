"""Whole dates in any language: `2023-05-30`, `30. Mai 2023`, `30 мая 2023`, `2023年5月30日`.

Names of months are those of all languages together: with a day before and a year after it, a word such as `mar` is one.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from builder.data import load
from builder.records import Span, Timex

_DATE = re.compile(
    r"""
      (?<![\w/.-])(?P<y1>[12]\d{3})-(?P<m1>\d\d)-(?P<d1>\d\d)(?![\w-])                           # 2023-05-30
    | (?<!\d)(?P<y2>[12]\d{3})\s?[年년]\s?(?P<m2>\d{1,2})\s?[月월]\s?(?P<d2>\d{1,2})\s?[日일]    # 2023年5月30日
    | (?<![\w/.-])(?P<d3>\d{1,2})\.\s?(?P<m3>\d{1,2})\.\s?(?P<y3>[12]\d{3})(?![\w/]|\.\d)        # 30.5.2023, not 1.2.3
    | (?<![\w/.,-])(?P<d4>\d{1,2})(?:\.|º|er)?\s(?:de\s|ta['’]\s)?(?P<word>[^\W\d_]{3,12})\.?
      ,?\s(?:del?\s)?(?P<y4>[12]\d{3})(?!\w)                                                     # 30 de mayo de 2023
    """,
    re.VERBOSE,
)
_YEARS = range(1800, 2200)
"""Years of other calendars (1444, 2566) mean other days and are left."""


def find_plain(text: str) -> tuple[Timex, ...]:
    """Dates with day, month and year, in order; direction is never told."""
    found = []
    for match in _DATE.finditer(text):
        year, month, day = _parts(match)
        try:
            value = date(year, month, day) if year in _YEARS else None
        except ValueError:
            value = None
        if value is not None:
            span = Span(*match.span())
            found.append(Timex(span, span.of(text), "DATE", value.isoformat()))
    return tuple(found)


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month, day; a word that is no month is month 0."""
    if match["word"]:
        return int(match["y4"]), _months().get(match["word"].casefold(), 0), int(match["d4"])
    number = next(place for place in "123" if match[f"y{place}"])
    return int(match[f"y{number}"]), int(match[f"m{number}"]), int(match[f"d{number}"])


@cache
def _months() -> Mapping[str, int]:
    """Name of a month, in lower case -> its number; a name of two months in two languages is neither's."""
    table = load("date_words")["months"]
    found: dict[str, int] = {}
    for number, names in table.items():
        for name in names:
            found[str(name)] = 0 if found.get(str(name), number) != number else int(number)
    return found
