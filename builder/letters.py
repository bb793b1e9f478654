"""One form for letters that Unicode can write in several ways, in time that grows with the text and no faster."""

import re
import unicodedata
from functools import cache
from typing import Literal

_NATURAL = 30
"""Marks on one letter, at most, in any language (Unicode Standard Annex 15, Stream-Safe Text Format): more are a flood,
which programs would take the square of its length to put in order."""

_LAST_MARK = 0x1F000
"""Behind it no character is a mark that combines."""


def composed(text: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """The text in a normal form of Unicode; floods of combining marks stay as they are."""
    if text.isascii():
        return text
    # Every other part is a flood.
    parts = _floods().split(text)
    return "".join(part if at % 2 else unicodedata.normalize(form, part) for at, part in enumerate(parts))


@cache
def _floods() -> re.Pattern[str]:
    marks = "".join(map(chr, filter(lambda code: unicodedata.combining(chr(code)), range(0x300, _LAST_MARK))))
    return re.compile(f"([{re.escape(marks)}]{{{_NATURAL + 1},}})")
