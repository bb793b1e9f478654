"""What writing gives: pages, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal


@dataclass(frozen=True, slots=True)
class Page:
    """A file of `docs/` as the builder would write it."""

    id: str
    path: PurePosixPath
    """Relative to `docs/`."""

    text: str
    """The whole file, front matter included; empty for an asset."""

    assets: Mapping[str, str] = field(default_factory=dict)
    """File name -> text of the files published beside the page; empty for one that must not be there (any more)."""

    absorbs: tuple[str, ...] = ()
    """Ids of pages that this one stands for from now on: their addresses lead here."""

    notes: Mapping[str, str] = field(default_factory=dict)
    """Path below `.builder/` -> text of the files that go with the page and that the next run reads; empty for one that
    must not be there."""

    before: str = ""
    """The same text in the language that the site had until now; empty when that has not changed."""


PageState = Literal["new", "changed", "merged", "unchanged", "kept", "removed"]
"""`merged`: a person's words and the builder's news are both in it; `kept`: a person's, and there was no news."""
