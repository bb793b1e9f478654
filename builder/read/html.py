"""HTML page (.html, .htm, .xhtml): the main text by a vote (`extract/`), facts from the markup (`markup.py`)."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from builder.errors import ReadError
from builder.read.encoding import decode
from builder.read.extract import extract
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


def read_html(seed: Seed) -> Iterator[Document]:
    """The page is one article, its paragraphs with an empty line between them.

    Raises:
        ReadError: no article text, or elements nested too deep to be read whole.
    """
    tree = _parse(seed)
    stated = find_statements(tree)
    _drop_hidden(tree)
    found = extract(tree, seed.extract)
    if not found.paragraphs:
        raise ReadError(seed.path, "no article text found in the page", fix="save the article's text as a .txt file")
    yield Document(seed.path, seed.digest, "\n\n".join(found.paragraphs), stated, removed=found.removed)


def visible_tree(seed: Seed) -> HtmlElement:
    """The page's tree without what no reader sees: what the main text is looked for in."""
    tree = _parse(seed)
    _drop_hidden(tree)
    return tree


def _parse(seed: Seed) -> HtmlElement:
    """The page's tree; `huge_tree` reads 2,048 levels instead of 255, below which lxml silently drops the rest."""
    declared = _DECLARED.search(seed.head)
    text = decode(seed.path, seed.data, declared[1].decode("ascii") if declared else None)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise ReadError(seed.path, "elements nested over 2,048 deep", fix="save the article's text as a .txt file")
    return tree


def _drop_hidden(tree: HtmlElement) -> None:
    """Take out what no reader sees. A page that hides most of itself shows it by script: that part stays."""
    whole = len(tree.text_content())
    for element in tree.xpath("//body//*[@hidden or @style]"):
        hidden = element.get("hidden", "until-found") != "until-found" or _HIDDEN.search(element.get("style", ""))
        if hidden and 2 * len(element.text_content()) < whole:
            element.drop_tree()


def _knows(seed: Seed) -> bool:
    return seed.media_type in _MEDIA_TYPES or bool(_START.match(seed.head))


FORMAT = Format("HTML page", (".html", ".htm", ".xhtml"), read_html, _knows)
