"""Bylines that a reader sees: elements marked as the author, and short lines that begin with `By`."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from builder.records import Statement


def find_bylines(tree: HtmlElement) -> Iterator[Statement]:
    """Names as written, the best marked first."""
    for link in tree.iter("a"):
        if "author" in (link.get("rel") or "").split():
            yield Statement("authors", link.text_content(), "link rel=author")
