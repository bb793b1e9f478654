"""Open questions: what the articles deny, leave open, or tell as still to come."""

from builder.write import escape
from builder.write.event_view import EventSection, EventView

QUESTIONS = 12
"""The data file has all."""


def render(view: EventView) -> str:
    """Why it is open, then the words; accounts that differ stand above, side by side."""
    questions = [
        one for one in view.event.questions if one.passages and not one.reason.startswith("the accounts differ")
    ]
    items = [
        f"- **{escape.markdown(_capital(one.reason))}**: {view.told(one.passages[0])} — {view.tellers(one.passages)}"
        for one in questions[:QUESTIONS]
    ]
    return "\n".join(filter(None, (*items, view.more(len(questions) - QUESTIONS))))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


SECTION = EventSection("Open questions", render)
