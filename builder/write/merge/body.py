"""The three-way merge of units in a row, and of what they are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.write.merge.blocks import parse
from builder.write.merge.matching import Matches, alike, match_changed, match_equal
from builder.write.merge.order import Placed, in_order, spaced
from builder.write.merge.records import Conflict
from builder.write.merge.repeats import repeats
from builder.write.merge.units import Kind, Unit, together


@dataclass(slots=True)
class Row:
    """Merged units in a row."""

    units: list[Unit]
    conflicts: list[Conflict]

    @property
    def text(self) -> str:
        """As it stands on the page."""
        return together(self.units)

    def can_be_read_in(self, unit: Unit | None) -> bool:
        """Whether a unit, read from its text, has just these parts: none melted into a neighbour."""
        return unit is not None and [part.raw for part in unit.parts] == [part.raw for part in self.units]


def merge_units(
    base: Sequence[Unit],
    mine: Sequence[Unit],
    new: Sequence[Unit],
    where: str,
    *,
    whole: bool = False,
    translated: bool = False,
) -> Row:
    """Both changes, and where they do not go together.

    `where` names the section that all of this stands in; empty when the units are the sections. With `whole` no unit
    is taken apart: where both changed one, the person's stays as it is. With `translated` the machine says the same as
    in `base` in another language, unit by unit.
    """
    to_mine, to_new, added = _match(base, mine, new, translated=translated)
    conflicts: list[Conflict] = []
    of_mine = {place: index for index, place in to_mine.items()}
    of_new = {place: index for index, place in to_new.items()}
    both = {place: index for index, place in added.items()}
    kept: dict[int, Placed] = {}
    """By index in the person's text."""
    for index, unit in enumerate(mine):
        old = of_mine.get(index)
        place = added.get(index) if old is None else to_new.get(old)
        merged = _unit(
            None if old is None else base[old],
            unit,
            None if place is None else new[place],
            where,
            conflicts,
            whole=whole,
            translated=translated,
        )
        if merged is not None:
            kept[index] = Placed(merged, index, place)
    fresh: dict[int, Placed] = {}
    """By index in the machine's text: what it alone has."""
    gone = _gone_tables(new, of_new, to_mine)
    for index, unit in enumerate(new):
        if index not in of_new and index not in both and index not in gone:
            fresh[index] = Placed(unit, None, index)
    row = in_order(kept, fresh, [to_mine[index] for index in sorted(to_mine) if to_mine[index] in kept])
    return Row(spaced(row, mine, new), conflicts)


def _match(
    base: Sequence[Unit], mine: Sequence[Unit], new: Sequence[Unit], *, translated: bool
) -> tuple[Matches, Matches, Matches]:
    """Base -> mine, base -> new, and mine -> new for what both added.

    What mine shares with new is settled before anything is guessed: after a crash the page on disk is already the
    merged one, and must be read the same way.
    """
    if translated and [unit.kind for unit in base] == [unit.kind for unit in new]:
        to_new = {place: place for place in range(len(base))}
    else:
        to_new = match_equal(base, new)
        match_changed(base, new, to_new, closely=True, taken=set())
    to_mine = match_equal(base, mine)
    of_new = {place: index for index, place in to_new.items()}
    known = set(to_mine.values())
    left = [index for index in range(len(mine)) if index not in known]
    free = [index for index in range(len(new)) if of_new.get(index) not in to_mine]
    added: Matches = {}
    if left and free:
        shared = match_equal([mine[index] for index in left], [new[index] for index in free])
        for a, b in shared.items():
            old = of_new.get(free[b])
            if old is None:
                added[left[a]] = free[b]
            else:
                to_mine[old] = left[a]
    match_changed(base, mine, to_mine, closely=False, taken=set(added))
    rest = set(to_mine.values()) | set(added)
    ours = [index for index in range(len(mine)) if index not in rest and mine[index].kind in _NAMED]
    alike_added = set(added.values())
    theirs = [index for index in free if index not in of_new and index not in alike_added]
    if ours and theirs:
        named = {(new[index].kind, new[index].handle): index for index in reversed(theirs)}
        for index in ours:
            place = named.pop((mine[index].kind, mine[index].handle), None)
            if place is not None and mine[index].handle:
                added[index] = place
    return to_mine, to_new, added


_NAMED: frozenset[Kind] = frozenset({"section", "container", "row"})
"""Of two such units with one handle, added by both sides, only one can stand on a page."""


def _unit(
    base: Unit | None,
    mine: Unit,
    new: Unit | None,
    where: str,
    conflicts: list[Conflict],
    *,
    whole: bool,
    translated: bool,
) -> Unit | None:
    """What becomes of a unit that is on the person's page; None when it goes."""
    here = where or mine.anchor
    if new is None:
        if base is None:
            return mine
        if alike(base, mine):
            return None
        conflicts.append(Conflict(here, base.raw, mine.raw, ""))
        return mine
    if alike(mine, new) or (base is not None and mine.raw != base.raw and alike(base, new)):
        return mine
    if base is not None and alike(base, new):
        return mine
    if base is not None and alike(base, mine) and (mine.raw == base.raw or not mine.blocks):
        return _like(mine, new)
    if mine.kind == new.kind and mine.raw and not whole:
        parts = (base.parts if base is not None and base.kind == mine.kind else []), mine.parts, new.parts
        if mine.parts and new.parts and any(map(_has_parts, parts)):
            row = merge_units(*parts, here, translated=translated)
            merged = _like(mine, Unit(mine.kind, mine.wrap(row.text)))
            sound = row.can_be_read_in(_read_again(merged))
            if sound and not (mine.kind == "section" and repeats([merged], [mine], [new])):
                conflicts += row.conflicts
                return merged
    if not mine.raw:
        return _like(mine, new)
    conflicts.append(Conflict(here, base.raw if base is not None else "", mine.raw, new.raw))
    return mine


def _read_again(unit: Unit) -> Unit | None:
    """The unit as its text will be read from the page; None when it will be another, or several."""
    if unit.kind == "section":
        return unit
    found = parse(unit.raw.split("\n"))
    return found[0] if len(found) == 1 and found[0].kind == unit.kind else None


def _has_parts(parts: Sequence[Unit]) -> bool:
    """Whether there is more than one sentence to tell apart."""
    return len(parts) > 1 or any(part.kind != "sentence" for part in parts)


def _like(place: Unit, text: Unit) -> Unit:
    return Unit(place.kind, text.raw, place.gap, anchor=place.anchor)


def _gone_tables(new: Sequence[Unit], of_new: Matches, to_mine: Matches) -> set[int]:
    """Rows the machine adds to a table that the person deleted: they stay out."""
    gone: set[int] = set()
    start = 0
    while start < len(new):
        if new[start].kind != "header":
            start += 1
            continue
        end = start + 1
        while end < len(new) and new[end].kind in ("dashes", "row"):
            end += 1
        known = [of_new[index] for index in range(start, end) if index in of_new]
        if start in of_new and not any(old in to_mine for old in known):
            gone.update(range(start, end))
        start = end
    return gone
