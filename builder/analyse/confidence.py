"""How far the account of an article can be trusted, by the published rule."""

from collections.abc import Sequence
from typing import NamedTuple

from builder.records import Confidence, OpenPoint

_SHARED = 0.5
"""Share of content words that makes two sentences tell the same. A choice on the safe side, not tuned."""


class Origin(NamedTuple):
    """One that the account goes back to."""

    name: str
    group: str
    """What it belongs to; origins of one group are not independent."""

    on_record: bool
    told: tuple[frozenset[str], ...]
    """Content words of the lead's sentences it tells, each."""

    confirms: bool


def judge(
    text: str, origins: Sequence[Origin], open_points: Sequence[OpenPoint], via: Sequence[str]
) -> tuple[Confidence, str]:
    """The published rule, with its reason in words.

    Origins count as independent when they are named, belong to different groups and one bears out another in the lead;
    two persons who each add something of their own do not confirm each other, and an unnamed one may be either of them.
    """
    named = [one for one in origins if one.on_record]
    denial = next((f"{point.by} {' '.join(point.cue.of(text).split())}" for point in open_points if point.by), None)
    relays = f", partly through {_join(via)}" if via else ""
    doubt = f"; {denial}" if denial else ""
    if not origins:
        return "low", f"rests on {_join(via)} alone" if via else "names nobody as the source of its account"
    names = _join([one.name for one in origins])
    if not named:
        return "low", f"rests on sources that are not named ({names}){relays}"
    if len(origins) == 1:
        return "moderate", f"one origin on record: {names}{relays}{doubt}"
    if denial:
        return "moderate", f"{len(origins)} origins ({names}){relays}{doubt}"
    if any(_bears_out(one, other) for one in named for other in named if one.group != other.group):
        return "high", f"{len(named)} independent origins on record: {_join([one.name for one in named])}{relays}"
    return "moderate", f"{len(origins)} origins ({names}), of which none is shown to bear out another{relays}"


def _bears_out(one: Origin, other: Origin) -> bool:
    """Whether two origins tell the same in the lead: one confirms, or their sentences share most of their content."""
    if not (any(one.told) and any(other.told)):
        return False
    return one.confirms or any(
        len(a & b) >= _SHARED * min(len(a), len(b)) for a in one.told for b in other.told if a and b and a != b
    )


def _join(names: Sequence[str]) -> str:
    """Names in a row: `A, B and C`."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
