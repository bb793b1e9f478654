"""Saved web page (.mhtml, .mht): one file for a page and its pictures, as browsers write it. Source: RFC 2557."""

import re
from collections.abc import Iterator
from email import message_from_bytes

from builder.errors import ReadError
from builder.read.encoding import decode
from builder.read.format import Format, Item, Seed
from builder.read.headers import BOUNDED
from builder.read.mail import header
from builder.records import Statement

_MULTIPART = re.compile(rb"^Content-Type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(rb"^(?:Snapshot-Content-Location|MIME-Version):", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:To|Received|Delivered-To|Message-ID):", re.IGNORECASE | re.MULTILINE)
"""Fields of a mail, which may have pictures in it too."""

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_mhtml(seed: Seed) -> Iterator[Item]:
    """The page, which is the first in the file, as HTML.

    Raises:
        ReadError: no page in it.
    """
    message = message_from_bytes(seed.data, policy=BOUNDED)
    page = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
    data = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(data, bytes) or not data.strip():
        raise ReadError(seed.path, "no page in it", fix="save the page anew, as HTML")
    charset = page.get_content_charset()
    if charset:  # stated outside the page, which is UTF-8 from here on
        data = decode(seed.path, data, charset).encode()
    where = header(message, "Snapshot-Content-Location") or header(page, "Content-Location")
    stated = (Statement("url", where, "mhtml"),) if where.startswith(("http:", "https:")) else ()
    yield seed.content(data, (*seed.stated, *stated), "text/html")


def _knows(seed: Seed) -> bool:
    fields = re.split(rb"\r?\n\r?\n", seed.head, maxsplit=1)[0]
    return bool(
        re.match(rb"[A-Za-z-]+:", fields)
        and _MULTIPART.search(fields)
        and _SAVED.search(fields)
        and not _SENT.search(fields)
    )


FORMAT = Format("saved web page", (".mhtml", ".mht"), read_mhtml, _knows)
