"""Blocks of a page: the smallest stretches of text that stand for themselves on the screen, in page order."""

from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from builder.read.extract.ballots import words_of

UNSEEN = frozenset(
    {"head", "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "audio", "video", "canvas"}
    | {"map", "select", "option", "datalist", "textarea", "input", "button", "progress", "meter"}
)
"""Elements whose words are no text of the page: code, pictures, controls, and what stands in for them."""

_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img"}
    | {"ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike"}
    | {"strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
"""Elements that go on within a line. Those with a hyphen in their name are inline as well, as in browsers."""

_MAX_LINES = 400
"""Lines of one block; a wall of more has no paragraphs to vote on, and is cut."""


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item, row of a table, caption or loose line."""

    element: HtmlElement
    """The innermost block element around it."""

    words: list[str]
    """Of the text, without case and punctuation."""

    text: str
    """As a browser shows it: single blanks, line feeds where the page breaks the line."""

    linked: int = 0
    """Characters in links, blanks left out."""

    length: int = 0
    """Characters, blanks left out."""


def find_blocks(tree: HtmlElement) -> list[Block]:
    """The blocks of the page that hold a word."""
    return _Walk().blocks_of(tree)


class _Walk:
    """Collects text while going through the tree; recursion would not survive deep pages."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.holders: list[HtmlElement] = []
        self.run: list[str] = []
        self.links = self.linked = self.breaks = self.lines = 0

    def blocks_of(self, tree: HtmlElement) -> list[Block]:
        body = tree.find("body")
        walk = etree.iterwalk(tree if body is None else body, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if element.tag in UNSEEN:
                    walk.skip_subtree()
                    continue
                self._open(element)
            else:
                if element.tag not in UNSEEN:
                    self._close(element)
                self._say(element.tail)
        self._end()
        return self.blocks

    def _open(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "br":
            self.breaks += 1
            self.lines += 1
            # Two breaks with nothing between them are how old pages part paragraphs.
            if self.breaks > 1 or self.lines > _MAX_LINES:
                self._end()
            else:
                self.run.append("\n")
        elif not _is_inline(tag):
            if tag not in ("td", "th"):
                self._end()
            else:
                self.run.append(" ")
            self.holders.append(element)
        self.links += tag == "a"
        self._say(element.text)

    def _close(self, element: HtmlElement) -> None:
        tag = element.tag
        self.links -= tag == "a"
        if tag != "br" and not _is_inline(tag):
            if tag not in ("td", "th"):
                self._end()
            self.holders.pop()

    def _say(self, words: str | None) -> None:
        if not words:
            return
        if self.breaks and not words.isspace():
            self.breaks = 0
        self.run.append(" ".join(("x" + words + "x").split())[1:-1] if not words.isspace() else " ")
        if self.links:
            self.linked += sum(map(len, words.split()))

    def _end(self) -> None:
        """Close the block that is open, if it says anything."""
        text = "\n".join(line for line in map(_single, "".join(self.run).split("\n")) if line)
        if words := words_of(text):
            length = len(text) - text.count(" ") - text.count("\n")
            self.blocks.append(Block(self.holders[-1], words, text, min(self.linked, length), length))
        self.run, self.linked, self.breaks, self.lines = [], 0, 0, 0


def _is_inline(tag: str) -> bool:
    return tag in _INLINE or "-" in tag


def _single(line: str) -> str:
    return " ".join(line.split())
