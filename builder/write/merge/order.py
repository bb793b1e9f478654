"""In which order the units of a merge stand, and with what between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.write.merge.units import Kind, Unit


@dataclass(slots=True)
class Placed:
    """A unit of the result."""

    unit: Unit
    """With the text that it has in the result."""

    mine: int | None
    """Index in the person's text; None when it comes from the machine alone."""

    new: int | None


def in_order(kept: dict[int, Placed], fresh: dict[int, Placed], of_base: list[int]) -> list[Placed]:
    """The machine's order, unless the person changed that of the base; own units follow their predecessors."""
    by_mine = [kept[index] for index in sorted(kept)]
    in_new = sorted([*(one for one in by_mine if one.new is not None), *fresh.values()], key=_place_in_new)
    if any(one > other for one, other in pairwise(of_base)):
        return _woven(by_mine, in_new, guests_first=False)
    return _woven(in_new, by_mine, guests_first=True)


def _place_in_new(placed: Placed) -> int:
    return -1 if placed.new is None else placed.new


def _woven(hosts: list[Placed], others: list[Placed], *, guests_first: bool) -> list[Placed]:
    """All of `hosts` in a row; what only `others` has goes behind its predecessor there.

    The person's own units come directly behind theirs (`guests_first`), the machine's behind those.
    """
    present = {id(one) for one in hosts}
    behind: dict[int, list[Placed]] = {}
    last = 0
    for one in others:
        if id(one) in present:
            last = id(one)
        else:
            behind.setdefault(last, []).append(one)
    row = list(behind.pop(0, ()))
    waiting: list[Placed] = []
    for one in hosts:
        if waiting and (guests_first or one.new is not None):
            row += waiting
            waiting = []
        row.append(one)
        waiting += behind.get(id(one), ())
    return row + waiting


def spaced(row: list[Placed], mine: Sequence[Unit], new: Sequence[Unit]) -> list[Unit]:
    """The units with the person's spacing where two stood side by side before, else the machine's, else the usual."""
    units: list[Unit] = []
    before: Placed | None = None
    for one in row:
        if not one.unit.raw:
            continue
        units.append(Unit(one.unit.kind, one.unit.raw, _gap(before, one, mine, new), anchor=one.unit.anchor))
        before = one
    return units


def _gap(before: Placed | None, one: Placed, mine: Sequence[Unit], new: Sequence[Unit]) -> str:
    if before is None:
        return next((unit.gap for unit in mine if unit.raw), next((unit.gap for unit in new if unit.raw), ""))
    if one.mine is not None and before.mine == one.mine - 1 and mine[one.mine].gap:
        return mine[one.mine].gap
    if one.new is not None and before.new == one.new - 1 and new[one.new].gap:
        return new[one.new].gap
    first, second = before.unit.kind, one.unit.kind
    if first == second == "sentence":
        return " "
    close = (first in _ROWS and second in _ROWS) or first == second == "item"
    return "\n" if close else "\n\n"


_ROWS: frozenset[Kind] = frozenset({"header", "dashes", "row"})
