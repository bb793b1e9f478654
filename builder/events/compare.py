"""Groups of briefings -> events: everything that an event page shows, put together."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from builder.events import grid, moments
from builder.events.confidence import judge
from builder.events.headline import bottom_line, title
from builder.events.origins import independent, origins, outlets
from builder.events.questions import questions
from builder.events.related import related
from builder.events.sides import sides
from builder.records import Briefing, Dating, Event, Evidence, Group, Moment, Row

Rows = Callable[[Group], tuple[Row, ...]]
Moments = Callable[[Sequence[Briefing], Sequence[Row]], tuple[Moment, ...]]


def compare(
    groups: Sequence[Group],
    contradictions: Mapping[str, tuple[Evidence, ...]] = MappingProxyType({}),
    *,
    rows_of: Rows = grid.grid,
    moments_of: Moments = moments.moments,
) -> tuple[Event, ...]:
    """An event of each group, in order.

    Args:
        groups: their members' dates are settled.
        contradictions: event id -> what its articles tell of their days that cannot all be so.
        rows_of: what aligns the claims of a group.
        moments_of: what finds the dates in its members' texts.
    """
    others = related(groups)
    found = []
    for group in groups:
        members = group.members
        rows = rows_of(group)
        timed = moments_of(members, rows)
        back_to = origins(group, rows)
        confidence, reason = judge(back_to, members, rows)
        found.append(
            Event(
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
                related=others[group.id],
                absorbs=group.absorbs,
                contradictions=contradictions.get(group.id, ()),
                dating=_first_report(members),
            )
        )
    return tuple(found)


def _first_report(members: Sequence[Briefing]) -> Dating | None:
    """When the first report appeared; None when no article tells its day."""
    datings = [one.article.dating for one in members]
    known = [one for one in datings if one is not None and one.basis != "retrieved"]
    return min(known, key=lambda one: one.day, default=None)
