"""Calendar arithmetic on TIMEX3 values."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from builder.periods import SEASONS, Period, months, period

__all__ = ["SEASONS", "Period", "months", "moved", "nearest", "period", "week_in_month", "week_of", "weekday_near"]


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
