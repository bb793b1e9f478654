"""The cards of a site: one of its own for pages that are shared, that of the site for all others.

A card is named by what stands on it, so that one drawn before is known by its name and taken over from the site before.
"""

import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from builder.config import Cards as Which
from builder.publish.metadata.card import Card, draw
from builder.publish.metadata.site import Site, published
from builder.publish.reading import Told, plain

FOLDER = "cards"
"""Of the site, where they stand."""

KINDS: Mapping[Which, Mapping[str, str]] = {
    "none": {},
    "site": {},
    "events": {"event": "Event"},
    "all": {"event": "Event", "briefing": "Briefing"},
}
"""Setting -> types of pages with a card of their own, and what they are called there."""

_FORM = "1"
"""Another one for every change of what cards look like."""

_MAKERS = ("pillow", "fontpkg-noto-sans")

_BEGINS, _ENDS = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


class Cards:
    """Draws cards into the folder of a site."""

    def __init__(self, site: Site, folder: Path, before: Path, which: Which) -> None:
        """`before` is the folder of the site that stands now; `which` pages have cards."""
        self._site, self._folder, self._before = site, folder / FOLDER, before / FOLDER
        self.which = which
        self._own = _NONE
        self._standing: set[str] = set()
        self.drawn = 0
        """How many were not there before."""

    def card(self, path: str, page: Told) -> str | None:
        """The full address of the card of a page; None for none."""
        if self.which == "none" or not self._site.address:
            return None
        label = KINDS[self.which].get(page.kind)
        own = self._put(_card(self._site, page, label)) if label and not page.values.get("same_as") else None
        if own is None:
            if self._own is _NONE:
                self._own = self._put(Card(self._site.name, self._site.description, "")) or ""
            own = self._own
        return f"{self._site.address}{FOLDER}/{own}" if own else None

    def stand(self, card: str) -> bool:
        """Let a card stand that was drawn for the site before, by its full address; False when it is not whole."""
        name = card.rpartition("/")[2]
        if name not in self._standing and ((self._folder / name).exists() or self._take_over(name)):
            self._standing.add(name)
        return name in self._standing

    def _put(self, card: Card) -> str | None:
        """Name of the file of a card, which stands there then."""
        name = f"{sha256(repr((_FORM, *map(version, _MAKERS), card)).encode()).hexdigest()[:20]}.png"
        if self.stand(name):
            return name
        if (data := draw(card)) is None:
            return None
        self._folder.mkdir(exist_ok=True)
        (self._folder / name).write_bytes(data)
        self.drawn += 1
        return name

    def _take_over(self, name: str) -> bool:
        if not _is_whole(self._before / name):
            return False
        self._folder.mkdir(exist_ok=True)
        _take(self._before / name, self._folder / name)
        return True


_NONE = "\0"


def _card(site: Site, page: Told, label: str) -> Card:
    values = page.values
    source = plain(values.get("source"))
    parts = [label, "" if source == "unknown" else source, published(values)]
    return Card(page.title, " · ".join(filter(None, parts)), site.name)


def _take(before: Path, file: Path) -> None:
    """Let the same bytes stand in both places."""
    try:
        os.link(before, file)
    except OSError:  # another disk, or one without links
        shutil.copyfile(before, file)


def _is_whole(file: Path) -> bool:
    """Whether a picture stands there that was not cut short."""
    if file.is_symlink() or not file.is_file():
        return False
    data = file.read_bytes()
    return data.startswith(_BEGINS) and data.endswith(_ENDS)
