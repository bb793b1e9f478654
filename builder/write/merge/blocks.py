"""Markdown taken apart into units, line by line; putting them together gives every character back."""

import re
from collections.abc import Sequence

from builder.write.merge.units import HEADING, ITEM, Kind, Unit, anchor

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_CONTAINER = re.compile(r" {0,3}(?:\?\?\?\+?|!!!)[ \t]+\S")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\r?$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*\r?$")
_DASHES = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?$")
_SECTION = re.compile(r"##(?:[ \t]|\r?$)")
_INTERRUPTS = re.compile(r" {0,3}(?:[-*+][ \t]+\S|1[.)][ \t]+\S|#{1,6}[ \t]|>|\||(?:\?\?\?\+?|!!!)[ \t]+\S)")
"""What ends a paragraph without an empty line: `- x`, `1. x`; not `2022. x`, which wrapping may put first."""


class _Fences:
    """Finds where fences close; an open one is no fence."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._none: dict[str, int] = {}

    def close(self, index: int, opening: str) -> int | None:
        """Index of the closing line of a fence that opens at an index."""
        mark = opening[0]
        if len(opening) >= self._none.get(mark, 1 << 30):
            return None
        for number in range(index + 1, len(self._lines)):
            line = self._lines[number].strip()
            if line.startswith(opening) and not line.strip(mark):
                return number
        self._none[mark] = len(opening)
        return None


def sections(text: str) -> tuple[list[Unit], str]:
    """A body cut at its second-level headings, and the white space at its end.

    The first section, with the anchor `top`, is what stands above them; it may be empty.
    """
    lines = text.split("\n")
    fences = _Fences(lines)
    starts: list[tuple[int, str]] = []
    skip_to = 0
    for index, line in enumerate(lines):
        if index < skip_to or not line or line[0] not in "#`~- ":
            continue
        if line[0] == "#":
            if _SECTION.match(line):
                found = HEADING.match(line)
                starts.append((index, (found[2] or "") if found else ""))
        elif line[0] == "-":
            if _is_underlined(lines, index):
                starts.append((index - 1, lines[index - 1]))
        elif opening := _FENCE.match(line):
            closing = fences.close(index, opening[1])
            skip_to = index if closing is None else closing + 1
    return _cut(lines, starts)


def _cut(lines: list[str], starts: list[tuple[int, str]]) -> tuple[list[Unit], str]:
    found: list[Unit] = []
    taken: dict[str, int] = {}
    bounds = [0, *(start for start, _ in starts), len(lines)]
    names = ["top", *(anchor(words) for _, words in starts)]
    gap_start = 0
    for name, start, end in zip(names, bounds[:-1], bounds[1:], strict=True):
        first, last = start, end
        while first < last and not lines[first].strip():
            first += 1
        while last > first and not lines[last - 1].strip():
            last -= 1
        taken[name] = taken.get(name, -1) + 1
        unique = f"{name}_{taken[name]}" if taken[name] else name
        if first == last:
            found.append(Unit("section", "", "", anchor=unique))
            continue
        found.append(Unit("section", "\n".join(lines[first:last]), _gap(lines, gap_start, first), anchor=unique))
        gap_start = last
    return found, "\n".join(["", *lines[gap_start:]]) if gap_start else "\n".join(lines)


def _gap(lines: Sequence[str], start: int, end: int) -> str:
    """What stands between two units: from the end of a line to the start of another."""
    return ("\n" if start else "") + "".join(f"{line}\n" for line in lines[start:end])


def _is_underlined(lines: Sequence[str], index: int) -> bool:
    before = lines[index - 1] if index else ""
    plain = before.strip() and not before.startswith("    ") and not _INTERRUPTS.match(before)
    return bool(plain and "|" not in lines[index] and _UNDERLINE.match(lines[index]) and not _RULE.match(before))


def parse(lines: Sequence[str], *, top: bool = False) -> list[Unit]:
    """The blocks of a text without white space at its end, in a row; `top` when it is not indented itself."""
    fences = _Fences(lines)
    units: list[Unit] = []
    index = end = 0
    total = len(lines)
    while index < total:
        if not lines[index].strip():
            index += 1
            continue
        kind, stop, fence = _block(lines, index, fences, top=top, last=units[-1].kind if units else None)
        if kind == "paragraph" and stop - index > 1 and _is_heading(lines, stop - 1):
            if stop - index > 2:
                units.append(Unit("paragraph", "\n".join(lines[index : stop - 2]), _gap(lines, end, index)))
                index = end = stop - 2
            kind = "heading"
        units.append(Unit(kind, "\n".join(lines[index:stop]), _gap(lines, end, index), fence=fence))
        index = end = stop
    return units


def _is_heading(lines: Sequence[str], index: int) -> bool:
    return bool(_UNDERLINE.match(lines[index])) and _is_underlined(lines, index)


def _block(lines: Sequence[str], index: int, fences: _Fences, *, top: bool, last: Kind | None) -> tuple[Kind, int, str]:
    """Kind of the block that begins at an index, the index after it, and the fence around its content."""
    line = lines[index]
    if line.startswith("    "):
        return "code", _indented(lines, index, 4), ""
    if (opening := _FENCE.match(line)) and (closing := fences.close(index, opening[1])) is not None:
        return "code", closing + 1, ""
    if HEADING.match(line):
        return "heading", index + 1, ""
    if _CONTAINER.match(line):
        return "container", *_container(lines, index, fences)
    if _RULE.match(line):
        return "rule", index + 1, ""
    if ITEM.match(line):
        return "item", _item(lines, index), ""
    if line.lstrip().startswith(">"):
        return "quote", _paragraph(lines, index, quote=True), ""
    if "|" in line:
        after = lines[index + 1] if index + 1 < len(lines) else ""
        if "|" in after and _DASHES.match(after):
            return "header", index + 1, ""
        if last == "header" and _DASHES.match(line):
            return "dashes", index + 1, ""
        if line.lstrip().startswith("|") or last in ("dashes", "row"):
            return "row", index + 1, ""
    return "paragraph", _paragraph(lines, index), ""


def _paragraph(lines: Sequence[str], index: int, *, quote: bool = False) -> int:
    index += 1
    while index < len(lines) and lines[index].strip():
        line = lines[index]
        if _INTERRUPTS.match(line) and not (quote and line.lstrip().startswith(">")):
            return index
        if _FENCE.match(line) or (_RULE.match(line) and not _UNDERLINE.match(line)):
            return index
        index += 1
        if _UNDERLINE.match(line) and not quote:
            return index
    return index


def _indented(lines: Sequence[str], index: int, width: int) -> int:
    """Index after the lines indented by a width, empty ones between them included."""
    end = index
    while index < len(lines):
        line = lines[index]
        if line.strip():
            if not line.startswith(" " * width):
                break
            end = index + 1
        index += 1
    return end


def _item(lines: Sequence[str], index: int) -> int:
    own = len(lines[index]) - len(lines[index].lstrip(" "))
    after_empty = False
    end = index + 1
    for number in range(index + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            after_empty = True
            continue
        if len(line) - len(line.lstrip(" ")) < own + 2 and (
            after_empty or _INTERRUPTS.match(line) or ITEM.match(line) or _FENCE.match(line) or _RULE.match(line)
        ):
            break
        after_empty = False
        end = number + 1
    return end


def _container(lines: Sequence[str], index: int, fences: _Fences) -> tuple[int, str]:
    end = max(_indented(lines, index + 1, 4), index + 1)
    if end > index + 1:
        return end, ""
    following = index + 1
    while following < len(lines) and not lines[following].strip():
        following += 1
    if following < len(lines) and (opening := _FENCE.match(lines[following])):
        plain = lines[following].rstrip() == opening[1]
        closing = fences.close(following, opening[1]) if plain else None
        if closing is not None:
            return closing + 1, lines[following]
    return end, ""
