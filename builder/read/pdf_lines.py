"""Lines of print on the pages of a PDF file, by PDFium. Runs in a child, since a file can stall or crash it."""

from collections.abc import Iterator
from ctypes import c_double
from typing import Any, NamedTuple

from builder.read.pdf_paragraphs import BROKEN, Line, paragraphs_of

_HYPHENS = "-\xad\ufffe\x02"
"""What PDFium may give for a hyphen at the end of a line."""

_COLUMN_GAP = 2.5
"""In sizes of type: wider than any blank of justified lines, narrower than the space between heads left and right."""

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": "", "\ufffe": ""}
)
"""Shapes of type, not spelling: the words must be found by search."""


class _Word(NamedTuple):
    text: str
    left: float
    right: float
    base: float
    size: float


def read_pdf(data: bytes, most_pages: int) -> dict[str, Any]:
    """`{"text": paragraphs, "facts": what the file says of itself}`, or `{"fault": why there is none, "pages": n}`.

    Faults: `encrypted`, `damaged`, `too long`.
    """
    import pypdfium2

    try:
        book = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        return {"fault": "encrypted" if "assword" in str(fault) else "damaged", "pages": 0}
    if len(book) > most_pages:
        return {"fault": "too long", "pages": len(book)}
    pages = []
    for number in range(len(book)):
        try:
            page = book[number]
            pages.append(list(_lines(page.get_textpage())))
        except pypdfium2.PdfiumError:
            pages.append([])  # one page that is damaged
            continue
        page.close()
    return {"text": paragraphs_of(pages), "facts": dict(book.get_metadata_dict()), "pages": len(pages)}


def _lines(text: Any) -> Iterator[Line]:
    """The lines of a page in the order that the file draws them; one that spans two columns is two."""
    line: list[_Word] = []
    for word in _words(text):
        if word is not None and line:
            before = line[-1]
            wide = word.left - before.right > _COLUMN_GAP * word.size
            if not wide and abs(word.base - before.base) <= 2 * word.size and not before.text.endswith(BROKEN):
                line.append(word)
                continue
        if line:
            yield _line(line)
        line = [word] if word else []
    if line:
        yield _line(line)


def _words(text: Any) -> Iterator[_Word | None]:
    """Words with their places; None where a line ends. Asking for the place of every letter takes most of the time."""
    from pypdfium2 import raw

    page, count = text.raw, text.count_chars()
    signs = [chr(raw.FPDFText_GetUnicode(page, index)) for index in range(count)]
    left, right, bottom, top, x, base = (c_double() for _ in range(6))
    start = None
    for index, sign in enumerate([*signs, "\n"]):
        hyphen = sign in _HYPHENS and raw.FPDFText_IsHyphen(page, index) == 1
        if start is None and not sign.isspace():
            start = index
        if start is not None and (hyphen or sign.isspace()):
            end = index if hyphen else index - 1
            raw.FPDFText_GetCharBox(page, end, left, right, bottom, top)
            last = right.value
            raw.FPDFText_GetCharBox(page, start, left, right, bottom, top)
            raw.FPDFText_GetCharOrigin(page, start, x, base)
            word = "".join(signs[start:index]) + (BROKEN if hyphen else "")
            yield _Word(word, left.value, last, base.value, raw.FPDFText_GetFontSize(page, start))
            start = None
        if sign in "\r\n":
            yield None


def _line(words: list[_Word]) -> Line:
    text = " ".join(word.text for word in words).translate(_LIGATURES)
    first, size = words[0], max(word.size for word in words)
    return Line(text, first.left, max(word.right for word in words), first.base, size)
