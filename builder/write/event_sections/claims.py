"""Claims by outlet: what the articles agree on, tell differently, and what one alone tells.

A few articles stand side by side in a table, since their words are to be compared; of many, each fact names who tells
it so.
"""

from collections.abc import Callable

from builder.records import Event, Question, Row, RowKind, Telling
from builder.write.event_sections.claims_table import agreed_table, aspect, differing_table, row_id
from builder.write.event_view import EventSection, EventView

COLUMNS = 4
"""Articles that fit side by side on a page 38 rem wide."""

ROWS = 15
"""Facts of each kind that are shown; the data file has all."""

DIFFER = "the accounts differ"
"""How a question about rows of this kind begins."""


def render(view: EventView) -> str:
    """A legend, then a part for each kind of fact."""
    kinds: dict[RowKind, list[Row]] = {"agreed": [], "differs": [], "only": []}
    for row in view.event.rows:
        kinds[row.kind].append(row)
    parts = []
    for kind, (heading, part) in _PARTS.items():
        rows = kinds[kind]
        if rows:
            shown = part(view, rows[:ROWS])
            gap = "\n" if shown.startswith("- ") else "\n\n"
            more = view.more(len(rows) - ROWS)
            parts.append(f"### {heading}\n\n{shown}{gap if more else ''}{more}")
    return "\n\n".join((f"{view.say('legend')}\n{{: .meta }}", *parts)) if parts else ""


def row_anchor(event: Event, question: Question) -> str:
    """Where the page of an event shows the accounts that differ; empty for a question about something else."""
    if not question.reason.startswith(DIFFER):
        return ""
    told = set(question.passages)
    rows = [row for row in event.rows if row.kind == "differs"][:ROWS]
    fits = [at for at, row in enumerate(rows) if any(told.intersection(one.passages) for one in row.tellings)]
    best = min(fits, key=lambda at: (rows[at].aspect not in question.reason, at), default=None)
    return "differs" if best is None else row_id(best + 1)


def _agreed(view: EventView, rows: list[Row]) -> str:
    if len(view.members) <= COLUMNS:
        return agreed_table(view, rows)
    return "\n".join(
        f"- {_telling(view, row.tellings[0])}{_silent(view, row)}" for row in rows if row.tellings and _speaking(row)
    )


def _differing(view: EventView, rows: list[Row]) -> str:
    if len(view.members) <= COLUMNS:
        return differing_table(view, rows)
    items = []
    for number, row in enumerate(rows, 1):
        items.append(f"- {aspect(row, number, view.say)}{_silent(view, row)}")
        items += [f"    - {_telling(view, telling)}" for telling in row.tellings if telling.passages]
    return "\n".join(items)


def _only(view: EventView, rows: list[Row]) -> str:
    """By outlet, in the order of the members; each outlet's most important first."""
    order = {article: at for at, article in enumerate(view.members)}
    passages = [row.tellings[0].passages[0] for row in rows if _speaking(row)]
    return "\n".join(
        f"- {view.name(one.article)}{view.say('colon')}{view.told(one)} {view.cite(one.article, one.span)}".rstrip()
        for one in sorted(passages, key=lambda one: order[one.article])
    )


def _telling(view: EventView, telling: Telling) -> str:
    """The words of the first, then everyone who tells it so."""
    return f"{view.told(telling.passages[0])} — {view.tellers(telling.passages)}"


def _speaking(row: Row) -> set[str]:
    return {passage.article for telling in row.tellings for passage in telling.passages}


def _silent(view: EventView, row: Row) -> str:
    names = view.silent(_speaking(row))
    return f" · *{view.say('silent')}*{view.say('colon')}{names}" if names else ""


_PARTS: dict[RowKind, tuple[str, Callable[[EventView, list[Row]], str]]] = {
    "agreed": ("Agreed", _agreed),
    "differs": ("Differs", _differing),
    "only": ("Only in one", _only),
}

SECTION = EventSection("Claims by outlet", render)
