"""Word document (.docx): the text as it stands with all changes accepted; no notes, comments, heads and feet.

Source: ECMA-376 part 1 (WordprocessingML, core properties).
"""

from collections.abc import Iterator
from posixpath import join, normpath

from lxml import etree

from builder.errors import ReadError
from builder.read.container import Container, is_container, text_of
from builder.read.format import Format, Seed
from builder.read.office import Dialect, joined, paragraphs
from builder.read.properties import state_properties
from builder.records import Document, Statement

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OTHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _dialect(space: str) -> Dialect:
    def names(line: str) -> frozenset[str]:
        return frozenset(f"{{{space}}}{name}" for name in line.split())

    def hidden(element: etree._Element) -> bool:
        vanish = element.find(f"{{{space}}}rPr/{{{space}}}vanish")
        return vanish is not None and vanish.get(f"{{{space}}}val") not in ("0", "false", "off")

    marks = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
    return Dialect(
        paragraphs=names("p"),
        row=f"{{{space}}}tr",
        cells=names("tc"),
        marks={f"{{{space}}}{name}": mark for name, mark in marks.items()},
        # What an element of another program's is drawn as where that program is missing repeats it.
        unseen=names("del moveFrom rt pPr rPr sectPr tblPr trPr tcPr") | {f"{_OTHER}Fallback"},
        words=names("t"),
        hidden=hidden,
    )


_DIALECTS = {space: _dialect(space) for space in (_WORD, _STRICT)}


def read_docx(seed: Seed) -> Iterator[Document]:
    """The document is one article.

    Raises:
        ReadError: damaged, locked, too large, or without words.
    """
    container = Container(seed)
    tree = container.xml(_main_part(container))
    dialect = _DIALECTS.get(tree.tag.rpartition("}")[0].removeprefix("{"))
    if dialect is None:
        raise ReadError(seed.path, "not a Word document", fix="save it as .docx or .txt")
    yield Document(seed.path, seed.digest, joined(seed, paragraphs(tree, dialect)), tuple(_facts(container)))


def _main_part(container: Container) -> str:
    """The part with the text: where the relations say, else where programs put it."""
    usual = "word/document.xml"
    if usual in container.names or "_rels/.rels" not in container.names:
        return usual
    for relation in container.xml("_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return normpath(join("/", relation.get("Target", "")))[1:]
    return usual


def _facts(container: Container) -> Iterator[Statement]:
    if "docProps/core.xml" not in container.names:
        return
    try:
        core = container.xml("docProps/core.xml")
    except ReadError:  # the text is sound
        return
    author = text_of(core, f"{_DC}creator")
    made = text_of(core, f"{_TERMS}created")
    yield from state_properties(
        "document properties",
        title=text_of(core, f"{_DC}title"),
        authors=author,
        # The day of the template, in what programs make and no person has saved.
        created="" if text_of(core, f"{_CORE}revision") in ("", "0", "1") and not author else made,
        changed=text_of(core, f"{_TERMS}modified") or "unknown",
        lang=text_of(core, f"{_DC}language"),
    )


def _knows(seed: Seed) -> bool:
    return seed.media_type == _MEDIA_TYPE or is_container(seed, b"", "[Content_Types].xml", "word/document.xml")


FORMAT = Format("Word document", (".docx",), read_docx, _knows)
