"""All pages of the site out of what is known, in a fixed order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from builder.config import Settings
from builder.records import Briefing, Dossier, Event, Page, Rule
from builder.saying import Saying
from builder.write.addresses import Addresses
from builder.write.event_changes import Changes, changes_of
from builder.write.find_news import with_news
from builder.write.known_pages import NO_PAGES, Pages
from builder.write.news import KNOWN, PAST, Corrected, read_news
from builder.write.pages.actor import actor_index, actor_page, same_as_page
from builder.write.pages.briefing import briefing_page
from builder.write.pages.corrections import corrections, corrections_page
from builder.write.pages.dates import date_pages
from builder.write.pages.event import event_page
from builder.write.pages.event_data import members_in
from builder.write.pages.event_index import event_index, same_event_page
from builder.write.pages.home import home_page
from builder.write.pages.left import with_left
from builder.write.pages.method import method_page
from builder.write.pages.since import Telling, since_page
from builder.write.pages.source import names, same_source_page, source_index, source_pages
from builder.write.shelf import Shelf
from builder.write.store import Store
from builder.write.text_corrections import text_corrections
from builder.write.words import Words

_PLAIN = {
    "page-events": "events/index.md",
    "page-dates": "dates/index.md",
    "page-actors": "actors/index.md",
    "page-sources": "sources/index.md",
    "page-since": "since.md",
    "page-corrections": "corrections.md",
    "page-method": "method.md",
}
"""Pages that there is one of each, which links follow wherever a person moved them."""


def render(
    briefings: Sequence[Briefing],
    dossiers: Sequence[Dossier],
    store: Store,
    settings: Settings,
    *,
    model: str | None,
    rules: Sequence[Rule] = (),
    events: Sequence[Event] = (),
    pages: Pages = NO_PAGES,
) -> Iterator[Page]:
    """All pages of the site, in a fixed order. A pure function of its arguments and of what the store holds.

    Pages of briefings, events and actors are made only if they are other than those that are known.
    """
    words = Words(settings.language, store)
    made = partial(_pages, briefings, dossiers, store, settings, words, model=model, rules=rules, events=events)
    before = {page.id: page.text for page in made(words.before, pages=NO_PAGES)} if words.changed else {}
    for page in made(words.now, pages=pages):
        yield replace(page, before=before[page.id]) if page.id in before else page


def _pages(
    briefings: Sequence[Briefing],
    dossiers: Sequence[Dossier],
    store: Store,
    settings: Settings,
    words: Words,
    say: Saying,
    *,
    model: str | None,
    rules: Sequence[Rule],
    events: Sequence[Event],
    pages: Pages,
) -> Iterator[Page]:
    addresses = Addresses(store, say)
    for briefing in briefings:
        addresses.briefing(briefing.article)
    for dossier in dossiers:
        addresses.actor(dossier.kind, dossier.name)
    events = [_retitled(event, store) for event in events]
    for event in events:
        addresses.event(event.id, event.title)
    shelf = Shelf(briefings, events)
    then = addresses.speaking(words.before)
    edited = [_corrected(briefing, then, store, settings, shelf, pages) for briefing in briefings]
    if any(one is not other for one, other in zip(edited, briefings, strict=True)):
        briefings, shelf = edited, shelf.with_briefings(edited)
    for page_id, here in _PLAIN.items():
        addresses.claim(page_id, PurePosixPath(here))
    corrected = corrections(store.corrected(), briefings)
    changes = {event.id: changes_of(event, store.data(event.id)) for event in shelf.events.values()}
    news = _news(briefings, shelf, changes, corrected, store, addresses)
    since = since_page(news)
    yield replace(
        since, notes={**since.notes, **words.notes}
    )  # the first page of all: what is on record as told must never be ahead of it
    ended = _ended(briefings, shelf, store)
    for briefing in briefings:
        page_id = briefing.article.id
        page = pages.page(page_id, briefing_page, briefing, addresses, settings, *shelf.beside(page_id))
        yield replace(page, absorbs=(*page.absorbs, *ended.get(page.id, ())))
    for event in shelf.events.values():
        of_event = (addresses, shelf.connected(event), settings, changes[event.id], shelf.around(event.id))
        yield pages.page(event.id, event_page, event, *of_event)
        for other in event.absorbs:
            where = store.path(other)
            if where and other not in shelf.events and store.is_edited(other):
                title = str(store.written(other).get("title") or event.title)
                yield same_event_page(other, title, where, event, addresses)
    for dossier in dossiers:
        page_id = addresses.actor(dossier.kind, dossier.name)
        yield pages.page(page_id, actor_page, dossier, addresses, shelf.of_actor(dossier))
    named = {(dossier.kind, dossier.name) for dossier in dossiers}
    taken = {addresses.actor(dossier.kind, dossier.name) for dossier in dossiers}
    for edit in store.actor_edits():
        if (edit.kind, edit.same_as) in named and edit.id not in taken:
            yield same_as_page(edit, addresses)
    yield from source_pages(briefings, addresses, shelf.newest)
    outlets = set(names(briefings))
    taken = {addresses.source(name) for name in outlets}
    for one in store.source_edits():
        if one.same_as in outlets and one.id not in taken:
            yield same_source_page(one, addresses)
    lists = (
        *date_pages(briefings, addresses, shelf.newest),
        *actor_index(dossiers, addresses),
        *source_index(briefings, addresses),
        *event_index(shelf.newest, addresses),
    )
    yield from with_left(lists, store, addresses.say)
    yield home_page(briefings, dossiers, addresses, settings, shelf.newest, news)
    yield method_page(settings, model, rules, say)
    yield corrections_page(corrected, addresses)


def _news(
    briefings: Sequence[Briefing],
    shelf: Shelf,
    changes: Mapping[str, Changes | None],
    corrected: Sequence[Corrected],
    store: Store,
    addresses: Addresses,
) -> Telling:
    """What this run brings, after what those before it did."""
    news = with_news(
        read_news(store.noted(KNOWN), store.noted(PAST)),
        [one for one in briefings if addresses.path(one.article.id)],
        {one: (event, changes[one]) for one, event in shelf.events.items() if addresses.path(one)},
        corrected,
        has_page=lambda page_id: store.base_of(page_id).exists(),
    )
    return Telling(news, {one.article.id: one for one in briefings}, shelf.events, addresses)


def _ended(briefings: Sequence[Briefing], shelf: Shelf, store: Store) -> dict[str, list[str]]:
    """Id of a briefing -> the events that it was on and that are no more: their addresses lead to the first such.

    An event whose page a person deleted takes no addresses over.
    """
    shown = (event for event in shelf.events.values() if not store.was_deleted(event.id))
    there = {one for event in shown for one in (event.id, *event.absorbs)}
    told = {briefing.article.id for briefing in briefings}
    found: dict[str, list[str]] = {}
    for event in store.events():
        if event not in there and not store.is_edited(event):
            heir = next((one for one in members_in(store.data(event)) if one in told), None)
            if heir:
                found.setdefault(heir, []).append(event)
    return found


def _retitled(event: Event, store: Store) -> Event:
    """The event under the title that a person gave its page."""
    title = (store.edits(event.id) or {}).get("title")
    return replace(event, title=str(title)) if title else event


def _corrected(
    briefing: Briefing, addresses: Addresses, store: Store, settings: Settings, shelf: Shelf, pages: Pages
) -> Briefing:
    """The briefing with what a person changed in the text of its page among its corrections."""
    article = briefing.article
    if article.by_hand or not store.is_edited(article.id):
        return briefing
    of = (addresses, settings, *shelf.beside(article.id))
    changed = text_corrections(pages.page(f"{article.id} as it was", briefing_page, briefing, *of), store)
    return replace(briefing, article=replace(article, corrections=(*article.corrections, *changed)))
