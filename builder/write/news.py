"""What is new, changed or corrected: how what a run writes differs from what the last run with news knew.

Two small files in `.builder/news/` say what that was. `known` has a line for each briefing, event and correction;
`builds.jsonl` has a line for each of the last runs that had news, with the news. Both are written together with the
page that shows them, in one step. Their lines stand for themselves, so that git can join those of two branches and a
line that is none (a mark of a conflict, half a line) is passed over. Without `known` whatever has a page is known: to
delete the folder forgets the news, and makes none.

No clock: a run is dated by the newest source that it knew.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

NewsKind = Literal["new event", "new briefing", "changed event", "updated briefing", "correction"]
KINDS: tuple[NewsKind, ...] = get_args(NewsKind)
"""In the order in which they are told."""

BUILDS = 10
"""Runs with news that are remembered, the last ones."""

LISTED = 20
"""News of a kind that are remembered of one run, the newest; the others are counted."""

KNOWN, PAST = "news/known", "news/builds.jsonl"
"""Files below `.builder/`."""


class Item(NamedTuple):
    """One piece of news."""

    kind: NewsKind
    page: str
    """Id of the page that it is about."""

    title: str
    """Of that page, when it was news."""

    mark: str
    """Tells one state of the page from another."""

    what: str = ""
    """What changed, or what was corrected; plain text."""


class Build(NamedTuple):
    """A run that had news."""

    number: int
    """1 for the first one, to which all was new."""

    day: str
    """Of the newest source then, ISO 8601; empty when no day was known."""

    counts: Mapping[NewsKind, int]
    items: tuple[Item, ...]


class Corrected(NamedTuple):
    """A line of the page of corrections."""

    page: str
    title: str
    text: str
    day: str = ""
    """As a person stated it, else since when the change has been seen; empty when neither is known."""

    stated: bool = True
    """Whether a person stated it; False for a change that was found by comparing."""


class News(NamedTuple):
    """What the last run knew and what those before it told."""

    known: frozenset[str] | None = None
    """Lines of `KNOWN`; None when nothing is on record."""

    builds: tuple[Build, ...] = ()
    """Oldest first."""

    def files(self) -> dict[str, str]:
        """Path below `.builder/` -> text, for the next run; empty for one that need not be there."""
        known = "".join(f"{line}\n" for line in sorted(self.known or ()))
        return {KNOWN: known, PAST: "".join(f"{_written(one)}\n" for one in self.builds)}


def read_news(known: bytes | None, past: bytes | None) -> News:
    """What two files of the last run say; what cannot be read in them was not said."""
    lines = [] if known is None else known.decode(errors="replace").split("\n")
    found = [_read(line) for line in (past or b"").decode(errors="replace").split("\n")]
    builds = {_written(one): one for one in found if one is not None}
    ordered = [builds[line] for line in sorted(builds, key=lambda line: (builds[line].number, line))]
    return News(frozenset(line for line in lines if len(line.split(" ")) == 3) or None, tuple(ordered[-BUILDS:]))


def _written(build: Build) -> str:
    values = {"build": build.number, "day": build.day, "counts": dict(build.counts), "items": build.items}
    return json.dumps(values, ensure_ascii=False)


def _read(line: str) -> Build | None:
    try:
        found: Any = json.loads(line)
        items = tuple(Item(one[0], *map(str, one[1:])) for one in found["items"] if one[0] in KINDS)
        counts = {kind: int(found["counts"][kind]) for kind in KINDS if kind in found["counts"]}
        day = date.fromisoformat(found["day"]).isoformat() if found["day"] else ""
        return Build(int(found["build"]), day, counts, items)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
