"""Where a block stands in the tree: what the elements around it are called, and how much main text they hold."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from lxml.html import HtmlElement

from builder.data import load

PLACES = ("article", "main", "aside", "nav", "footer", "header", "form", "figure", "blockquote", "table", "ul")
"""Elements whose tags say something of what is in them."""

_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component", "data-type")

_MAX_NAME = 300
"""Characters of an element's names that are looked at; layout classes go on for thousands."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where `relatedLinks` falls into words; nowhere in `RELATED`."""


class Around(NamedTuple):
    """The elements around a block, itself included."""

    near: frozenset[str]
    """Groups of names on those that hold less than half of the main text."""

    tags: frozenset[str]
    """Those of `PLACES`."""


class Surroundings:
    """Facts of elements, each looked up once."""

    def __init__(self, core: Iterable[tuple[HtmlElement, float]]) -> None:
        """Take the elements that hold main text surely, each with its share of all of it."""
        own: dict[HtmlElement, float] = defaultdict(float)
        for element, share in core:
            own[element] += share
        self._weight: dict[HtmlElement, float] = defaultdict(float)
        for element, share in own.items():
            one: HtmlElement | None = element
            while one is not None:
                self._weight[one] += share
                one = one.getparent()
        self._around: dict[HtmlElement, Around] = {}

    def weight(self, element: HtmlElement | None) -> float:
        """The share of the main text that is in the element."""
        return self._weight.get(element, 0.0) if element is not None else 0.0

    def of(self, element: HtmlElement) -> Around:
        """The elements around a block; no recursion, which would not survive deep pages."""
        chain = []
        one: HtmlElement | None = element
        while one is not None and one not in self._around:
            chain.append(one)
            one = one.getparent()
        near, tags = self._around[one] if one is not None else Around(frozenset(), frozenset())
        for one in reversed(chain):
            if self.weight(one) < 0.5 and (names := groups_of(one)):
                near = near | names
            if one.tag in PLACES:
                tags = tags | {one.tag}
            self._around[one] = Around(near, tags)
        return self._around[element]


def look_of(element: HtmlElement) -> tuple[str, ...]:
    """What blocks of one kind have in common on a page: tags and classes of the element and its parent."""
    parent = element.getparent()
    one = (element.tag, element.get("class", ""))
    return one if parent is None else (*one, parent.tag, parent.get("class", ""))


def groups_of(element: HtmlElement) -> frozenset[str]:
    """Groups of names that the element's tag, classes and the like fall into."""
    values: Mapping[str, str] = element.attrib
    said = " ".join([element.tag, *(values[key] for key in _NAMING if key in values)])
    return _groups(said[:_MAX_NAME])


@cache
def group_names() -> tuple[str, ...]:
    """The groups there are."""
    return tuple(load("element_names"))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"(?<![a-z])(?:{words})")) for name, words in load("element_names").items())


@cache
def _groups(said: str) -> frozenset[str]:
    low = _CAMEL.sub("-", said).lower()
    return frozenset(name for name, pattern in _patterns() if pattern.search(low))
