"""Dates in words, and EDTF taken apart."""

import re
from datetime import date

from builder.records import DateBasis, Dating

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

BASIS_WORDS: dict[DateBasis, str] = {
    "stated": "stated",
    "metadata": "from the page's metadata",
    "url": "from the address",
    "inferred": "estimated from the text",
    "event": "estimated from other articles on the event",
    "retrieved": "day unknown",
}


YEAR = re.compile(r"\d{4}")
"""A date in the text with its year, `June 2022`, counts from nothing; `Monday` and `May 31` count from the article."""

_CALENDAR = re.compile(r"(\d{4}|XXXX)(-(0[1-9]|1[0-2])(-\d\d)?)?")
"""`2023`, `2023-05`, `2023-05-30`, `XXXX-05`; not `2023-W21`, `2023-Q2` or `P2Y`."""

_DECADE = re.compile(r"\d{3}")
"""`198`, the 1980s."""

_WEEK = re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-2])")
"""`2023-W21`; not the part of it in `2023-W21-WE`."""


def day_in_words(day: date) -> str:
    """`30 May 2023`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_in_words(year: int, month: int) -> str:
    """`May 2023`."""
    return f"{MONTHS[month - 1]} {year}"


def edtf_in_words(edtf: str) -> str:
    """`2023-05-30~` -> `about 30 May 2023`; `2023-05-30/2023-06-02` -> `30 May to 2 June 2023`."""
    if "/" in edtf:
        first, last = map(edtf_in_words, edtf.split("/"))
        ours, theirs = first.split(), last.split()
        while len(ours) > 1 and ours[-1] == theirs[-1]:
            ours, theirs = ours[:-1], theirs[:-1]
        return f"{' '.join(ours)} to {last}"
    about = "about " if edtf[-1] in "~%" else ""
    parts = edtf.rstrip("~?%").split("-")
    year = parts[0] if parts[0] != "XXXX" else "of an unstated year"
    months = [MONTHS[int(part) - 1] for part in parts[1:2]]
    days = [str(int(part)) for part in parts[2:3]]
    return about + " ".join([*days, *months, year])


def is_estimate(dating: Dating | None) -> bool:
    """Whether the day is worked out rather than stated: whatever counts from it is "about" as well."""
    return dating is not None and dating.basis in ("inferred", "event")


def dating_in_words(dating: Dating) -> str:
    """What the title block says: precision and basis, a guess never shown as a fact."""
    if dating.basis == "retrieved":
        known = f"{edtf_in_words(dating.edtf)}, day unknown" if dating.edtf else "date unknown"
        return f"{known} (taken in on {day_in_words(dating.day)})"
    words = edtf_in_words(dating.edtf or dating.day.isoformat())
    return words if dating.basis == "stated" else f"{words} ({BASIS_WORDS[dating.basis]})"


def value_in_words(value: str) -> str:
    """A TIMEX3 value, or two days with a stroke between them, in words; empty for what a calendar does not have."""
    if "/" in value:
        return edtf_in_words(value) if all(map(_CALENDAR.fullmatch, value.split("/"))) else ""
    if _DECADE.fullmatch(value):
        return f"the {value}0s"
    if _WEEK.fullmatch(value):
        year, week = value.split("-W")
        return f"the week of {day_in_words(date.fromisocalendar(int(year), int(week), 1))}"
    return edtf_in_words(value) if _CALENDAR.fullmatch(value) else ""
