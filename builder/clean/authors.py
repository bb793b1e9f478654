"""The byline: names of people as stated, without what stands around them; the outlet itself only when nobody else."""

import re
from collections.abc import Sequence
from functools import cache

from builder.clean.site_name import names_site
from builder.data import load
from builder.records import Statement

_NAME = re.compile(r"[^\W\d_a-z][^\s\d]*(?: [^\s\d]+){0,2} (?=\S*[^\W\d_a-z])[^\s\d]+")
"""A full name, as in a list of several: matches `Jane Doe`, `Ludwig van der Rohe` and `Omar al-Amin`, not `Inc`, not
`staff` and not `Syrian ministries`."""

_ACCOUNT = re.compile(r"[A-Z][A-Za-z-]+|[A-Za-z]+[_.\d][\w.]*")
"""One word that can be a name where a page gives no better: `Ida` and `ida_holm`, not `von`."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]{2,11}")
"""A name in a script that leaves no blank within it (Chinese, Japanese, Korean, Thai)."""

_NO_NAME = re.compile(r"https?:|www\.|://|@|^[\W\d_]+$|\S{25,}|→", re.IGNORECASE)
"""Matches addresses, accounts and numbers; not `Reuters`."""

_INITIALS = re.compile(r"\s*[(\[][^\W\d_]{2,4}\.?[)\]]$")
"""Matches the sign of an author after the name: `Jane Doe (jd)`."""

_TIME = re.compile(
    r"[\s,|·•]+(?:\d{1,2}[./:]\s?\d|\d{4}[年/-]|(?:published|updated|posted|veröffentlicht|aktualisiert|publié)\b"
    r"|[^\W\d_]{3,9}\.? \d{1,2}, \d{4}|\d{1,2}\.? [^\W\d_]{3,9}\.? \d{4}).*",
    re.IGNORECASE,
)
"""Matches a date that runs on after the name: `Jane Doe 2023/05/30`, `Jane Doe May 30, 2023`."""

_SHOWN = ("byline element", "line at the headline", "json-ld page")
"""Places where other things than names stand too."""

_MAX_NAME = 120
_MAX_AUTHORS = 30
_WORDS_OF_A_NAME = 5


def find_authors(stated: Sequence[Statement], sites: Sequence[str] = ()) -> tuple[tuple[str, ...], str]:
    """Names of the byline, in its order, and who gives it: all of them come from one place.

    A place that names nobody but the outlet counts when no other names anybody.
    """
    facts = [fact for fact in stated if fact.key == "authors"]
    outlets: tuple[tuple[str, ...], str] | None = None
    for by in dict.fromkeys(fact.by for fact in facts):
        names = tuple(dict.fromkeys(name for fact in facts if fact.by == by for name in names_of(fact.value)))
        people = tuple(name for name in names if not names_site(name, sites))
        if by == "sidecar" and names:
            return names[:_MAX_AUTHORS], by
        if by in _SHOWN:
            only = facts[0].by == by
            people = tuple(name for name in people if _is_person(name) or (only and _ACCOUNT.fullmatch(name)))
        if people:
            return people[:_MAX_AUTHORS], by
        outlet = [name for name in names if by not in _SHOWN or names_site(name, sites)]
        if outlet and outlets is None:
            outlets = (outlet[0],), by
    return outlets or ((), "none")


def names_of(byline: str) -> list[str]:
    """`By Jane Doe and John Roe` -> both; parts that are no full names stay together (`Bell, Book and Co`)."""
    opening, joins, roles, nobody = _rules()
    line = " ".join(byline.split())
    line = _TIME.sub("", opening.sub("", line, count=1)).strip(" ,;|·•-–—:")
    parts = [_INITIALS.sub("", part).strip() for part in joins.split(line) if part.strip()]
    people = [name for part in parts if (name := _without_role(part, roles))]
    if len(parts) > 1 and people and all(_NAME.fullmatch(name) for name in people):
        names = people
    else:
        names = [_INITIALS.sub("", _without_role(line, roles) or line)]
    return [
        name
        for name in names
        if name and len(name) <= _MAX_NAME and not _NO_NAME.search(name) and name.casefold() not in nobody
    ]


def _is_person(name: str) -> bool:
    """Whether it can only be a name: two words or more with capitals, or a few signs of a script without blanks.

    One word of other scripts is the name of a section as often as that of a person.
    """
    plain = not any(sign in name for sign in ":/") and not name.startswith("The ")
    return plain and bool(_NAME.fullmatch(name) or _UNSPACED.fullmatch(name))


def _without_role(part: str, roles: frozenset[str]) -> str:
    """`Staff Writer Jane Doe` -> `Jane Doe`; empty for a part that is a role and no name."""
    words = part.split()
    marked = [at for at, word in enumerate(words) if word.strip("-,.").casefold().rpartition("-")[2] in roles]
    if not marked:
        return part
    before, after = words[: marked[0]], words[marked[-1] + 1 :]
    if 2 <= len(after) <= _WORDS_OF_A_NAME and _NAME.fullmatch(" ".join(after)):
        return " ".join(after)
    return " ".join(before) if len(before) >= 2 and part.count(",") else ""


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str], frozenset[str]]:
    table = load("bylines")
    opening = re.compile(rf"^\s*(?:{'|'.join(table['openings'])})\s*(?=\S)", re.IGNORECASE)
    joins = re.compile(rf"\s*(?:{'|'.join(table['joins'])})\s*", re.IGNORECASE)
    return opening, joins, frozenset(table["roles"]), frozenset(table["nobody"])
