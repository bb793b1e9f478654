"""Units of a page: what stands on a page of its own, from a section down to a sentence."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from builder.headings import slug
from builder.write.merge import normal

Kind = Literal[
    "section", "heading", "paragraph", "item", "header", "dashes", "row", "code", "rule", "quote", "container",
    "title", "sentence",
]  # fmt: skip

ITEM = re.compile(r"( {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$))(?=(.?))")
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\r?$", re.DOTALL)

_SENTENCE_END = re.compile(
    r"""[.!?…]["'”’)\]*_]*(?:\s+\[\\?\[\d+\\?\]\]\([^)\s]*\))*(?P<gap>\s+)(?=\S)(?!\[\\?\[\d)"""
    r"""|(?<!\s)(?P<before>\s+)(?=\[\d+\]\(\#s\d+\)\{|\{:)"""
)
"""A citation goes with the sentence before it; a numbered sentence and a list of attributes begin a unit."""

_NUMBERED = re.compile(r"\[(\d+)\]\(#s\d+\)\{")
_ATTRIBUTES = re.compile(r"\{:([^}\n]*)\}\s*$")
_FIRST_LINK = re.compile(r"\W*\[[^\]]*\]\(([^)\s]*)")
_DIGITS = re.compile(r"\d+")


class Frame:
    """How the parts of a unit are set: after a marker and indented, or inside a fence."""

    __slots__ = ("fence", "indent", "marker")

    def __init__(self, marker: str = "", indent: str = "", fence: tuple[str, str] | None = None) -> None:
        self.marker, self.indent, self.fence = marker, indent, fence

    def wrap(self, flat: str) -> str:
        """The text of the unit from the text of its parts."""
        if self.fence:
            title, _, rest = flat.partition("\n")
            before, after = self.fence
            return title + before + rest.lstrip("\n") + after if rest.strip() else title
        head, *lines = flat.split("\n")
        return "\n".join([self.marker + head, *(self.indent + line if line.strip() else line for line in lines)])


class Unit:
    """A piece of a page; `gap + raw` of all units in a row is their text."""

    def __init__(self, kind: Kind, raw: str, gap: str = "", *, anchor: str = "", fence: str = "") -> None:
        self.kind, self.raw, self.gap, self.anchor = kind, raw, gap, anchor
        self._fence = fence

    @cached_property
    def key(self) -> str:
        """Equal for units that say the same."""
        return f"{self.kind} {self._key()}"

    def _key(self) -> str:
        match self.kind:
            case "section":
                return "\n".join(part.key for part in self.blocks)
            case "item":
                ordered = "1" if self.raw.lstrip()[:1].isdigit() else "-"
                return f"{ordered} " + "\x1f".join(part.key for part in self.blocks)
            case "container":
                return "\x1f".join(part.key for part in self.blocks)
            case "heading":
                return f"{self.level} {normal.plain(self.words)}"
            case "header" | "row":
                return "|".join(map(normal.plain, normal.cells(self.raw)))
            case "dashes":
                return "|".join(f"{one.strip()[:1]}{one.strip()[-1:]}" for one in normal.cells(self.raw))
            case "code":
                return _code(self.raw)
            case "rule":
                return ""
            case "quote":
                return normal.plain("\n".join(line.lstrip(" >") for line in self.raw.split("\n")))
            case _:
                return normal.plain(self.raw)

    @cached_property
    def level(self) -> int:
        """Of a heading: 1 to 6."""
        found = HEADING.match(self.raw)
        return len(found[1]) if found else 1 if self.raw.rstrip()[-1:] == "=" else 2

    @property
    def words(self) -> str:
        """Of a heading: what it says, as written."""
        found = HEADING.match(self.raw)
        return (found[2] or "") if found else self.raw.rpartition("\n")[0]

    @cached_property
    def handle(self) -> str | None:
        """By what the unit is known when its words change; None when by nothing."""
        match self.kind:
            case "section":
                return self.anchor
            case "heading":
                return f"h{self.level}" if self.level < 3 else None
            case "header" | "dashes":
                return self.kind
            case "row":
                return normal.plain((normal.cells(self.raw) or [""])[0]) or None
            case "container" | "title":
                return _DIGITS.sub("#", self.raw.partition("\n")[0].strip())
            case "sentence":
                found = _NUMBERED.match(self.raw)
                return found[1] if found else None
            case "paragraph":
                attributes = _ATTRIBUTES.search(self.raw)
                return attributes[1].strip() if attributes else None
            case "item":
                link = _FIRST_LINK.match(self.raw.lstrip(" -*+"))
                return link[1] if link else None
            case _:
                return None

    @cached_property
    def bag(self) -> frozenset[str]:
        """Its words, to tell how alike two units are."""
        return frozenset(self.key.split())

    @cached_property
    def blocks(self) -> list["Unit"]:
        """The blocks inside; the first part of an item may be a paragraph."""
        from builder.write.merge.blocks import parse

        if self.kind == "section":
            return parse(self.raw.split("\n"), top=True)
        if self.kind == "item":
            return parse(self._flat.split("\n")) or [Unit("paragraph", "")]
        if self.kind == "container":
            title, line, rest = self._flat.partition("\n")
            inside = parse(rest.split("\n")) if rest.strip() else []
            if inside:
                inside[0].gap = line + inside[0].gap
            return [Unit("title", title), *inside]
        return []

    @cached_property
    def frame(self) -> Frame:
        """How its parts are set."""
        if self.kind == "container":
            if self._fence:
                title, _, _ = self.raw.partition("\n")
                before, _, _ = self.raw[len(title) :].partition(self._fence)
                opening = before + self._fence
                return Frame(fence=(opening + "\n", "\n" + self.raw.rpartition("\n")[2]))
            return Frame(indent="    ")
        if self.kind == "item":
            found = ITEM.match(self.raw.partition("\n")[0])
            marker = found[1] if found else ""
            rest = [line for line in self.raw.split("\n")[1:] if line.strip()]
            width = min((len(line) - len(line.lstrip(" ")) for line in rest), default=max(len(marker), 2))
            return Frame(marker, " " * width)
        return Frame()

    @cached_property
    def _flat(self) -> str:
        if self._fence:
            before, after = self.frame.fence or ("", "")
            title = self.raw.partition("\n")[0]
            return f"{title}\n\n{self.raw[len(title) + len(before) : len(self.raw) - len(after)]}"
        first, *rest = self.raw.split("\n")
        width = len(self.frame.indent)
        return "\n".join([first[len(self.frame.marker) :], *(line[width:] if line.strip() else line for line in rest)])

    @cached_property
    def parts(self) -> list["Unit"]:
        """What the unit is made of, in a row; empty when it cannot be taken apart without changing a character."""
        if self.kind == "paragraph":
            return sentences(self.raw)
        parts = list(self.blocks)
        if self.kind == "item" and parts[0].kind == "paragraph":
            first = sentences(parts[0].raw)
            first[0].gap = parts[0].gap
            parts[:1] = first
        return parts if parts and self.wrap(together(parts)) == self.raw else []

    def wrap(self, flat: str) -> str:
        """The unit's text from that of its parts."""
        return self.frame.wrap(flat) if self.kind in ("item", "container") else flat


def together(units: Sequence[Unit]) -> str:
    """The text of units in a row."""
    return "".join(unit.gap + unit.raw for unit in units)


def sentences(text: str) -> list[Unit]:
    """A paragraph cut where sentences end; never empty."""
    found: list[Unit] = []
    start, gap = 0, ""
    for end in _SENTENCE_END.finditer(text):
        here = end.span("gap" if end["gap"] is not None else "before")
        found.append(Unit("sentence", text[start : here[0]], gap))
        start, gap = here[1], text[here[0] : here[1]]
    found.append(Unit("sentence", text[start:], gap))
    return found


def anchor(words: str) -> str:
    """The id that a heading gets on the site, from its Markdown."""
    return slug(normal.plain(words))


def _code(raw: str) -> str:
    lines = [line.rstrip() for line in raw.split("\n")]
    mark = lines[0].lstrip()[:1]
    if mark in ("`", "~") and not raw.startswith("    "):
        info = lines[0].strip().lstrip(mark).strip()
        width = len(lines[0]) - len(lines[0].lstrip(" "))
        return "\n".join([info, *(line[min(width, len(line) - len(line.lstrip(" "))) :] for line in lines[1:-1])])
    return "\n".join(["", *(line[4:] for line in lines)])
