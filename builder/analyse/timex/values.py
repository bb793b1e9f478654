"""Calendar arithmetic on TIMEX3 values."""

import re
from calendar import monthrange
from collections.abc import Iterable
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


def moved(day: date, unit: str, shift: int) -> str | None:
    """The day, week, month, quarter, year ... so many units away from a day's own, as a value."""
    try:
        if unit == "D":
            return (day + timedelta(days=shift)).isoformat()
        if unit == "W":
            return week_of(day + timedelta(weeks=shift))
        if unit in ("M", "Q"):
            year, month = divmod(day.year * 12 + day.month - 1 + shift * (3 if unit == "Q" else 1), 12)
            if not 1000 <= year <= 2999:
                return None
            return f"{year:04}-{month + 1:02}" if unit == "M" else f"{year:04}-Q{month // 3 + 1}"
    except OverflowError:
        return None
    year = day.year + shift * {"Y": 1, "DE": 10, "CE": 100}.get(unit, 1)
    if not 1000 <= year <= 2999:
        return None
    return str(year)[: {"DE": 3, "CE": 2}.get(unit, 4)]


def week_of(day: date) -> str:
    """ISO week of a day: `2023-W21`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def weekday_near(day: date, weekday: int, *, ahead: bool, strictly: bool = False) -> date | None:
    """The nearest such weekday at or after (before) a day; strictly: not the day itself."""
    distance = (weekday - day.isoweekday()) % 7 if ahead else (day.isoweekday() - weekday) % 7
    if strictly and distance == 0:
        distance = 7
    try:
        return day + timedelta(days=distance if ahead else -distance)
    except OverflowError:
        return None


def week_in_month(year: int, month: int, number: int) -> str:
    """The first (1) ... or last (-1) ISO week whose Thursday lies in the month."""
    first = weekday_near(date(year, month, 1), 4, ahead=True) or date(year, month, 1)
    if number > 0:
        return week_of(first + timedelta(weeks=number - 1))
    last = weekday_near(date(year, month, monthrange(year, month)[1]), 4, ahead=False) or first
    return week_of(last)


def nearest(periods: Iterable[Period], day: date) -> Period | None:
    """The period with the least distance between its middle and the day."""
    return min(periods, key=lambda item: abs((item[0] - day).days + (item[1] - day).days), default=None)
