"""The language that pages are in, and the one that they were in after the last run: `.builder/language`.

Where the two differ, each page is made in both: what people wrote is merged with the page in the language it was
written beside, then whatever is the machine's own is put into the new one. So a change of language is nobody's edit.
"""

from builder.saying import ENGLISH, saying
from builder.write.store import Store

NOTE = "language"
"""File below `.builder/`; none is there for English."""


class Words:
    """What pages are, and were, written in."""

    def __init__(self, language: str, store: Store) -> None:
        self.now = saying(language)
        noted = (store.noted(NOTE) or b"").decode(errors="replace").strip()
        self.before = saying(noted or ENGLISH.language) if store.written_ids() else self.now
        self.notes = {NOTE: "" if self.now is ENGLISH else f"{self.now.language}\n"}

    @property
    def changed(self) -> bool:
        """Whether the pages are to be put into another language."""
        return self.now is not self.before
