"""What a section of a briefing page is rendered from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.config import Settings
from builder.records import Briefing, Event, Span
from builder.saying import Saying
from builder.write import escape
from builder.write.addresses import Addresses

Rows = Mapping[int, frozenset[int]]
"""Place of a row in the event -> places of the tellings in it by which an article tells it."""


class Kin(NamedTuple):
    """A briefing that has to do with another one."""

    briefing: Briefing
    actors: tuple[str, ...]
    """Whom both name and few others do, the rarest first."""


@dataclass(frozen=True, slots=True)
class View:
    """A briefing, the page it is shown on, and the ways to link from there."""

    briefing: Briefing
    here: PurePosixPath
    """Path of the page, relative to `docs/`."""

    addresses: Addresses
    settings: Settings
    event: Event | None = None
    """The event it belongs to."""

    told: Mapping[str, Rows] = field(default_factory=dict)
    """Id of each article on the event -> the rows that it tells."""

    shelf: Mapping[str, Briefing] = field(default_factory=dict)
    """The other briefings that may be cited here, by id."""

    cited_afar: tuple[Span, ...] = ()
    """What other pages cite of this article."""

    kin: tuple[Kin, ...] = ()
    """Briefings that have to do with it and are not on its event, nearest first."""

    @property
    def say(self) -> Saying:
        """The words that the page is written in."""
        return self.addresses.say

    def words(self, span: Span) -> str:
        """Markdown of the article's words."""
        return escape.markdown(span.of(self.briefing.article.text))

    def cite(self, *spans: Span) -> str:
        """`[n]` for each sentence that one of the spans begins in, in the order of the text."""
        numbers = sorted({self.briefing.sentence_at(span.start) for span in spans})
        return " ".join(citation(number) for number in numbers)

    def actor(self, name: str) -> str:
        """Link to an actor's page; the bare name for someone who has none."""
        for actor in self.briefing.actors:
            if actor.name == name and actor.acts:
                return self.addresses.link(name, self.addresses.actor(actor.kind, name), self.here)
        return escape.markdown(name)

    def source(self, name: str) -> str:
        """Link to a source's page."""
        return self.addresses.link(name, self.addresses.source(name), self.here)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a briefing page."""

    heading: str
    """Its words give the anchor, by which edits are followed: changing them is a change for every page."""

    render: Callable[[View], str]
    """Markdown below the heading, or `""` to leave the section out."""


def anchor(number: int) -> str:
    """Anchor of a numbered sentence."""
    return f"s{number}"


def citation(number: int, page: str = "") -> str:
    """Markdown link to a numbered sentence, of this page or another (relative path)."""
    return rf"[\[{number}\]]({page}#{anchor(number)})"


def cited(briefing: Briefing, afar: tuple[Span, ...] = ()) -> frozenset[int]:
    """Numbers of all sentences that the pages may cite, `afar` those of events; excerpts show exactly these."""
    article = briefing.article
    spans = [
        *afar,
        briefing.bottom_line,
        *(point.span for point in briefing.points),
        *(quote.speaker_span for quote in briefing.quotes if quote.speaker_span),
        *(timex.span for timex in briefing.timexes),
        *(actor.mentions[0] for actor in briefing.actors),
        *(role.span for actor in briefing.actors for role in actor.roles),
        *(point.cue for point in briefing.open_points),
        *(evidence.span for evidence in briefing.sourcing.via_evidence if evidence.span),
        *(
            evidence.span
            for evidence in (article.dating.evidence if article.dating else ())
            if evidence.span and evidence.article in (None, article.id)
        ),
    ]
    quoted = (
        number
        for quote in briefing.quotes
        for number in range(briefing.sentence_at(quote.span.start), briefing.sentence_at(quote.span.end - 1) + 1)
    )
    return frozenset((*quoted, *(briefing.sentence_at(span.start) for span in spans)))
