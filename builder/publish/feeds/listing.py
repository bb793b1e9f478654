"""What each feed holds: the newest briefings that a page links to, as their pages tell them now."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from builder.publish.feeds.item import Feed, Item, urn
from builder.publish.feeds.news import news_feeds
from builder.publish.links import LINK
from builder.publish.reading import Told, address, day, plain, strings, web
from builder.saying import ENGLISH, Saying

SHOWN = 30
"""Items of a feed at most, the newest; the page itself lists all."""

FOLLOWED = ("actor", "source", "event")
"""Types of pages that have a feed of their own."""


def feeds(pages: Mapping[str, Told], name: str, say: Saying = ENGLISH) -> Iterator[Feed]:
    """The feed of the site, called `name`, of news and of corrections, then those of other pages, in order of path."""
    items = {path: item for path, page in pages.items() if (item := _item(path, page)) is not None}
    yield Feed(urn("site"), name, "index.html", ("feed",), _newest(items, items))
    yield from news_feeds(pages, name, say)
    olds = _old_ids(pages)
    for path, page in pages.items():
        if page.kind not in FOLLOWED or not page.id or page.values.get("same_as"):
            continue
        linked = {_resolved(path, found[1] or found[2] or "") for found in LINK.finditer(page.body)}
        files = tuple(f"feeds/{one}" for one in (page.id, *olds.get(page.id, ())))
        yield Feed(urn(page.id), f"{page.title} - {name}", address(path), files, _newest(items, linked & items.keys()))


def _item(path: str, page: Told) -> Item | None:
    values = page.values
    appeared = day(values.get("date"))
    if page.kind != "briefing" or appeared is None or values.get("review") == "withdrawn":
        return None
    listed = values.get("corrections")
    corrected = [one.get("date") for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    source = plain(values.get("source"))
    return Item(
        id=urn(page.id or path),
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
