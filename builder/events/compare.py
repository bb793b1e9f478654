"""Groups of briefings -> events: everything that an event page shows, put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from builder.events import grid, moments
from builder.events.confidence import judge
from builder.events.headline import bottom_line, title
from builder.events.origins import independent, origins, outlets
from builder.events.questions import questions
from builder.events.related import related
from builder.events.sides import sides
from builder.memory import NO_MEMORY, Memory
from builder.records import Briefing, Dating, Event, Evidence, Group, Moment, Row

Rows = Callable[[Group], tuple[Row, ...]]
Moments = Callable[[Sequence[Briefing], Sequence[Row]], tuple[Moment, ...]]
Kept = Callable[[Group, Callable[[], Event]], Event]


def _made(_: Group, make: Callable[[], Event]) -> Event:
    return make()


def compare(
    groups: Sequence[Group],
    contradictions: Mapping[str, tuple[Evidence, ...]] = MappingProxyType({}),
    memory: Memory = NO_MEMORY,
    *,
    rows_of: Rows = grid.grid,
    moments_of: Moments = moments.moments,
    kept: Kept = _made,
) -> tuple[Event, ...]:
    """An event of each group, in order.

    Args:
        groups: their members' dates are settled.
        contradictions: event id -> what its articles tell of their days that cannot all be so.
        memory: spares the work on groups that are what they were.
        rows_of: what aligns the claims of a group.
        moments_of: what finds the dates in its members' texts.
        kept: gives the event of a group by itself as an earlier run made it, or makes it.
    """
    others = related(groups)
    return tuple(
        replace(
            memory.made(("event", group.id), group, partial(kept, group, partial(_event, group, rows_of, moments_of))),
            related=others[group.id],
            contradictions=contradictions.get(group.id, ()),
        )
        for group in groups
    )


def _event(group: Group, rows_of: Rows, moments_of: Moments) -> Event:
    """The event by itself, without what it has to do with others."""
    members = group.members
    rows = rows_of(group)
    timed = moments_of(members, rows)
    back_to = origins(group, rows)
    confidence, reason = judge(back_to, members, rows)
    return Event(
        id=group.id,
        title=title(members),
        members=members,
        bottom_line=bottom_line(members, rows),
        rows=rows,
        origins=back_to,
        outlets=outlets(members),
        independent=independent(back_to),
        confidence=confidence,
        reason=reason,
        moments=timed,
        sides=sides(members),
        questions=questions(members, rows, timed),
        absorbs=group.absorbs,
        dating=_first_report(members),
    )


def _first_report(members: Sequence[Briefing]) -> Dating | None:
    """When the first report appeared; None when no article tells its day."""
    datings = [one.article.dating for one in members]
    known = [one for one in datings if one is not None and one.basis != "retrieved"]
    return min(known, key=lambda one: one.day, default=None)
