"""Titles that a reader sees, the title of the window, and links and attributes that name address and language."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from builder.records import Statement

_HEADLINE = re.compile(
    r"(?:^|[\s_-])(?:(?:entry|post|article|story|blog|news|page|node|content|single)[_-]{0,2}(?:title|headline|heading)"
    r"|headline|headlinetext)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Matches the classes `entry-title` and `c-headline`, not `site-title` and not `title`."""

_MAX_HEADINGS = 12
"""h1 elements looked at: pages with more use them for lists."""


def find_links(tree: HtmlElement) -> Iterator[Statement]:
    """The page's own address and language."""
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield Statement("url", link.get("href") or "", "link canonical")
    yield Statement("lang", tree.get("lang") or tree.get("xml:lang") or "", "html lang")


def find_elements(tree: HtmlElement) -> Iterator[Statement]:
    """Headings, the first ones in the page first, then the window's title."""
    for heading in [one for one in tree.iter("h1") if not _in_picture(one)][:_MAX_HEADINGS]:
        yield Statement("title", heading.text_content(), "h1")
    for element in tree.iter("h1", "h2"):
        named = element.get("itemprop") in ("headline", "name headline") or _HEADLINE.search(element.get("class") or "")
        if named:
            yield Statement("title", element.text_content(), "headline element")
            break
    for element in tree.iter("title"):
        if not _in_picture(element):
            yield Statement("title", element.text_content(), "title element")


def _in_picture(element: HtmlElement) -> bool:
    """SVG pictures have title elements too."""
    return any(parent.tag == "svg" for parent in element.iterancestors())
