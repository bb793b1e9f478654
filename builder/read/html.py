"""HTML page (.html, .htm, .xhtml): the main text by trafilatura, facts from the markup (`markup.py`)."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from builder.errors import ReadError
from builder.read.encoding import decode
from builder.read.format import Format, Seed
from builder.read.markup import find_statements
from builder.records import Document

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
"""Matches `<meta charset="utf-8"` and `<?xml version="1.0" encoding='latin-1'`, not `<p>charset=x`."""

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
"""How a page starts, whatever its name."""

_MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
"""Matches `color: red; display:none`, not `--display: none`."""

_BLOCKS = frozenset({"p", "head", "item", "row", "quote", "code", "list", "table", "div", "body", "main", "fw", "ab"})
"""Elements of trafilatura's tree that begin and end a paragraph."""


def read_html(seed: Seed) -> Iterator[Document]:
    """The page is one article, its paragraphs with an empty line between them.

    Raises:
        ReadError: no article text, or elements nested too deep to be read whole.
    """
    found = _DECLARED.search(seed.head)
    text = decode(seed.path, seed.data, found[1].decode("ascii") if found else None)
    tree = _parse(seed, text)
    stated = find_statements(tree)
    paragraphs = _main_text(tree)
    if not paragraphs:
        raise ReadError(seed.path, "no article text found in the page", fix="save the article's text as a .txt file")
    yield Document(seed.path, seed.digest, "\n\n".join(paragraphs), stated)


def _parse(seed: Seed, text: str) -> HtmlElement:
    """The page's tree; `huge_tree` reads 2,048 levels instead of 255, below which lxml silently drops the rest."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise ReadError(seed.path, "elements nested over 2,048 deep", fix="save the article's text as a .txt file")
    return tree


def _main_text(tree: HtmlElement) -> list[str]:
    """Paragraphs of the article in the page; empty when there is none."""
    import trafilatura

    _drop_hidden(tree)
    found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
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


def _drop_hidden(tree: HtmlElement) -> None:
    """Take out what no reader sees. A page that hides most of itself shows it by script: that part stays."""
    whole = len(tree.text_content())
    for element in tree.xpath("//body//*[@hidden or @style]"):
        hidden = element.get("hidden", "until-found") != "until-found" or _HIDDEN.search(element.get("style", ""))
        if hidden and 2 * len(element.text_content()) < whole:
            element.drop_tree()


def _one(run: str) -> str:
    """A paragraph's lines, each with single blanks, as a browser would show them."""
    lines = (" ".join(line.split()) for line in run.split("\n"))
    return "\n".join(line for line in lines if line)


def _knows(seed: Seed) -> bool:
    return seed.media_type in _MEDIA_TYPES or bool(_START.match(seed.head))


FORMAT = Format("HTML page", (".html", ".htm", ".xhtml"), read_html, _knows)
