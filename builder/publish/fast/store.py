"""Pages as earlier runs rendered them, by the digest of all that they were made of.

A file for each page, which stands in the site too where the disk has links, and a table of what is known of it; and
copies of what stands in `docs/` beside pages. All of it is disposable: what is missing, damaged, cut short or of
another hand counts as not known, and what cannot be written is left.
"""

import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from posixpath import dirname
from stat import S_ISREG
from typing import NamedTuple
from zlib import crc32

from builder.publish.below import below
from builder.publish.collector import collecting
from builder.publish.fast import rows


class Kept(NamedTuple):
    """What is known of a page that has been rendered, and in which nothing was found wrong."""

    place: str
    """Its path in the site."""

    size: int
    sum: int
    """CRC-32 of the page: against damage, not against a person, who could as well change the site."""

    owners: str = ""
    """Digest of what it shows of the pages whose lines it repeats."""

    found: str = ""
    """Digest of what the search is to find of it; empty for nothing."""

    stamp: Sequence[int] = ()
    """When the file was written, and its number: while it has both it is not read to see whether it is whole."""

    head: Sequence[str] = ()
    """What `heads` told of its head."""


class Goals(NamedTuple):
    """Where links of a page and to it lead: JSON in the store, as thousands taken apart would fill the memory."""

    ids: Sequence[str]
    """What links can lead to."""

    needs: Mapping[str, Sequence[str]]
    """Place in the site that it links to -> the ids there."""


class LostError(Exception):
    """Something of a page that is kept cannot be read any more: nothing that is kept is believed."""


class Store:
    """A folder of pages."""

    def __init__(self, folder: Path | None) -> None:
        """With no folder nothing is kept."""
        self._folder = folder
        self._known: dict[str, Kept] = {}
        self._asked: set[str] = set()
        self._new: dict[str, Kept] = {}
        self._goals: dict[str, str] = {}
        self._lost: set[str] = set()
        self._files: set[str] = set()
        self._copies: dict[str, os.stat_result] = {}
        self._parents: set[str] = set()
        self._mark: object = None
        if folder:
            with suppress(OSError):
                found = below(folder / "files")
                self._copies = {name: entry.stat(follow_symlinks=False) for name, entry in found}
            with collecting(wanted=False):
                told = dict(rows.read(folder / "pages.sqlite"))
            self._mark = told.pop(_MARK, None)
            with suppress(TypeError):  # rows of another form
                self._known = {key: Kept(*one) for key, one in told.items()}
        self._places = {kept.place: key for key, kept in self._known.items()}

    def get(self, key: str) -> Kept | None:
        """What is known of the page under a key; its file may be gone still."""
        self._asked.add(key)
        return self._known.get(key)

    def at(self, place: str) -> str | None:
        """The key of the page that stood at a place of the site when it was last published."""
        return self._places.get(place)

    def known(self, place: str) -> Kept | None:
        """What is known of that page."""
        return self._known.get(self._places.get(place, ""))

    def goals(self, keys: Collection[str]) -> Iterator[tuple[str, Goals]]:
        """Where links of pages, and to them, lead.

        Raises:
            LostError: of one it is not known any more.
        """
        left = set(keys)
        for key in left & self._goals.keys():
            yield key, Goals(*json.loads(self._goals[key]))
        left -= self._goals.keys()
        if left and self._folder:
            for key, told in rows.read(self._folder / "goals.sqlite", left):
                left.discard(key)
                yield key, Goals(*json.loads(told))
        if left:
            self._lost |= self._known.keys()  # others may be lost, too
            raise LostError

    def was_whole(self, **said: str) -> bool:
        """Whether all pages that are known are of one site, in which nothing was wrong and of which this was said."""
        match self._mark:
            case [int(count), dict(before)]:
                return count == len(self._known) and said.items() <= before.items()
        return False

    def take(self, key: str, kept: Kept, target: str) -> bool:
        """Let a page stand at a path, which is free; False when it is not what was kept."""
        if self._folder is None:
            return False
        path = self._path(key)
        try:
            found = os.lstat(path)
            if not S_ISREG(found.st_mode):
                return False
            if not _is_whole(path, kept, found):
                Path(path).unlink()  # a site that stands may have the same file: never write into it
                return False
            link(path, target)
        except OSError:
            return False
        if self._known.get(key) != kept:
            self._new[key] = kept
        return True

    def keep(self, key: str, kept: Kept, goals: str, source: Path) -> None:
        """Remember a page that was just rendered; `goals` is JSON."""
        self._asked.add(key)
        self._new[key] = kept
        self._goals[key] = goals
        if self._folder is not None:
            path = Path(self._path(key))
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)
                link(source, path)

    def copy(self, name: str, digest: str, docs: Path, target: str) -> bool:
        """Let a file of `docs/` that has this digest stand at a path too; False when it has not, or cannot be kept.

        It gets the time of the original, by which it is known to be as it was.
        """
        if self._folder is None or not digest:
            return False
        key = sha256(f"{digest} {name}".encode("utf-8", "surrogateescape")).hexdigest()
        place = f"{key[:2]}/{key}"
        path = f"{self._folder}/files/{place}"
        try:
            source = os.lstat(f"{docs}/{name}")
            self._files.add(place)
            if not _is_copy(self._copies.get(place), source):
                data = Path(f"{docs}/{name}").read_bytes()
                if sha256(data).hexdigest() != digest:
                    return False
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                Path(path).unlink(missing_ok=True)
                Path(path).write_bytes(data)
                os.utime(path, ns=(source.st_mtime_ns, source.st_mtime_ns))
            if (parent := dirname(target)) not in self._parents:
                Path(parent).mkdir(parents=True, exist_ok=True)
                self._parents.add(parent)
            link(path, target)
        except OSError:
            return False
        return True

    def close(self, said: Mapping[str, str] | None) -> None:
        """Write down what is new; of a whole site what is `said`, and then let go of what nobody asked for."""
        if self._folder is None:
            return
        gone = self._lost | (self._known.keys() - self._asked if said is not None else set())
        rows.write(self._folder / "goals.sqlite", self._goals, gone)
        count = len((self._known.keys() | self._new.keys()) - gone) if said is not None else 0
        if self._new or gone or not self.was_whole(**said or {}):
            rows.write(self._folder / "pages.sqlite", {**self._new, _MARK: [count, said or {}]}, gone)
        for key in gone:
            with suppress(OSError):
                Path(self._path(key)).unlink()
        if said is not None and (files := self._folder / "files").is_dir():
            for name, entry in below(files):
                if name not in self._files:
                    with suppress(OSError):
                        Path(entry.path).unlink()

    def _path(self, key: str) -> str:
        return f"{self._folder}/{key[:2]}/{key}.html"


_MARK = "\n"
"""Key of the row that tells how many pages the last whole site had, and what was said of it."""


def _is_copy(found: os.stat_result | None, source: os.stat_result) -> bool:
    """Whether a copy is that of a file as it is now."""
    return (
        found is not None
        and S_ISREG(found.st_mode)
        and (found.st_size, found.st_mtime_ns) == (source.st_size, source.st_mtime_ns)
    )


def stamp_of(found: os.stat_result) -> Sequence[int]:
    """What tells a file from one that was written later."""
    return [found.st_mtime_ns, found.st_ino]


def _is_whole(path: str, kept: Kept, found: os.stat_result) -> bool:
    if found.st_size == kept.size and stamp_of(found) == kept.stamp:
        return True
    data = Path(path).read_bytes()
    return len(data) == kept.size and crc32(data) == kept.sum


def link(source: Path | str, target: Path | str) -> None:
    """Let the same bytes stand in both places."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, target)
