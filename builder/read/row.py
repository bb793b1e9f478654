"""One row of data: the articles in it, with their words and what the row states of them."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from builder.read.entries import TEXT
from builder.read.facts import NAMES, find_facts, folded
from builder.read.prose import plain
from builder.records import Statement

_TEXTS = (
    "articlebody",
    "maintext",
    "plaintext",
    "cleanedtext",
    "fulltext",
    "bodytext",
    "articletext",
    "contenthtml",
    "contenttext",
    "text",
    "content",
    "body",
    "story",
)
"""Keys of the text, as `folded` writes them; the longest of them is taken."""

_TEASERS = ("description", "summary", "abstract", "excerpt", "lead", "snippet")
"""Where there is no text, these are what the row has of one."""

_PAGES = ("html", "rawhtml", "pagehtml")
_IDS = ("id", "guid", "uuid", "articleid", "@id")

_ASKED = frozenset({"html", *_IDS, *(name for names in NAMES.values() for name in names)})
"""Keys that an object hands down to those in it: of all keys it would cost the square of their number."""

_WRITTEN = ("article", "posting", "report", "creativework")
"""Endings of schema.org types that hold an article."""

_OF_TEXTS = ("summary", "sections", "headline", "paragraphs", "rendered", "text", "value", "@value")
"""Keys of a text that is given in pieces, in the order of reading."""

_MIN_WORDS = 8
"""Fewer words with neither title nor address are a label, not an article."""

_DEPTH = 8
"""Objects and lists in one another that are looked through: `response.results[].fields.body` is five."""


class Row(NamedTuple):
    """What `Entries.part` takes."""

    keys: tuple[str | None, ...]
    data: str
    stated: tuple[Statement, ...]
    media_type: str


def find_rows(top: Any) -> Iterator[Row]:
    """The articles in a value of JSON, in its order."""
    by, outer, nodes = "json", {}, {}
    if isinstance(top, Mapping):
        if "jsonfeed.org/" in str(top.get("version")):
            # The feed's title is the outlet's name, not that of an article.
            by, outer = "feed", {"sitename": top.get("title"), "language": top.get("language")}
            outer |= {"authors": top.get("authors")} if top.get("authors") else {}
            top = top.get("items")
        elif isinstance(graph := top.get("@graph"), list):
            nodes = {str(node["@id"]): node for node in graph if isinstance(node, Mapping) and "@id" in node}
    return _find(top, by, outer, nodes, _DEPTH)


def _find(
    value: Any, by: str, outer: Mapping[str, Any], nodes: Mapping[str, Mapping[str, Any]], depth: int
) -> Iterator[Row]:
    """Articles in a value; `outer` is what the object that it lies in says, if that is about it alone."""
    if depth and isinstance(value, list):
        for one in value:
            yield from _find(one, by, outer if by == "feed" else {}, nodes, depth - 1)
    elif depth and isinstance(value, Mapping):
        own = folded(value)
        row = {**outer, **{key: one for key, one in own.items() if key in _ASKED and one not in (None, "", [])}}
        found = _article(own, row, by, nodes)
        if found:
            yield found
            return
        for inner in value.values():
            yield from _find(inner, by, row, nodes, depth - 1)


def _article(
    own: Mapping[str, Any], row: Mapping[str, Any], by: str, nodes: Mapping[str, Mapping[str, Any]]
) -> Row | None:
    """The row as an article; None when it is something else."""
    typed = own.get("@type")
    kinds = [str(kind).lower() for kind in (typed if isinstance(typed, list) else [typed]) if kind]
    if kinds and not any(kind.endswith(_WRITTEN) for kind in kinds):
        return None
    stated = find_facts(row, "json-ld" if kinds else by, nodes)
    fetched = row.get("html")
    if isinstance(fetched, Mapping):  # fundus: where and from whom the page was fetched
        stated += tuple(fact for fact in find_facts(folded(fetched), by) if fact.key == "url")
    first = {fact.key: fact.value for fact in reversed(stated)}
    keys = (
        *(str(row[key]) for key in _IDS if isinstance(row.get(key), str | int)),
        first.get("url"),
        first.get("title"),
    )
    text = max((_words(own.get(key)) for key in _TEXTS), key=len)
    if text and ("title" in first or "url" in first or len(text.split()) >= _MIN_WORDS):
        return Row(keys, text, stated, TEXT)
    page = next((own[key] for key in _PAGES if isinstance(own.get(key), str) and "<" in own[key]), None)
    if page:
        return Row(keys, page, stated, "text/html")
    teaser = max((_words(own.get(key)) for key in _TEASERS), key=len)
    if teaser and "title" in first and ("url" in first or "date" in first):
        return Row(keys, teaser, stated, TEXT)
    return None


def _words(value: Any, depth: int = 5) -> str:
    """A text, or one in pieces: a list of paragraphs, sections with headlines."""
    if isinstance(value, str):
        text = plain(value).strip()
        return text if any(character.isalnum() for character in text) else ""
    if not depth:
        return ""
    if isinstance(value, list):
        pieces = value
    elif isinstance(value, Mapping):
        pieces = [value[key] for key in _OF_TEXTS if key in value]
    else:
        return ""
    return "\n\n".join(words for piece in pieces if (words := _words(piece, depth - 1)))
