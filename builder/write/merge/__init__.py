"""The three-way merge of pages: what the machine last wrote, what a person made of it, what the machine writes now.

Pure: text in, text out. A page is taken apart into units (`units.py`, `blocks.py`; front matter by key, `front.py`),
the units of the three texts are matched (`matching.py`), and each is decided on its own (`body.py`, `keys.py`). Units
are compared by what they say, not by how it is written down (`normal.py`). No word a person wrote is ever left out.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from builder.write.merge import front, normal
from builder.write.merge.body import merge_units
from builder.write.merge.keys import merge_front
from builder.write.merge.markers import markers
from builder.write.merge.matching import alike, match_changed, match_equal
from builder.write.merge.page import Page, restyled, take_apart, undress
from builder.write.merge.records import Conflict, Merged
from builder.write.merge.repeats import missing, repeats
from builder.write.merge.units import Unit, together

__all__ = [
    "Conflict", "Merged", "changed_sections", "edited_keys", "edited_sections", "markers", "merge", "same", "with_unit",
    "with_values",
]  # fmt: skip

State = Literal["generated", "edited", "person"]

_FRONT = "front matter: "


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
    origin = _readable(base)
    if origin is None:
        merge_front(None, page.front, target.front)
        return Merged(page.text())
    if _same(origin, target):
        return Merged(mine)
    if _same(origin, page) and not _own_words(origin, page):
        return Merged(restyled(new, page.style))
    return _guarded(origin, mine, target)


def _guarded(origin: Page, mine: str, target: Page) -> Merged:
    """The finest merge that holds, first of all units, then of whole sections.

    Where neither does (Markdown that reads differently once something stands before it), the body stays the person's.
    """
    fine = _held(origin, mine, target, whole=False)
    if fine is not None:
        return fine
    coarse = _held(origin, mine, target, whole=True)
    if coarse is not None:
        again = _held(origin, coarse.text, target, whole=False)
        if again is None or again.text == coarse.text:
            return coarse
    page = take_apart(mine)
    conflicts = merge_front(origin.front, page.front, target.front)
    before = {unit.anchor: unit.raw for unit in origin.sections}
    theirs = {unit.anchor: unit for unit in target.sections}
    for unit in page.sections:
        was, to_be = before.get(unit.anchor, ""), theirs.get(unit.anchor)
        if to_be is not None and unit.raw and to_be.raw != was and not alike(unit, to_be):
            conflicts.append(Conflict(unit.anchor, was, unit.raw, to_be.raw))
    return Merged(page.text(), tuple(conflicts))


def _held(origin: Page, mine: str, target: Page, *, whole: bool) -> Merged | None:
    """The merge; None when it loses or repeats something, or would be another one were the build to crash after it."""
    page = take_apart(mine)
    own = _own_words(origin, page)
    text, conflicts = _once(origin, page, target, whole=whole)
    result = _readable(text)
    if result is None:  # a rule that came to stand on the first line is a fence there
        return None
    if not own <= _written(result) and any(word not in text for word in own):
        return None
    if repeats(result.sections, take_apart(mine).sections, target.sections):
        return None
    if _once(origin, take_apart(text), target, whole=whole)[0] != text:
        return None
    found = (_found(conflict, result) for conflict in conflicts)
    return Merged(text, tuple(dict.fromkeys(_widened(one, text, origin, result, target) for one in found)))


def _found(conflict: Conflict, page: Page) -> Conflict:
    """The conflict under the anchor that its section has now: the machine may have changed the heading."""
    if conflict.where.startswith(_FRONT):
        return conflict
    holding = [unit.anchor for unit in page.sections if conflict.mine in unit.raw]
    known = conflict.where in holding or not holding
    return conflict if known else replace(conflict, where=holding[0])


def _widened(conflict: Conflict, text: str, origin: Page, result: Page, target: Page) -> Conflict:
    """The conflict, or that of its whole section when its unit melted into a neighbour and could not be found."""
    if with_unit(text, conflict) is not None:
        return conflict
    mine, was, to_be = (
        next((unit.raw for unit in page.sections if unit.anchor == conflict.where), "")
        for page in (result, origin, target)
    )
    return Conflict(conflict.where, was, mine, to_be) if mine else conflict


def _once(origin: Page, page: Page, target: Page, *, whole: bool) -> tuple[str, tuple[Conflict, ...]]:
    """The merged text and its conflicts; `page` has the merged front matter afterwards."""
    conflicts = merge_front(origin.front, page.front, target.front)
    row = merge_units(origin.sections, page.sections, target.sections, "", whole=whole)
    body = row.text
    body = body if page.body.strip() or not body else body.lstrip("\n")
    if page.front.opening and body and not body.startswith("\n") and not page.body.strip():
        body = "\n" + body
    return page.with_body(body + page.tail), (*conflicts, *row.conflicts)


def _readable(base: str | None) -> Page | None:
    try:
        return take_apart(base) if base is not None and markers(base) is None else None
    except ValueError:
        return None


def same(one: str, other: str) -> bool:
    """Whether two pages say the same, however it is written down: a re-save by another program is no edit.

    Raises:
        ValueError: front matter is broken.
    """
    return one == other or _same(take_apart(one), take_apart(other))


def _same(one: Page, other: Page) -> bool:
    if one.raw_front != other.raw_front and one.front.said() != other.front.said():
        return False
    if one.body == other.body:
        return True
    ours = [unit for unit in one.sections if unit.raw]
    theirs = [unit for unit in other.sections if unit.raw]
    return len(ours) == len(theirs) and all(map(alike, ours, theirs))


def _own_words(origin: Page, page: Page) -> set[str]:
    """Words of the page that the machine's does not have."""
    was = {unit.raw for unit in origin.sections}
    own = normal.words("\n".join(unit.raw for unit in page.sections if unit.raw not in was))
    if page.raw_front != origin.raw_front:
        own |= _written_front(page)
    return own - _written(origin) if own else own


def _written(page: Page) -> set[str]:
    """Every word of a page."""
    return normal.words(page.body) | _written_front(page)


def _written_front(page: Page) -> set[str]:
    """Every word of the front matter, comments included."""
    values = " ".join(map(str, _leaves([entry.value for entry in page.front.entries.values()])))
    return normal.words(values) | normal.comment_words(page.raw_front) | normal.words(" ".join(page.front.entries))


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return [leaf for pair in value.items() for leaf in _leaves(list(pair))]
    if isinstance(value, (list, tuple, set)):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value]


def edited_keys(base: str | None, mine: str) -> dict[str, Any]:
    """Front matter keys whose value a person changed, added or removed (None), with the person's value.

    Raises:
        ValueError: the front matter of `mine` is broken.
    """
    if base == mine:
        return {}
    page, origin = take_apart(mine), _readable(base)
    was = origin.front.said() if origin is not None else {}
    said = page.front.said()
    edited = {key: entry.value for key, entry in page.front.entries.items() if key not in was or was[key] != said[key]}
    return edited | {key: None for key in was if key not in said}


def edited_sections(base: str | None, mine: str) -> dict[str, State]:
    """Anchor of each section of the page -> whose text it is, in page order.

    Raises:
        ValueError: the front matter of `mine` is broken.
    """
    page, origin = take_apart(mine), _readable(base)
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


def with_unit(text: str, conflict: Conflict) -> str | None:
    """The page with the conflict's `mine` replaced by its `new`; None when the unit does not stand there any more.

    Raises:
        ValueError: the front matter is broken.
    """
    page = take_apart(text)
    if conflict.where.startswith(_FRONT):
        key = conflict.where.removeprefix(_FRONT)
        entry = page.front.entries.get(key)
        if entry is None or entry.raw.strip() != conflict.mine.strip():
            return None
        if conflict.new:
            page.front.entries[key] = replace(entry, raw=front.with_comments(conflict.new, entry.raw))
        else:
            front.remove(page.front, key)
        return page.text()
    for index, unit in enumerate(page.sections):
        if unit.anchor == conflict.where:
            raw = _replaced(unit, conflict.mine, conflict.new)
            if raw is None:
                return None
            page.sections[index] = Unit(unit.kind, raw, unit.gap if raw else "", anchor=unit.anchor)
            return page.text()
    return None


def _replaced(unit: Unit, old: str, new: str) -> str | None:
    if unit.raw == old:
        return new
    for index, part in enumerate(unit.parts):
        raw = _replaced(part, old, new) if old in unit.raw or unit.kind in ("item", "container", "section") else None
        if raw is None:
            continue
        parts = list(unit.parts)
        if raw:
            parts[index] = Unit(part.kind, raw, part.gap)
        else:
            del parts[index]
            if index < len(parts) and (index == 0 or len(part.gap) > len(parts[index].gap)):
                parts[index] = Unit(parts[index].kind, parts[index].raw, part.gap)
        return unit.wrap(together(parts)) if parts else ""
    return None


def with_values(text: str, values: Mapping[str, Any]) -> str:
    """The page with these front matter keys set (None takes one away); all else stays byte for byte.

    Raises:
        ValueError: the front matter is broken.
    """
    page = take_apart(text)
    front.set_values(page.front, values)
    return page.text()
