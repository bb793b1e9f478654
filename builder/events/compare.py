"""Groups of briefings -> events: everything that an event page shows, put together."""

from collections.abc import Callable, Iterable, Sequence

from builder.events.confidence import judge
from builder.events.headline import bottom_line, title
from builder.events.origins import independent, origins, outlets
from builder.events.questions import questions
from builder.events.related import related
from builder.events.sides import sides
from builder.records import Briefing, Dating, Event, Group, Moment, Row


def compare(
    groups: Iterable[Group],
    grid: Callable[[Group], tuple[Row, ...]],
    moments: Callable[[Group], tuple[Moment, ...]],
) -> tuple[Event, ...]:
    """An event of each group of two or more, in order; `grid` gives its rows, `moments` what has a date in it."""
    several = [group for group in groups if len(group.members) > 1]
    others = related(several)
    found = []
    for group in several:
        rows, dated = grid(group), moments(group)
        members = group.members
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
                moments=dated,
                sides=sides(members),
                questions=questions(members, rows, dated),
                related=others[group.id],
                absorbs=group.absorbs,
                dating=_first_report(members),
            )
        )
    return tuple(found)


def _first_report(members: Sequence[Briefing]) -> Dating | None:
    """When the first report appeared; None when no article tells its day."""
    datings = [one.article.dating for one in members]
    known = [one for one in datings if one is not None and one.basis != "retrieved"]
    return min(known, key=lambda one: one.day, default=None)
