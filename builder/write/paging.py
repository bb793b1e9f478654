"""Long lists in pages of bounded size: groups of entries, the pages of each, tables, steps from page to page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from builder.saying import ENGLISH, Saying
from builder.write.names import slug

Item = TypeVar("Item")

PAGE = 200
"""Most entries of a page."""

COUNTED = "\n{: .meta .listing }"
"""Marks the paragraph that counts what follows: there the reader's browser puts the field to filter it by."""

STEPS = "\n{: .meta .steps }"


class Group(NamedTuple, Generic[Item]):
    """Entries under one letter or of one month."""

    key: str
    """Part of ids and addresses: `[a-z0-9-]`."""

    words: str
    shelf: str
    """What the group stands in, such as its year; empty for none."""

    items: Sequence[Item]


class Part(NamedTuple, Generic[Item]):
    """What one page shows of a group."""

    group: Group[Item]
    number: int
    items: Sequence[Item]

    @property
    def key(self) -> str:
        """Of the group, with the number from the second part on."""
        return self.group.key if self.number == 1 else f"{self.group.key}-{self.number}"

    def words(self, say: Saying = ENGLISH) -> str:
        """Of the group, with the number from the second part on."""
        return self.group.words if self.number == 1 else say("part_of", group=self.group.words, number=self.number)

    def has_others(self) -> bool:
        """Whether the group has another part."""
        return len(self.group.items) > PAGE

    def place(self, noun: str, say: Saying = ENGLISH) -> str:
        """`Actors 201 to 400 of 450`, the noun in the plural."""
        start = (self.number - 1) * PAGE
        first, last, whole = start + 1, start + len(self.items), len(self.group.items)
        return say(f"{noun}_place", first=say.number(first), last=say.number(last), whole=say.number(whole))


def by_letter(items: Iterable[Item], name: Callable[[Item], str], say: Saying = ENGLISH) -> list[Group[Item]]:
    """Groups by the first letter, A to Z, as it is said in Latin letters; then digits, then what has neither.

    The order of the entries in a group stays.
    """
    found: dict[str, list[Item]] = {}
    for item in items:
        first = slug(name(item), fallback="")[:1]
        found.setdefault("digits" if first.isdigit() else first or "other", []).append(item)
    words = {"digits": "0–9", "other": say("other")}
    order = sorted(found, key=lambda key: (len(key) > 1, key))
    return [Group(key, words.get(key, key.upper()), "", found[key]) for key in order]


def parts(groups: Iterable[Group[Item]]) -> list[Part[Item]]:
    """The pages of groups."""
    return [
        Part(group, number, group.items[start : start + PAGE])
        for group in groups
        for number, start in enumerate(range(0, len(group.items), PAGE), start=1)
    ]


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Markdown of a table; the name of a column of numbers begins with `#`."""
    head = f"| {' | '.join(one.lstrip('#') for one in columns)} |"
    rule = f"| {' | '.join('---:' if one.startswith('#') else '---' for one in columns)} |"
    return "\n".join((head, rule, *(f"| {' | '.join(cells)} |" for cells in rows)))


def steps(links: Iterable[str], words: tuple[str, str]) -> str:
    """A paragraph with two links, each in its words, which have the place `{link}`; an empty link is left out."""
    told = [word.format(link=link) for word, link in zip(words, links, strict=True) if link]
    return f"{' · '.join(told)}{STEPS}" if told else ""


def neighbours(items: Sequence[Item]) -> Iterator[tuple[Item | None, Item, Item | None]]:
    """Each with the ones before and after it."""
    return zip((None, *items), items, (*items[1:], None), strict=False)
