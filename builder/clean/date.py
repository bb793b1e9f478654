"""Date of publication, as stated: by the sidecar, the markup, or the path of the address."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from builder.clean.day import iso, parse_day
from builder.clean.publishers import original
from builder.records import DateBasis, Dating, Evidence, Statement

_IN_PATH = re.compile(
    r"/((?:19|20)\d\d)([/-]?)(\d\d?)(?:\2(\d\d?))?(?=[/_-]|$)"
    r"|[-_/]((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?=[/_.-]|$)",
    re.ASCII,
)
"""Matches `/2023/05/30/`, `/2023-05-30-slug`, `/20230530/`, the month of `/2023/05/slug` and the end of
`/slug-2023-05-30`, not `/202305/`."""

_UTC = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]00:?00|UTC|GMT)", re.ASCII)
_MIDNIGHT_IN_EUROPE = re.compile(r".{10}[T ](?:22|23):00(?::00(?:\.0+)?)?\s?(?:Z|\+00:?00)", re.ASCII)
"""Matches `2022-11-06T23:00:00Z`: a form that took a day and no time, in central Europe."""

_CENTRAL_EUROPE = frozenset(
    ("bs", "ca", "cs", "da", "de", "es", "fr", "hr", "hu", "it", "lb", "mt", "nb", "nl", "no", "pl", "sk", "sl", "sq")
)
_GUESSED = "htmldate"
_SHOWN = "the page shows this day, not as that of a change"
_OF_FILES = ("PDF metadata", "document properties")
"""Who states when a file was made, which is seldom long before it is published."""

_FILES = frozenset({"front matter", "feed", "json", "mail"})
"""Who states something of an article in a file that is no page."""

_FIRST_YEAR_OF_THE_WEB = 1991


def find_date(
    stated: Sequence[Statement], url: str | None, lang: str = "", printed: tuple[date, str] | None = None
) -> tuple[Dating | None, str]:
    """When it was published, and the name of the rule; None when nothing states it.

    A day outranks a month, then the order of the statements counts, with the printed day and the address before a
    guess. Date-times give the calendar day as written, in the writer's own time zone; `lang` is the language of the
    text, `printed` the day that a pasted page has beside its headline, and the line that says so.
    """
    tag = next((fact.value for fact in stated if fact.key == "lang" and fact.value[:2].lower() == lang), lang)
    in_address = _of_address(url)
    months: list[tuple[Dating, str]] = []
    guesses: list[Statement] = []
    for fact in stated:
        if fact.key != "date":
            continue
        if fact.by in ("sidecar", "folder") and (edtf := parse_day(fact.value)):
            return _dating("stated", edtf, f"stated beside the seed: {fact.value.strip()}"), fact.by
        if fact.by.startswith((_GUESSED, *_OF_FILES)):
            guesses.append(fact)
        elif (edtf := parse_day(fact.value, tag)) and int(edtf[:4]) >= _FIRST_YEAR_OF_THE_WEB:
            edtf = _local(edtf, fact.value.strip(), in_address[0], lang)
            where = "file" if fact.by in _FILES else "page"
            dating = _dating("metadata", edtf, f"stated in the {where} ({fact.by}): {fact.value.strip()}")
            if len(edtf) == len("YYYY-MM-DD"):
                return dating, fact.by
            months.append((dating, fact.by))
    if printed:
        return _dating("stated", printed[0].isoformat(), f"printed beside the headline: {printed[1]}"), "printed date"
    edtf, words = in_address
    by_address = (_dating("url", edtf, f"in the address: {words}"), "address") if edtf else None
    if by_address and edtf and len(edtf) == len("YYYY-MM-DD"):
        return by_address
    for fact in guesses:
        if _agrees(fact, edtf):
            shown = "the file was made on this day" if fact.by.startswith(_OF_FILES) else _SHOWN
            return _dating("inferred", f"{fact.value}~", f"{shown}: {fact.value}"), fact.by
    return next(iter(months), by_address or (None, "none"))


def _of_address(url: str | None) -> tuple[str | None, str]:
    """The date in the path, and its words; of an archived copy that of the address it was taken from."""
    place = _IN_PATH.search(urlsplit(original(url)).path) if url else None
    if not place:
        return None, ""
    year, mark, month, day = place.groups()[:4] if place[1] else (place[5], "-", place[6], place[7])
    if day or mark:
        return iso(year, month, day), place[0].strip("/-_")
    return None, ""


def _local(edtf: str, value: str, in_address: str | None, lang: str) -> str:
    """The day where it was written, for a time given in UTC: the address has it, or it is midnight there."""
    if len(edtf) < len("YYYY-MM-DD") or not _UTC.fullmatch(value):
        return edtf
    day = date.fromisoformat(edtf)
    if in_address and len(in_address) == len("YYYY-MM-DD"):
        return in_address if abs(date.fromisoformat(in_address) - day) == timedelta(days=1) else edtf
    if lang in _CENTRAL_EUROPE and _MIDNIGHT_IN_EUROPE.fullmatch(value):
        return (day + timedelta(days=1)).isoformat()
    return edtf


def _agrees(guess: Statement, in_address: str | None) -> bool:
    """Whether a guess can be believed: not against the month in the address, and no year that was made a day of."""
    if in_address and not guess.value.startswith(in_address):
        return False
    return bool(parse_day(guess.value)) and not (guess.by != _GUESSED and guess.value.endswith("-01-01"))


def _dating(basis: DateBasis, edtf: str, reason: str) -> Dating:
    return Dating(basis, date.fromisoformat((edtf.rstrip("~") + "-01-01")[:10]), edtf, (Evidence(reason),))
