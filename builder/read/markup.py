"""Facts that the markup of a page states: JSON-LD, Open Graph and other meta elements, time, h1, title, lang.

Sources: schema.org (NewsArticle), ogp.me, dublincore.org, and the names that publishing systems use.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from builder.records import Statement

_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline"),
    "date": (
        "article:published_time",
        "og:article:published_time",
        "article:published",
        "datepublished",
        "date.published",
        "publication_date",
        "publish-date",
        "publish_date",
        "publishdate",
        "pubdate",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "citation_publication_date",
        "date",
    ),
    "source": ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title"),
    "authors": (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "citation_author",
    ),
    "url": ("og:url",),
    "lang": ("content-language", "dc.language", "language", "og:locale"),
}
"""Fact -> names of meta elements that state it, most trusted first, lower case."""

_ARTICLES = ("article", "blogposting", "report", "newsarticle")
"""Endings of schema.org types of a written piece: `NewsArticle`, `ReportageNewsArticle`, `LiveBlogPosting`."""

_MAX_VALUE = 2_000
"""Longer values are no facts but texts gone astray."""


def find_statements(tree: HtmlElement) -> tuple[Statement, ...]:
    """What the page states, for each fact the most trusted first."""
    found = [*_links(tree), *_json_ld(tree), *_metas(tree), *_times(tree), *_elements(tree)]
    tidy = (Statement(key, " ".join(value.split()), by) for key, value, by in found)
    return tuple(dict.fromkeys(fact for fact in tidy if fact.value and len(fact.value) <= _MAX_VALUE))


def _links(tree: HtmlElement) -> Iterator[Statement]:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield Statement("url", link.get("href") or "", "link canonical")
    yield Statement("lang", tree.get("lang") or tree.get("xml:lang") or "", "html lang")


def _json_ld(tree: HtmlElement) -> Iterator[Statement]:
    nodes = [node for script in tree.iter("script") for node in _nodes(script)]
    articles = (node for node in nodes if any(kind.endswith(_ARTICLES) for kind in _types(node)))
    # The first one is the page's own; those after it are teasers.
    article = next((node for node in articles if node.get("headline")), None)
    if article is None:
        return
    for key, value in (
        ("title", article.get("headline")),
        ("date", article.get("datePublished")),
        ("url", article.get("url")),
        ("lang", article.get("inLanguage")),
    ):
        if isinstance(value, str):
            yield Statement(key, value, "json-ld")
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    for key, field in (("source", "publisher"), ("authors", "author")):
        for name in _names(article.get(field), by_id):
            yield Statement(key, name, "json-ld")


def _nodes(script: HtmlElement) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-LD block, itself and what its `@graph` and lists hold; none if it is broken."""
    if "ld+json" not in (script.get("type") or "").lower():
        return
    try:
        waiting = [json.loads((script.text or "").strip().removesuffix(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node
        elif isinstance(node, dict):
            yield node
            waiting[:0] = [node[key] for key in ("@graph", "mainEntity") if isinstance(node.get(key), list | dict)]


def _types(node: dict[str, Any]) -> Iterator[str]:
    kinds = node.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str):
            yield kind.lower()


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Names in a JSON-LD value: a text, a node, a pointer to a node, or a list of these."""
    for one in value if isinstance(value, list) else [value]:
        node = by_id.get(one["@id"], one) if isinstance(one, dict) and isinstance(one.get("@id"), str) else one
        name = node.get("name") if isinstance(node, dict) else node
        for text in name if isinstance(name, list) else [name]:
            if isinstance(text, str):
                yield text


def _metas(tree: HtmlElement) -> Iterator[Statement]:
    values: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").lower()
            if name:
                values.setdefault(name, []).append(meta.get("content") or "")
    for key, names in _META.items():
        for name in names:
            for value in values.get(name, ()):
                yield Statement(key, value, f"meta {name}")


def _times(tree: HtmlElement) -> Iterator[Statement]:
    """Dates of time elements: those marked as the publication, else the only one in the article."""
    times = list(tree.iter("time"))
    marked = [time for time in times if time.get("pubdate") is not None or time.get("itemprop") == "datePublished"]
    if not marked:
        articles = [article for article in tree.iter("article") if article.find(".//h1") is not None]
        inside = list(articles[0].iter("time")) if len(articles) == 1 else times
        # Several may be teasers' or updates': none of them is *the* date.
        marked = inside if len({(time.get("datetime") or "")[:10] for time in inside}) == 1 else []
    for time in marked:
        yield Statement("date", time.get("datetime") or "", "time element")


def _elements(tree: HtmlElement) -> Iterator[Statement]:
    for key, elements, by in (
        ("authors", _with_rel_author(tree), "link rel=author"),
        ("title", tree.iter("h1"), "h1"),
        ("title", tree.iter("title"), "title element"),
    ):
        for element in elements:
            # SVG pictures have title elements too.
            if not any(parent.tag == "svg" for parent in element.iterancestors()):
                yield Statement(key, element.text_content(), by)


def _with_rel_author(tree: HtmlElement) -> Iterable[HtmlElement]:
    return (link for link in tree.iter("a") if "author" in (link.get("rel") or "").split())
