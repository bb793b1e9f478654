"""Not confirmed: denials, refusals to confirm, and what the article itself leaves open."""

from builder.records import OpenPoint
from builder.write.view import Section, View


def render(view: View) -> str:
    """A list of exact sentences, each once."""
    points = {point.span: point for point in reversed(view.briefing.open_points)}
    return "\n".join(f"- {_line(view, points[span])} {view.cite(points[span].cue)}" for span in sorted(points))


def _line(view: View, point: OpenPoint) -> str:
    who = f"**{view.actor(point.by)}**{view.say('colon')}" if point.by else ""
    return f"{who}{view.words(point.span)}"


SECTION = Section("Not confirmed", render)
