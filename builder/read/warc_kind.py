"""What a record of a web archive says of the kind of its page."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Media types of what can be an article on the web; its `text/plain` is `robots.txt`."""


def kind_of(record: "WarcRecord") -> tuple[str, str, str] | None:
    """Media type, ending and charset of what may be a page; without ending when its content must decide.

    Raises:
        OSError: a response without HTTP header.
    """
    from fastwarc.warc import WarcRecordType

    content_type = record.headers.get("Content-Type") or ""
    if record.record_type == WarcRecordType.response:
        if not content_type.lower().startswith("application/http"):
            return None  # of a name server, or by FTP
        if record.http_headers is None or record.http_headers.status_code is None:
            raise OSError("no HTTP header")
        if record.http_headers.status_code != 200:
            return None
        content_type = record.http_headers.get("Content-Type") or ""
    media_type, _, rest = content_type.partition(";")
    media_type = media_type.strip().lower()
    if media_type == "text/plain" and record.record_type != WarcRecordType.response:
        return media_type, ".txt", ""
    if media_type in _ENDINGS:
        return media_type, _ENDINGS[media_type], _charset(rest)
    return (media_type, "", _charset(rest)) if media_type in ("", "application/octet-stream") else None


def _charset(parameters: str) -> str:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", parameters, re.IGNORECASE)
    return found[1] if found else ""
