"""Date of publication, as stated: by the sidecar, the markup, or the path of the address."""

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from builder.records import DateBasis, Dating, Evidence, Statement

_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?!\d))?)?(?:[T ]\d.*)?", re.DOTALL | re.ASCII)
"""Matches `2023`, `2023-05`, `2023-5-30` and `2023-05-30T23:10:00-07:00`, not `30-05-2023`."""

_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}.*)?", re.ASCII)
"""Matches `20230530` and `20230530T2310Z`."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY_FIRST = re.compile(
    rf"(?:[a-z]{{3,9}},? )?(\d\d?)(?:st|nd|rd|th)? ({_MONTH})\.?,? (\d{{4}})\b.*", re.IGNORECASE | re.ASCII
)
"""Matches `Tue, 30 May 2023 10:00:00 GMT` and `30 May 2023`."""

_MONTH_FIRST = re.compile(
    rf"(?:[a-z]{{3,9}},? )?({_MONTH})\.? (\d\d?)(?:st|nd|rd|th)?,? (\d{{4}})\b.*", re.IGNORECASE | re.ASCII
)
"""Matches `May 30, 2023 at 10:00`; `05/06/2023` is left, since nobody knows which is the month."""

_IN_PATH = re.compile(r"/((?:19|20)\d\d)([/-]?)(\d\d)(?:\2(\d\d))?(?=[/-]|$)", re.ASCII)
"""Matches `/2023/05/30/`, `/2023-05-30-slug`, `/20230530/` and the month of `/2023/05/slug`, not `/202305/`."""

_YEARS = range(1800, 2101)
_MAX_LENGTH = 80


def find_date(
    stated: Sequence[Statement], url: str | None, printed: tuple[date, str] | None = None
) -> tuple[Dating | None, str]:
    """When it was published, and the name of the rule; None when nothing states it.

    `printed` is the day that the page itself prints beside its headline, and the line that says so.

    Date-times give the calendar day as written, in the writer's own time zone.
    """
    for fact in stated:
        if fact.key == "date" and (edtf := _parse(fact.value.strip())):
            if fact.by == "sidecar":
                return _dating("stated", edtf, f"stated beside the seed: {fact.value.strip()}"), fact.by
            return _dating("metadata", edtf, f"stated in the page ({fact.by}): {fact.value.strip()}"), fact.by
    if printed:
        return _dating("stated", printed[0].isoformat(), f"printed beside the headline: {printed[1]}"), "printed date"
    if url and (place := _IN_PATH.search(urlsplit(url).path)):
        year, mark, month, day = place.groups()
        if (day or mark) and (edtf := _edtf(year, month, day)):
            return _dating("url", edtf, f"in the address: {place[0].strip('/')}"), "address"
    return None, "none"


def _dating(basis: DateBasis, edtf: str, reason: str) -> Dating:
    return Dating(basis, date.fromisoformat((edtf + "-01-01")[:10]), edtf, (Evidence(reason),))


def _parse(value: str) -> str | None:
    """ISO date, cut to what is known; None for an impossible date or another way of writing it."""
    if len(value) > _MAX_LENGTH:
        return None
    if found := _BASIC.fullmatch(value) or _ISO.fullmatch(value):
        return _edtf(*found.groups())
    if found := _DAY_FIRST.fullmatch(value):
        return _edtf(found[3], str(_MONTHS.index(found[2][:3].lower()) + 1), found[1])
    if found := _MONTH_FIRST.fullmatch(value):
        return _edtf(found[3], str(_MONTHS.index(found[1][:3].lower()) + 1), found[2])
    return None


def _edtf(year: str, month: str | None, day: str | None) -> str | None:
    try:
        full = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    length = 10 if day else 7 if month else 4
    return full.isoformat()[:length] if full.year in _YEARS else None
