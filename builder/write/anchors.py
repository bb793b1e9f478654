"""The places on a page that a link can lead to."""

import re

from builder.write.merge.units import anchor

_GIVEN = re.compile(r"\{:?[^{}\n]*?#([^\s{}]+)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*(?:\{[^{}\n]*\}[ \t]*)?\r?$", re.MULTILINE)


def anchors(text: str) -> frozenset[str]:
    """Those of a page in Markdown: ids that are written there, and those that headings get from their words."""
    return frozenset({*_GIVEN.findall(text), *(anchor(words) for words in _HEADING.findall(text))})
