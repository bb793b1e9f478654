"""Charts of what was measured, drawn as the builder draws: both scales are logarithmic, so that growth is a slope."""

import math
from collections.abc import Mapping, Sequence

from builder.write.pictures.svg import WIDTH, Canvas

Points = Sequence[tuple[float, float]]

_LEFT, _RIGHT, _TOP, _HIGH = 52, 150, 34, 190
_KINDS = ("line", "line some", "line dashed", "line many", "line some dashed", "line many dashed")


def chart(title: str, lines: Mapping[str, Points], across: str, up: str) -> str:
    """An SVG file: a line for each name, named at its end."""
    every = [point for points in lines.values() for point in points]
    xs, ys = (_decades(some) for some in zip(*every, strict=True))
    canvas = Canvas(title, _TOP + _HIGH + 44)
    wide = WIDTH - _LEFT - _RIGHT

    def place(point: tuple[float, float]) -> tuple[float, float]:
        shares = [(math.log10(value) - low) / (high - low) for value, (low, high) in zip(point, (xs, ys), strict=True)]
        return _LEFT + wide * shares[0], _TOP + _HIGH * (1 - shares[1])

    canvas.words(8, 18, title)
    canvas.path(f"M{_LEFT} {_TOP}L{_LEFT} {_TOP + _HIGH}L{_LEFT + wide} {_TOP + _HIGH}")
    for decade in range(ys[0], ys[1] + 1):
        canvas.words(_LEFT - 6, place((10.0 ** xs[0], 10.0**decade))[1] + 4, f"{10.0**decade:g}", "end")
    for decade in range(xs[0], xs[1] + 1):
        canvas.words(place((10.0**decade, 10.0 ** ys[0]))[0], _TOP + _HIGH + 17, f"{10**decade:,}", "middle")
    canvas.words(_LEFT + wide / 2, _TOP + _HIGH + 36, f"{across}; upwards {up}", "middle")
    taken: list[float] = []
    for number, (name, points) in enumerate(sorted(lines.items(), key=lambda line: -line[1][-1][1])):
        places = [place(point) for point in points]
        canvas.path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places), _KINDS[number % len(_KINDS)])
        for x, y in places:
            canvas.dot(x, y)
        taken.append(max([places[-1][1] + 4, *(other + 15 for other in taken[-1:])]))
        canvas.words(places[-1][0] + 9, taken[-1], name)
    return canvas.drawing().text


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)
