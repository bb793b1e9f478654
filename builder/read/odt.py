"""OpenDocument text (.odt), as LibreOffice writes it: no notes, comments, deleted passages, tables of contents.

Source: OASIS OpenDocument 1.3, part 3.
"""

from collections.abc import Iterator

from builder.errors import ReadError
from builder.read.container import Container, is_container, text_of
from builder.read.format import Format, Seed
from builder.read.office import Dialect, joined, paragraphs
from builder.read.properties import state_properties
from builder.records import Document, Statement

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE, _META = (f"{{{_SPACE}{name}:1.0}}" for name in ("office", "text", "table", "meta"))
_DC = "{http://purl.org/dc/elements/1.1/}"
_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_UNSEEN = (
    "tracked-changes note ruby-text hidden-text hidden-paragraph table-of-content illustration-index table-index"
    " object-index user-index alphabetical-index bibliography sequence-decls variable-decls user-field-decls"
)

_DIALECT = Dialect(
    paragraphs=frozenset((f"{_TEXT}p", f"{_TEXT}h")),
    row=f"{_TABLE}table-row",
    cells=frozenset((f"{_TABLE}table-cell",)),
    marks={f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"},
    unseen=frozenset(f"{_TEXT}{name}" for name in _UNSEEN.split())
    | {f"{_OFFICE}{name}" for name in ("annotation", "forms", "event-listeners")}
    | {f"{{{_SPACE}svg-compatible:1.0}}title", f"{{{_SPACE}svg-compatible:1.0}}desc"},
)


def read_odt(seed: Seed) -> Iterator[Document]:
    """The document is one article.

    Raises:
        ReadError: damaged, encrypted, too large, or without words.
    """
    container = Container(seed)
    if "META-INF/manifest.xml" in container.names and b"encryption-data" in container.read("META-INF/manifest.xml"):
        raise ReadError(seed.path, "it has a password", fix="open it and save it anew, without a password")
    body = container.xml("content.xml").find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ReadError(seed.path, "not a text document", fix="save it as .odt or .txt")
    yield Document(seed.path, seed.digest, joined(seed, paragraphs(body, _DIALECT)), tuple(_facts(container)))


def _facts(container: Container) -> Iterator[Statement]:
    if "meta.xml" not in container.names:
        return
    try:
        meta = container.xml("meta.xml").find(f"{_OFFICE}meta")
    except ReadError:  # the text is sound
        return
    yield from state_properties(
        "document properties",
        title=text_of(meta, f"{_DC}title"),
        authors=text_of(meta, f"{_META}initial-creator") or text_of(meta, f"{_DC}creator"),
        created=text_of(meta, f"{_META}creation-date"),
        changed=text_of(meta, f"{_DC}date") or "unknown",
        lang=text_of(meta, f"{_DC}language"),
    )


def _knows(seed: Seed) -> bool:
    return seed.media_type == _MEDIA_TYPE or is_container(seed, _MEDIA_TYPE.encode())


FORMAT = Format("OpenDocument text", (".odt",), read_odt, _knows)
