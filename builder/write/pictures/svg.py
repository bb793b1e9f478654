"""A small SVG writer: boxes, lines, dots and words on a ground, in the colours of the site."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.write import escape

WIDTH = 440
"""Units of every drawing: near the pixels a phone has, so that words stay readable there."""

LETTER = 7.6
"""Width of a letter of 13 units, on the safe side: DejaVu Sans, the widest of common fonts, takes 7.6 in English."""

LINE, PAD = 17, 8
"""Height of a line of text, and room around the text of a box."""

_STYLE = (
    "text{font:13px system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,Liberation Sans,sans-serif;fill:#1b1f23}"
    ".ground{fill:#fff}.box{fill:#f2f5f8;stroke:#2c5573}.line{fill:none;stroke:#2c5573;stroke-width:1.5}"
    ".some{stroke-width:3}.many{stroke-width:5}.dot{fill:#2c5573;stroke:#2c5573;stroke-width:2}"
    ".open{fill:#fff;stroke:#8a4200}.dashed{stroke-dasharray:5 4}"
    "@media (prefers-color-scheme:dark){text{fill:#e4e8ec}.ground{fill:#1b1f26}.box{fill:#26303a;stroke:#8cc4ff}"
    ".line{stroke:#8cc4ff}.dot{fill:#8cc4ff;stroke:#8cc4ff}.open{fill:#1b1f26;stroke:#f0b06a}}"
)


class Drawing(NamedTuple):
    """A finished drawing."""

    text: str
    """The file."""

    width: int
    height: int


class Canvas:
    """Collects what is drawn; what comes later lies on top."""

    def __init__(self, title: str, height: int) -> None:
        self._height = height
        self._root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {height}",
                "width": str(WIDTH),
                "height": str(height),
                "role": "img",
            },
        )
        SubElement(self._root, "title").text = escape.one_line(title)
        SubElement(self._root, "style").text = _STYLE
        self._add("rect", "ground", x=0, y=0, width=WIDTH, height=height, rx=6)

    def box(self, x: float, y: float, width: float, height: float, kind: str = "box") -> None:
        """A box with round corners."""
        self._add("rect", kind, x=x, y=y, width=width, height=height, rx=5)

    def dot(self, x: float, y: float, kind: str = "dot") -> None:
        """A dot around a place."""
        self._add("circle", kind, cx=x, cy=y, r=5)

    def path(self, points: str, kind: str = "line") -> None:
        """A line; `points` is path data of ours: `M0 0L10 10`."""
        SubElement(self._root, "path", {"class": kind, "d": points})

    def words(self, x: float, y: float, text: str, anchor: str = "start") -> None:
        """A line of text on a base line; `anchor` is `start`, `middle` or `end`."""
        text = escape.one_line(text)
        element = SubElement(self._root, "text", {"x": _number(x), "y": _number(y), "text-anchor": anchor})
        element.text = text

    def boxed(self, x: float, y: float, width: float, lines: Sequence[str]) -> None:
        """A box as high as its lines of text, which stand in its middle."""
        self.box(x, y, width, box_height(lines))
        for number, words in enumerate(lines):
            self.words(x + width / 2, y + PAD + 13 + number * LINE, words, "middle")

    def bend(self, x: float, y: float, to_x: float, to_y: float, kind: str = "line") -> None:
        """A line that leaves and arrives level."""
        middle = (x + to_x) / 2
        self.path(f"M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}", kind)

    def drawing(self) -> Drawing:
        """The file."""
        indent(self._root, "")
        return Drawing(tostring(self._root, "unicode") + "\n", WIDTH, self._height)

    def _add(self, tag: str, kind: str, **numbers: float) -> None:
        SubElement(self._root, tag, {"class": kind, **{key: _number(value) for key, value in numbers.items()}})


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def box_height(lines: Sequence[str]) -> int:
    """Of a box with lines of text."""
    return len(lines) * LINE + 2 * PAD


def weight(count: int, most: int) -> str:
    """The class of a line that stands for `count` of at most `most`: thin, thicker from a third, thick from two."""
    if count < 2 or 3 * count <= most:
        return "line"
    return "line some" if 3 * count <= 2 * most else "line many"


def shown(drawing: Drawing, name: str, words: str) -> str:
    """Markdown that shows the drawing in a file beside the page; `words` of ours tell what it shows."""
    return f'![{words}]({name}){{ .drawing width="{drawing.width}" height="{drawing.height}" }}'


def wrapped(text: str, width: float, most: int = 3) -> list[str]:
    """The text in lines that fit a width; three dots stand for what is left out."""
    letters = max(3, int(width / LETTER))
    lines: list[str] = []
    for word in escape.one_line(text).split():
        while len(word) > letters:
            lines.append(word[: letters - 1] + "-")
            word = word[letters - 1 :]
        if lines and len(lines[-1]) + 1 + len(word) <= letters and not lines[-1].endswith("-"):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = lines[-1][: letters - 1].rstrip(" -") + "…"
    return lines or [""]
