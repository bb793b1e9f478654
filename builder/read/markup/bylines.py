"""Bylines that a reader sees: elements marked as the author, and short lines that begin with `By`."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from builder.read.markup.dates import is_aside
from builder.records import Statement

_MARKED = re.compile(r"by-?line|autho?rs?(?![a-z])|auteur|creator|contributor(?![a-z])", re.IGNORECASE)
"""Matches the classes `byline`, `c-byline__author-name` and `BylineName-cKrVJj`, not `authority`."""

_NOT_MARKED = re.compile(
    r"bio|avatar|image|photo|img|icon|social|follow|archive|count|date|time|desc|authori[tz]|about|more|share|title|role|job",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written|words|story|text|texte|article) )?(?:by|von|par|por|door|av|af)\b:?\s*(\S.*)?", re.IGNORECASE
)
"""Matches `By Jane Doe`, and `By` where the name is an element of its own."""

_FULL_NAME = re.compile(r"(?:[^\W\d_a-z]\S*)(?: \S+){1,9}")
_MAX_BYLINE = 120
_LINES = 30


def find_bylines(tree: HtmlElement) -> Iterator[Statement]:
    """Names as written, the best marked first."""
    yield from _links(tree)
    yield from _marked(tree)
    if line := _line_at_headline(tree):
        yield Statement("authors", line, "line at the headline")


def _links(tree: HtmlElement) -> Iterator[Statement]:
    """Links to the author; those to authors of other pages are further down."""
    links = [link for link in tree.iter("a") if "author" in (link.get("rel") or "").split() and _text(link)]
    links = [link for link in links if not is_aside(link)] or links
    for link in links:
        if link.getparent() in (links[0].getparent(), *_near(links[0])) or _near(link) == _near(links[0]):
            yield Statement("authors", _text(link), "link rel=author")


def _near(link: HtmlElement) -> list[HtmlElement]:
    """The grandparent of a link that stands in an element of its own."""
    parent = link.getparent()
    above = parent.getparent() if parent is not None else None
    return [above] if above is not None and len(_text(above)) <= _MAX_BYLINE else []


def _marked(tree: HtmlElement) -> Iterator[Statement]:
    """The first element that is marked as the author and short, down to the part that holds the name."""
    for element in tree.iterfind(".//body//*[@itemprop]"):
        if (element.get("itemprop") or "").split()[:1] == ["author"] and not is_aside(element):
            named = element.xpath('.//*[@itemprop="name"]') or [element]
            found = [
                value for one in named if (value := one.get("content") or _text(one)) and len(value) <= _MAX_BYLINE
            ]
            if found:
                yield from (Statement("authors", value, "itemprop author") for value in found[:5])
                break
    for element in tree.iterfind(".//body//*[@class]"):
        if _is_marked(element) and 1 < len(_text(element)) <= _MAX_BYLINE and not is_aside(element):
            inner = [one for one in element.iterdescendants() if _is_marked(one) and len(_text(one)) > 1]
            links = [link for link in element.iter("a") if len(_text(link).split()) > 1 and link is not element]
            named = links or [one for one in inner if not any(_is_marked(below) for below in one.iterdescendants())]
            texts = [_text(one) for one in named] or [_text(element)]
            if any(character.isalpha() for text in texts for character in text):
                yield from (Statement("authors", text, "byline element") for text in texts)
                return


def _is_marked(element: HtmlElement) -> bool:
    name = element.get("class") or ""
    return bool(_MARKED.search(name)) and not _NOT_MARKED.search(name)


def _line_at_headline(tree: HtmlElement) -> str | None:
    """`By Jane Doe` shortly after the headline."""
    heading = next((one for one in tree.iter("h1") if _text(one)), None)
    if heading is None:
        return None
    lines = 0
    for element in heading.xpath("following::*[not(self::script or self::style)][position() <= 150]"):
        for text in (element.text, element.tail):
            line = " ".join((text or "").split())
            lines += bool(line)
            if line and len(line) <= _MAX_BYLINE and (found := _BY.fullmatch(line)):
                name = found[1] or _next_text(element)
                if name and len(name) <= _MAX_BYLINE and _FULL_NAME.fullmatch(name) and not is_aside(element):
                    return name
        if lines > _LINES:
            return None
    return None


def _next_text(element: HtmlElement) -> str:
    """What follows the word `By`: the first element with words after it."""
    for one in element.xpath("./*|following::*[position() <= 3]"):
        if _text(one):
            return _text(one)
    return ""


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(text for text in element.itertext()).split())
