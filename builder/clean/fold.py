"""One form for texts that differ in nothing but typography."""

import re

_SIGNS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‑": "-",
        "…": "...",
    }
)
_BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case, straight quotes, hyphens for dashes, single blanks."""
    return _BLANKS.sub(" ", text.translate(_SIGNS).casefold()).strip()
