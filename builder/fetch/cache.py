"""Answers of earlier runs, to ask a server only whether its page changed. Disposable; git ignores the folder.

An entry is one file: a line of JSON about it, then the bytes. One that is damaged counts as none.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from builder.fetch.addresses import Address


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer, with what its server wants to be asked by."""

    content_type: str
    etag: str
    modified: str
    body: bytes


class Cache:
    """Entries in a folder; without one, nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, address: Address) -> Entry | None:
        """The answer of an address, as it was last time."""
        if self._folder is None:
            return None
        try:
            head, body = self._place(address).read_bytes().split(b"\n", 1)
            about = json.loads(head)
            if about["url"] != str(address) or about["sha256"] != sha256(body).hexdigest():
                return None
            return Entry(str(about["type"]), str(about["etag"]), str(about["modified"]), body)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, address: Address, entry: Entry) -> None:
        """Keep an answer that can be asked about; a disk that refuses costs a download, nothing else."""
        if self._folder is None or not (entry.etag or entry.modified):
            return
        about = {"url": str(address), "sha256": sha256(entry.body).hexdigest()}
        about |= {"type": entry.content_type, "etag": entry.etag, "modified": entry.modified}
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._place(address).write_bytes(json.dumps(about).encode() + b"\n" + entry.body)

    def _place(self, address: Address) -> Path:
        assert self._folder is not None
        return self._folder / sha256(str(address).encode()).hexdigest()
