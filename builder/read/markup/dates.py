"""Dates that a reader sees on a page: time elements, marked elements, lines about the publication; then a guess."""

import logging
import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from builder.records import Statement

_ISO = re.compile(r"(?:19|20)\d\d-?[01]\d-?[0-3]\d", re.ASCII)
"""Matches the day in `2023-05-30T10:00`, which needs no guess."""


def find_dates(tree: HtmlElement) -> Iterator[Statement]:
    """Elements that are marked as the publication, else the only time element in the article."""
    for element in tree.iterfind(".//*[@itemprop]"):
        if element.tag != "meta" and "datePublished" in (element.get("itemprop") or "").split():
            yield Statement("date", _value(element), "itemprop datePublished")
    times = list(tree.iter("time"))
    marked = [time for time in times if time.get("pubdate") is not None]
    if not marked:
        articles = [article for article in tree.iter("article") if article.find(".//h1") is not None]
        inside = list(articles[0].iter("time")) if len(articles) == 1 else times
        # Several may be teasers' or updates': none of them is *the* date.
        marked = inside if len({(time.get("datetime") or "")[:10] for time in inside}) == 1 else []
    for time in marked:
        yield Statement("date", _value(time), "time element")


def guessed_date(tree: HtmlElement, found: Sequence[Statement]) -> Iterator[Statement]:
    """What htmldate reads out of the page, where nothing states a day plainly."""
    if any(fact.key == "date" and _ISO.search(fact.value) for fact in found):
        return
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    if value := find_date(tree, extensive_search=False, original_date=True):
        yield Statement("date", value, "htmldate")
    elif value := find_date(tree, extensive_search=True, original_date=True):
        yield Statement("date", value, "htmldate, whole text")


def _value(element: HtmlElement) -> str:
    return element.get("datetime") or element.get("content") or element.text_content()[:80]
