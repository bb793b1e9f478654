"""Bytes -> text: byte order mark, UTF-8, what the file declares, and only then a guess."""

import codecs
import contextlib
import re
from pathlib import PurePosixPath

from builder.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)

_BROWSERS_MEAN = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "windows-31j": "cp932",
    "x-gbk": "gb18030",
}
"""Label -> the codec that holds what pages under that label contain (WHATWG Encoding Standard)."""

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")


def decode(path: PurePosixPath, data: bytes, declared: str | None = None) -> str:
    """The text; every line ends in a line feed. Stray NUL characters, which parsers stop at, are dropped.

    Raises:
        ReadError: the bytes are not text, or in no encoding that can be told.
    """
    return _decode(path, data, declared).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def _decode(path: PurePosixPath, data: bytes, declared: str | None) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    kind = next((name for start, name in _SIGNATURES if data.startswith(start)), None)
    # One in twenty: a text has next to none of them, compressed bytes one in ten; a few are a copying slip.
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if kind is None and controls > max(8, len(data) / 20):
        kind = "binary data"
    if kind:
        raise ReadError(path, f"not text but {kind}", fix="save the article as UTF-8 text or HTML")
    codec = _codec(declared) or "utf-8"
    # Bytes that are valid UTF-8 are UTF-8, whatever a page says, unless its encoding hides behind ASCII.
    order = (codec, "utf-8") if codec.startswith(("iso2022", "hz")) else ("utf-8", codec)
    for name in order:
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(name)
    return _nearly_utf8(data) or _guess(path, data)


def _codec(declared: str | None) -> str | None:
    """Python's text codec for a declared label, None when there is none."""
    label = (declared or "").strip().lower()
    label = _BROWSERS_MEAN.get(label, label)
    # A label that could be read cannot have been in UTF-16; Python's own codecs (`hex`, `idna`) are no encodings.
    if not label or label.startswith(("utf-16", "utf-32", "utf-7")):
        return None
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", False) and info.name not in _NO_ENCODINGS else None


_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem"})


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few damaged characters (a page cut in the middle of one); None when it is something else."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - damaged
    return text if sound > 20 * damaged else None


_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœßúùûüýÿÀÂÄÁÃÅÆÇÉÈÊËÍÎÏÑÓÔÖÕØŒÚÙÛÜÝ«»‹›“”„‘’‚–—…•€£§°·¡¿©®™º ")
"""What Western European text has beyond ASCII in windows-1252; `³` and `¹` in words are Polish read wrongly."""

_FOREIGN_RUN = re.compile(r"[^\W\d_a-zA-Z]{3}")
"""Three accented letters in a row: not a Western text. Matches `Ìèí`, not `née`."""


def _guess(path: PurePosixPath, data: bytes) -> str:
    """Undeclared bytes: windows-1252 where it makes sense, which statistics miss in short texts; else statistics."""
    with contextlib.suppress(UnicodeDecodeError):
        text = data.decode("cp1252")
        if not _FOREIGN_RUN.search(text) and all(sign < "\x80" or sign in _WESTERN for sign in set(text)):
            return text
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_exclusion=["cp1252", "latin_1"]).best()
    if best is None:
        raise ReadError(path, "encoding not recognised", fix="save it as UTF-8 text")
    return str(best)
