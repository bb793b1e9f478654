"""What analysing gives: an article's findings, each with the words it came from."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from builder.records.clean import Article, Evidence
from builder.records.span import Span

ActorKind = Literal["PER", "ORG", "STATE", "LOC"]
Stance = Literal["reported", "claimed", "assessed"]
Confidence = Literal["high", "moderate", "low"]


class Sentence(NamedTuple):
    """A citable unit of an article; number `n` is its place in `Briefing.sentences`, from 1."""

    span: Span
    opens_paragraph: bool


class Role(NamedTuple):
    """What an actor is, in the article's own words."""

    text: str
    """As written, without articles: `Defense Secretary`."""

    span: Span
    """The words that say so."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body in one article, all its mentions merged."""

    kind: ActorKind
    name: str
    """Canonical; equal names of equal kind are one actor across articles."""

    aliases: tuple[str, ...]
    """Every form in the text, most frequent first, possessives and articles stripped."""

    mentions: tuple[Span, ...]
    """In order of the text; at least one."""

    roles: tuple[Role, ...] = ()
    key: str | None = None
    """Its key in the checked-in tables; None when the article alone names it."""

    acts: bool = True
    """False for a place that is only where something happens."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words the article puts in someone's mouth."""

    span: Span
    """Including the quote marks."""

    text: str
    """`article.text[span.start:span.end]`."""

    speaker: str | None = None
    """Canonical name of an actor, or the article's own description (`an unnamed Pentagon official`);
    None when the article does not say: shown as `unattributed`."""

    speaker_span: Span | None = None
    """The words that name the speaker for this quote."""

    cue: str | None = None
    """The word that says so: `said`, `added`."""

    via: str | None = None
    """Canonical name of the outlet the speaker told it to, or that reports it."""

    on_record: bool = True
    """False when the speaker is not named."""


@dataclass(frozen=True, slots=True)
class Timex:
    """A date or time in the text, resolved."""

    span: Span
    text: str
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    """TIMEX3: `2023-05-29`, `2023-05`, `2023-W21`, `P2Y`, `PRESENT_REF`; None when it cannot be resolved."""

    direction: Literal["past", "present", "planned"] | None = None
    """How the sentence looks at it; None when it does not say."""


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence that carries the story, without the place and agency it opens with: `LONDON (AP) — `."""

    span: Span
    stance: Stance
    by: str | None = None
    """Who claims or assesses; None when reported, or when the text does not say who."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something the article says is denied, refused or not confirmed."""

    span: Span
    cue: Span
    """The words that say so: `would not confirm`."""

    by: str | None = None


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
