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
from builder.saying import ENGLISH, Saying
from builder.write.addresses import Addresses, way
from builder.write.listing import plain_page
from builder.write.paging import COUNTED, PAGE, Group, Item, Part, neighbours, parts, steps, table

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
    """Begins the keys of its words."""

    say: Saying

    columns: Sequence[str]
    """Of the table; a number's begins with `#`."""

    row: Callable[[Item, PurePosixPath], Sequence[str]]
    """The cells of an entry, as Markdown on a page."""

    steps: tuple[str, str] = ("step_before", "step_after")
    """What the pages before and after one are to it: keys of words."""

    @property
    def index(self) -> PurePosixPath:
        """Path of the index."""
        return PurePosixPath(self.key, "index.md")

    @property
    def title(self) -> str:
        """Of the index."""
        return self.say(self.key)

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
    items: Sequence[Item]


def list_pages(
    listing: Listing[Item],
    groups: Sequence[Group[Item]],
    addresses: Addresses,
    first: First[Item],
    above: Sequence[str] = (),
) -> list[Page]:
    """The index, then the pages of a list that does not fit there; `above` are blocks that come first on the index."""
    say = listing.say
    items = [item for group in groups for item in group.items]
    if len(items) <= PAGE:
        counts = f"{say(f'{listing.noun}_order', counted=say.count(len(items), listing.noun, grouped=True))}{COUNTED}"
        shown = [counts, listing.table(items, listing.index)] if items else [say(f"no_{listing.key}")]
        return [
            plain_page(
                f"page-{listing.key}", listing.index, listing.title, ENGLISH(listing.key), "\n\n".join((*above, *shown))
            )
        ]
    found = parts(groups)
    for part in found:
        listing.claim(part, addresses)
    counted = say.count(len(items), listing.noun, grouped=True)
    first_words = say(f"{listing.noun}_first", count=len(first.items[:FIRST]))
    body = (
        *above,
        f"{say('on_pages', counted=counted, pages=say.count(len(found), 'page', grouped=True))}\n{{: .meta }}",
        *_jump(listing, groups, None, listing.index, addresses),
        f"## {first.heading}\n\n{first_words}{COUNTED}",
        listing.table(first.items[:FIRST], listing.index),
    )
    index = plain_page(f"page-{listing.key}", listing.index, listing.title, ENGLISH(listing.key), "\n\n".join(body))
    return [index, *(_page(listing, groups, *one, addresses) for one in neighbours(found))]


def _page(
    listing: Listing[Item],
    groups: Sequence[Group[Item]],
    before: Part[Item] | None,
    part: Part[Item],
    after: Part[Item] | None,
    addresses: Addresses,
) -> Page:
    say, here = listing.say, listing.claim(part, addresses)
    around = (addresses.link(one.words(say), listing.id(one.key), here) if one else "" for one in (before, after))
    counted = say.count(len(part.items), listing.noun, grouped=True)
    place = part.place(listing.key, say) if part.has_others() else counted
    body = (
        f"[{say(f'all_{listing.key}')}]({way(listing.index, here)})\n{{: .meta }}",
        *_jump(listing, groups, part, here, addresses),
        f"{place}.{COUNTED}",
        listing.table(part.items, here),
        steps(around, (say(listing.steps[0]), say(listing.steps[1]))),
    )
    title = f"{listing.title}{say('colon')}{part.words(say)}"
    return plain_page(
        listing.id(part.key), here, title, f"{ENGLISH(listing.key)}: {part.words()}", "\n\n".join(filter(None, body))
    )


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
    say = listing.say
    shelves = [(words, list(found)) for words, found in groupby(groups, key=lambda one: one.shelf)]
    shelf = current.group.shelf if current else shelves[0][0]
    lines = []
    if len(shelves) > 1:
        lines.append([_Jump(words, found[0].key, sum(len(one.items) for one in found)) for words, found in shelves])
    lines.append([_Jump(one.words, one.key, len(one.items)) for one in groups if one.shelf == shelf])
    if current and current.has_others():
        lines.append([_Jump(say("part", number=one.number), one.key, len(one.items)) for one in parts([current.group])])
    marked = {current.group.shelf, current.group.words, say("part", number=current.number)} if current else set()
    for line in lines:
        links = (addresses.link(one.words, listing.id(one.key), here) for one in line)
        shown = (
            f"**{link}**" if one.words in marked else link if current else f"{link} ({say.number(one.entries)})"
            for one, link in zip(line, links, strict=True)
        )
        yield f"{' · '.join(shown)}\n{{: .jump }}"


class _Jump(NamedTuple):
    words: str
    key: str
    entries: int
