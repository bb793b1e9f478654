"""Dates in words, and EDTF taken apart."""

import re
from datetime import date

from builder.records import Dating
from builder.saying import ENGLISH, Saying

YEAR = re.compile(r"\d{4}")
"""A date in the text with its year, `June 2022`, counts from nothing; `Monday` and `May 31` count from the article."""

_CALENDAR = re.compile(r"(\d{4}|XXXX)(-(0[1-9]|1[0-2])(-\d\d)?)?")
"""`2023`, `2023-05`, `2023-05-30`, `XXXX-05`; not `2023-W21`, `2023-Q2` or `P2Y`."""

_DECADE = re.compile(r"\d{3}")
"""`198`, the 1980s."""

_WEEK = re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-2])")
"""`2023-W21`; not the part of it in `2023-W21-WE`."""


def about(words: str, say: Saying = ENGLISH) -> str:
    """`about 30 May 2023`."""
    return say("about", when=words)


def edtf_in_words(edtf: str, say: Saying = ENGLISH) -> str:
    """`2023-05-30~` -> `about 30 May 2023`; `2023-05-30/2023-06-02` -> `30 May to 2 June 2023`."""
    if "/" in edtf:
        first, last = (edtf_in_words(one, say) for one in edtf.split("/"))
        ours, theirs = first.split(), last.split()
        while len(ours) > 1 and ours[-1] == theirs[-1]:
            ours, theirs = ours[:-1], theirs[:-1]
        return say("from_to", first=" ".join(ours), last=last)
    parts = edtf.rstrip("~?%").split("-")
    year = parts[0] if parts[0] != "XXXX" else say("no_year")
    months = [say.months[int(part) - 1] for part in parts[1:2]]
    days = [say.of_month(int(part)) for part in parts[2:3]]
    words = " ".join([*days, *months, year])
    return about(words, say) if edtf[-1] in "~%" else words


def is_estimate(dating: Dating | None) -> bool:
    """Whether the day is worked out rather than stated: whatever counts from it is "about" as well."""
    return dating is not None and dating.basis in ("inferred", "event")


def dating_in_words(dating: Dating, say: Saying = ENGLISH) -> str:
    """What the title block says: precision and basis, a guess never shown as a fact."""
    if dating.basis == "retrieved":
        known = say("no_day", when=edtf_in_words(dating.edtf, say)) if dating.edtf else say("no_date")
        return say("taken_in", known=known, day=say.day(dating.day))
    words = edtf_in_words(dating.edtf or dating.day.isoformat(), say)
    return words if dating.basis == "stated" else say(f"basis_{dating.basis}", when=words)


def value_in_words(value: str, say: Saying = ENGLISH) -> str:
    """A TIMEX3 value, or two days with a stroke between them, in words; empty for what a calendar does not have."""
    if "/" in value:
        return edtf_in_words(value, say) if all(map(_CALENDAR.fullmatch, value.split("/"))) else ""
    if _DECADE.fullmatch(value):
        return say("decade", decade=f"{value}0")
    if _WEEK.fullmatch(value):
        year, week = value.split("-W")
        return say("the_week", day=say.day(date.fromisocalendar(int(year), int(week), 1)))
    return edtf_in_words(value, say) if _CALENDAR.fullmatch(value) else ""
