"""Not confirmed: denials, refusals to confirm, and what the article itself leaves open."""

from builder.records import OpenPoint
from builder.write.view import Section, View


def render(view: View) -> str:
    """A list of exact sentences."""
    return "\n".join(f"- {_line(view, point)} {view.cite(point.cue)}" for point in view.briefing.open_points)


def _line(view: View, point: OpenPoint) -> str:
    who = f"**{view.actor(point.by)}**: " if point.by else ""
    return f"{who}{view.words(point.span)}"


SECTION = Section("Not confirmed", render)
