"""What a merge gives."""

from dataclasses import dataclass

KEY = "front matter: "
"""Before the name of a key, in the place of a conflict."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit that the person and the machine both changed, each in another way."""

    where: str
    """`front matter: title`, or the anchor of the section: `key-points`; `top` for what stands above the first."""

    base: str
    """The unit's text as the machine last wrote it; empty when it was not there. Likewise the two below."""

    mine: str
    new: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A page that holds what both did; where they do not agree, the person's text."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
