"""Facts as rows and articles as columns.

Each cell names its outlet: on a phone a row becomes a card, where no heading stands above the cells. On wide screens,
where the heading does, the style sheet hides the names.
"""

from collections.abc import Sequence

from builder.records import Passage, Row
from builder.saying import Saying
from builder.write import escape
from builder.write.event_view import EventView


def agreed_table(view: EventView, rows: Sequence[Row]) -> str:
    """A column for each article."""
    return _table(_heads(view), [_cells(view, row) for row in rows])


def differing_table(view: EventView, rows: Sequence[Row]) -> str:
    """First what differs, then a column for each article."""
    told = [[aspect(row, number, view.say), *_cells(view, row)] for number, row in enumerate(rows, 1)]
    return _table(["What differs", *_heads(view)], told)


def aspect(row: Row, number: int, say: Saying) -> str:
    """Markdown of what differs, with the anchor of the row of that number."""
    return f"**{escape.markdown(say.finding(row.aspect)) or say('told_differently')}**{{ #{row_id(number)} }}"


def row_id(number: int) -> str:
    """Anchor of a row that differs, from 1."""
    return f"differs-{number}"


def _heads(view: EventView) -> list[str]:
    return [view.name(article) for article in view.members]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cells(view: EventView, row: Row) -> list[str]:
    told: dict[str, list[Passage]] = {}
    for telling in row.tellings:
        for passage in telling.passages:
            told.setdefault(passage.article, []).append(passage)
    return [_cell(view, article, told.get(article, ())) for article in view.members]


def _cell(view: EventView, article: str, passages: Sequence[Passage]) -> str:
    silent = f"*{view.say('silent')}*"
    said = " / ".join(f"{view.told(one)} {view.cite(article, one.span)}".rstrip() for one in passages)
    who = f"{escape.markdown(view.labels[article])}{view.say('colon')}".rstrip()
    return f"**{who}**{{ .who }} {said or silent}"
