"""Feed (.rss, .atom, .rdf, .xml): RSS, RDF and Atom, an article for each entry, by feedparser.

What an entry holds is its text: the whole article where the outlet gives it, else the teaser.
"""

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

from builder.errors import ReadError
from builder.read.entries import Entries
from builder.read.facts import tidy
from builder.read.format import Format, Item, Seed
from builder.read.prose import one_line, plain
from builder.records import Statement

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,300}\?>\s*|<!--.{0,500}?-->\s*|<!DOCTYPE\s+rss[^>\[]{0,300}>\s*)*"
    rb"<(?:rss[\s>]|(?:\w{1,20}:)?feed\s[^>]{0,2000}http://(?:www\.w3\.org/2005/Atom|purl\.org/atom/)"
    rb"|rdf:RDF\s[^>]{0,2000}http://(?:purl\.org/rss/1\.0/|my\.netscape\.com/rdf/|channel\.netscape\.com/rdf/))",
    re.IGNORECASE | re.DOTALL,
)
"""How a feed starts, whatever its name; not any XML, and not any RDF."""

_ADDRESSED = re.compile(r"[^\s@]+@[^\s@()]+ \((.+)\)")

_MEDIA_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})


def read_feed(seed: Seed) -> Iterator[Item]:
    """An article for each entry; one without words costs one error.

    Raises:
        ReadError: no feed, or one without entries.
    """
    feed = _parse(seed.data)
    if not feed.get("version") and not feed.entries:
        raise ReadError(seed.path, "no feed", fix="save it as the outlet serves it, or the article's page as HTML")
    if not feed.entries:
        raise ReadError(seed.path, "a feed without entries", fix="save it when there are some, or delete it")
    entries = Entries(seed)
    for entry in feed.entries:
        title = one_line(str(entry.get("title", "")))
        try:
            text, what = _text(entry), "no text"
        except ValueError as fault:
            text, what = "", str(fault)
        if not text:
            name = title or entry.get("link") or "without a title"
            yield ReadError(seed.path, f"{what} in the entry “{name[:80]}”", fix="save the article's page instead")
            continue
        keys = (entry.get("id"), entry.get("link"), title)
        facts = _facts(entry, feed.feed, title, is_atom=feed.version.startswith("atom"))
        yield entries.part(keys, text, [fact._replace(value=value) for fact in facts if (value := tidy(fact.value))])


def _parse(data: bytes) -> Any:
    """What feedparser makes of it. Given as a stream: it takes texts, and even bytes, for addresses and files."""
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        # Relative links are no text, and markup is dropped later: neither needs another pass over every entry.
        return feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)


def _text(entry: Any) -> str:
    """The longest of what the entry says: the article, before its summary."""
    values = [*(content.get("value") for content in entry.get("content", ())), entry.get("summary")]
    texts = (plain(value).strip() for value in values if isinstance(value, str))
    return max(texts, key=len, default="")


def _facts(entry: Any, feed: Any, title: str, *, is_atom: bool) -> Iterator[Statement]:
    """What the entry states, then what the feed states of all of them."""
    if title:
        yield Statement("title", title, "feed")
    if link := entry.get("link"):
        yield Statement("url", str(link), "feed")
    if published := entry.get("published"):
        yield Statement("date", str(published), "feed")
    elif updated := entry.get("updated"):
        # Atom tells the two apart; what feedparser calls so in RSS is Dublin Core's one date.
        yield Statement("date", str(updated), "feed, last updated" if is_atom else "feed")
    for name in _authors(entry):
        if line := one_line(name):
            yield Statement("authors", line, "feed")
    # An aggregator names for each entry the outlet that it comes from.
    for source in (entry.get("source", {}).get("title"), feed.get("title")):
        if source and (line := one_line(str(source))):
            yield Statement("source", line, "feed")
            break
    details = (*entry.get("content", ()), entry.get("summary_detail", {}), entry, feed)
    if language := next((one["language"] for one in details if one.get("language")), None):
        yield Statement("lang", str(language), "feed")


def _authors(entry: Any) -> list[str]:
    """Names of the byline; RSS gives `desk@courier.example (Ada Lund)`, which feedparser splits at the wrong place."""
    if found := _ADDRESSED.fullmatch(str(entry.get("author", "")).strip()):
        return [found[1]]
    return [str(author["name"]) for author in entry.get("authors", ()) if author.get("name")]


def _knows(seed: Seed) -> bool:
    return seed.media_type in _MEDIA_TYPES or bool(_START.match(seed.head))


FORMAT = Format("feed", (".rss", ".atom", ".rdf", ".xml"), read_feed, _knows)
