"""What a reader is given, and how it registers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.config import Extract
from builder.records import Document


class Seed(NamedTuple):
    """A seed in memory."""

    path: PurePosixPath
    data: bytes
    digest: str
    """Of the bytes and the sidecar's; for `Document.digest`."""

    extract: Extract = "consensus"
    """How the main text is found, where the format has more than that."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read."""

    name: str
    """For people: `HTML page`."""

    endings: tuple[str, ...]
    """Lower case, with the dot."""

    read: Callable[[Seed], Iterator[Document]]
    """Articles of a seed, with what the format itself states; may raise anything, see the room's door."""
