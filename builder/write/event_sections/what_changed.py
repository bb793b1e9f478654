"""What changed: how the event differs from what its page said before its newest article."""

from datetime import date
from typing import get_args

from builder.records import Confidence
from builder.write import escape
from builder.write.event_changes import Change
from builder.write.event_view import EventSection, EventView

CHANGES = 15


def render(view: EventView) -> str:
    """A list, dated by the newest article then; left out on a new page."""
    if view.changes is None or not view.changes.items:
        return ""
    day = view.changes.day
    say = view.say
    until = say("changed_by", day=say.day(date.fromisoformat(day))) if day else say("changed_now")
    items = [f"- {_line(view, one)}" for one in view.changes.items[:CHANGES]]
    hidden = len(view.changes.items) - CHANGES
    return "\n".join((until, "", *items, *filter(None, (view.more(hidden),))))


def _line(view: EventView, one: Change) -> str:
    match one.kind:
        case "added":
            return view.say("change_added", article=_article(view, one))
        case "removed":
            return view.say("change_removed", article=_article(view, one))
        case "corrected":
            return view.say("change_corrected", article=_article(view, one))
        case "origins":
            return view.say("change_origins", now=escape.markdown(one.now), before=escape.markdown(one.words))
        case "confidence":
            return view.say("change_confidence", now=_level(view, one.now), before=_level(view, one.words))
        case _:
            what = escape.markdown(view.say.finding(one.words)) or view.say("one_fact")
            return view.say("change_differs", what=what)


def _level(view: EventView, words: str) -> str:
    """A level of confidence, as the data file of the last run has it."""
    return view.say(f"confidence_{words}") if words in get_args(Confidence) else escape.markdown(words)


def _article(view: EventView, one: Change) -> str:
    link = view.addresses.link(one.words, one.article, view.here)
    return f"{link} · {escape.markdown(view.labels[one.article])}" if one.article in view.labels else link


SECTION = EventSection("What changed", render)
