"""Paragraphs of office documents: one walk over their XML, with the names that each of the two families uses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from builder.errors import ReadError
from builder.read.format import Seed


@dataclass(frozen=True, slots=True)
class Dialect:
    """Names of elements, as `{namespace}name`."""

    paragraphs: frozenset[str]
    row: str
    cells: frozenset[str]

    marks: dict[str, str]
    """Element -> the character it stands for."""

    unseen: frozenset[str]
    """Elements that no reader sees as part of the text: deleted passages, notes, comments, tables of contents."""

    words: frozenset[str] = frozenset()
    """Elements whose own text is text; none: all are."""

    hidden: Callable[[etree._Element], bool] = lambda _element: False
    """Whether this one element is unseen, by what is set for it."""


def paragraphs(root: etree._Element, dialect: Dialect) -> list[str]:
    """The paragraphs in the order of the document; the cells of a row stand on one line if each is one line."""
    return [text for run in _blocks(root, dialect) if (text := _tidy(run))]


def _blocks(element: etree._Element, dialect: Dialect) -> Iterator[str]:
    """Text of the paragraphs below an element, as it is written."""
    for child in element:
        if child.tag in dialect.unseen:
            continue
        if child.tag in dialect.paragraphs:
            inside: list[str] = []
            yield "".join(_words(child, dialect, inside))
            yield from inside
        elif child.tag == dialect.row:
            cells = [[text for text in _blocks(cell, dialect) if _tidy(text)] for cell in _cells(child, dialect)]
            if all(len(cell) < 2 for cell in cells):
                yield " ".join(text for cell in cells for text in cell)
            else:
                yield from (text for cell in cells for text in cell)
        else:
            yield from _blocks(child, dialect)


def _cells(row: etree._Element, dialect: Dialect) -> Iterator[etree._Element]:
    """Cells of a row, also those in wrappers (content controls)."""
    for child in row:
        if child.tag in dialect.cells:
            yield child
        elif child.tag not in dialect.unseen:
            yield from _cells(child, dialect)


def _words(element: etree._Element, dialect: Dialect, inside: list[str]) -> Iterator[str]:
    """Text of one paragraph; `inside` takes the paragraphs of boxes that hang in it."""
    own = not dialect.words or element.tag in dialect.words
    if own and element.text:
        yield element.text
    for child in element:
        if child.tag in dialect.paragraphs:
            inside.append("".join(_words(child, dialect, inside)))
        elif child.tag in dialect.marks:
            yield dialect.marks[child.tag]
        elif child.tag == dialect.row:
            inside.extend(_blocks(element, dialect))
            return
        elif child.tag not in dialect.unseen and not dialect.hidden(child):
            yield from _words(child, dialect, inside)
        if own and child.tail:
            yield child.tail


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def joined(seed: Seed, found: list[str]) -> str:
    """The text of a document.

    Raises:
        ReadError: there is none.
    """
    if not any(character.isalnum() for text in found for character in text):
        raise ReadError(seed.path, "no words in it", fix="put the article's text in it, or delete it")
    return "\n\n".join(found)
