"""Other coverage: the event this article is about, and how each other article on it tells it."""

from collections.abc import Iterator, Mapping

from builder.records import Briefing, Event
from builder.write import escape
from builder.write.event_view import labels
from builder.write.listing import counted, is_dated, origins, when
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
    names = labels(event.members)
    page = view.addresses.link(event.title, event.id, view.here)
    counts = f"{counted(event.outlets, 'outlet')}, {origins(event)}"
    items = [_line(view, event, other, names[other.article.id]) for other in others[:OTHERS]]
    if len(others) > OTHERS:
        items.append(f"- and {len(others) - OTHERS} more on the page of the event")
    return "\n\n".join(filter(None, (f"Event: {page} · {counts}", "\n".join(items), _steps(view, event, names))))


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

    return steps(map(link, (found[0], found[2])), ("Report before this", "Report after this"))


def _line(view: View, event: Event, other: Briefing, name: str) -> str:
    link = view.addresses.link(other.article.title, other.article.id, view.here)
    day = f" · {when(other)}" if is_dated(other) else ""
    told = "; ".join(_compared(event, view.told.get(view.briefing.article.id, {}), view.told.get(other.article.id, {})))
    return f"- {link} · {escape.markdown(name)}{day}{f' · {told}' if told else ''}"


def _compared(event: Event, own: Rows, other: Rows) -> Iterator[str]:
    """Markdown of how two articles go together, what differs first."""
    agreed, alone, differing = 0, 0, []
    for at, theirs in other.items():
        ours, row = own.get(at, frozenset()), event.rows[at]
        if ours & theirs:
            agreed += 1
        elif ours:
            differing.append(escape.markdown(row.aspect) or "one fact")
        elif row.kind == "only":
            alone += 1
    if differing:
        more = f" and {len(differing) - ASPECTS} more" if len(differing) > ASPECTS else ""
        yield f"**differs**: {', '.join(differing[:ASPECTS])}{more}"
    if agreed:
        yield f"agrees on {counted(agreed, 'fact')}"
    if alone:
        yield f"alone in telling {counted(alone, 'fact')}"


SECTION = Section("Other coverage", render)
