"""The days that a TIMEX3 value covers."""

import re
from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of a season; winter belongs to the year in which it begins. Northern: TIMEX3 knows no other."""

Period = tuple[date, date]
"""First and last day."""

_VALUE = re.compile(
    r"(?P<year>[12]\d{3})(?:-(?:(?P<month>[01]\d)(?:-(?P<day>[0-3]\d))?|W(?P<week>[0-5]\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?:T.*)?"
)
"""Matches `2023`, `2023-05-30TMO`, `2023-W21-WE`, `2023-Q3`; not `XXXX-05`, `P2Y`, `PAST_REF`."""


def period(value: str | None) -> Period | None:
    """The days a value covers; None when it is not a stretch of the calendar."""
    match = _VALUE.fullmatch(value or "")
    try:
        if match is None:
            return _long_period(value or "")
        year = int(match["year"])
        if match["month"]:
            month = int(match["month"])
            if match["day"]:
                day = date(year, month, int(match["day"]))
                return day, day
            return months(year, month, 1)
        if match["week"]:
            monday = date.fromisocalendar(year, int(match["week"]), 1)
            return monday + timedelta(days=5 if match["weekend"] else 0), monday + timedelta(days=6)
        if match["quarter"]:
            return months(year, int(match["quarter"]) * 3 - 2, 3)
        if match["half"]:
            return months(year, int(match["half"]) * 6 - 5, 6)
        return months(year, SEASONS[match["season"]], 3) if match["season"] else months(year, 1, 12)
    except (ValueError, OverflowError):
        return None


def _long_period(value: str) -> Period | None:
    """Decades (`199`) and centuries (`18`)."""
    if re.fullmatch(r"[12]\d{2}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    if re.fullmatch(r"[12]\d|0[1-9]", value):
        return date(int(value) * 100, 1, 1), date(int(value) * 100 + 99, 12, 31)
    return None


def months(year: int, month: int, count: int) -> Period:
    """The stretch of so many months that begins with this one."""
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return date(year, month, 1), date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
