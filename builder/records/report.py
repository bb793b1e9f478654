"""What a run tells whoever started it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.records.write import PageState


class Problem(NamedTuple):
    """An input or page left out, and why."""

    path: str
    what: str
    fix: str = ""

    def __str__(self) -> str:
        """`path: what (fix)`."""
        return f"{self.path}: {self.what}" + (f" ({self.fix})" if self.fix else "")


class Finding(NamedTuple):
    """Something wrong in a page."""

    path: str
    """Below the project folder, with slashes."""

    line: int
    """From 1; 0 when it is about the whole file."""

    column: int
    """In characters, from 1; 0 when it is about the whole line or file."""

    rule: str
    """What was checked: `link`, `date`, `actor` ..."""

    what: str
    fix: str = ""

    def __str__(self) -> str:
        """`path:line:column: what (fix)`."""
        place = "".join(f":{number}" for number in (self.line, self.column) if number)
        return f"{self.path}{place}: {self.what}" + (f" ({self.fix})" if self.fix else "")


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

    delays: tuple[Problem, ...] = ()
    """What cost time and nothing else."""
