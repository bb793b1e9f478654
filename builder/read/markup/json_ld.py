"""JSON-LD (schema.org): the block of the page's own article first, then what other blocks say of the page."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from builder.records import Statement

Node = Mapping[str, Any]

_ARTICLES = ("article", "blogposting", "report", "newsarticle")
"""Endings of schema.org types of a written piece: `NewsArticle`, `ReportageNewsArticle`, `LiveBlogPosting`."""

_PAGES = ("webpage", "itempage", "faqpage", "creativework", "recipe", "videoobject", "product", "course", "howto")
"""Types that date a page when no article does."""

_CONTROL = re.compile(r"[\x00-\x1f]")
_STRAY_COMMA = re.compile(r",(?=\s*[}\]])")
_DATE_FIELD = re.compile(r'"datePublished"\s*:\s*"([^"<>\\]{8,40})"')
"""Matches the date of a block that is no sound JSON: `"datePublished": "2023-05-30T10:00"`, not `dateModified`."""


def find_json_ld(tree: HtmlElement) -> tuple[list[Statement], list[Statement]]:
    """Facts of the page's own article, then weaker ones: of the page as such, and of broken blocks."""
    scripts = [script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    nodes = [node for script in scripts for node in _nodes(script)]
    articles = [node for node in nodes if any(kind.endswith(_ARTICLES) for kind in _types(node))]
    # The first one is the page's own; those after it are teasers.
    article = next((node for node in articles if node.get("headline")), None)
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    # Of one that has no headline, nothing shows that it is this page; its date and author are better than none.
    nameless = articles[0] if articles and article is None else None
    own = list(_of_article(article, by_id)) if article else []
    return own, [*_of_others(nodes, nameless, by_id), *_of_broken(scripts)]


def _of_article(article: Node, by_id: Mapping[str, Node]) -> Iterator[Statement]:
    for key, field in (("title", "headline"), ("date", "datePublished"), ("url", "url"), ("lang", "inLanguage")):
        if isinstance(value := article.get(field), str):
            yield Statement(key, value, "json-ld")
    if isinstance(value := article.get("alternativeHeadline"), str):
        yield Statement("title", value, "json-ld alternative")
    if isinstance(value := article.get("dateCreated"), str) and not isinstance(article.get("datePublished"), str):
        yield Statement("date", value, "json-ld dateCreated")
    for key, field in (("source", "publisher"), ("authors", "author")):
        for name in _names(article.get(field), by_id):
            yield Statement(key, name, "json-ld")
    if not article.get("author"):
        for name in _names(article.get("creator"), by_id):
            yield Statement("authors", name, "json-ld creator")


def _of_others(nodes: Sequence[Node], nameless: Node | None, by_id: Mapping[str, Node]) -> Iterator[Statement]:
    if nameless:
        yield from (fact for fact in _of_article(nameless, by_id) if fact.key != "url")
    for node in nodes:
        kinds = set(_types(node))
        if kinds & set(_PAGES):
            field = "uploadDate" if "videoobject" in kinds else "datePublished"
            if isinstance(value := node.get(field), str):
                yield Statement("date", value, "json-ld page")
            if kinds & {"webpage", "recipe"}:
                for name in _names(node.get("author"), by_id):
                    yield Statement("authors", name, "json-ld page")
        if kinds & {"website", "newsmediaorganization"} and isinstance(node.get("name"), str):
            yield Statement("source", node["name"], "json-ld site")


def _of_broken(scripts: Sequence[HtmlElement]) -> Iterator[Statement]:
    """The date in a block that no parser reads."""
    for script in scripts:
        if not any(True for _ in _nodes(script)) and (found := _DATE_FIELD.search(script.text or "")):
            yield Statement("date", found[1], "json-ld, damaged")


def _nodes(script: HtmlElement) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-LD block, itself and what its `@graph` and lists hold; none if it is broken."""
    text = (script.text or "").strip().removesuffix(";")
    try:
        waiting = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        try:
            waiting = [json.loads(_STRAY_COMMA.sub("", _CONTROL.sub(" ", text)), strict=False)]
        except (ValueError, RecursionError):
            return
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node
        elif isinstance(node, dict):
            yield node
            waiting[:0] = [node[key] for key in ("@graph", "mainEntity") if isinstance(node.get(key), list | dict)]


def _types(node: Node) -> Iterator[str]:
    kinds = node.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str):
            yield kind.lower().rpartition("/")[2]


def _names(value: Any, by_id: Mapping[str, Node]) -> Iterator[str]:
    """Names in a JSON-LD value: a text, a node, a pointer to a node, or a list of these."""
    for one in value if isinstance(value, list) else [value]:
        node = by_id.get(one["@id"], one) if isinstance(one, dict) and isinstance(one.get("@id"), str) else one
        name = node.get("name") if isinstance(node, Mapping) else node
        for text in name if isinstance(name, list) else [name]:
            if isinstance(text, str):
                yield text
