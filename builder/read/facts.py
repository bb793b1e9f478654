"""Facts under the many names that programs give them: front matter, rows of scrapers, schema.org objects.

Sources: schema.org (NewsArticle), jsonfeed.org, the documentation of WordPress' REST API, trafilatura, news-please,
newspaper and fundus, Hugo, Jekyll and Obsidian.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from builder.read.prose import one_line
from builder.records import Statement

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("headline", "title", "webtitle", "name"),
    "date": (
        "datepublished",
        "publisheddate",
        "publishdate",
        "datepublish",
        "publishingdate",
        "publicationdate",
        "webpublicationdate",
        "publishedat",
        "publishedon",
        "publishedtime",
        "publishtime",
        "published",
        "pubdate",
        "firstpublished",
        "date",
    ),
    "source": (
        "publisher",
        "sitename",
        "sourcename",
        "source",
        "outlet",
        "newspaper",
        "publication",
        "site",
        "sourcehostname",
        "sourcedomain",
        "hostname",
        "domain",
    ),
    "url": (
        "canonicalurl",
        "url",
        "link",
        "permalink",
        "weburl",
        "articleurl",
        "originalurl",
        "respondedurl",
        "requestedurl",
        "mainentityofpage",
    ),
    "authors": ("authors", "author", "byline", "creator"),
    "lang": ("inlanguage", "language", "lang", "metalang", "locale"),
}
"""Fact -> keys that state it, most trusted first: lower case, letters and digits only (`date_publish`: datepublish)."""

_MAX_VALUE = 2_000
"""Longer values are no facts but texts gone astray."""

_MAX_VALUES = 50

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LINKED = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")
"""Obsidian's link: `[[Ada Lund]]`, `[[people/ada|Ada Lund]]`."""

_EPOCH = range(10**8, 5 * 10**9)
"""Seconds since 1970 that can be a day of publication: 1973 to 2128."""

_LARGEST = 10**15


def folded(mapping: Mapping[Any, Any]) -> dict[str, Any]:
    """The mapping under plain keys: `date_publish`, `datePublish` and `Date Publish` are one."""
    plain: dict[str, Any] = {}
    for key, value in mapping.items():
        plain.setdefault(re.sub(r"[^a-z0-9@]", "", str(key).lower()), value)
    return plain


def tidy(value: str) -> str:
    """The value on one line; halves of characters, which JSON and mail can hold, cannot be written down."""
    return " ".join(value.encode("utf-8", "replace").decode().split())


def find_facts(
    row: Mapping[str, Any], by: str, nodes: Mapping[str, Mapping[str, Any]] | None = None
) -> tuple[Statement, ...]:
    """What a row with folded keys states; `nodes` are what its pointers (`{"@id": ...}`) point at."""
    found: list[Statement] = []
    for key, names in NAMES.items():
        for name in (name for name in names if row.get(name) is not None):
            for value in _values(row[name], key, nodes or {}):
                # A clipping states under `source` where it was found.
                fact = "url" if key == "source" and _ADDRESS.fullmatch(value) else key
                found.append(Statement(fact, value, by))
    return tuple(dict.fromkeys(found))


def _values(value: Any, key: str, nodes: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Texts of a value: a text, a number that is a time, an object with a name, or a list of these."""
    for one in value[:_MAX_VALUES] if isinstance(value, list) else [value]:
        inner = _named(one, key, nodes) if isinstance(one, Mapping) else one
        for text in inner[:_MAX_VALUES] if isinstance(inner, list) else [inner]:
            if isinstance(text, str) and len(text) <= _MAX_VALUE:
                line = one_line(_LINKED.sub(r"\1", text)) if "<" in text or "&" in text or "[" in text else text
                if line := tidy(line):
                    yield line
            elif key == "date" and (moment := _moment(text)):
                yield moment


def _named(node: Mapping[str, Any], key: str, nodes: Mapping[str, Mapping[str, Any]]) -> Any:
    """What an object is called; for an address where it is."""
    node = nodes.get(str(node.get("@id")), node)
    names = ("url", "@id", "href") if key == "url" else ("name", "title", "rendered", "@value", "value", "#text")
    return next((node[name] for name in names if isinstance(node.get(name), str | list)), None)


def _moment(value: Any) -> str | None:
    """ISO 8601 of seconds or milliseconds since 1970, as feeds of data have them; in UTC."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not -_LARGEST < value < _LARGEST:  # as no number that is not one is
        return None
    seconds = next((seconds for seconds in (value, value / 1000) if int(seconds) in _EPOCH), None)
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()
