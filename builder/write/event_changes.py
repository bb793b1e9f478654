"""What changed on an event since the last run: told by comparing it with the data file that run left."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from builder.records import Briefing, Event, Row
from builder.write.listing import is_dated, sorting_day

ChangeKind = Literal["added", "removed", "corrected", "origins", "confidence", "differs"]


class Change(NamedTuple):
    """One thing that is no longer as it was."""

    kind: ChangeKind
    article: str = ""
    """Id of the briefing that came, went, or was corrected."""

    words: str = ""
    """Its title; what differs; or what was: `1`, `low`."""

    now: str = ""
    """What is in the place of that."""


class Changes(NamedTuple):
    """All that changed in the last run in which anything did."""

    day: str
    """Day of the newest article then, ISO 8601; empty when no day is known. Never a clock's."""

    items: tuple[Change, ...]


def state_of(event: Event) -> dict[str, Any]:
    """What is compared, as it goes into the data file."""
    told_in = _Told(event)
    differing = [[told, row.aspect] for row in event.rows if row.kind == "differs" for told in told_in(row)]
    return {
        "members": {one.article.id: {"title": one.article.title, "version": _version(one)} for one in event.members},
        "origins": event.independent,
        "confidence": event.confidence,
        "differing": sorted(differing),
    }


def changes_of(event: Event, before: bytes | None) -> Changes | None:
    """What changed since the data file `before` was written.

    When nothing did, what that file says had changed: a second run must not change a page. None for an event that is
    new, or has not changed since.
    """
    old = _read(before)
    try:
        then, now = old["state"], state_of(event)
        if then == json.loads(json.dumps(now)):
            return _kept(old["changes"])
        items = tuple(_compared(event, then, now))
        return Changes(_newest(event), items) if items else _kept(old["changes"])
    except (KeyError, TypeError, AttributeError, ValueError):  # a new event, or a file that somebody changed
        return None


def _compared(event: Event, then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    was, members = then["members"], now["members"]
    items = [Change("added", one, str(values["title"])) for one, values in members.items() if one not in was]
    items += [Change("removed", str(one), str(was[one]["title"])) for one in was if one not in members]
    items += [
        Change("corrected", one, str(values["title"]))
        for one, values in members.items()
        if one in was and was[one]["version"] != values["version"]
    ]
    if then["origins"] != now["origins"]:
        items.append(Change("origins", "", str(int(then["origins"])), str(now["origins"])))
    if then["confidence"] != now["confidence"]:
        items.append(Change("confidence", "", str(then["confidence"]), str(now["confidence"])))
    differed = {str(told) for told, _ in then["differing"]}
    told_in = _Told(event)
    for row in event.rows:
        if row.kind == "differs" and not differed.intersection(told_in(row)):
            items.append(Change("differs", "", row.aspect))
    return items


class _Told:
    """What a row holds, by its words: they may have moved in a text that was corrected elsewhere."""

    def __init__(self, event: Event) -> None:
        self._texts = {one.article.id: one.article.text for one in event.members}

    def __call__(self, row: Row) -> list[str]:
        return [
            sha256(f"{one.article} {one.span.of(self._texts[one.article])}".encode()).hexdigest()[:12]
            for telling in row.tellings
            for one in telling.passages
        ]


def _version(briefing: Briefing) -> str:
    """Tells one state of an article from another: its seed, and what people corrected."""
    corrections = "\n".join(f"{one.day} {one.text}" for one in briefing.article.corrections)
    return sha256(f"{briefing.article.digest[:16]}\n{corrections}".encode()).hexdigest()[:12]


def _newest(event: Event) -> str:
    days: list[date] = [sorting_day(one) for one in event.members if is_dated(one)]
    return max(days).isoformat() if days else ""


def _read(data: bytes | None) -> dict[str, Any]:
    try:
        found = json.loads(data or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _kept(value: Mapping[str, Any] | None) -> Changes | None:
    if value is None:
        return None
    items = (Change(one["kind"], str(one["article"]), str(one["words"]), str(one["now"])) for one in value["items"])
    day = date.fromisoformat(value["day"]).isoformat() if value["day"] else ""
    return Changes(day, tuple(items))
