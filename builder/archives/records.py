"""What passes between planning, work and storing."""

from dataclasses import dataclass, field
from typing import Literal

from builder.config import Extract, Limits

What = Literal["read", "analyse"]
Engine = Literal["local", "dask"]
Cut = Literal["whole", "bytes", "groups"]


@dataclass(frozen=True, slots=True)
class Piece:
    """What is done at once: a file, or a stretch of one."""

    address: str
    """Where it is, as fsspec takes it."""

    path: str
    """Its name below what was given: what tables call it."""

    cut: Cut = "whole"
    first: int = 0
    """First byte, or first row group."""

    last: int = 0
    """The one behind the last byte or row group."""

    @property
    def stretch(self) -> str:
        """`bytes 0-64000000`; empty for a whole file."""
        return "" if self.cut == "whole" else f"{self.cut} {self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with every piece."""

    what: What
    out: str
    """The folder of the tables, as fsspec takes it."""

    rules: str
    """Digest of the program that planned it; one that does a piece must be the same."""

    extract: Extract = "consensus"
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a piece."""

    piece: Piece
    name: str = ""
    """Of its files; empty when there are none."""

    articles: int = 0
    bad: int = 0
    """Records that are none, or could not be used: rows of the table `problems`."""

    before: bool = False
    """An earlier run did it."""

    fault: str = ""
    """Why it was not done."""
