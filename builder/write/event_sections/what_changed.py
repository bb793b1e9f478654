"""What changed: how the event differs from what its page said before its newest article."""

from datetime import date

from builder.write import escape
from builder.write.calendar import day_in_words
from builder.write.event_changes import Change
from builder.write.event_view import EventSection, EventView

CHANGES = 15


def render(view: EventView) -> str:
    """A list, dated by the newest article then; left out on a new page."""
    if view.changes is None or not view.changes.items:
        return ""
    day = view.changes.day
    until = f"With the articles up to {day_in_words(date.fromisoformat(day))}:" if day else "With the newest articles:"
    items = [f"- {_line(view, one)}" for one in view.changes.items[:CHANGES]]
    hidden = len(view.changes.items) - CHANGES
    return "\n".join((until, "", *items, *filter(None, (view.more(hidden),))))


def _line(view: EventView, one: Change) -> str:
    match one.kind:
        case "added":
            return f"New: {_article(view, one)}"
        case "removed":
            return f"No longer part of it: {_article(view, one)}"
        case "corrected":
            return f"Corrected or updated: {_article(view, one)}"
        case "origins":
            return f"Independent origins: {escape.markdown(one.now)}, before {escape.markdown(one.words)}"
        case "confidence":
            return f"Confidence: {escape.markdown(one.now)}, before {escape.markdown(one.words)}"
        case _:
            return f"Now told differently: {escape.markdown(one.words or 'one fact')}"


def _article(view: EventView, one: Change) -> str:
    link = view.addresses.link(one.words, one.article, view.here)
    return f"{link} · {escape.markdown(view.labels[one.article])}" if one.article in view.labels else link


SECTION = EventSection("What changed", render)
