"""Entries of a cache: what earlier runs made, a packed file each, which nobody misses.

Whatever is wrong with an entry, or with the folder, costs time and nothing else: what is not there, damaged, no plain
file or may not be read counts as not known, and what cannot be written or removed is left.
"""

import zlib
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter

Value = TypeVar("Value")

_ENDING = ".entry"
_LEVEL = 1
"""Of packing: a fifth of the size of JSON, in a fraction of the time that it takes to make it."""


class Entries(Generic[Value]):
    """The entries in a folder, by the digest of all that they were made of."""

    def __init__(self, folder: Path, kind: TypeAdapter[Value], *, keep: bool = True) -> None:
        """Entries of a kind; with `keep` false they are only looked up."""
        self._folder, self._kind, self._keep = folder, kind, keep
        self._asked: set[str] = set()

    def want(self, digest: str) -> None:
        """Say that an entry is of use still, without looking at it."""
        self._asked.add(digest)

    def lacks(self, digest: str) -> bool:
        """Whether an entry is to be kept and is not: another process may have removed it."""
        return self._keep and digest not in self._there

    @cached_property
    def _there(self) -> set[str]:
        with suppress(OSError):
            return {path.stem for path in self._folder.glob(f"*{_ENDING}")}
        return set()

    def get(self, digest: str) -> Value | None:
        """What is kept under a digest; None when nothing is, or not what was put there."""
        path = self._path(digest)
        try:
            if not path.is_file():  # a pipe would be waited for
                return None
            told, data = path.read_bytes().split(b"\n", 1)
            if told != sha256(data).hexdigest().encode():
                return None
            return self._kind.validate_json(zlib.decompress(data))
        except (OSError, ValueError, zlib.error):  # pydantic's are of the second kind
            return None

    def put(self, digest: str, value: Value) -> None:
        """Keep a value."""
        path = self._path(digest)
        if not self._keep:
            return
        with suppress(OSError, ValueError):  # no JSON has half a character in it
            data = zlib.compress(self._kind.dump_json(value), _LEVEL)
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_file() or not path.exists():
                path.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
                self._there.add(digest)

    def tidy(self) -> None:
        """Remove what nobody asked for."""
        if not self._keep:
            return
        with suppress(OSError):
            for path in self._folder.glob(f"*{_ENDING}"):
                if path.stem not in self._asked:
                    with suppress(OSError):
                        path.unlink()

    def _path(self, digest: str) -> Path:
        self.want(digest)
        return self._folder / f"{digest}{_ENDING}"
