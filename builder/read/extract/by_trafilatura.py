"""Voter: trafilatura, as it comes and in its careful mode. On its own it is the fast way."""

from lxml import etree
from lxml.html import HtmlElement

_BLOCKS = frozenset({"p", "head", "item", "row", "quote", "code", "list", "table", "div", "body", "main", "fw", "ab"})
"""Elements of trafilatura's tree that begin and end a paragraph."""


def paragraphs(tree: HtmlElement, *, careful: bool = False) -> list[str]:
    """Paragraphs of the article in the page; empty when there is none. The tree stays as it is."""
    import trafilatura

    found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False, favor_precision=careful)
    body = getattr(found, "body", None)
    if body is None:
        return []
    runs: list[list[str]] = [[]]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            runs.append([])
        elif element.tag == "lb" and event == "start":
            runs[-1].append("\n")
        elif element.tag == "cell" and event == "end":
            runs[-1].append(" ")
        runs[-1].append((element.text if event == "start" else element.tail) or "")
    return [paragraph for run in runs if (paragraph := _one("".join(run)))]


def _one(run: str) -> str:
    """A paragraph's lines, each with single blanks, as a browser would show them."""
    lines = (" ".join(line.split()) for line in run.split("\n"))
    return "\n".join(line for line in lines if line)
