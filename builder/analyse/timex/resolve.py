"""From what the words say to a TIMEX3 value, counted from the day of publication and from dates named before."""

from collections.abc import Iterable
from datetime import date, timedelta

from builder.analyse.timex.mention import Direction, Mention
from builder.analyse.timex.values import (
    SEASONS,
    Period,
    moved,
    nearest,
    period,
    week_in_month,
    week_of,
    weekday_near,
)

NEAR_DAYS = 31
"""`May 31` without a year is the nearest May 31 when that is at most so far off, whatever the tense around it.
Tuned on the MEANTIME and GUM development articles: tense is misread more often than a writer leaves out a year here."""

ORDER_DAYS = 14
"""`7/8/07` is July 8 in an article of July 9: the only reading so near."""

BACK_DAYS = 8 * 30
"""`in March` told in January as past is the March to come when the last one is longer ago, since a writer would
say `last March`; within the same year `in January` told in November stays. Tuned on the MEANTIME development half."""


def resolve(mention: Mention, day: date | None, before: date | None) -> str | None:
    """The value, or None when the text and the day do not give one.

    Args:
        mention: what the words say.
        day: the day of publication, if known.
        before: the last calendar day the text named before the mention, if any.
    """
    value = _resolve(mention, day, before)
    if value is not None and mention.clock and len(value) == 10:
        return value + mention.clock
    return value


def _resolve(mention: Mention, day: date | None, before: date | None) -> str | None:
    """The value without the time of day."""
    if mention.value is not None:
        return mention.value
    if mention.unit == "Y" and mention.shift is not None and (mention.month or mention.inner):
        if day is None:
            return None
        return _in_year(mention, day.year + mention.shift)
    if mention.year is not None:
        return _in_year(mention, mention.year, day)
    if mention.month is not None or (mention.inner and mention.inner != "WE"):
        return _without_year(mention, day)
    # "two days later" counts from a date named before it, never from the day of publication
    anchor = day if mention.anchor == "day" else before if mention.shift else before or day
    if anchor is None:
        return None
    if mention.weekday is not None:
        found = _weekday(mention, anchor)
        return found.isoformat() if found else None
    if mention.inner == "WE":
        return _weekend(mention, anchor)
    return moved(anchor, mention.unit, mention.shift or 0) if mention.unit else None


def _in_year(mention: Mention, year: int, day: date | None = None) -> str | None:
    """The value when the year is known."""
    if not 1000 <= year <= 2999:
        return None
    if mention.inner and "/" in mention.inner:
        return _either_order(mention.inner, year, day)
    if mention.month is None:
        return f"{year:04}-{mention.inner}" if mention.inner else f"{year:04}"
    if mention.inner:
        return week_in_month(year, mention.month, int(mention.inner[1:]))
    return f"{year:04}-{mention.month:02}" + (f"-{mention.day:02}" if mention.day else "")


def _either_order(figures: str, year: int, day: date | None) -> str:
    """`7/8/07`: the reading near the day of publication, else the year alone."""
    first, second = (int(part) for part in figures.split("/"))
    options = [date(year, first, second), date(year, second, first)]
    near = [option for option in options if day is not None and abs((option - day).days) <= ORDER_DAYS]
    if first == second:
        near = options[:1]
    return near[0].isoformat() if len(near) == 1 else f"{year:04}"


def _without_year(mention: Mention, day: date | None) -> str | None:
    """A day, month, season, quarter without its year: `XXXX-05-31` as long as no day is known."""
    if day is None:
        if mention.month is None:
            return None
        return f"XXXX-{mention.month:02}" + (f"-{mention.day:02}" if mention.day else "")
    options: dict[Period, str] = {}
    for year in (
        range(day.year - 8, day.year + 9) if mention.weekday or mention.day == 29 else range(day.year - 2, day.year + 3)
    ):
        value = _in_year(mention, year)
        stretch = period(value)
        if value and stretch and (mention.weekday is None or stretch[0].isoweekday() == mention.weekday):
            options[stretch] = value
    chosen = _choose(options, mention, day)
    return options[chosen] if chosen else None


def _choose(options: Iterable[Period], mention: Mention, day: date) -> Period | None:
    """The period that tense and `last`, `this`, `next` point to."""
    options = sorted(options)
    begun = [item for item in options if item[0] <= day]
    to_come = [item for item in options if item[1] >= day]
    if mention.weekday is not None:
        return nearest(options, day)
    season = mention.inner in SEASONS
    if mention.shift == -1:
        ended = [item for item in begun if item[1] < day]
        return ended[-1] if ended else None
    if mention.shift == 1:
        return next((item for item in options if item[0] > day), None)
    if mention.shift == 0:
        inside = [item for item in begun if item[1] >= day]
        return inside[0] if inside and season else nearest(options, day) if season else _same_year(options, day)
    if mention.day is not None:
        close = nearest(options, day)
        if close and abs((close[0] - day).days) <= NEAR_DAYS:
            return close
    if mention.direction == "planned":
        return to_come[0] if to_come else None
    if (mention.direction == "past" or mention.inner) and begun:
        far = begun[-1][0].year < day.year and (day - begun[-1][0]).days > BACK_DAYS
        far = far and mention.day is None and mention.inner is None
        return nearest(options, day) if far else begun[-1]
    return nearest(options, day)


def _same_year(options: list[Period], day: date) -> Period | None:
    return next((item for item in options if item[0].year == day.year), None)


def _weekday(mention: Mention, day: date) -> date | None:
    """`Monday` as the clause looks at it: the last one up to the day, or the next one from it."""
    weekday, shift = mention.weekday or 1, mention.shift
    ahead = mention.direction == "planned"
    if shift is None:
        return weekday_near(day, weekday, ahead=ahead)
    if shift:
        return weekday_near(day, weekday, ahead=shift > 0, strictly=True)
    if mention.anchor == "before" or mention.direction in ("planned", "past"):
        return weekday_near(day, weekday, ahead=ahead)
    return day + timedelta(days=weekday - day.isoweekday()) if day.year < 9999 else None


def _weekend(mention: Mention, day: date) -> str | None:
    """`the weekend`: the last one as told on a weekday, the one to come as planned, this one at the weekend itself."""
    if mention.shift is not None and mention.shift != 0:
        value = moved(day, "W", mention.shift)
        return f"{value}-WE" if value else None
    back = mention.direction == "past" and day.isoweekday() <= 3
    try:
        return f"{week_of(day - timedelta(days=7 if back else 0))}-WE"
    except OverflowError:
        return None


_REFERENCES: dict[str | None, Direction] = {"PAST_REF": "past", "FUTURE_REF": "planned", "PRESENT_REF": "present"}


def direction(mention: Mention, value: str | None, day: date | None) -> Direction | None:
    """Past, present or planned: by the calendar where it decides, else by the words of the clause."""
    if value in _REFERENCES:
        return _REFERENCES[value]
    if mention.kind in ("DURATION", "SET"):
        return None
    stretch = period(value)
    if day is not None and stretch is not None:
        if stretch[1] < day:
            return "past"
        if stretch[0] > day:
            return "planned" if mention.direction == "planned" or not mention.bare else None
    return mention.direction
