"""How many there are in each day, week, month or year, as columns that stand in the order of time."""

from collections.abc import Sequence

from builder.write.pictures.svg import LETTER, WIDTH, Canvas, Drawing

HIGH = 90
"""Of the highest column."""

_EDGE, _LINE, _WIDEST = 16, 20, 40


def draw_over_time(columns: Sequence[tuple[str, int]], title: str = "Briefings over time") -> Drawing:
    """The drawing of at least two periods, empty ones included: the words of each, and its number."""
    most = max(number for _, number in columns)
    base = _EDGE + _LINE + HIGH
    canvas = Canvas(title, base + _LINE + _EDGE // 2)
    step = (WIDTH - 2 * _EDGE) / len(columns)
    wide = min(step * 0.7, _WIDEST)
    canvas.path(f"M{_EDGE} {base}L{WIDTH - _EDGE} {base}")
    # Where not all numbers have room between their neighbours, only the highest is told: the table has the rest.
    highest = next(at for at, (_, number) in enumerate(columns) if number == most)
    all_fit = len(str(most)) * LETTER < step
    for at, (_, number) in enumerate(columns):
        if not number:
            continue
        middle = _EDGE + step * (at + 0.5)
        high = max(2.0, HIGH * number / most)
        canvas.box(middle - wide / 2, base - high, wide, high, "dot")
        if all_fit or at == highest:
            canvas.words(middle, base - high - 5, str(number), "middle")
    for at, anchor in ((0, "start"), (len(columns) - 1, "end")):
        canvas.words(_EDGE if at == 0 else WIDTH - _EDGE, base + 16, columns[at][0], anchor)
    return canvas.drawing()
