"""How far the account of an article can be trusted, by the published rule."""

from collections.abc import Sequence
from typing import NamedTuple

from builder import confidence
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
    """It says that it bears out somebody else's account."""

    key: str = ""
    """What makes two of them one, where the name does not."""

    known: bool = True
    """Named by a name of its own, not by a word like `authorities`."""


def judge(
    text: str, origins: Sequence[Origin], doubts: Sequence[OpenPoint], via: Sequence[str]
) -> tuple[Confidence, str]:
    """The published rule, with its reason in words: origins are independent when they belong to different groups."""
    named = [one for one in origins if one.on_record]
    pairs = [
        {one.name, other.name}
        for one in named
        for other in named
        if one.group != other.group and _bears_out(one, other)
    ]
    return confidence.judge(
        [one.name for one in named],
        [one.name for one in origins if not one.on_record],
        bear_out=[one.name for one in named if any(one.name in pair for pair in pairs)],
        doubts=[f"{point.by} {' '.join(point.cue.of(text).split())}" for point in doubts if point.by],
        via=via,
    )


def _bears_out(one: Origin, other: Origin) -> bool:
    """Whether two origins tell the same in the lead: one confirms, or their sentences share most of their content."""
    if not (any(one.told) and any(other.told)):
        return False
    return one.confirms or any(
        len(a & b) >= _SHARED * min(len(a), len(b)) for a in one.told for b in other.told if a and b and a != b
    )
