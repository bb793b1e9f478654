"""E-book (.epub), as papers and magazines are sent: each document of its spine that has prose is an article.

Covers, tables of contents and other pages about the book are none. The chapters of a book that is one text are
articles too: no mark in the file tells the two apart. Source: W3C EPUB 3.3, IDPF OPF 2.0.
"""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from builder.errors import ReadError
from builder.read.container import Container, is_container
from builder.read.format import Format, Item, Seed
from builder.read.prose import one_line, paragraphs
from builder.records import Document, Statement

_OPF, _DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_MEDIA_TYPE = "application/epub+zip"
_ARTICLE = "application/x-epub-article"
"""Our own name for a document of a book, which is read as a whole, unlike a web page."""

_PROSE_TYPES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})

_ABOUT = re.compile(
    r"cover|cover-?page|title-?page|half-?title-?page|toc|contents?|nav|copyright(?:-page)?|colophon|imprint|index|landmarks"
    r"|loi|lot|other-credits|dedication|acknowledge?ments|advert(?:isement)?|page-?list|about",
    re.IGNORECASE,
)
"""Matches types and names of documents about the book: `cover`, `titlepage`, `toc`; not `coverage` or `about-us`."""

_NO_PUBLISHER = re.compile(r"calibre.*|unknown|self[- ]?published|pandoc|sigil|.*https?://.*|[^\w]*", re.IGNORECASE)
"""Matches what programs put for a missing publisher."""

_MIN_WORDS = 40
"""Of paragraphs of `_MIN_PARAGRAPH` words and more: lists of headlines and picture pages have none."""

_MIN_PARAGRAPH = 10


def read_epub(seed: Seed) -> Iterator[Item]:
    """A part for each document of the book that is read; of such a part the article.

    Raises:
        ReadError: damaged, locked, or nothing in it is prose.
    """
    if seed.media_type == _ARTICLE:
        yield _article(seed)
        return
    container = Container(seed)
    base = _base(container)
    package = container.xml(base)
    stated = tuple(_facts(package))
    locked = _locked(container)
    found = 0
    for name in _spine(package, base):
        if name in locked:
            yield ReadError(
                seed.path, f"{name} is locked (DRM)", fix="get the book without DRM, or its articles as text"
            )
            continue
        try:
            data = container.read(name)
            if not _has_prose(data):
                continue
        except (ReadError, ValueError) as fault:
            yield fault if isinstance(fault, ReadError) else ReadError(seed.path, f"{name}: {fault}")
            continue
        found += 1
        if found > seed.limits.parts:
            yield ReadError(seed.path, f"over {seed.limits.parts:,} articles", fix="raise limits.parts in mkdocs.yml")
            return
        yield seed.part(name, data, stated, _ARTICLE)
    if not found and not locked:
        raise ReadError(seed.path, "no prose in the book", fix="save its text as .txt files")


def _article(seed: Seed) -> Document:
    found = paragraphs(seed.data)
    if not found:
        raise ReadError(seed.path, "no text in it")
    return Document(seed.path, seed.digest, "\n\n".join(found), tuple(_title(seed.data)))


def _title(data: bytes) -> Iterator[Statement]:
    """The first heading, of which no document needs have one; not its `title`, which is often the book's."""
    text = data.decode("utf-8", "replace")
    heading = re.search(r"<h([1-3])\b[^>]*>(.{1,2000}?)</h\1\s*>", text, re.IGNORECASE | re.DOTALL)
    if heading and (title := one_line(heading[2])):
        yield Statement("title", title, "h1")


def _base(container: Container) -> str:
    """Path of the package document."""
    for file in container.xml("META-INF/container.xml").iter(f"{_CONTAINER}rootfile"):
        return file.get("full-path", "")
    raise ReadError(container.seed.path, "no package in the book", fix="save it anew, or its text as .txt files")


def _spine(package: etree._Element, base: str) -> Iterator[str]:
    """Names of the documents that are read one after the other, without those about the book."""
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    about = {
        normpath(join(dirname(base), unquote(mark.get("href", "").partition("#")[0])))
        for mark in package.iter(f"{_OPF}reference")
        if _ABOUT.fullmatch(mark.get("type", ""))
    }
    seen: set[str] = set()
    for place in package.iter(f"{_OPF}itemref"):
        item = items.get(place.get("idref"))
        if item is None or place.get("linear") == "no" or item.get("media-type") not in _PROSE_TYPES:
            continue
        name = normpath(join(dirname(base), unquote(item.get("href", ""))))
        stem = name.rpartition("/")[2].rpartition(".")[0]
        named = _ABOUT.fullmatch(item.get("id", "")) or _ABOUT.fullmatch(stem)
        if named or "nav" in item.get("properties", "").split() or name in about or name in seen:
            continue
        seen.add(name)
        yield name


def _has_prose(data: bytes) -> bool:
    body = re.search(rb"<(?:body|section)\b[^>]*?epub:type\s*=\s*[\"']([^\"'>]*)", data)
    if body and any(_ABOUT.fullmatch(kind) for kind in body[1].decode("ascii", "replace").split()):
        return False
    lengths = (len(text.split()) for text in paragraphs(data))
    return sum(length for length in lengths if length >= _MIN_PARAGRAPH) >= _MIN_WORDS


def _locked(container: Container) -> frozenset[str]:
    """Names of parts that are encrypted."""
    if "META-INF/encryption.xml" not in container.names:
        return frozenset()
    uris = (element.get("URI") for element in container.xml("META-INF/encryption.xml").iter("{*}CipherReference"))
    return frozenset(unquote(uri) for uri in uris if uri)


def _facts(package: etree._Element) -> Iterator[Statement]:
    """What holds for all articles of the book."""
    by = "EPUB metadata"
    for key, name in (("source", "publisher"), ("date", "date"), ("lang", "language")):
        for element in package.iter(f"{_DC}{name}"):
            value = " ".join("".join(str(part) for part in element.itertext()).split())
            # Older books give several days; those that say so are not of the publication.
            event = element.get(f"{_OPF}event", "publication")
            junk = _NO_PUBLISHER.fullmatch(value) if key == "source" else value.startswith("0101")
            if value and not junk and event == "publication" and len(value) <= 200:
                yield Statement(key, value, by)
                break


def _knows(seed: Seed) -> bool:
    if seed.media_type in (_MEDIA_TYPE, _ARTICLE):
        return True
    return is_container(seed, _MEDIA_TYPE.encode(), "META-INF/container.xml")


FORMAT = Format("e-book", (".epub",), read_epub, _knows)
