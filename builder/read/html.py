"""HTML page (.html, .htm, .xhtml): the main text by a vote (`extract/`), facts from the markup (`markup.py`)."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring

from builder.errors import ReadError
from builder.read.confined import FailedError, StoppedError, confined
from builder.read.encoding import decode
from builder.read.extract import Extracted, extract
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

_LARGE = 10_000
"""Elements. Of a larger page, as a long live blog is, one voter finds the main text: all took 12 s on a page of as
many paragraphs, and 100 s on one of 30,000."""

_ATTRIBUTES = 200
"""Of an element; pages have some ten."""

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
"""Matches `color: red; display:none`, not `--display: none`."""


def read_html(seed: Seed) -> Iterator[Document]:
    """The page is one article, its paragraphs with an empty line between them.

    Raises:
        ReadError: no article text, or elements nested too deep to be read whole.
    """
    tree = _parse(seed)
    count = sum(1 for _ in tree.iter())
    if count > seed.limits.elements:
        what = f"a page of {count:,} elements, over the limit of {seed.limits.elements:,}"
        raise ReadError(seed.path, what, fix="save the article's text as a .txt file, or raise limits.elements")
    _drop_attributes(tree)
    stated = find_statements(tree)
    _drop_hidden(tree)
    found = extract(tree, seed.extract) if count <= _LARGE else _extract_large(tree, seed)
    if not found.paragraphs:
        raise ReadError(seed.path, "no article text found in the page", fix="save the article's text as a .txt file")
    yield Document(seed.path, seed.digest, "\n\n".join(found.paragraphs), stated, removed=found.removed)


def _drop_attributes(tree: HtmlElement) -> None:
    """Leave each element the first of its attributes: for many, libraries take the square of their number."""
    for element in tree.iter():
        for name in element.attrib.keys()[_ATTRIBUTES:] if len(element.attrib) > _ATTRIBUTES else ():
            del element.attrib[name]


def _extract_large(tree: HtmlElement, seed: Seed) -> Extracted:
    """The main text by one voter alone, and in limits: some take a time that grows with the square of the page."""
    data, limits = tostring(tree, encoding="utf-8"), seed.limits
    try:
        return Extracted(tuple(confined(main_text, data, limits.seconds, limits.memory_mb)))
    except StoppedError as error:
        fix = "save the article as a .txt file, or raise limits.seconds and limits.memory_mb in mkdocs.yml"
        raise ReadError(seed.path, str(error), fix=fix) from error
    except FailedError:
        return Extracted(())


def main_text(data: bytes) -> list[str]:
    """The paragraphs of the main text of a page in UTF-8, for a child that may be stopped."""
    return list(extract(document_fromstring(data, parser=_parser()), "fast").paragraphs)


def visible_tree(seed: Seed) -> HtmlElement:
    """The page's tree without what no reader sees: what the main text is looked for in."""
    tree = _parse(seed)
    _drop_hidden(tree)
    return tree


def _parse(seed: Seed) -> HtmlElement:
    """The page's tree; `huge_tree` reads 2,048 levels instead of 255, below which lxml silently drops the rest."""
    declared = _DECLARED.search(seed.head)
    text = decode(seed.path, seed.data, declared[1].decode("ascii") if declared else None)
    parser = _parser()
    tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise ReadError(seed.path, "elements nested over 2,048 deep", fix="save the article's text as a .txt file")
    return tree


def _parser() -> HTMLParser:
    return HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


def _drop_hidden(tree: HtmlElement) -> None:
    """Take out what no reader sees. A page that hides most of itself shows it by script: that part stays."""
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter())):  # children first: each text is counted once, however deep it lies
        lengths[element] = len(element.text or "") + sum(lengths[one] + len(one.tail or "") for one in element)
    for element in tree.xpath("//body//*[@hidden or @style]"):
        hidden = element.get("hidden", "until-found") != "until-found" or _HIDDEN.search(element.get("style", ""))
        if hidden and 2 * lengths[element] < lengths[tree]:
            element.drop_tree()


def _knows(seed: Seed) -> bool:
    return seed.media_type in _MEDIA_TYPES or bool(_START.match(seed.head))


FORMAT = Format("HTML page", (".html", ".htm", ".xhtml"), read_html, _knows)
