"""What each feed holds: the newest briefings that a page links to, as their pages tell them now."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from builder.publish.links import LINK
from builder.publish.reading import Told, address, day, plain, strings, web

SHOWN = 30
"""Items of a feed at most, the newest; the page itself lists all."""

FOLLOWED = ("actor", "source", "event")
"""Types of pages that have a feed of their own."""


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


def feeds(pages: Mapping[str, Told], name: str) -> Iterator[Feed]:
    """The feed of the site, called `name`, then that of each actor, source and event, in order of path."""
    items = {path: item for path, page in pages.items() if (item := _item(path, page)) is not None}
    yield Feed(_urn("site"), name, "index.html", ("feed",), _newest(items, items))
    olds = _old_ids(pages)
    for path, page in pages.items():
        if page.kind not in FOLLOWED or not page.id or page.values.get("same_as"):
            continue
        linked = {_resolved(path, found[1] or found[2] or "") for found in LINK.finditer(page.body)}
        files = tuple(f"feeds/{one}" for one in (page.id, *olds.get(page.id, ())))
        yield Feed(_urn(page.id), f"{page.title} - {name}", address(path), files, _newest(items, linked & items.keys()))


def _item(path: str, page: Told) -> Item | None:
    values = page.values
    appeared = day(values.get("date"))
    if page.kind != "briefing" or appeared is None or values.get("review") == "withdrawn":
        return None
    listed = values.get("corrections")
    corrected = [one.get("date") for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    source = plain(values.get("source"))
    return Item(
        id=_urn(page.id or path),
        title=page.title,
        address=address(path),
        day=appeared,
        changed=max([appeared, *filter(None, map(day, corrected))]),
        summary=plain(values.get("description")),
        source=source if source not in ("", "unknown") else "Source unknown",
        original=web(values.get("source_url")),
        actors=tuple(strings(values.get("actors"))),
        lang=plain(values.get("lang")),
    )


def _newest(items: Mapping[str, Item], which: Iterable[str]) -> tuple[Item, ...]:
    chosen = [items[path] for path in which]
    return tuple(sorted(chosen, key=lambda one: (one.changed, one.day, one.id), reverse=True)[:SHOWN])


def _old_ids(pages: Mapping[str, Told]) -> dict[str, list[str]]:
    """Id of a page -> ids that it stands for now: actors and sources a person made one with it, events merged in."""
    named = {name: page for page in pages.values() for name in (page.title, page.id)}
    found: dict[str, list[str]] = {}
    for page in pages.values():
        if (other := page.values.get("same_as")) and (target := named.get(plain(other))) not in (None, page):
            found.setdefault(target.id, []).append(page.id)
        elif page.kind == "event":
            found.setdefault(page.id, []).extend(strings(page.data.get("absorbs")))
    return found


def _resolved(here: str, target: str) -> str:
    """The page below `docs/` that a link leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), target.partition("#")[0]))


def _urn(page_id: str) -> str:
    return uuid5(NAMESPACE_URL, f"briefing:{page_id}").urn
