"""Source, address and byline: only as stated. A style, a place name or a dateline never names an outlet."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from builder.records import Statement

_LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?")
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f-\xa0\s<>\"\\^`{}|\[\]\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_MAX_URL = 2_000

_BY = re.compile(r"(?:(?:written|reported|story|article|report|analysis|reporting) )?by:? +", re.IGNORECASE)
"""Matches the start of `By Jane Doe` and `Written by: Jane Doe`, not of `Byron Smith`."""

_PLUS = re.compile(r"\s*(?:,|;|\||&|\band\b)\s*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-z][^\s\d]*(?: [^\s\d]+){1,3}")
"""A full name, as in a list of several: matches `Jane Doe` and `Ludwig van der Rohe`, not `Inc` and not `staff`."""

_NO_NAME = re.compile(
    r"https?:|www\.|://|@|^[\W\d_]+$|^(?:admin|administrator|editor|webmaster|null|none|undefined|unknown)$",
    re.IGNORECASE,
)
"""Matches addresses, accounts and what forms put for a missing name; not `Reuters`."""

_MAX_NAME = 120
_MAX_AUTHORS = 30


def find_source(stated: Sequence[Statement]) -> tuple[str | None, str]:
    """The outlet that put the article out, and who says so."""
    for fact in stated:
        name = " ".join(fact.value.split())
        sound = fact.by == "sidecar" or (len(name) <= _MAX_NAME and not _NO_NAME.search(name))
        if fact.key == "source" and name and sound:
            return name, fact.by
    return None, "none"


def find_url(stated: Sequence[Statement]) -> tuple[str | None, str]:
    """The article's own address and who says so; a home page is not one."""
    for fact in stated:
        if fact.key == "url" and _is_address(fact.value, bare=fact.by == "sidecar"):
            return fact.value, fact.by
    return None, "none"


def _is_address(url: str, *, bare: bool) -> bool:
    """Whether it is a web address that can be printed as it is; `bare` allows one without a path."""
    if len(url) > _MAX_URL or _NOT_IN_URL.search(url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    labels = (parts.hostname or "").split(".")
    sane = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    own = bare or len(parts.path) > 1 or bool(parts.query)
    return parts.scheme in ("http", "https") and sane and own and "@" not in parts.netloc and port != 0


def find_authors(stated: Sequence[Statement]) -> tuple[tuple[str, ...], str]:
    """Names of the byline, in its order, and who gives it: all of them come from one place."""
    facts = [fact for fact in stated if fact.key == "authors"]
    for by in dict.fromkeys(fact.by for fact in facts):
        names = [name for fact in facts if fact.by == by for name in _names(fact.value)]
        if names:
            return tuple(dict.fromkeys(names))[:_MAX_AUTHORS], by
    return (), "none"


def _names(byline: str) -> list[str]:
    """`By Jane Doe and John Roe` -> both; parts that are no full names stay together (`Bell, Book and Co`)."""
    line = _BY.sub("", " ".join(byline.split()), count=1) if _BY.match(byline.strip()) else " ".join(byline.split())
    parts = [part for part in _PLUS.split(line) if part]
    several = len(parts) > 1 and all(_NAME.fullmatch(part) for part in parts)
    return [
        name for name in (parts if several else [line]) if name and len(name) <= _MAX_NAME and not _NO_NAME.search(name)
    ]
