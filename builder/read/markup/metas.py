"""Meta elements: Open Graph, Dublin Core, and the names that publishing systems use."""

from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from builder.records import Statement

_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "sailthru.title", "parsely-title"),
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
        "publishtime",
        "publish_time",
        "published",
        "pubdate",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "dc.date.issued",
        "dcterms.issued",
        "citation_publication_date",
        "citation_online_date",
        "originalpublicationdate",
    ),
    "source": (
        "og:site_name",
        "dc.publisher",
        "dcterms.publisher",
        "publisher",
        "citation_journal_title",
        "application-name",
        "apple-mobile-web-app-title",
    ),
    "authors": (
        "author",
        "article:author",
        "article:author_name",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "citation_author",
        "dc.contributor",
        "cxenseparse:author",
    ),
    "url": ("og:url",),
    "lang": ("content-language", "dc.language", "language", "og:locale"),
}
"""Fact -> names of meta elements that state it, most trusted first, lower case."""

_LATE = {"date": ("dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "date", "datecreated")}
"""Names that some systems give the day of the last change: a date that a reader sees comes first."""


def find_metas(tree: HtmlElement) -> Iterator[Statement]:
    """What meta elements state, for each fact in the order of the table above."""
    return _find(tree, _META)


def find_late_metas(tree: HtmlElement) -> Iterator[Statement]:
    """Dates of meta elements that may be those of a change."""
    return _find(tree, _LATE)


def _find(tree: HtmlElement, table: Mapping[str, tuple[str, ...]]) -> Iterator[Statement]:
    values: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").lower()
            if name:
                values.setdefault(name, []).append(meta.get("content") or "")
    for key, names in table.items():
        for name in names:
            for value in values.get(name, ()):
                yield Statement(key, value, f"meta {name}")
