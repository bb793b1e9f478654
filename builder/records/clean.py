"""What cleaning gives: an article, and why it is believed to be so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from builder.records.read import Removed
from builder.records.span import Span

DateBasis = Literal["stated", "metadata", "url", "inferred", "event", "retrieved"]
VersionKind = Literal["copy", "reprint", "update"]


class Evidence(NamedTuple):
    """Why something is believed."""

    reason: str
    """What follows from it, in words a reader understands."""

    span: Span | None = None
    """The words in `article.text` that say so; None when they stand outside the text (markup, sidecar)."""

    article: str | None = None
    """Id of the other article of the same event in whose text `span` counts; None for the article's own."""


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


class Correction(NamedTuple):
    """Something in a published page that was wrong."""

    text: str
    day: str | None = None
    """ISO 8601, as the person gave it; None for a change that was found by comparing."""

    since: str = ""
    """The day on which such a change was first seen, ISO 8601; empty when that is not known."""


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

    source_names: tuple[str, ...] = ()
    """Other names that its seed gives this outlet."""

    url: str | None = None
    authors: tuple[str, ...] = ()
    lang: str = "en"
    """ISO 639-1."""

    translated: bool = False
    """The text shows signs of machine translation."""

    corrections: tuple[Correction, ...] = ()
    """What people corrected, newest first, then what they changed without saying so."""

    left_out: tuple[str, ...] = ()
    """Actors that a person took out of its page's front matter, by the name they had there."""

    by_hand: bool = False
    """A person wrote it as a page in `docs/`, which `path` names: what is missing is filled in, nothing rewritten."""

    dropped: bool = False
    """No seed gives it any more though its file is there: it was taken from its page."""

    removed: tuple[Removed, ...] = ()
    versions: tuple[Version, ...] = ()
    """The other seeds of this article, in the order they came in."""

    other_ids: tuple[str, ...] = ()
    """Ids that its versions would have had alone: pages of these become its own."""

    how: Mapping[str, str] = field(default_factory=dict)
    """Field name -> name of the rule that won."""
