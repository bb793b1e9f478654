"""Who speaks about whom: speakers on the left, those they name on the right; the thicker a line, the more quotes."""

from collections.abc import Mapping

from builder.saying import ENGLISH, Saying
from builder.write.pictures.svg import PAD, WIDTH, Canvas, Drawing, box_height, weight, wrapped

FEWEST, MOST = 3, 10
"""Lines from which a drawing tells more than the table, and boxes of a column beyond which nobody reads it."""

_EDGE, _BOX = 8, 164


def draw_speech(counts: Mapping[tuple[str, str], int], say: Saying = ENGLISH) -> Drawing | None:
    """The drawing; None where there is little to draw, or too much.

    Args:
        counts: speaker and the one spoken about -> number of quotes, in the order of the table.
        say: the words for what is drawn.
    """
    columns = [list(dict.fromkeys(pair[side] for pair in counts)) for side in (0, 1)]
    if len(counts) < FEWEST or max(map(len, columns)) > MOST:
        return None
    boxes = [{name: wrapped(name, _BOX - 2 * PAD) for name in column} for column in columns]
    heights = [sum(box_height(lines) + _EDGE for lines in column.values()) + _EDGE for column in boxes]
    height = max(heights)
    canvas = Canvas(say("speech_title"), height)
    levels: list[dict[str, float]] = [{}, {}]
    tops: list[dict[str, float]] = [{}, {}]
    for side in (0, 1):
        space = (height - heights[side]) / (len(boxes[side]) + 1)
        y = _EDGE + space
        for name, lines in boxes[side].items():
            tops[side][name], levels[side][name] = y, y + box_height(lines) / 2
            y += box_height(lines) + _EDGE + space
    most = max(counts.values())
    right = WIDTH - _EDGE - _BOX
    for (speaker, about), count in counts.items():
        y = levels[1][about]
        canvas.bend(_EDGE + _BOX, levels[0][speaker], right - 7, y, weight(count, most))
        canvas.path(f"M{right - 8} {y - 4:.1f}L{right - 1} {y:.1f}L{right - 8} {y + 4:.1f}Z", "dot")
    for side, x in ((0, _EDGE), (1, right)):
        for name, lines in boxes[side].items():
            canvas.boxed(x, tops[side][name], _BOX, lines)
    return canvas.drawing()
