"""The nouns that pass between rooms; no work is done here.

`Document` (read) -> `Article` (clean) -> `Briefing` (analyse) -> `Page` (write) -> the site (publish).
All offsets are in characters of the text of the record they belong to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

DateBasis = Literal["stated", "metadata", "url", "inferred", "event", "retrieved"]
ActorKind = Literal["PER", "ORG", "STATE", "LOC"]
Stance = Literal["reported", "claimed", "assessed"]
Confidence = Literal["high", "moderate", "low"]


class Span(NamedTuple):
    """`[start, end)` in characters of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span points at."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


# --- read ---------------------------------------------------------------------------------------


class Statement(NamedTuple):
    """One fact that a seed or its sidecar states of itself."""

    key: str
    """One of `source url date title lang authors`."""

    value: str
    """As written; several authors are several statements."""

    by: str
    """Who says so: `sidecar`, `json-ld`, `meta article:published_time`, `title element` ..."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader found in a seed, untouched."""

    path: PurePosixPath
    """Where the seed lies, relative to the project folder."""

    digest: str
    """SHA-256 of its bytes and of its sidecar's, in hex."""

    text: str
    """The words; line feeds between lines, paragraphs as the format gave them."""

    stated: tuple[Statement, ...] = ()
    """What the sidecar and the markup state, most trusted first."""


# --- clean --------------------------------------------------------------------------------------


class Evidence(NamedTuple):
    """Why something is believed."""

    reason: str
    """What follows from it, in words a reader understands."""

    span: Span | None = None
    """The words in `article.text` that say so; None when they stand outside the text (markup, sidecar)."""


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article was published, how precisely that is known, and from what."""

    basis: DateBasis

    day: date
    """The most likely day; sorts the page. For `retrieved` the day the article was first taken in."""

    edtf: str | None
    """The true precision (EDTF level 1): `2023-05-30`, `2023-05-30~`, `2023-05-30/2023-05-31`, `2023-05`,
    `2023`, `XXXX-05` (some May). None when nothing at all is known."""

    evidence: tuple[Evidence, ...] = ()


class Removed(NamedTuple):
    """A stretch of the document that is not part of the article."""

    text: str
    rule: str
    """Why it went, in words: `comment form`, `related headline, printed twice` ..."""


class Correction(NamedTuple):
    """Something in a published page that was wrong."""

    text: str
    day: str | None = None
    """ISO 8601, as the person gave it; None for a change that was found by comparing."""


VersionKind = Literal["copy", "reprint", "update"]


class Version(NamedTuple):
    """Another seed that holds the same article."""

    kind: VersionKind
    """`copy`: the same words from the same outlet; `reprint`: from another one; `update`: an earlier or other state."""

    path: PurePosixPath
    title: str
    source: str | None = None
    url: str | None = None
    edtf: str | None = None
    """When it was published; None when that is not known."""

    gone: tuple[str, ...] = ()
    """Its paragraphs that the article shown does not have."""


@dataclass(frozen=True, slots=True)
class Article:
    """Clean text with what is known of it."""

    id: str
    """`b` and ten hex digits: of the digest of the text when first built, never changed afterwards."""

    path: PurePosixPath
    digest: str

    text: str
    """Paragraphs, one line each, with an empty line between them. Holds the headline only if it had one:
    then the first paragraph is `original_title`."""

    title: str
    """The headline shown: the original one, or one cut from the lead."""

    original_title: str | None = None
    """The headline as published; None when the document has none."""

    dating: Dating | None = None
    """None until something is known; the pipeline fills it at the latest with `retrieved`."""

    source: str | None = None
    """The outlet that put it out, as stated; None when unknown. Never guessed from style."""

    url: str | None = None
    authors: tuple[str, ...] = ()
    lang: str = "en"
    """ISO 639-1."""

    translated: bool = False
    """The text shows signs of machine translation."""

    corrections: tuple[Correction, ...] = ()
    """What people corrected, newest first, then what they changed without saying so."""

    by_hand: bool = False
    """A person wrote it as a page in `docs/`, which `path` names: what is missing is filled in, nothing rewritten."""

    removed: tuple[Removed, ...] = ()
    versions: tuple[Version, ...] = ()
    """The other seeds of this article, in the order they came in."""

    other_ids: tuple[str, ...] = ()
    """Ids that its versions would have had alone: pages of these become its own."""

    how: Mapping[str, str] = field(default_factory=dict)
    """Field name -> name of the rule that won."""


# --- analyse ------------------------------------------------------------------------------------


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
    """A sentence that carries the story."""

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

    confidence: Confidence
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


# --- write --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """A file of `docs/` as the builder would write it."""

    id: str
    path: PurePosixPath
    """Relative to `docs/`."""

    text: str
    """The whole file, front matter included; empty for an asset."""

    assets: Mapping[str, str] = field(default_factory=dict)
    """File name -> text of the files published beside the page."""

    absorbs: tuple[str, ...] = ()
    """Ids of pages that this one stands for from now on: their addresses lead here."""


PageState = Literal["new", "changed", "merged", "unchanged", "kept", "removed"]
"""`merged`: a person's words and the builder's news are both in it; `kept`: a person's, and there was no news."""


class Problem(NamedTuple):
    """An input or page left out, and why."""

    path: str
    what: str
    fix: str = ""

    def __str__(self) -> str:
        """`path: what (fix)`."""
        return f"{self.path}: {self.what}" + (f" ({self.fix})" if self.fix else "")


@dataclass(frozen=True, slots=True)
class Report:
    """What one build did."""

    pages: Mapping[str, PageState]
    """Path below the project folder -> what became of it."""

    problems: tuple[Problem, ...]
    """Seeds and pages left out."""

    doubts: tuple[Problem, ...] = ()
    """Inputs that were built but want a person's eye."""

    notes: tuple[Problem, ...] = ()
    """What was done with inputs that nobody has to look at."""

    pending: Mapping[PurePosixPath, tuple[str, str]] = field(default_factory=dict)
    """Path below the project folder -> text before and after, of each page that changed, or would have in a dry run."""

    lacks: tuple[Problem, ...] = ()
    """What the builder had to do without; every page was made, less well."""
