"""What people decided about events, read from the pages; and in which event the machine last saw each article."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from builder import events, write
from builder.records import Article, Briefing, Dating, Group, Grouped, Problem, Wishes


def wishes(store: write.Store, briefings: Iterable[Briefing]) -> Wishes:
    """The values of `event`, `not` and `same_as` that people wrote on briefings and events."""
    on: dict[str, str] = {}
    apart: dict[str, tuple[str, ...]] = {}
    for one in briefings:
        article = one.article
        by_person = store.metadata(article.id) if article.by_hand else store.edits(article.id)
        if (event := by_person.get("event")) and event != store.written(article.id).get("event"):
            on[article.id] = str(event)
        if others := write.strings(by_person.get("not")):
            apart[article.id] = others
    pages = store.event_edits()
    return Wishes(
        events=on,
        apart=apart,
        same_as={one.id: one.same_as for one in pages if one.same_as},
        events_apart={one.id: one.apart for one in pages if one.apart},
    )


def before(store: write.Store, briefings: Iterable[Briefing]) -> dict[str, str]:
    """Article id -> id of the event that the machine wrote on its page in the last run.

    Where a person wrote another one, it is what the machine wrote before that.
    """
    found = ((one.article.id, store.written(one.article.id).get("event")) for one in briefings)
    return {article: str(event) for article, event in found if event}


def problems(grouped: Grouped, store: write.Store) -> tuple[Problem, ...]:
    """Decisions that contradict each other, under the pages that have them."""
    return tuple(
        one._replace(path=f"docs/{path}") if (path := store.path(one.path)) else one for one in grouped.problems
    )


def redated(article: Article, datings: Mapping[str, Dating]) -> Article:
    """The article with the date that the others on its event give it."""
    dating = datings.get(article.id)
    return replace(article, dating=dating, how={**article.how, "date": dating.basis}) if dating else article


def regrouped(grouped: Grouped, briefings: Sequence[Briefing], store: write.Store) -> tuple[Group, ...]:
    """The groups with the findings of articles that were dated since, and with all that they ever stood for."""
    now = {one.article.id: one for one in briefings}
    taken = {one for group in grouped.groups for one in (group.id, *group.absorbs)}
    found = []
    for group in grouped.groups:
        earlier = (one for event in (group.id, *group.absorbs) for one in _absorbed(store, event))
        absorbs = (*group.absorbs, *(one for one in dict.fromkeys(earlier) if one not in taken))
        taken.update(absorbs)
        members = tuple(now[one.article.id] for one in group.members)
        found.append(replace(group, members=members, absorbs=tuple(dict.fromkeys(absorbs))))
    # In order of id: which run an event was taken in by does not show.
    heirs = events.heirs(found, before(store, briefings))
    return tuple(replace(group, absorbs=tuple(sorted(group.absorbs))) for group in heirs)


def _absorbed(store: write.Store, event: str) -> tuple[str, ...]:
    """The events that an event stood for when its page was last written: else the second run would not know them."""
    try:
        data = json.loads(store.data(event) or b"{}")
    except ValueError:
        return ()
    return write.strings(data.get("absorbs")) if isinstance(data, dict) else ()
