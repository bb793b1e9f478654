"""Actors beside their labels."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tests.eval.look.names import fold, forms, same_person
from tests.eval.look.outcome import Count, Fault, Outcome, Row, pair, without

_WHOSE = re.compile(r"^.*['’]s ")
"""`her predecessor` may be `Lund's predecessor` too."""

_KINDS = {"PER": "person", "ORG": "organisation", "STATE": "state", "LOC": "place"}


class _Actor(NamedTuple):
    name: str
    kinds: tuple[str, ...]
    forms: frozenset[str]
    roles: tuple[Any, ...]
    optional: bool = False

    @property
    def kind(self) -> str:
        return _KINDS[self.kinds[0]]


def look(gold: Row, found: Row) -> Outcome:
    """Figures `untyped`, `typed`, and `roles` where the labels tell them."""
    wanted = [_read(one, tells_states=gold.get("own", False)) for one in gold["actors"]]
    system = [_read(one, tells_states=gold.get("own", False)) for one in found["actors"]]
    pairs = pair([one for one in wanted if not one.optional], system, _likeness)
    spare = without(system, [other for _, other in pairs])
    # What an optional label explains is no fault.
    spare = without(spare, [other for _, other in pair([one for one in wanted if one.optional], spare, _same)])
    missed = without([one for one in wanted if not one.optional], [one for one, _ in pairs])
    held = len(pairs) + len(spare)
    asked = len(pairs) + len(missed)
    counts = {"untyped": Count(len(pairs), held, asked), "typed": Count(_typed(wanted, system), held, asked)}
    faults = [*_wrong(pairs, missed, spare)]
    if gold.get("own"):
        counts["roles"], wrong = _roles(pairs)
        faults += wrong
    return Outcome(counts, faults)


def _read(row: Row, *, tells_states: bool) -> _Actor:
    kinds = row["type"] if isinstance(row["type"], list) else [row["type"]]
    if not tells_states:
        kinds = ["LOC" if kind == "STATE" else kind for kind in kinds]
    names = [row["name"], *(row.get("aliases") or ())]
    return _Actor(
        row["name"],
        tuple(kinds),
        forms(names, person="PER" in kinds),
        tuple(row.get("roles") or ()),
        bool(row.get("optional")),
    )


def _same(one: _Actor, other: _Actor) -> bool:
    if "PER" in one.kinds:
        return same_person(one.forms, other.forms)
    return not one.forms.isdisjoint(other.forms)


def _likeness(one: _Actor, other: _Actor) -> int:
    """Of two with one family name, the one whose whole name it is."""
    return _same(one, other) * (2 if fold(one.name) == fold(other.name) else 1)


def _typed(wanted: Sequence[_Actor], system: Sequence[_Actor]) -> int:
    """Pairs whose kind is right too; matched anew, since another of the same name may be of the right kind."""
    firm = [one for one in wanted if not one.optional]
    return len(pair(firm, system, lambda one, other: other.kinds[0] in one.kinds and _same(one, other)))


def _wrong(
    pairs: Sequence[tuple[_Actor, _Actor]], missed: Sequence[_Actor], spare: Sequence[_Actor]
) -> Iterator[Fault]:
    for one, other in pairs:
        if other.kinds[0] not in one.kinds:
            yield Fault("wrong kind", f"{one.name} is taken for a {other.kind}, gold {one.kind}")
    left = list(spare)
    for one in missed:
        if any(_same(one, other) for _, other in pairs):
            yield Fault("two actors merged", one.name)
        elif other := next((other for other in left if _parts(one, other)), None):
            left = without(left, [other])
            joined = sum(_parts(two, other) for two in [*(gold for gold, _ in pairs), *missed]) > 1
            yield Fault(_cut(one, other, joined=joined), f"{other.name} -> {one.name}")
        else:
            yield Fault(f"missed {one.kind}", one.name)
    known = [gold for gold, _ in pairs]
    for other in left:
        near = next((one for one in known if _same(one, other)), None)
        if near:
            yield Fault("alias not merged", f"{other.name} is {near.name}")
        elif sum(_within(one, other) for one in known) > 1:
            yield Fault("joins two names", other.name)
        elif near := next((one for one in known if _within(other, one)), None):
            yield Fault("fragment of a name", f"{other.name} -> {near.name}")
        else:
            yield Fault(f"invented {other.kind}", other.name)


def _cut(one: _Actor, other: _Actor, *, joined: bool) -> str:
    if _within(other, one):
        return "fragment of a name"
    return "joins two names" if joined else "wider than the name"


def _within(small: _Actor, large: _Actor) -> bool:
    """Whether a form of one stands within the name of the other."""
    name = f" {fold(large.name)} "
    return any(f" {form} " in name and form != name.strip() for form in small.forms if len(form) > len("us"))


def _parts(one: _Actor, other: _Actor) -> bool:
    return _within(one, other) or _within(other, one)


def _roles(pairs: Sequence[tuple[_Actor, _Actor]]) -> tuple[Count, list[Fault]]:
    """Roles of the actors that were found: one of those accepted, or none where none is right."""
    right = found = wanted = 0
    faults = []
    for one, other in pairs:
        given = [fold(_WHOSE.sub("", role)) for role in other.roles]
        accepted = [fold(role) for role in one.roles if role]
        fits = any(role in accepted for role in given)
        asked = bool(accepted) and None not in one.roles
        right += fits
        found += bool(given)
        wanted += asked or fits
        if given and not fits:
            kind = "wrong role" if accepted else "invented role"
            faults.append(Fault(kind, f"{one.name}: {', '.join(other.roles)}; gold {one.roles or None}"))
        elif asked and not given:
            faults.append(Fault("missed role", f"{one.name}: {one.roles[0]}"))
    return Count(right, found, wanted), faults
