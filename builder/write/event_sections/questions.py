"""Open questions: what the articles deny, leave open, or tell as still to come."""

from builder.records import Event, Question
from builder.write import escape
from builder.write.event_sections.claims import DIFFER
from builder.write.event_view import EventSection, EventView

QUESTIONS = 12
"""The data file has all."""


def render(view: EventView) -> str:
    """Why it is open, then the words; accounts that differ stand above, side by side."""
    questions = _shown(view.event)
    items = [
        f"- **{escape.markdown(_capital(view.say.finding(one.reason)))}**{{ #question-{number} }}{view.say('colon')}"
        f"{view.told(one.passages[0])} — {view.tellers(one.passages)}"
        for number, one in enumerate(questions[:QUESTIONS], 1)
    ]
    return "\n".join(filter(None, (*items, view.more(len(questions) - QUESTIONS))))


def question_anchor(event: Event, question: Question) -> str:
    """Where the page of an event asks a question that has words of an article."""
    questions = _shown(event)
    number = questions.index(question) + 1 if question in questions[:QUESTIONS] else 0
    return f"question-{number}" if number else "open-questions"


def _shown(event: Event) -> list[Question]:
    return [one for one in event.questions if one.passages and not one.reason.startswith(DIFFER)]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


SECTION = EventSection("Open questions", render)
