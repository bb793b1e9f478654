"""Conflict markers that git leaves in a file."""

import re

_OPEN = re.compile(r"<{7}(?: |$)|>{7}(?: |$)")
_BASE = re.compile(r"\|{7}(?: |$)")
_MIDDLE = re.compile(r"={7}$")


def markers(text: str) -> int | None:
    """Number (from 1) of the first line that is a conflict marker; None when there is none.

    Seven `=` alone may underline a heading and seven `|` be an empty table row: these count only before another marker.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return None
    doubtful: int | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.rstrip("\r")
        if _OPEN.match(line):
            return doubtful or number
        if doubtful and _MIDDLE.match(line):
            return doubtful
        if _BASE.match(line):
            doubtful = doubtful or number
    return None
