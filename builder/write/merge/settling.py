"""A conflict settled: the builder's unit in the place of the person's."""

from dataclasses import replace

from builder.write.merge import front
from builder.write.merge.comments import with_comments
from builder.write.merge.page import take_apart
from builder.write.merge.records import KEY, Conflict
from builder.write.merge.units import Unit, together


def with_unit(text: str, conflict: Conflict) -> str | None:
    """The page with the conflict's `mine` replaced by its `new`; None when the unit does not stand there any more.

    Raises:
        ValueError: the front matter is broken.
    """
    page = take_apart(text)
    if conflict.where.startswith(KEY):
        key = conflict.where.removeprefix(KEY)
        entry = page.front.entries.get(key)
        if entry is None or entry.raw.strip() != conflict.mine.strip():
            return None
        if conflict.new:
            page.front.entries[key] = replace(entry, raw=with_comments(conflict.new, entry.raw))
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
