"""Comments in YAML: where `#` is no letter of a value, which the scanner of YAML itself tells."""

import re
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_END = re.compile("[\r\n\x85\u2028\u2029]|\\Z")
"""Of a line as YAML counts them (YAML 1.1, 4.2)."""


def with_comments(raw: str, old: str) -> str:
    """A key's new lines, below the comments that its old lines held."""
    return "".join(f"{comment}\n" for comment in comments(old)) + raw


def comments(raw: str) -> list[str]:
    """The comments among the lines of a key, trimmed."""
    if "#" not in raw:
        return []
    found: list[str] = []
    try:
        said = _scalars(raw)
    except yaml.YAMLError:
        return []
    at = 0
    while (at := raw.find("#", at)) >= 0:
        while said and said[-1][1] <= at:
            said.pop()
        if said and said[-1][0] <= at:
            at = said[-1][1]
        elif at and not raw[at - 1].isspace():
            at += 1
        else:
            end = _end_of_line(raw, at)
            found.append(raw[at:end].strip())
            at = end
    return found


def _scalars(raw: str) -> list[tuple[int, int]]:
    """Where values stand in which `#` is a letter, the last one first.

    Raises:
        yaml.YAMLError: it is not YAML.
    """
    spans = []
    for token in yaml.scan(raw, _LOADER):
        if isinstance(token, yaml.ScalarToken):
            start = token.start_mark.index
            if token.style in ("|", ">"):  # a comment may follow these
                start = _end_of_line(raw, start)
            spans.append((start, token.end_mark.index))
    return spans[::-1]


def _end_of_line(raw: str, at: int) -> int:
    found = _END.search(raw, at)
    return found.start() if found else len(raw)
