"""Mailbox (.mbox): messages one after another, an article each; read one at a time. Source: RFC 4155."""

import re
from collections.abc import Iterator

from builder.errors import ReadError
from builder.read.entries import Entries
from builder.read.format import Format, Item, Seed
from builder.read.mail import is_message

_POSTMARK = re.compile(rb"From \S+[^\n]{0,60} \d\d?:\d\d[^\n]{0,60}\d{4}[^\n]{0,20}\r?\n")
"""Matches `From ada@courier.example Tue May 30 10:00:00 2023`, not `From 10:30 on, 2,000 people`."""

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def read_mailbox(seed: Seed) -> Iterator[Item]:
    """A part for each message, named after its id; one that is too long costs one error.

    Raises:
        ReadError: no message in it.
    """
    entries = Entries(seed)
    found = False
    for number, data in enumerate(_messages(seed), start=1):
        found = True
        if data is None:
            yield ReadError(seed.path, f"message {number:,} is over {seed.limits.seed_mb:,} MB", fix="delete it there")
            continue
        name = _ID.search(data.partition(b"\n\n")[0])
        yield entries.part((name[1].decode("latin-1") if name else None,), data, media_type="message/rfc822")
    if not found:
        raise ReadError(seed.path, "no message in the mailbox", fix="save the mails as .eml files")


def _messages(seed: Seed) -> Iterator[bytes | None]:
    """The bytes of each message without its postmark; None for one that is too long."""
    limit = seed.limits.seed_mb * 1_000_000
    lines: list[bytes] | None = None
    size = 0
    after_gap = True
    with seed.open() as file:
        while line := file.readline(limit):
            if after_gap and _POSTMARK.match(line):
                if lines is not None:
                    yield _message(lines, size <= limit)
                lines, size = [], 0
            elif lines is not None:
                size += len(line)
                if size <= limit:
                    lines.append(line)
            after_gap = not line.strip()
    if lines is not None:
        yield _message(lines, size <= limit)


def _message(lines: list[bytes], is_whole: bool) -> bytes | None:
    return _QUOTED.sub(rb"\1", b"".join(lines)).replace(b"\r\n", b"\n") if is_whole else None


def _knows(seed: Seed) -> bool:
    found = _POSTMARK.match(seed.head)
    return found is not None and is_message(seed.head[found.end() :])


FORMAT = Format("mailbox", (".mbox",), read_mailbox, _knows, streams=True)
