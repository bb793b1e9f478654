"""What a reader gives: a seed as it is."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple


class Statement(NamedTuple):
    """One fact that a seed or its sidecar states of itself."""

    key: str
    """One of `source url date title lang authors`."""

    value: str
    """As written; several authors are several statements."""

    by: str
    """Who says so: `sidecar`, `json-ld`, `meta article:published_time`, `title element` ..."""


class Removed(NamedTuple):
    """A stretch of the document that is not part of the article."""

    text: str
    rule: str
    """Why it went, in words: `comment form`, `related headline, printed twice` ..."""


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

    whole_page: bool = False
    """The text is as it was copied or scraped: nobody has told the article from the page around it yet."""

    removed: tuple[Removed, ...] = ()
    """Lines of the page that stood in the text or beside it and were left out."""
