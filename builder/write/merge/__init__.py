"""The three-way merge of pages: what the machine last wrote, what a person made of it, what the machine writes now.

Pure: text in, text out. A page is taken apart into units (`units.py`, `blocks.py`; front matter by key, `front.py`),
the units of the three texts are matched (`matching.py`), and each is decided on its own (`body.py`, `keys.py`); the
finest merge that loses and repeats nothing is taken (`holding.py`). Units are compared by what they say, not by how it
is written down (`normal.py`). No word a person wrote is ever left out.
"""

from collections.abc import Mapping
from typing import Any, Literal

from builder.write.merge import front
from builder.write.merge.holding import finest
from builder.write.merge.keys import merge_front
from builder.write.merge.markers import markers
from builder.write.merge.matching import match_changed, match_equal
from builder.write.merge.page import Page, readable, restyled, say_the_same, take_apart, undress
from builder.write.merge.page_words import own_words
from builder.write.merge.records import Conflict, Merged
from builder.write.merge.repeats import missing
from builder.write.merge.settling import with_unit

__all__ = [
    "Conflict", "Merged", "changed_sections", "edited_keys", "edited_sections", "markers", "merge", "same",
    "translated", "untouched", "with_unit", "with_values",
]  # fmt: skip

State = Literal["generated", "edited", "person"]


def merge(base: str | None, mine: str, new: str) -> Merged:
    """The person's page with what the machine changed since `base`.

    A `base` of None, or one that cannot be read, makes the whole page the person's: only front matter keys that it
    lacks are filled in. Where both changed one unit differently, the page keeps the person's.

    Raises:
        ValueError: `mine` (or `new`) has broken front matter or holds conflict markers; the message names the line.
    """
    if (line := markers(mine)) is not None:
        raise ValueError(f"line {line}: a conflict marker that git left")
    if mine in (base, new):
        return Merged(new)
    if base == new:
        front.read(front.cut(undress(mine)[0])[0])
        return Merged(mine)
    page, target = take_apart(mine), take_apart(new)
    origin = readable(base)
    if origin is None:
        merge_front(None, page.front, target.front)
        return Merged(page.text())
    if say_the_same(origin, target):
        return Merged(mine)
    if _untouched(origin, page):
        return Merged(restyled(new, page.style))
    return finest(origin, mine, target)


def translated(base: str, mine: str, new: str) -> str:
    """The person's page with what the machine says now in another language; `new` says the same as `base`.

    What a person changed stays as it is, and is no conflict: there is no news that it could contradict.

    Raises:
        ValueError: a page has broken front matter.
    """
    if mine in (base, new):
        return new
    page, target, origin = take_apart(mine), take_apart(new), take_apart(base)
    if _untouched(origin, page):
        return restyled(new, page.style)
    return finest(origin, mine, target, translated=True).text


def untouched(base: str, mine: str) -> bool:
    """Whether a person wrote nothing on a page, not even a comment: at most, a program saved it anew.

    Raises:
        ValueError: front matter is broken.
    """
    return base == mine or _untouched(take_apart(base), take_apart(mine))


def _untouched(origin: Page, page: Page) -> bool:
    return say_the_same(origin, page) and not own_words(origin, page)


def same(one: str, other: str) -> bool:
    """Whether two pages say the same, however it is written down: a re-save by another program is no edit.

    Raises:
        ValueError: front matter is broken.
    """
    return one == other or say_the_same(take_apart(one), take_apart(other))


def edited_keys(base: str | None, mine: str) -> dict[str, Any]:
    """Front matter keys whose value a person changed, added or removed (None), with the person's value.

    Raises:
        ValueError: the front matter of `mine` is broken.
    """
    if base == mine:
        return {}
    page, origin = take_apart(mine), readable(base)
    was = origin.front.said() if origin is not None else {}
    said = page.front.said()
    edited = {key: entry.value for key, entry in page.front.entries.items() if key not in was or was[key] != said[key]}
    return edited | {key: None for key in was if key not in said}


def edited_sections(base: str | None, mine: str) -> dict[str, State]:
    """Anchor of each section of the page -> whose text it is, in page order.

    Raises:
        ValueError: the front matter of `mine` is broken.
    """
    page, origin = take_apart(mine), readable(base)
    units = [unit for unit in page.sections if unit.raw]
    if origin is None:
        return {unit.anchor: "person" for unit in units}
    olds = [unit for unit in origin.sections if unit.raw]
    found = match_equal(olds, units)
    unchanged = set(found.values())
    match_changed(olds, units, found, closely=False, taken=set())
    known = set(found.values())
    return {
        unit.anchor: "generated" if index in unchanged else "edited" if index in known else "person"
        for index, unit in enumerate(units)
    }


def changed_sections(base: str, mine: str) -> dict[str, str]:
    """Anchor -> heading of each section of the base of which the page lacks something; none when text was only added.

    The heading is empty for what stands above the first section.

    Raises:
        ValueError: front matter is broken.
    """
    page = take_apart(mine).sections
    said = {unit.raw for unit in page}
    lost = (unit for unit in take_apart(base).sections if unit.raw and unit.raw not in said and missing(unit, page))
    return {unit.anchor: unit.parts[0].words if unit.anchor != "top" else "" for unit in lost}


def with_values(text: str, values: Mapping[str, Any]) -> str:
    """The page with these front matter keys set (None takes one away); all else stays byte for byte.

    Raises:
        ValueError: the front matter is broken.
    """
    page = take_apart(text)
    front.set_values(page.front, values)
    return page.text()
