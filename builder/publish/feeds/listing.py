"""What each feed holds: the newest briefings that a page links to, as their pages tell them now."""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from builder.publish.front_matter import read_front_matter
from builder.publish.links import LINK

SHOWN = 30
"""Items of a feed at most, the newest; the page itself lists all."""

FOLLOWED = ("actor", "source", "event")
"""Types of pages that have a feed of their own."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML has no way to say."""


class Item(NamedTuple):
    """A briefing, as a feed tells of it."""

    id: str
    """A `urn:uuid:`, for ever that of the page's id."""

    title: str
    address: str
    """Of its page, below the site."""

    day: date
    """When the article appeared, or was taken in."""

    changed: date
    """The day of its newest correction, else `day`."""

    summary: str
    source: str
    """Who put it out, or that nobody says so."""

    original: str
    """Address of the article; empty for none."""

    actors: tuple[str, ...]
    lang: str


class Feed(NamedTuple):
    """A list that can be followed."""

    id: str
    title: str
    address: str
    """Of its page, below the site."""

    files: tuple[str, ...]
    """Where it stands below the site, without its ending: where it is, then where it was under other ids."""

    items: tuple[Item, ...]
    """Newest first."""

    @property
    def changed(self) -> date:
        """The day of the newest item."""
        return max((item.changed for item in self.items), default=date(1970, 1, 1))


class _Page(NamedTuple):
    values: Mapping[str, Any]
    body: str


def feeds(root: Path, name: str) -> Iterator[Feed]:
    """The feed of the site, called `name`, then that of each actor, source and event, in order of path."""
    pages = dict(_pages(root / "docs"))
    items = {path: item for path, page in pages.items() if (item := _item(path, page)) is not None}
    yield Feed(_urn("site"), name, "index.html", ("feed",), _newest(items, items))
    olds = _old_ids(root / "docs", pages)
    for path, page in pages.items():
        page_id, title = str(page.values.get("id") or ""), str(page.values.get("title") or "")
        if page.values.get("type") not in FOLLOWED or not page_id or page.values.get("same_as"):
            continue
        linked = {_resolved(path, found[1] or found[2] or "") for found in LINK.finditer(page.body)}
        files = tuple(f"feeds/{one}" for one in (page_id, *olds.get(page_id, ())))
        title = f"{_plain(title)} - {name}"
        yield Feed(_urn(page_id), title, _address(path), files, _newest(items, linked & items.keys()))


def _pages(docs: Path) -> Iterator[tuple[str, _Page]]:
    for path in sorted(docs.rglob("*.md")):
        text = path.read_text("utf-8-sig").replace("\r\n", "\n")
        matter = read_front_matter(text)
        yield path.relative_to(docs).as_posix(), _Page(matter.values, text[matter.body :])


def _item(path: str, page: _Page) -> Item | None:
    values = page.values
    day = _day(values.get("date"))
    if values.get("type") != "briefing" or day is None or values.get("review") == "withdrawn":
        return None
    listed = values.get("corrections")
    corrected = [one.get("date") for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    actors, source = values.get("actors"), _plain(values.get("source"))
    return Item(
        id=_urn(str(values.get("id") or path)),
        title=_plain(values.get("title")),
        address=_address(path),
        day=day,
        changed=max([day, *filter(None, map(_day, corrected))]),
        summary=_plain(values.get("description")),
        source=source if source not in ("", "unknown") else "Source unknown",
        original=_web(values.get("source_url")),
        actors=tuple(map(_plain, actors)) if isinstance(actors, list) else (),
        lang=_plain(values.get("lang")),
    )


def _newest(items: Mapping[str, Item], which: Iterable[str]) -> tuple[Item, ...]:
    chosen = [items[path] for path in which]
    return tuple(sorted(chosen, key=lambda one: (one.changed, one.day, one.id), reverse=True)[:SHOWN])


def _old_ids(docs: Path, pages: Mapping[str, _Page]) -> dict[str, list[str]]:
    """Id of a page -> ids that it stands for now: actors and sources a person made one with it, events merged in."""
    named = {str(page.values.get(key)): page for page in pages.values() for key in ("title", "id")}
    found: dict[str, list[str]] = {}
    for path, page in pages.items():
        if (other := page.values.get("same_as")) and (target := named.get(str(other))) not in (None, page):
            found.setdefault(str(target.values.get("id")), []).append(str(page.values.get("id")))
        elif page.values.get("type") == "event":
            found.setdefault(str(page.values.get("id")), []).extend(_absorbed(docs / path))
    return found


def _absorbed(page: Path) -> list[str]:
    try:
        return list(map(str, json.loads(page.with_suffix(".json").read_bytes())["absorbs"]))
    except (OSError, ValueError, KeyError, TypeError):
        return []  # an event page that a person wrote has no data


def _resolved(here: str, target: str) -> str:
    """The page below `docs/` that a link leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), target.partition("#")[0]))


def _address(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(".html"))


def _web(value: object) -> str:
    address = _plain(value)
    return address if address.startswith(("https://", "http://")) else ""


def _urn(page_id: str) -> str:
    return uuid5(NAMESPACE_URL, f"briefing:{page_id}").urn


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _plain(value: object) -> str:
    return "" if value is None else " ".join(_CONTROL.sub(" ", str(value)).split())
