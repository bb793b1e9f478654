"""Pages as earlier runs rendered them, by the digest of all that they were made of.

A file for each page, which stands in the site too where the disk has links, and a table of what is known of it. All of
it is disposable: what is missing, damaged, cut short or of another hand counts as not known, and what cannot be written
is left.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from builder.publish.fast import rows


class Kept(NamedTuple):
    """What is known of a page that has been rendered, and in which nothing was found wrong."""

    place: str
    """Its path in the site."""

    size: int
    sum: int
    """CRC-32 of the page: against damage, not against a person, who could as well change the site."""

    links: str
    """JSON, as thousands taken apart would fill the memory: `ids` and `needs`."""

    owners: str = ""
    """Digest of what it shows of the pages whose lines it repeats."""

    stamp: Sequence[int] = ()
    """When the file was written, and its number: while it has both it is not read to see whether it is whole."""

    @property
    def ids(self) -> Sequence[str]:
        """What links can lead to."""
        found: Sequence[str] = json.loads(self.links)[0]
        return found

    @property
    def needs(self) -> Mapping[str, Sequence[str]]:
        """Place in the site that it links to -> the ids there."""
        found: Mapping[str, Sequence[str]] = json.loads(self.links)[1]
        return found


class Store:
    """A folder of pages."""

    def __init__(self, folder: Path | None) -> None:
        """With no folder nothing is kept."""
        self._folder = folder
        self._known: dict[str, Kept] = {}
        self._asked: set[str] = set()
        self._new: dict[str, Kept] = {}
        if folder:
            with suppress(TypeError):  # rows of another form
                self._known = {key: Kept(*told) for key, told in rows.read(folder / "pages.sqlite")}

    def get(self, key: str) -> Kept | None:
        """What is known of the page under a key; its file may be gone still."""
        self._asked.add(key)
        return self._known.get(key)

    def take(self, key: str, kept: Kept, target: Path) -> bool:
        """Let a page stand at a path, which is free; False when it is not what was kept."""
        if self._folder is None:
            return False
        path = self._path(key)
        try:
            if path.is_symlink() or not path.is_file():
                return False
            if not _is_whole(path, kept):
                path.unlink()  # a site that stands may have the same file: never write into it
                return False
            link(path, target)
        except OSError:
            return False
        return True

    def keep(self, key: str, kept: Kept, source: Path) -> None:
        """Remember a page that was just rendered."""
        self._asked.add(key)
        self._new[key] = kept
        if self._folder is not None:
            path = self._path(key)
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)
                link(source, path)

    def close(self, *, tidy: bool) -> None:
        """Write down what is new, and with `tidy` let go of what nobody asked for."""
        if self._folder is None:
            return
        gone = self._known.keys() - self._asked if tidy else set()
        rows.write(self._folder / "pages.sqlite", self._new, gone)
        for key in gone:
            with suppress(OSError):
                self._path(key).unlink()

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / f"{key}.html"


def stamp_of(path: Path) -> Sequence[int]:
    """What tells a file from one that was written later."""
    found = path.stat()
    return [found.st_mtime_ns, found.st_ino]


def _is_whole(path: Path, kept: Kept) -> bool:
    if path.stat().st_size == kept.size and stamp_of(path) == kept.stamp:
        return True
    data = path.read_bytes()
    return len(data) == kept.size and crc32(data) == kept.sum


def link(source: Path, target: Path) -> None:
    """Let the same bytes stand in both places."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, target)
