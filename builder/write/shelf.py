"""The briefings and events of a run by id, and who cites whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from builder.records import Briefing, Dossier, Event, Span
from builder.write.listing import newest_events
from builder.write.pages.event import passages


class Shelf:
    """What a page needs to know of the others."""

    def __init__(self, briefings: Sequence[Briefing], events: Iterable[Event]) -> None:
        self._briefings = {one.article.id: one for one in briefings}
        self.events = {one.id: one for one in events}
        self.newest: Sequence[Event] = newest_events(self.events.values())
        self._event_of = {one.article.id: event for event in self.events.values() for one in event.members}
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

    def beside(self, article: str) -> tuple[Event | None, Mapping[str, Briefing], tuple[Span, ...]]:
        """The event of a briefing, all briefings by id, and what other pages cite of this one."""
        return self._event_of.get(article), self._briefings, tuple(sorted(self._cited.get(article, ())))

    def of_actor(self, dossier: Dossier) -> list[Event]:
        """The events in which an actor is named, newest first."""
        ids = {
            self._event_of[one.briefing.article.id].id
            for one in dossier.appearances
            if one.briefing.article.id in self._event_of
        }
        return newest_events(self.events[one] for one in ids)
