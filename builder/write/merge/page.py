"""A page as text: how its file is written, front matter, body."""

from dataclasses import dataclass, replace
from functools import lru_cache

from builder.write.merge import front
from builder.write.merge.blocks import sections
from builder.write.merge.front import Front
from builder.write.merge.markers import markers
from builder.write.merge.matching import alike
from builder.write.merge.units import Unit, together


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written down."""

    bom: bool
    crlf: bool
    """Every line ends in CR LF; where only some do, the CR is part of the line."""

    newline: bool
    """The last line ends."""

    def dress(self, text: str) -> str:
        """A text with line feeds as this file would hold it."""
        if self.crlf:
            text = text.replace("\n", "\r\n")
        return "\ufeff" + text if self.bom else text


@dataclass(slots=True)
class Page:
    """A page taken apart; `text()` gives every character back."""

    style: Style
    front: Front
    sections: list[Unit]
    tail: str
    raw_front: str
    body: str

    def text(self) -> str:
        """The whole file."""
        return self.with_body(together(self.sections) + self.tail)

    def with_body(self, body: str) -> str:
        """The whole file with another body; an empty line below a new front matter."""
        front = self.front.text()
        if front and not self.raw_front and body and not body.startswith("\n"):
            front += "\n"
        return self.style.dress(front + body)


def undress(text: str) -> tuple[str, Style]:
    """The text with line feeds and without a byte order mark, and how it was written."""
    bom = text.startswith("\ufeff")
    if bom:
        text = text[1:]
    feeds = text.count("\n")
    crlf = feeds > 0 and text.count("\r\n") == feeds and "\r" not in text.replace("\r\n", "")
    if crlf:
        text = text.replace("\r\n", "\n")
    return text, Style(bom, crlf, text.endswith("\n"))


def take_apart(text: str) -> Page:
    """A page in its parts.

    Raises:
        ValueError: the front matter is broken.
    """
    bare, style = undress(text)
    raw, body = front.cut(bare)
    units, tail = _sections(body)
    return Page(style, front.read(raw), list(units), tail, raw, body)


def readable(text: str | None) -> Page | None:
    """The page in its parts; None when there is none, or it cannot be read."""
    try:
        return take_apart(text) if text is not None and markers(text) is None else None
    except ValueError:
        return None


@lru_cache(maxsize=8)
def _sections(body: str) -> tuple[list[Unit], str]:
    """`sections`; a page and its base are compared several times in a row, and units never change."""
    return sections(body)


def say_the_same(one: Page, other: Page) -> bool:
    """Whether two pages say the same, however it is written down."""
    if one.raw_front != other.raw_front and one.front.said() != other.front.said():
        return False
    if one.body == other.body:
        return True
    ours = [unit for unit in one.sections if unit.raw]
    theirs = [unit for unit in other.sections if unit.raw]
    return len(ours) == len(theirs) and all(map(alike, ours, theirs))


def with_newline(text: str, style: Style) -> str:
    """A text that ends as the file does."""
    return text if style.newline else text.rstrip("\n")


def restyled(text: str, style: Style) -> str:
    """A machine's text in the style of a person's file."""
    bare, _ = undress(text)
    return replace(style).dress(with_newline(bare, style))
