"""PDF file (.pdf): its text layer, wherever the letters stand on the pages; pictures of pages have none.

Read by PDFium, in a child process. On five files of one and two columns, made by two programs, it alone marked broken
words, and took about a third of the time of pypdf and a twentieth of that of pdfminer.six.
"""

import re
from collections.abc import Iterator

from builder.errors import ReadError
from builder.read.confined import FailedError, StoppedError, confined
from builder.read.format import Format, Seed
from builder.read.pdf_lines import read_pdf as read_pages
from builder.read.properties import state_properties
from builder.records import Document, Statement

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}%PDF-\d")

_PRINTED = re.compile(
    r"skia|chrom|mozilla|firefox|safari|webkit|wkhtml|cairo|ghostscript|quartz|print|scan", re.IGNORECASE
)
"""Matches names of programs that make a PDF file of something older: its day is that of the printing."""

_FAULTS = {
    "encrypted": ("an encrypted PDF file", "open it with its password, and save or print it without one"),
    "damaged": ("damaged PDF file", "open it and save it anew, or save the article as a .txt file"),
}


def read_pdf(seed: Seed) -> Iterator[Document]:
    """The file is one article.

    Raises:
        ReadError: encrypted, damaged, too long, without a text layer, or it takes too much time or memory.
    """
    limits = seed.limits
    try:
        found = confined(read_pages, seed.data, limits.seconds, limits.memory_mb, limits.pdf_pages)
    except StoppedError as fault:
        fix = "save the article as a .txt file, or raise limits.seconds and limits.memory_mb in mkdocs.yml"
        raise ReadError(seed.path, str(fault), fix=fix) from fault
    except FailedError as fault:
        raise ReadError(seed.path, f"{_FAULTS['damaged'][0]} ({fault})", fix=_FAULTS["damaged"][1]) from fault
    if found.get("fault") in _FAULTS:
        what, fix = _FAULTS[found["fault"]]
        raise ReadError(seed.path, what, fix=fix)
    if found.get("fault"):
        what = f"{found['pages']:,} pages, over the limit of {limits.pdf_pages:,}"
        raise ReadError(seed.path, what, fix="keep the article's pages only, or raise limits.pdf_pages in mkdocs.yml")
    text = "\n\n".join(found["text"])
    if not any(map(str.isalnum, text)):
        fix = "run OCR first: ocrmypdf in.pdf out.pdf"
        raise ReadError(seed.path, "no text in it, only pictures of pages", fix=fix)
    yield Document(seed.path, seed.digest, text, tuple(_facts(found["facts"])))


def _facts(facts: dict[str, str]) -> Iterator[Statement]:
    printed = _PRINTED.search(f"{facts.get('Producer', '')} {facts.get('Creator', '')}")
    created = "" if printed else facts.get("CreationDate", "")
    yield from state_properties(
        "PDF metadata",
        title=facts.get("Title", ""),
        authors=facts.get("Author", ""),
        created=created,
        changed=facts.get("ModDate", ""),
    )


def _knows(seed: Seed) -> bool:
    return seed.media_type == "application/pdf" or bool(_START.match(seed.head))


FORMAT = Format("PDF file", (".pdf",), read_pdf, _knows)
