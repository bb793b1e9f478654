"""What a person wrote on pages, taken for data: whole briefings, and facts about actors and sources."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeVar

from builder.records import ActorKind
from builder.write import front_matter
from builder.write.merge import with_values
from builder.write.names import UNKNOWN, UNKNOWN_TITLES

DATA_KEYS = frozenset({"title", "date", "date_edtf", "source", "source_url", "authors", "event", "lang"})
"""Front matter in which a person's value is data: it flows into everything that is made from it."""


class HandPage(NamedTuple):
    """A briefing that a person wrote."""

    path: PurePosixPath
    """Relative to `docs/`."""

    values: Mapping[str, Any]
    """Its front matter: at least title, date and source."""

    body: str


@dataclass(frozen=True, slots=True)
class NameEdit:
    """What a person wrote on the page of an actor or a source."""

    id: str
    name: str
    """The title as it is now."""

    was: str
    """The title as the machine wrote it."""

    aliases: tuple[str, ...]
    """Forms the person added."""

    apart: tuple[str, ...]
    """`not`: names that this one must never be taken for."""

    same_as: str | None
    """Name of the actor or source that this one is in truth."""


@dataclass(frozen=True, slots=True)
class ActorEdit(NameEdit):
    """What a person wrote on an actor's page."""

    kind: ActorKind


class EventEdit(NamedTuple):
    """What a person wrote on the page of an event."""

    id: str
    title: str | None
    """The title, where the person changed it."""

    same_as: str | None
    """Id of the event that this one is in truth."""

    apart: tuple[str, ...]
    """`not`: ids of briefings and events that do not belong to it."""


Edit = TypeVar("Edit", bound=NameEdit)
Metadata = Callable[[str], Mapping[str, Any]]
"""Gives the front matter of a page by its id; empty when there is none."""


_KINDS: Mapping[object, ActorKind] = {"PER": "PER", "ORG": "ORG", "STATE": "STATE", "LOC": "LOC"}


def hand_page(where: PurePosixPath, text: str) -> HandPage:
    """A briefing that a person wrote.

    Raises:
        ValueError: its front matter cannot be read, or lacks title, date or source; says what to do.
    """
    values, body = front_matter.read(text)
    missing = [key for key in ("title", "date", "source") if not values.get(key)]
    if missing:
        raise ValueError(f"a page by hand must state {' and '.join(missing)}")
    day = as_day(values["date"])
    if day is None:
        raise ValueError(f"its date {values['date']!r} is no day: write YYYY-MM-DD")
    return HandPage(where, {**values, "date": day}, body)


def actor_edit(page_id: str, page: Mapping[str, Any], own: Mapping[str, Any], metadata: Metadata) -> ActorEdit | None:
    """What a person wrote on an actor's page: front matter of the page, of its base, and how to get that of others."""
    kind = _KINDS.get(page.get("kind", own.get("kind")))
    if kind is None:
        return None
    edit = name_edit(page_id, page, own, metadata)
    return ActorEdit(edit.id, edit.name, edit.was, edit.aliases, edit.apart, edit.same_as, kind)


def source_edit(page_id: str, page: Mapping[str, Any], own: Mapping[str, Any], metadata: Metadata) -> NameEdit:
    """What a person wrote on a source's page; that of articles which state no source goes by `UNKNOWN`."""
    edit = name_edit(page_id, page, own, metadata)
    if edit.was in UNKNOWN_TITLES:
        edit = replace(edit, name=UNKNOWN, was=UNKNOWN)
    return replace(edit, same_as=UNKNOWN) if edit.same_as in UNKNOWN_TITLES else edit


def name_edit(page_id: str, page: Mapping[str, Any], own: Mapping[str, Any], metadata: Metadata) -> NameEdit:
    """What a person wrote on a page about names: see `actor_edit`."""
    name = str(page.get("title") or own.get("title") or "")
    was = str(own.get("title") or name)
    machine = strings(own.get("aliases"))
    other = str(page.get("same_as") or "")
    if other:
        other = str(metadata(other).get("title") or other)
    if other in (page_id, name, was):
        other = ""  # one actor already
    return NameEdit(
        id=page_id,
        name=name,
        was=was,
        aliases=tuple(alias for alias in strings(page.get("aliases")) if alias not in machine),
        apart=strings(page.get("not")),
        same_as=other or None,
    )


def event_edit(page_id: str, page: Mapping[str, Any], own: Mapping[str, Any]) -> EventEdit:
    """What a person wrote on the page of an event: see `actor_edit`."""
    title = str(page.get("title") or "")
    other = str(page.get("same_as") or "")
    return EventEdit(
        page_id,
        title if title and title != own.get("title") else None,
        other if other and other != page_id else None,
        strings(page.get("not")),
    )


def followed(edits: Sequence[Edit]) -> tuple[tuple[Edit, ...], tuple[tuple[str, ...], ...]]:
    """The edits, each `same_as` followed to its end; and the ids of those in a circle, which are the same as nobody."""
    leading = {name: edit for edit in edits if edit.same_as for name in (edit.was, edit.name)}
    found, circles = [], set()
    for edit in edits:
        way, end = [edit], edit.same_as
        while end is not None and (step := leading.get(end)):
            if step in way:
                circles.add(tuple(sorted(one.id for one in way[way.index(step) :])))
                end = None
            else:
                way.append(step)
                end = step.same_as
        found.append(replace(edit, same_as=end))
    return tuple(found), tuple(sorted(circles))


def without_person(text: str, edits: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    """A new page with the machine's own values where a person's have flowed into it.

    `edits` is front matter that the person changed on the page, `own` that of its base.
    """
    values = {key: own.get(key) for key in edits if key in DATA_KEYS}
    if isinstance(edits.get("aliases"), list):
        added = {alias for alias in edits["aliases"] if alias not in strings(own.get("aliases"))}
        found = strings(front_matter.read(text)[0].get("aliases"))
        values["aliases"] = [alias for alias in found if alias not in added] or None
    return with_values(text, values) if values else text


def as_day(value: object) -> date | None:
    """A day that a person wrote, with or without quotes; None when it is none."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def strings(value: object) -> tuple[str, ...]:
    """The strings of a list, or the one string, that a person wrote."""
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),) if value else ()
