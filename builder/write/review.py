"""Open conflicts of a page, as a file that a person reads in any editor: `.builder/review/ID.md`.

A conflict is one unit that a person and the builder both changed. The person's text is on the page; the record holds
all three texts. It is Markdown: the page's path as heading, then for each conflict its place and three fenced blocks.
No dates, no order but that of the page: the same conflicts give the same bytes, and a file a page merges well in git.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from builder.write.merge import Conflict, front, normal, with_unit
from builder.write.merge.page import Page, take_apart
from builder.write.merge.records import KEY

_INTRO = """\
You and the builder both changed what stands below. The page keeps your text.
`builder accept PAGE --mine` leaves it so, `--new` takes the builder's. Editing the passage, or deleting its part of
this file, ends the conflict too.
"""

_TITLE, _PLACE = "# Open conflicts: ", "## "

_LABELS = (
    "Before, as the builder last wrote it:",
    "Yours, as it is on the page:",
    "New, from the builder:",
)
"""Of the three blocks, in order; for people, since reading goes by the order."""

_BULLET = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+", re.MULTILINE)
_MARKER = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_FENCE = re.compile(r"`{3,}\Z")
_TICKS = re.compile(r"`+")


def render(path: str, conflicts: Sequence[Conflict]) -> str:
    """The record of the open conflicts of the page at a path."""
    parts = [f"{_TITLE}{_spelled(path)}\n", _INTRO]
    for one in conflicts:
        parts.append(f"{_PLACE}{_spelled(one.where)}\n")
        parts += [
            f"{label}\n\n{_block(text)}" for label, text in zip(_LABELS, (one.base, one.mine, one.new), strict=True)
        ]
    return "\n".join(parts)


def parse(text: str) -> tuple[str, tuple[Conflict, ...]]:
    """Path of the page and its conflicts; `parse(render(path, conflicts))` gives both back.

    What a person writes between the blocks is not read; a conflict whose part was deleted is gone.

    Raises:
        ValueError: a person or git left it so that it cannot be read; names the line.
    """
    text = text.removeprefix("\ufeff")
    first, _, _ = text.partition("\n")
    if first.endswith("\r"):  # an editor saved the whole file with its own line ends
        text, first = text.replace("\r\n", "\n"), first.removesuffix("\r")
    if not first.startswith(_TITLE):
        raise ValueError(f"line 1 of the review record is not `{_TITLE}PATH`")
    path = _read_spelled(first.removeprefix(_TITLE), 1)
    conflicts = []
    for (line, where), blocks in groupby(_blocks(text.split("\n")), key=lambda block: block[:2]):
        texts = [block for _, _, block in blocks]
        if len(texts) != len(_LABELS):
            raise ValueError(f"line {line} of the review record: {len(texts)} blocks follow, not {len(_LABELS)}")
        conflicts.append(Conflict(where, *texts))
    return path, tuple(conflicts)


def still_open(page_text: str, conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts that a person has not ended: their text is on the page as recorded, and the builder's is not.

    Saved anew by another editor, with other wraps, bullets or quotes, a text is still the same.

    Raises:
        ValueError: the page's front matter is broken.
    """
    page = take_apart(page_text) if conflicts else None
    return tuple(
        one
        for one in conflicts
        if page
        and _stands(page, one.where, one.mine) is not None
        and not (one.new.strip() and _stands(page, one.where, one.new) is not None)
    )


def taken(page_text: str, conflict: Conflict) -> str | None:
    """The page with the builder's text in the place of the person's; None when that is not there any more.

    Raises:
        ValueError: the page's front matter is broken.
    """
    mine = _stands(take_apart(page_text), conflict.where, conflict.mine)
    return None if mine is None else with_unit(page_text, replace(conflict, mine=mine))


def _stands(page: Page, where: str, words: str) -> str | None:
    """The unit at a place of the page that says these words, as it is written there; None when none does."""
    if where.startswith(KEY):
        entry = page.front.entries.get(where.removeprefix(KEY))
        return entry.raw if entry and _said(entry.raw) == _said(words) else None
    units = [unit for unit in page.sections if unit.anchor == where]
    wanted = _bare(words)
    while units:
        unit = units.pop(0)
        if unit.raw == words or _bare(unit.raw) == wanted:
            return unit.raw
        units += unit.parts
    return None


def _said(entry: str) -> object:
    try:
        return front.read(f"---\n{entry.rstrip()}\n---\n").said()
    except ValueError:
        return entry.strip()


def _bare(text: str) -> str:
    return normal.plain(_BULLET.sub("- ", text))


def _block(text: str) -> str:
    """A fence longer than any in the text, so that it shows the text whatever that holds."""
    longest = max(map(len, _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}\n"


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Each fenced block below a place: line of the place (from 1), place, text."""
    at, where, fence = 0, "", ""
    held: list[str] = []
    for number, line in enumerate(lines, start=1):
        if fence and line == fence:
            yield at, where, "\n".join(held)
            fence, held = "", []
        elif fence:
            held.append(line)
        elif _MARKER.match(line):
            raise ValueError(f"line {number} of the review record: a conflict marker that git left")
        elif at and _FENCE.match(line):
            fence = line
        elif line.startswith(_PLACE):
            at, where = number, _read_spelled(line.removeprefix(_PLACE), number)
    if fence:
        raise ValueError(f"line {at} of the review record: a block below it has no end")


def _spelled(name: str) -> str:
    """The name on one line: as it is, or between quotes where it could be misread."""
    plain = name.isprintable() and name == name.strip() and name[:1] not in ("", '"')
    return name if plain else json.dumps(name)


def _read_spelled(words: str, line: int) -> str:
    if not words.startswith('"'):
        return words
    try:
        return str(json.loads(words))
    except ValueError as error:
        raise ValueError(f"line {line} of the review record: {words} is not closed as it was opened") from error
