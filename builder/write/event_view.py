"""What a section of an event page is rendered from."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from builder.records import ActorKind, Briefing, Event, Passage, Span
from builder.saying import ENGLISH, Saying
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.event_changes import Changes
from builder.write.listing import cite
from builder.write.names import UNKNOWN

TELLERS = 6
"""Outlets that one line names; the data file has all."""


@dataclass(frozen=True, slots=True)
class EventView:
    """An event, the page it is shown on, and the ways to link from there."""

    event: Event
    here: PurePosixPath
    """Path of the page, relative to `docs/`."""

    addresses: Addresses
    members: Mapping[str, Briefing]
    """By id, in the order of the event."""

    labels: Mapping[str, str]
    """Id of a member -> its outlet, told apart by a number where several bear one name."""

    kinds: Mapping[str, ActorKind]
    """Canonical name of each actor with a page -> kind."""

    sources: frozenset[str]
    """Names of the outlets that have a page."""

    events: Mapping[str, Event]
    """All events by id."""

    changes: Changes | None
    """What changed in the last run in which anything did; None when nothing has since the page was made."""

    @property
    def say(self) -> Saying:
        """The words that the page is written in."""
        return self.addresses.say

    @property
    def data(self) -> str:
        """Name of the data file beside the page."""
        return self.here.with_suffix(".json").name

    def picture(self, name: str) -> str:
        """Name of a drawing beside the page."""
        return f"{self.here.stem}-{name}.svg"

    def words(self, passage: Passage) -> str:
        """Markdown of a passage; three dots say that its sentence begins before or goes on behind it."""
        return sentence_part(self.members[passage.article], passage.span)

    def told(self, passage: Passage) -> str:
        """The words, with who claims them."""
        return f"{self.words(passage)}{self.claimed(passage)}"

    def claimed(self, passage: Passage) -> str:
        """` (claimed by X)`, ` (assessed)`; nothing when the article says it in its own voice."""
        if passage.stance == "reported" or self._says_who(passage):
            return ""
        by = self.actor(passage.by) if passage.by else ""
        return f" ({self.say(f'is_{passage.stance}_by', actor=by) if by else self.say(f'is_{passage.stance}')})"

    def _says_who(self, passage: Passage) -> bool:
        """Whether the words themselves tell who says it: `the ministry would not confirm`."""
        return any(
            claim.span == passage.span and claim.subject == passage.by and (claim.open or claim.content is not None)
            for claim in self.members[passage.article].claims
            if claim.subject is not None
        )

    def cite(self, article: str, *spans: Span) -> str:
        """`[n]` for each sentence of a member that one of the spans begins in."""
        briefing = self.members[article]
        firsts = {briefing.sentence_at(span.start): span for span in spans}
        found = (cite(briefing, span.start, self.here, self.addresses) for _, span in sorted(firsts.items()))
        return " ".join(dict.fromkeys(filter(None, found)))

    def name(self, article: str) -> str:
        """Link to the briefing of a member, by the name of its outlet."""
        return self.addresses.link(self.labels[article], article, self.here)

    def teller(self, passage: Passage) -> str:
        """Outlet and citation."""
        return f"{self.name(passage.article)} {self.cite(passage.article, passage.span)}".rstrip()

    def tellers(self, passages: Sequence[Passage]) -> str:
        """Outlets and citations, the first ones by name."""
        return some([self.teller(one) for one in passages], self.say)

    def silent(self, speaking: Iterable[str]) -> str:
        """Links to the members that do not tell something; empty when all do."""
        told = set(speaking)
        return some([self.name(one) for one in self.members if one not in told], self.say)

    def actor(self, name: str) -> str:
        """Link to an actor's page; the bare name for someone who has none."""
        kind = self.kinds.get(name)
        return self.addresses.link(name, self.addresses.actor(kind, name), self.here) if kind else escape.markdown(name)

    def source(self, name: str, shown: str = "") -> str:
        """Link to a source's page, by its name or another one; the bare name for an outlet that has none."""
        if name not in self.sources:
            return self.actor(name)
        return self.addresses.link(shown or name, self.addresses.source(name), self.here)

    def more(self, hidden: int) -> str:
        """A list item that says how much is left out; empty when nothing is."""
        return f"- {self.say('more_in_data', count=hidden, data=self.data)}" if hidden > 0 else ""


@dataclass(frozen=True, slots=True)
class EventSection:
    """A part of an event page."""

    heading: str
    """Its words give the anchor, by which edits are followed: changing them is a change for every page."""

    render: Callable[[EventView], str]
    """Markdown below the heading, or `""` to leave the section out."""


def event_view(
    event: Event, addresses: Addresses, events: Mapping[str, Event], changes: Changes | None = None
) -> EventView:
    """The view of an event whose address is known."""
    kinds: dict[str, ActorKind] = {}
    for member in event.members:
        for actor in member.actors:
            if actor.acts:
                kinds.setdefault(actor.name, actor.kind)
    return EventView(
        event=event,
        here=addresses.event(event.id, event.title),
        addresses=addresses,
        members={one.article.id: one for one in event.members},
        labels=labels(event.members, addresses.say),
        kinds=kinds,
        sources=frozenset(name for one in event.members for name in (one.article.source or UNKNOWN, *one.sourcing.via)),
        events=events,
        changes=changes,
    )


def labels(members: Sequence[Briefing], say: Saying = ENGLISH) -> dict[str, str]:
    """Id of each member -> name of its outlet; `source unknown (2)` where several bear it."""
    named = {one.article.id: one.article.source or say("no_source") for one in members}
    counts = Counter(named.values())
    seen: Counter[str] = Counter()
    found = {}
    for article, name in named.items():
        seen[name] += 1
        found[article] = f"{name} ({seen[name]})" if counts[name] > 1 else name
    return found


def sentence_part(briefing: Briefing, span: Span) -> str:
    """Markdown of words of an article; three dots stand for the rest of their sentence."""
    text = briefing.article.text
    sentence = briefing.sentences[briefing.sentence_at(span.start) - 1].span if briefing.sentences else span
    words = escape.markdown(span.of(text))
    if text[sentence.start : span.start].strip():
        words = f"… {words}"
    return words if not text[span.end : sentence.end].strip(" .!?\n”\"'") else f"{words.rstrip(' ,;:')} …"


def letters(text: str) -> str:
    """What two printings of one quote have in common: its words, not its marks."""
    return "".join(character for character in text.casefold() if character.isalnum())


def some(items: Sequence[str], say: Saying = ENGLISH) -> str:
    """The first items between commas, and how many more there are."""
    if len(items) <= TELLERS + 1:
        return ", ".join(items)
    return say("and_more", those=", ".join(items[:TELLERS]), count=len(items) - TELLERS)
