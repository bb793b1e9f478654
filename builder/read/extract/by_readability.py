"""Voter: readability-lxml, which scores containers by their paragraphs and takes the best."""

import logging
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from builder.read.extract.blocks import UNSEEN, find_blocks


def paragraphs(tree: HtmlElement) -> list[str]:
    """Blocks of the container that it takes; the tree stays as it is."""
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)  # it prints a traceback for what it also raises
    copy = deepcopy(tree)
    etree.strip_elements(copy, *UNSEEN - {"head"}, with_tail=False)
    summary = Document(copy).summary(html_partial=True)
    return [block.text for block in find_blocks(fragment_fromstring(summary, create_parent="div"))]
