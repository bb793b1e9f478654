"""One actor in the middle, and around it those who are named beside it: the thicker a line, the more briefings."""

from collections.abc import Sequence

from builder.saying import ENGLISH, Saying
from builder.write.pictures.svg import PAD, WIDTH, Canvas, Drawing, box_height, weight, wrapped

FEWEST, MOST = 3, 12
"""Neighbours between which a drawing tells more than the list."""

_GAP, _EDGE = 32, 8
_BOX = (WIDTH - 2 * _EDGE - 2 * _GAP) // 3


def draw_together(name: str, beside: Sequence[tuple[str, int]], say: Saying = ENGLISH) -> Drawing | None:
    """The drawing; None for few neighbours.

    Args:
        name: the actor.
        beside: the neighbours and in how many briefings each is named, most first.
        say: the words for what is drawn.
    """
    if len(beside) < FEWEST:
        return None
    beside = beside[:MOST]
    boxes = [[*wrapped(other, _BOX - 2 * PAD), f"({count})"] for other, count in beside]
    sides = ([*range(0, len(boxes), 2)], [*range(1, len(boxes), 2)])
    heights = [sum(box_height(boxes[at]) + _EDGE for at in side) + _EDGE for side in sides]
    middle = wrapped(name, _BOX - 2 * PAD)
    height = max(*heights, box_height(middle) + 2 * _EDGE)
    canvas = Canvas(say("together_title"), height)
    places = {}
    for side, tall, x in zip(sides, heights, (_EDGE, WIDTH - _EDGE - _BOX), strict=True):
        y = _EDGE + (height - tall) / 2
        for at in side:
            places[at] = (x, y)
            y += box_height(boxes[at]) + _EDGE
    most = max(count for _, count in beside)
    left = _EDGE + _BOX + _GAP
    for at, (x, y) in places.items():
        kind, level = weight(beside[at][1], most), y + box_height(boxes[at]) / 2
        if x < left:
            canvas.bend(left, height / 2, x + _BOX, level, kind)
        else:
            canvas.bend(left + _BOX, height / 2, x, level, kind)
    for at, (x, y) in places.items():
        canvas.boxed(x, y, _BOX, boxes[at])
    canvas.boxed(left, (height - box_height(middle)) / 2, _BOX, middle)
    return canvas.drawing()
