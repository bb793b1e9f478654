"""Pages that need not be made again: they are made of what they were made of, and every link leads where it led.

What this process made is in its memory. What an earlier one made lies in a folder, under a digest of what it was made
of and of the program, beside what it asked the addresses and what the answers were. The folder is disposable: without
it, or with a damaged one, a build gives the same and only takes longer.
"""

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from builder.entries import Entries
from builder.memory import NO_MEMORY, Memory
from builder.program import digest_of
from builder.records import Page
from builder.write.addresses import Addresses
from builder.write.digests import Digests
from builder.write.questions import Question, Told

Make = Callable[..., Page]


class _Kept(NamedTuple):
    """A page as it lies in the folder."""

    page: Page
    asked: tuple[Told, ...]


class _Made(NamedTuple):
    page: Page
    asked: tuple[Question, ...]
    digest: str | None


_KEPT = TypeAdapter(_Kept)


class Pages:
    """The pages of one run: known, or made and kept."""

    def __init__(self, memory: Memory = NO_MEMORY, folder: Path | None = None, *, keep: bool = True) -> None:
        """Pages are looked up in a folder, if one is given, and kept there unless `keep` is false."""
        self._memory = memory
        self._entries = Entries(folder, _KEPT, keep=keep) if folder else None
        self._digests = Digests()

    def page(self, page_id: str, make: Make, of: Any, addresses: Addresses, *more: Any) -> Page:
        """What `make` gives of these: made anew if they are other, or an answer of the addresses, which all pages ask.

        `make` must be a pure function of them.
        """

        def anew() -> _Made:
            digest = self._digest(page_id, addresses, of, more)
            return self._kept(digest, addresses) or self._put(digest, addresses, make, of, more)

        def holds(made: _Made) -> bool:
            return addresses.still(made.asked)

        found = self._memory.made(("page", page_id), (addresses.say.language, of, *more), anew, holds)
        if self._entries and found.digest:
            self._entries.want(found.digest)
        return found.page

    def tidy(self) -> None:
        """Remove what no page of this run is made of."""
        if self._entries:
            self._entries.tidy()

    def _digest(self, page_id: str, addresses: Addresses, of: Any, more: tuple[Any, ...]) -> str | None:
        """Of all that a page is made of; None for what no file holds."""
        if not self._entries:
            return None
        try:
            given = self._digests.of((page_id, addresses.say.language, of, more))
        except ValueError:  # half of a character
            return None
        return sha256(digest_of(".") + given).hexdigest()

    def _kept(self, digest: str | None, addresses: Addresses) -> _Made | None:
        """The page as it was kept, if the addresses answer what they answered then."""
        kept = self._entries.get(digest) if self._entries and digest else None
        asked = addresses.same_answers(kept.asked) if kept else None
        return None if kept is None or asked is None else _Made(kept.page, asked, digest)

    def _put(self, digest: str | None, addresses: Addresses, make: Make, of: Any, more: tuple[Any, ...]) -> _Made:
        """The page, made and kept."""
        with addresses.noting() as notes:
            page = make(of, addresses, *more)
        asked = tuple(notes.values())
        if self._entries and digest:
            with suppress(ValueError):  # what is not told is made again
                self._entries.put(digest, _Kept(page, tuple(one.told() for one in asked)))
        return _Made(page, asked, digest)


NO_PAGES = Pages()
"""Makes every page."""
