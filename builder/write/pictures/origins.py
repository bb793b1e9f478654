"""The ways of an account as a drawing: origins on the left, outlets in between, articles on the right."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from builder.records import Event, Origin
from builder.saying import ENGLISH, Saying
from builder.write.pictures.svg import WIDTH, Canvas, Drawing, wrapped

ENDS = 3
"""Articles of one way that get boxes of their own; more share one."""

MOST = 14
"""Boxes of a column beyond which nobody reads a drawing: the list must do."""

_GAP, _EDGE, _LINE, _PAD = 32, 8, 17, 8
_BOX = (WIDTH - 2 * _EDGE - 2 * _GAP) // 3


class _Node(NamedTuple):
    column: int
    key: str
    words: str
    open: bool = False


def draw_origins(event: Event, labels: Mapping[str, str], say: Saying = ENGLISH) -> Drawing | None:
    """The drawing; None when there is nothing to draw, or too much."""
    nodes: dict[tuple[int, str], _Node] = {}
    edges: dict[tuple[tuple[int, str], tuple[int, str]], bool] = {}
    for number, origin in enumerate(event.origins):
        for row in _ways(origin, number, labels, say):
            for node in row:
                nodes.setdefault(node[:2], node)
            for one, other in pairwise(row):
                edges[one[:2], other[:2]] = edges.get((one[:2], other[:2]), True) and origin.open
    columns = [[node for node in nodes.values() if node.column == at] for at in range(3)]
    if not edges or max(map(len, columns)) > MOST:
        return None
    return _draw(columns, edges, say("origins_title"))


def _ways(origin: Origin, number: int, labels: Mapping[str, str], say: Saying) -> list[list[_Node]]:
    """Each way as the boxes it leads through."""
    start = _Node(0, str(number), origin.name, origin.open)
    ways: dict[tuple[str, ...], dict[str, None]] = {}
    for relay in origin.relays:
        ways.setdefault(relay.via, {})[relay.article] = None
    rows = []
    for via, articles in ways.items():
        ends = [_Node(2, article, labels[article]) for article in articles]
        if len(ends) > ENDS:
            ends = [_Node(2, f"{number}\n{via}", say.count(len(ends), "article"))]
        for end in ends:
            # Where nobody stands in between, an empty place keeps the line clear of the boxes there.
            between = ("\n".join(via), " → ".join(reversed(via))) if via else (f"{number}\n\n{end.key}", "")
            rows.append([start, _Node(1, *between), end])
    return rows


def _draw(
    columns: Sequence[Sequence[_Node]], edges: Mapping[tuple[tuple[int, str], tuple[int, str]], bool], title: str
) -> Drawing:
    wrapped_words = {node[:2]: wrapped(node.words, _BOX - 2 * _PAD) for column in columns for node in column}
    heights = {key: len(lines) * _LINE + 2 * _PAD if lines[0] else _PAD for key, lines in wrapped_words.items()}
    totals = [sum(heights[node[:2]] + _EDGE for node in column) + _EDGE for column in columns]
    height = max(totals)
    canvas = Canvas(title, height)
    places: dict[tuple[int, str], tuple[float, float]] = {}
    for at, column in enumerate(columns):
        x: float = _EDGE + at * (_BOX + _GAP)
        space = (height - totals[at]) / (len(column) + 1) if column else 0
        y: float = _EDGE + space
        for node in column:
            places[node[:2]] = (x, y)
            y += heights[node[:2]] + _EDGE + space
    for (one, other), is_open in edges.items():
        kind = "line dashed" if is_open else "line"
        _bend(canvas, places[one], heights[one], places[other], heights[other], kind)
        if wrapped_words[other][0]:
            _tip(canvas, places[other], heights[other])
        else:
            _through(canvas, places[other], heights[other], kind)
    for column in columns:
        for node in column:
            left, top = places[node[:2]]
            if not node.words:
                continue
            canvas.box(left, top, _BOX, heights[node[:2]], "box open dashed" if node.open else "box")
            for line, words in enumerate(wrapped_words[node[:2]]):
                canvas.words(left + _BOX / 2, top + _PAD + 13 + line * _LINE, words, "middle")
    return canvas.drawing()


def _bend(
    canvas: Canvas, start: tuple[float, float], height: float, end: tuple[float, float], end_height: float, kind: str
) -> None:
    """A line from the right side of one place to the left side of another."""
    x, y = start[0] + _BOX, start[1] + height / 2
    to_x, to_y = end[0], end[1] + end_height / 2
    middle = (x + to_x) / 2
    canvas.path(f"M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}", kind)


def _tip(canvas: Canvas, end: tuple[float, float], height: float) -> None:
    """The tip of an arrow at the left side of a box."""
    x, y = end[0] - 1, end[1] + height / 2
    canvas.path(f"M{x - 6:.1f} {y - 4:.1f}L{x:.1f} {y:.1f}L{x - 6:.1f} {y + 4:.1f}", "line")


def _through(canvas: Canvas, place: tuple[float, float], height: float, kind: str) -> None:
    """A line across an empty place."""
    y = place[1] + height / 2
    canvas.path(f"M{place[0]:.1f} {y:.1f}L{place[0] + _BOX:.1f} {y:.1f}", kind)
