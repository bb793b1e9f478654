"""A date as someone wrote it -> ISO 8601, cut to what is known: numbers, names of months, ten ways of ordering them."""

import re
from datetime import date
from functools import cache

from builder.data import load

_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?!\d))?)?(?:[T ]\d.*)?", re.DOTALL | re.ASCII)
"""Matches `2023`, `2023-05`, `2023-5-30` and `2023-05-30T23:10:00-07:00`, not `30-05-2023`."""

_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}.*)?", re.ASCII)
"""Matches `20230530` and `20230530T2310Z`."""

_YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-/.](\d\d?)[-/.](\d\d?)(?!\d)|\s?[年년]\s?(\d\d?)\s?[月월]\s?(\d\d?)\s?[日일])",
    re.ASCII,
)
"""Matches `2023-05-30`, `2023/5/30` and `2023年5月30日` within a line."""

_NUMBERS = re.compile(r"(?<![\d./-])(\d\d?)([./-])\s?(\d\d?)\2\s?((?:19|20)\d\d)(?!\d)", re.ASCII)
"""Matches `30.5.2023`, `05/30/2023` and `30-05-2023`."""

_DAY_FIRST = re.compile(
    r"(?<!\d)(\d\d?)(?:st|nd|rd|th|er|º|ª|\.|-a)?(?:\s|-)+(?:de |of |d[’'])?([^\W\d_]{3,12})\.?,?(?:\s|-)+(?:de |del )?"
    r"((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
"""Matches `Tue, 30 May 2023`, `30. Mai 2023`, `30 de mayo de 2023` and `30-May-2023`."""

_MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,12})\.?\s+(\d\d?)(?:st|nd|rd|th)?(?:,\s*|\s+)(?:\d\d:\d\d(?::\d\d)?\s+\w{2,4}\s+)?((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
"""Matches `May 30, 2023`, `Sept. 3, 2023` and `Mon Oct 11 14:57:21 CEST 2021`."""

_YEARS = range(1800, 2101)
_MAX_LENGTH = 120


def parse_day(value: str, lang: str = "") -> str | None:
    """ISO date, cut to what is known; None for an impossible date, one that can be read two ways, or none.

    `lang` is the page's language tag: `05/06/2023` is the 5th of June in `en-GB`, the 6th of May in `en-US`, and
    undecided in `en`.
    """
    value = value.strip()
    if not value or len(value) > _MAX_LENGTH:
        return None
    if found := _BASIC.fullmatch(value) or _ISO.fullmatch(value):
        return iso(*found.groups())
    if found := _YEAR_FIRST.search(value):
        return iso(found[1], found[2] or found[4], found[3] or found[5])
    if (found := _DAY_FIRST.search(value)) and (month := _month(found[2], lang)):
        return iso(found[3], str(month), found[1])
    if (found := _MONTH_FIRST.search(value)) and (month := _month(found[1], lang)):
        return iso(found[3], str(month), found[2])
    if found := _NUMBERS.search(value):
        return _numeric(int(found[1]), int(found[3]), found[4], lang, dots=found[2] == ".")
    return None


def iso(year: str, month: str | None, day: str | None) -> str | None:
    """`2023`, `2023-05` or `2023-05-30`; None for a day that no calendar has."""
    try:
        full = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    length = 10 if day else 7 if month else 4
    return full.isoformat()[:length] if full.year in _YEARS else None


def _numeric(first: int, second: int, year: str, lang: str, *, dots: bool) -> str | None:
    tag = lang.lower().replace("_", "-")
    if second > 12 >= first:
        return iso(year, str(first), str(second))
    if dots or first > 12 or first == second or (tag and not tag.startswith("en")):
        return iso(year, str(second), str(first))
    if tag == "en-us":
        return iso(year, str(first), str(second))
    return iso(year, str(second), str(first)) if tag.startswith("en-") else None


def _month(word: str, lang: str) -> int | None:
    """Number of the month, in the page's language first: `mar` is March in most, `lis` a month of its own in Polish."""
    for number, beginnings in (*_beginnings(lang[:2].lower()), *_beginnings("en"), *_all()):
        if word.lower().startswith(beginnings):
            return number
    return None


@cache
def _beginnings(lang: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    rows = load("months").get(lang, ())
    # Longer beginnings first: `července` begins with `červen`.
    pairs = [(number, tuple(row.split())) for number, row in enumerate(rows, start=1)]
    return tuple(sorted(pairs, key=lambda pair: -max(map(len, pair[1]))))


@cache
def _all() -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple(pair for lang in load("months") for pair in _beginnings(lang))
