"""Key points: three to six exact sentences, each tagged with how the article holds it."""

from builder.records import Point
from builder.write.view import Section, View


def render(view: View) -> str:
    """A list in the order of the text: tag, sentence, citation."""
    points = sorted(view.briefing.points, key=lambda point: point.span)
    return "\n".join(f"- {_tag(view, point)} {view.words(point.span)} {view.cite(point.span)}" for point in points)


def _tag(view: View, point: Point) -> str:
    who = f" by {view.actor(point.by)}" if point.by and point.stance != "reported" else ""
    return f"**{point.stance.capitalize()}{who}**{{ .tag .{point.stance} }}"


SECTION = Section("Key points", render)
