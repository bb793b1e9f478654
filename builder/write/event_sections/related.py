"""Related events: earlier ones and others that share actors and words."""

from builder.write import escape
from builder.write.event_view import EventSection, EventView
from builder.write.listing import event_days

RELATED = 10


def render(view: EventView) -> str:
    """Two lists: earlier, then the others."""
    known = [one for one in view.event.related if one.event in view.events]
    parts = []
    for words, earlier in ((view.say("earlier"), True), (view.say("same_or_later"), False)):
        items = [
            f"- {view.addresses.link(view.events[one.event].title, one.event, view.here)} · "
            f"{event_days(view.events[one.event], view.say)} · {escape.markdown(view.say.finding(one.reason))}"
            for one in known
            if one.earlier is earlier
        ][:RELATED]
        if items:
            parts += [words, "\n".join(items)]
    return "\n\n".join(parts)


SECTION = EventSection("Earlier and related events", render)
