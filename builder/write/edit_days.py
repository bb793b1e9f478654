"""Since when a page has its person's words, `.builder/edited/ID`: the day, and a digest of what was brought in."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from builder.write.files import read
from builder.write.merge import edited_keys, same
from builder.write.merge.front import Entry
from builder.write.merge.normal import words
from builder.write.merge.page import Page, take_apart

CORRECTIONS = "corrections"
"""Anchor of the section that lists what was corrected."""


class EditDays:
    """The days on which people's words were first seen, as ISO 8601, by page id."""

    def __init__(self, root: Path, today: date | None = None) -> None:
        """`today` is the day of words not seen before; None keeps none."""
        self._folder = root / ".builder" / "edited"
        self.today = today.isoformat() if today else ""

    def of(self, page_id: str) -> Path:
        """Where the day of a page is kept."""
        return Path(self.file_of(page_id))

    def file_of(self, page_id: str) -> str:
        """The same as text: of all pages, that is made in half the time."""
        return f"{self._folder}/{page_id}"

    def known(self, page_id: str) -> str:
        """The day of the words that the last run saw; empty when there is none."""
        return (read(self.of(page_id)) or b"").decode().partition(" ")[0]

    def day(self, page_id: str, *digests: str | None) -> str:
        """The day of these words: that of the last run when it saw the same, else today, or empty."""
        known = (read(self.of(page_id)) or b"").decode().split()
        return known[0] if len(known) > 1 and known[1] in digests else self.today

    def news(self, page_id: str, base: bytes, page: bytes, before: str | None = None) -> dict[Path, bytes | None]:
        """What is to be written when both will be these after the run; nothing when that is known.

        `before` is the digest of the same words in the language that the site had until now.
        """
        file = self.of(page_id)
        if page == base and not file.exists():
            return {}
        found = edit_digest(base, page) if page != base else None
        day = self.day(page_id, found, before)
        record = f"{day} {found}\n".encode() if found and day else None
        return {file: record} if read(file) != record and (record or not found) else {}


def edit_digest(base: bytes, page: bytes) -> str | None:
    """A digest of what a person brought in, however it is written down; None when there is no edit.

    News of the builder that come into both pages do not change it, nor does the list of corrections, which tells of it.
    """
    try:
        own, mine = base.decode(), page.decode()
        if same(own, mine):
            return None
        origin, edited = take_apart(own), take_apart(mine)
        keys = {key: _brought(value, origin.front.entries.get(key)) for key, value in edited_keys(own, mine).items()}
    except ValueError:
        return None
    brought = _words_of(edited) - _words_of(origin)
    return sha256(json.dumps([sorted(brought), keys], sort_keys=True, default=str).encode()).hexdigest()[:16]


def _words_of(page: Page) -> set[str]:
    return words("\n".join(unit.raw for unit in page.sections if unit.anchor != CORRECTIONS))


def _brought(value: Any, own: Entry | None) -> Any:
    """A person's value of a key; of a list what is not in the builder's own."""
    if isinstance(value, list) and own is not None and isinstance(own.value, list):
        return [item for item in value if item not in own.value]
    return value
