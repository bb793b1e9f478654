"""What analysing gives: all that was found in an article, and in all articles about an actor."""

from dataclasses import dataclass
from typing import NamedTuple

from builder.records.clean import Article, Evidence
from builder.records.findings import (
    Actor,
    ActorKind,
    Claim,
    Confidence,
    DateClue,
    OpenPoint,
    Point,
    Quote,
    Sentence,
    Timex,
)
from builder.records.span import Span


class Chain(NamedTuple):
    """One way by which an article came to what it tells: outlet <- other outlet or agency <- speaker <- body."""

    origin: str
    """The body, person or description that it goes back to: canonical name where there is one."""

    group: str
    """What the origin belongs to, such as its state: origins of one group are not independent."""

    on_record: bool
    """False when nobody is named."""

    speaker: str | None
    """Who spoke for it, canonical name or description; None when the body itself is said to."""

    via: tuple[str, ...]
    """Outlets between the article's own and the speaker, nearest first."""

    spans: tuple[Span, ...]
    """The words that say so, in order of the text; at least one."""

    open: bool = False
    """It denies, refuses, or would not confirm."""

    account: bool = False
    """The account itself goes back to it; False for a side remark, and for one that is open."""


@dataclass(frozen=True, slots=True)
class Sourcing:
    """What the article rests on."""

    via: tuple[str, ...]
    """Outlets it relays, nearest first; canonical names."""

    via_evidence: tuple[Evidence, ...]
    """One for each of `via`."""

    origins: tuple[str, ...]
    """Speakers and bodies that the account goes back to, canonical names or descriptions."""

    confidence: Confidence | None
    """None when it is not judged."""

    reason: str

    chains: tuple[Chain, ...] = ()
    """Every origin with the way its words took, in order of the text."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """An article with its findings."""

    article: Article
    sentences: tuple[Sentence, ...]
    bottom_line: Span
    """One sentence, or the clauses of it that fit 200 characters."""

    points: tuple[Point, ...]
    """Best first."""

    actors: tuple[Actor, ...]
    """Most prominent first."""

    quotes: tuple[Quote, ...]
    timexes: tuple[Timex, ...]
    open_points: tuple[OpenPoint, ...]
    sourcing: Sourcing

    in_full: bool = True
    """False when the language of the article has no words of its own: names and speakers are left out."""

    claims: tuple[Claim, ...] = ()
    """In order of the text; empty for a language whose grammar is not followed."""

    clues: tuple[DateClue, ...] = ()
    """What bears on the day it appeared, in order of the text; when the day is known, only where the text prints it."""

    fault: str = ""
    """Which mistake of ours kept it from being read in full, and where in the code; empty when none did."""

    def sentence_at(self, offset: int) -> int:
        """Number (from 1) of the sentence that holds the offset, or the last one before it."""
        number = 1
        for index, sentence in enumerate(self.sentences, start=1):
            if sentence.span.start > offset:
                break
            number = index
        return number


@dataclass(frozen=True, slots=True)
class Appearance:
    """An actor in one briefing."""

    briefing: Briefing
    actor: Actor


class Possible(NamedTuple):
    """Another actor that may be the same one: for a person to decide."""

    kind: ActorKind
    name: str
    reason: str
    """`the same family name`, `nearly the same spelling` ..."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the briefings say about one actor."""

    kind: ActorKind
    name: str
    appearances: tuple[Appearance, ...]
    """Newest briefing first."""

    maybe: tuple[Possible, ...] = ()
    """Who else it may be, surest first."""
