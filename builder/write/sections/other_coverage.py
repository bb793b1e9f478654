"""Other coverage: the event this article is about, and how each other article on it tells it."""

from collections.abc import Iterator, Mapping

from builder.records import Briefing, Event
from builder.saying import Saying
from builder.write import escape
from builder.write.event_view import labels
from builder.write.listing import is_dated, outlets_and_origins, when
from builder.write.paging import neighbours, steps
from builder.write.view import Rows, Section, View

OTHERS, ASPECTS = 10, 2
"""Articles, and differences of each; the page of the event has more."""

FEW = 2
"""Articles of an event among which nobody needs to be led."""


def render(view: View) -> str:
    """A link to the event, then a line for each other article."""
    event = view.event
    if event is None:
        return ""
    own = view.briefing.article.id
    others = [one for one in event.members if one.article.id != own]
    names = labels(event.members, view.say)
    page = view.addresses.link(event.title, event.id, view.here)
    items = [_line(view, event, other, names[other.article.id]) for other in others[:OTHERS]]
    if len(others) > OTHERS:
        items.append(f"- {view.say('more_on_event', count=len(others) - OTHERS)}")
    opening = f"{view.say('event', event=page)} · {outlets_and_origins(event, view.say)}"
    return "\n\n".join(filter(None, (opening, "\n".join(items), _steps(view, event, names))))


def _steps(view: View, event: Event, names: Mapping[str, str]) -> str:
    """The reports before and after this one, where there are so many that the order is not plain to see."""
    if len(event.members) <= FEW:
        return ""
    found = next(row for row in neighbours(event.members) if row[1].article.id == view.briefing.article.id)

    def link(one: Briefing | None) -> str:
        if one is None:
            return ""
        page = one.article.id
        return f"{view.addresses.link(one.article.title, page, view.here)} ({escape.markdown(names[page])})"

    return steps(map(link, (found[0], found[2])), (view.say("report_before"), view.say("report_after")))


def _line(view: View, event: Event, other: Briefing, name: str) -> str:
    link = view.addresses.link(other.article.title, other.article.id, view.here)
    day = f" · {when(other, view.say)}" if is_dated(other) else ""
    own, theirs = (view.told.get(one.article.id, {}) for one in (view.briefing, other))
    told = "; ".join(_compared(event, own, theirs, view.say))
    return f"- {link} · {escape.markdown(name)}{day}{f' · {told}' if told else ''}"


def _compared(event: Event, own: Rows, other: Rows, say: Saying) -> Iterator[str]:
    """Markdown of how two articles go together, what differs first."""
    agreed, alone, differing = 0, 0, []
    for at, theirs in other.items():
        ours, row = own.get(at, frozenset()), event.rows[at]
        if ours & theirs:
            agreed += 1
        elif ours:
            differing.append(escape.markdown(say.finding(row.aspect)) or say("one_fact"))
        elif row.kind == "only":
            alone += 1
    if differing:
        those, hidden = ", ".join(differing[:ASPECTS]), len(differing) - ASPECTS
        yield f"**{say('differs')}**{say('colon')}{say('and_more', those=those, count=hidden) if hidden > 0 else those}"
    if agreed:
        yield say("agrees_on", facts=say.count(agreed, "fact"))
    if alone:
        yield say("alone_in", facts=say.count(alone, "fact"))


SECTION = Section("Other coverage", render)
