"""Dates in words, and EDTF taken apart."""

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
    """A TIMEX3 value a reader understands: a calendar date in words, anything else as it is."""
    try:
        return day_in_words(date.fromisoformat(value))
    except ValueError:
        pass
    head, _, week = value.partition("-W")
    if week.isdigit() and head.isdigit():
        monday = date.fromisocalendar(int(head), int(week), 1)
        return f"the week of {day_in_words(monday)}"
    if value.isdigit() and len(value) == 4:
        return value
    if len(value) == 7 and value[:4].isdigit() and value[5:].isdigit() and 1 <= int(value[5:]) <= 12:
        return month_in_words(int(value[:4]), int(value[5:]))
    if value.startswith("XXXX-") and len(value) in (7, 10) and value[5:7].isdigit():
        return edtf_in_words(value)
    return ""
