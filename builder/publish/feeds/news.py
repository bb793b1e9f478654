"""The feeds of two lists that are no lists of briefings: what the last builds brought, and corrections.

Their pages have the lists as data beside them (`builder/write/pages/since.py` and `corrections.py`).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from builder.publish.feeds.item import Feed, Item, urn
from builder.publish.reading import Told, address, day, plain, strings
from builder.saying import ENGLISH, Saying

SHOWN = 50
"""Items of a feed at most, the newest."""

NEVER = date(1970, 1, 1)
"""Stands for a day that is not known: a feed must give one."""

About = Mapping[str, tuple[str, Told]]
"""Id of a page -> its path, and what it says."""


def news_feeds(pages: Mapping[str, Told], name: str, say: Saying = ENGLISH) -> Iterator[Feed]:
    """The feed of each of the two pages that is there."""
    about = {page.id: (path, page) for path, page in pages.items() if page.id}
    for page_id, items_of in _LISTS.items():
        if page_id in about:
            path, page = about[page_id]
            items = dict.fromkeys(items_of(page.data, about, address(path), say))
            newest = sorted(items, key=lambda one: one.changed, reverse=True)[:SHOWN]  # those of a day keep their order
            named = tuple(one if one.source else one._replace(source=name) for one in newest)
            yield Feed(urn(page_id), f"{page.title} - {name}", address(path), (f"feeds/{page_id}",), named)


def _since(data: Mapping[str, Any], about: About, here: str, say: Saying) -> Iterator[Item]:
    for build in _mappings(data.get("builds")):
        for one in _mappings(build.get("items")):
            kind, page_id, title = (plain(one.get(key)) for key in ("kind", "page", "title"))
            told = f"{_kind(kind, say)}{say('colon')}{_title(page_id, about) or title}"
            key = f"since {kind} {page_id} {plain(one.get('mark'))}"
            yield _item(key, told, say.findings(plain(one.get("what"))), page_id, day(build.get("day")), about, here)


def _kind(kind: str, say: Saying) -> str:
    """`New event`; a list that was damaged may hold another word."""
    try:
        return say(f"one_{kind.replace(' ', '_')}")
    except KeyError:
        return kind


def _corrections(data: Mapping[str, Any], about: About, here: str, say: Saying) -> Iterator[Item]:
    for one in _mappings(data.get("items")):
        page_id, title, text = (plain(one.get(key)) for key in ("page", "title", "text"))
        key = f"correction {page_id} {plain(one.get('day'))} {text}"
        told = f"{say('one_correction')}{say('colon')}{_title(page_id, about) or title}"
        yield _item(key, told, say.finding(text), page_id, day(one.get("day")), about, here)


_LISTS: dict[str, Callable[[Mapping[str, Any], About, str, Saying], Iterator[Item]]] = {
    "page-since": _since,
    "page-corrections": _corrections,
}


def _item(key: str, title: str, text: str, page_id: str, known: date | None, about: About, here: str) -> Item:
    """News about a page, which it leads to; where that is gone, to the list."""
    path, page = about.get(page_id, ("", None))
    values = page.values if page else {}
    appeared = known or day(values.get("date")) or NEVER
    source = plain(values.get("source"))  # only an article has one
    return Item(
        id=urn(key),
        title=title,
        address=address(path) if path else here,
        day=appeared,
        changed=appeared,
        summary=text or plain(values.get("description")) or title,
        source=source if source != "unknown" else "Source unknown",
        original="",
        actors=tuple(strings(values.get("actors"))),
        lang=plain(values.get("lang")),
    )


def _title(page_id: str, about: About) -> str:
    return about[page_id][1].title if page_id in about else ""


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
