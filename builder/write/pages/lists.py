"""A list as an index and further pages, each with its address for as long as the list needs it.

While it is short the whole list stands on the index. A longer one has a page for each letter or month, several where
one is not enough: what stands on a page then hangs on what it is, not on how much comes before it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Generic, NamedTuple

from builder.records import Page
from builder.write.addresses import Addresses, way
from builder.write.listing import plain_page
from builder.write.paging import COUNTED, PAGE, Group, Item, Part, many, neighbours, parts, steps, table

FIRST = 100
"""Entries that the index of a list of several pages shows."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """What a list is, and how it is shown."""

    key: str
    """Its folder; begins the ids of its pages: `actors` has `page-actors` and `actors-s-2`."""

    folder: str
    """Where its pages lie below that: `letter`."""

    noun: str
    order: str
    """By what it is ordered, in words."""

    none: str
    """Markdown for a list without entries."""

    columns: Sequence[str]
    """Of the table; a number's begins with `#`."""

    row: Callable[[Item, PurePosixPath], Sequence[str]]
    """The cells of an entry, as Markdown on a page."""

    steps: tuple[str, str] = ("Previous", "Next")
    """What the pages before and after one are to it."""

    @property
    def index(self) -> PurePosixPath:
        """Path of the index."""
        return PurePosixPath(self.key, "index.md")

    @property
    def title(self) -> str:
        """Of the index."""
        return self.key.capitalize()

    def table(self, items: Iterable[Item], here: PurePosixPath) -> str:
        """Markdown of a table of entries."""
        return table(self.columns, (self.row(item, here) for item in items))

    def id(self, key: str) -> str:
        """Of the page of a part."""
        return f"{self.key}-{key}"

    def claim(self, part: Part[Item], addresses: Addresses) -> PurePosixPath:
        """Path of the page of a part."""
        return addresses.claim(self.id(part.key), PurePosixPath(self.key, self.folder, f"{part.key}.md"))


class First(NamedTuple, Generic[Item]):
    """What the index of a long list shows of it."""

    heading: str
    words: str
    """What sets them apart: `that most briefings name`."""

    items: Sequence[Item]


def list_pages(
    listing: Listing[Item],
    groups: Sequence[Group[Item]],
    addresses: Addresses,
    first: First[Item],
    above: Sequence[str] = (),
) -> list[Page]:
    """The index, then the pages of a list that does not fit there; `above` are blocks that come first on the index."""
    items = [item for group in groups for item in group.items]
    if len(items) <= PAGE:
        counts = f"{many(len(items), listing.noun)}, {listing.order}.{COUNTED}"
        shown = [counts, listing.table(items, listing.index)] if items else [listing.none]
        return [plain_page(f"page-{listing.key}", listing.index, listing.title, "\n\n".join((*above, *shown)))]
    found = parts(groups)
    for part in found:
        listing.claim(part, addresses)
    body = (
        *above,
        f"{many(len(items), listing.noun)}, on {many(len(found), 'page')}.\n{{: .meta }}",
        *_jump(listing, groups, None, listing.index, addresses),
        f"## {first.heading}\n\nThe {len(first.items[:FIRST])} {first.words}.{COUNTED}",
        listing.table(first.items[:FIRST], listing.index),
    )
    index = plain_page(f"page-{listing.key}", listing.index, listing.title, "\n\n".join(body))
    return [index, *(_page(listing, groups, *one, addresses) for one in neighbours(found))]


def _page(
    listing: Listing[Item],
    groups: Sequence[Group[Item]],
    before: Part[Item] | None,
    part: Part[Item],
    after: Part[Item] | None,
    addresses: Addresses,
) -> Page:
    here = listing.claim(part, addresses)
    around = (addresses.link(one.words, listing.id(one.key), here) if one else "" for one in (before, after))
    place = f"{listing.noun}s {part.place}".capitalize() if part.place else many(len(part.items), listing.noun)
    body = (
        f"[All {listing.noun}s]({way(listing.index, here)})\n{{: .meta }}",
        *_jump(listing, groups, part, here, addresses),
        f"{place}.{COUNTED}",
        listing.table(part.items, here),
        steps(around, listing.steps),
    )
    title = f"{listing.title}: {part.words}"
    return plain_page(listing.id(part.key), here, title, "\n\n".join(filter(None, body)))


def _jump(
    listing: Listing[Item],
    groups: Sequence[Group[Item]],
    current: Part[Item] | None,
    here: PurePosixPath,
    addresses: Addresses,
) -> Iterator[str]:
    """Links to the shelves, if there are several, to the groups on the current one, and to the parts of this group.

    The index has counts with them; there the first shelf is the current one.
    """
    shelves = [(words, list(found)) for words, found in groupby(groups, key=lambda one: one.shelf)]
    shelf = current.group.shelf if current else shelves[0][0]
    lines = []
    if len(shelves) > 1:
        lines.append([_Jump(words, found[0].key, sum(len(one.items) for one in found)) for words, found in shelves])
    lines.append([_Jump(one.words, one.key, len(one.items)) for one in groups if one.shelf == shelf])
    if current and current.place:
        lines.append([_Jump(f"part {one.number}", one.key, len(one.items)) for one in parts([current.group])])
    marked = {current.group.shelf, current.group.words, f"part {current.number}"} if current else set()
    for line in lines:
        links = (addresses.link(one.words, listing.id(one.key), here) for one in line)
        shown = (
            f"**{link}**" if one.words in marked else link if current else f"{link} ({one.entries:,})"
            for one, link in zip(line, links, strict=True)
        )
        yield f"{' · '.join(shown)}\n{{: .jump }}"


class _Jump(NamedTuple):
    words: str
    key: str
    entries: int
