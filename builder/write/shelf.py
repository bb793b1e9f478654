"""The briefings and events of a run by id, and who cites whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from builder.records import Briefing, Dossier, Event, Span
from builder.write.kin import Relations
from builder.write.listing import event_is_dated, newest_events
from builder.write.pages.event import passages
from builder.write.paging import neighbours
from builder.write.view import Kin, Rows


class Beside(NamedTuple):
    """What the page of a briefing shows of others: the last fields of `View`."""

    event: Event | None
    told: Mapping[str, Rows]
    shelf: Mapping[str, Briefing]
    """Those that tell when its article appeared."""

    cited_afar: tuple[Span, ...]
    kin: tuple[Kin, ...]


class Shelf:
    """What a page needs to know of the others."""

    def __init__(self, briefings: Sequence[Briefing], events: Iterable[Event]) -> None:
        self._briefings = {one.article.id: one for one in briefings}
        self.events = {one.id: one for one in events}
        self.newest: Sequence[Event] = newest_events(self.events.values())
        self._event_of = {one.article.id: event for event in self.events.values() for one in event.members}
        self._relations = Relations(briefings, {article: event.id for article, event in self._event_of.items()})
        dated = [one for one in self.newest if event_is_dated(one)]
        self._around = {one.id: (before, after) for after, one, before in neighbours(dated)}
        self._told = {event.id: _told(event) for event in self.events.values()}
        self._cited: defaultdict[str, set[Span]] = defaultdict(set)
        for event in self.events.values():
            for passage in passages(event):
                self._cited[passage.article].add(passage.span)
        for one in briefings:
            for evidence in one.article.dating.evidence if one.article.dating else ():
                if evidence.article and evidence.span:
                    self._cited[evidence.article].add(evidence.span)

    def with_briefings(self, briefings: Sequence[Briefing]) -> "Shelf":
        """The same with these in the place of those that they were made from, in the events too."""
        known = {one.article.id: one for one in briefings}
        members = ((event, (known.get(one.article.id, one) for one in event.members)) for event in self.events.values())
        return Shelf(briefings, [replace(event, members=tuple(found)) for event, found in members])

    def beside(self, article: str) -> Beside:
        """What the page of a briefing shows of others."""
        event = self._event_of.get(article)
        told = self._told[event.id] if event else {}
        own = self._briefings[article]
        dating = own.article.dating
        named = {one.article for one in dating.evidence if one.article} if dating else set()
        witnesses = {one: self._briefings[one] for one in sorted(named) if one in self._briefings}
        cited = tuple(sorted(self._cited.get(article, ())))
        return Beside(event, told, witnesses, cited, self._relations.of(own))

    def connected(self, event: Event) -> dict[str, Event]:
        """The events that have to do with one, by id."""
        return {one.event: self.events[one.event] for one in event.related if one.event in self.events}

    def around(self, event: str) -> tuple[Event | None, Event | None]:
        """The events before and after one, by their newest reports; none beside one whose day is unknown."""
        return self._around.get(event, (None, None))

    def of_actor(self, dossier: Dossier) -> list[Event]:
        """The events in which an actor is named, newest first."""
        ids = {
            self._event_of[one.briefing.article.id].id
            for one in dossier.appearances
            if one.briefing.article.id in self._event_of
        }
        return newest_events(self.events[one] for one in ids)


def _told(event: Event) -> dict[str, Rows]:
    """Id of each article -> the rows that it tells, and how."""
    found: defaultdict[str, dict[int, frozenset[int]]] = defaultdict(dict)
    for at, row in enumerate(event.rows):
        for way, telling in enumerate(row.tellings):
            for passage in telling.passages:
                rows = found[passage.article]
                rows[at] = rows.get(at, frozenset()) | {way}
    return dict(found)
