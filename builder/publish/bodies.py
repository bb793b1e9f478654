"""What no engine survives, or takes away in silence, in the body of a page."""

import re
from collections.abc import Iterator

from builder.publish.front_matter import Fault
from builder.publish.links import without_code

DEEPEST = 20
"""Lists in lists, quotes in quotes: MkDocs stops at some 100, and names neither line nor cause."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""Python-Markdown marks its own places with some of these."""

_ITEM = re.compile(r"([ \t>]*)(?:[-*+]|\d+[.)])[ \t]")
_PLAIN = frozenset("#[{|:")
_QUOTE = re.compile(r"[ \t]*>[ \t>]*")


def check_body(body: str, first_line: int) -> Iterator[Fault]:
    """Faults of a body whose first line is line `first_line` of the file."""
    for number, line in enumerate(body.split("\n") if _CONTROL.search(body) else (), first_line):
        if found := _CONTROL.search(line):
            what = f"a control character (U+{ord(found[0]):04X})"
            yield Fault("characters", number, what, "delete it", found.start() + 1)
    if number := _too_deep(without_code(body)):
        what = f"lists or quotes nested more than {DEEPEST} deep"
        yield Fault("nesting", first_line + number - 1, what, "make it flatter, or a code block")


def _too_deep(text: str) -> int:
    """The first line, from 1, that is too deep in; 0 for none."""
    indents: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        first = line[:1]
        if first.isalpha() or first in _PLAIN:  # most lines: at the margin, and no list
            indents.clear()
            continue
        if (quote := _QUOTE.match(line)) and quote[0].count(">") > DEEPEST:
            return number
        item = _ITEM.match(line)
        if item is None:
            if line[:1].strip():  # a line at the margin ends every list
                indents.clear()
            continue
        indent = len(item[1].expandtabs(4))
        while indents and indents[-1] >= indent:
            indents.pop()
        indents.append(indent)
        if len(indents) > DEEPEST:
            return number
    return 0
