"""Where the search index keeps what it may need again: parts by what they were made of, chunks by what they hold.

All of it is disposable: what is missing, damaged or of another hand is made anew, and where nothing can be written all
is made in a folder that goes when the run ends.
"""

import gzip
import os
import shutil
import zlib
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import cbor2
from cbor2 import CBORDecodeError

from builder.publish.fast.code import code
from builder.publish.fast.store import link, stamp_of
from builder.publish.search_part import Part

_PART = "part"
"""The file of a part, beside what is shown of its pages."""

_NOTE = "note"
"""The file of what a run notes for the next."""

_LEVEL = 6
"""How thoroughly chunks are packed, of 9."""


class Shelf:
    """A folder of parts and chunks."""

    def __init__(self, folder: Path | None, scratch: Path) -> None:
        """With no folder, or one that cannot be written to, they are in `scratch`."""
        self._scratch, self._folder = scratch, folder or scratch
        self._places: dict[str, Path] = {}
        self._stamps: dict[str, list[int]] = {}
        self._before: dict[str, list[int]] = {}
        try:
            for kind in ("parts", "chunks"):
                (self._folder / kind).mkdir(parents=True, exist_ok=True)
        except OSError:
            self._folder = scratch
            for kind in ("parts", "chunks"):
                (scratch / kind).mkdir(exist_ok=True)

    def part(self, name: str, make: Callable[[Path], Part]) -> Part:
        """The part of a name; if it is not known, made, with what is shown of its pages, into an empty folder."""
        place = self._places[name] = self._folder / "parts" / name
        try:
            part = Part.load((place / _PART).read_bytes())
            if self._is_whole(place, part):
                return part
        except (OSError, ValueError, TypeError, CBORDecodeError):
            pass
        fresh = Path(mkdtemp(dir=self._scratch))
        part = make(fresh)
        try:
            return self._set_up(fresh, part, place)
        except OSError:  # a full disk, or another that cannot take it over
            self._places[name] = fresh
            return part

    def show(self, name: str, at: int, target: str) -> None:
        """Let what is shown of a page of a part stand at a path."""
        link(f"{self._places[name]}/{at}.pf_fragment", target)

    def put(self, chunk: bytes, target: Path, *, level: int = _LEVEL) -> bytes:
        """Let bytes, packed, stand at a path; their digest."""
        digest = sha256(chunk).digest()
        path = self._chunk(digest, level)
        self._stamps[path.name] = []
        try:
            if _unpacked(path, level) != chunk:
                path.unlink(missing_ok=True)  # a site that stands may have the same file: never write into it
                path.write_bytes(gzip.compress(chunk, level, mtime=0))
            self._stamps[path.name] = list(stamp_of(path.stat()))
            link(path, target)
        except OSError:
            target.unlink(missing_ok=True)
            target.write_bytes(gzip.compress(chunk, level, mtime=0))
        return digest

    def again(self, digest: bytes, target: Path) -> bool:
        """Let bytes with this digest stand there, if they are known."""
        path = self._chunk(digest, _LEVEL)
        try:
            stamp = list(stamp_of(path.stat()))
            if stamp != self._before.get(path.name) and sha256(_unpacked(path, _LEVEL) or b"").digest() != digest:
                return False
            self._stamps[path.name] = stamp
            link(path, target)
        except OSError:
            return False
        return True

    def noted(self) -> bytes | None:
        """What was noted by the last run."""
        try:
            kept = (self._folder / _NOTE).read_bytes()
            if sha256(kept[32:]).digest() != kept[:32]:
                return None
            self._before, said = cbor2.loads(kept[32:])
        except (OSError, ValueError, TypeError, CBORDecodeError):
            return None
        return bytes(said)

    def note(self, said: bytes) -> None:
        """Note something for the next run."""
        data = cbor2.dumps([self._stamps, said])
        with suppress(OSError):
            (self._folder / _NOTE).write_bytes(sha256(data).digest() + data)

    def old(self, name: str) -> Part | None:
        """A part of the last run."""
        try:
            return Part.load((self._folder / "parts" / name / _PART).read_bytes())
        except (OSError, ValueError, TypeError, CBORDecodeError):
            return None

    def tidy(self) -> None:
        """Let go of what nobody asked for."""
        for path in (self._folder / "parts").iterdir():
            if path.name not in self._places:
                shutil.rmtree(path, ignore_errors=True)
        for path in (self._folder / "chunks").iterdir():
            if path.name not in self._stamps:
                path.unlink(missing_ok=True)

    def _chunk(self, digest: bytes, level: int) -> Path:
        name = sha256(f"{code()} {level} ".encode() + digest).hexdigest()[:32]
        return self._folder / "chunks" / name

    @staticmethod
    def _set_up(fresh: Path, part: Part, place: Path) -> Part:
        part.stamps = [list(stamp_of(_fragment(fresh, at).stat())) for at in range(len(part.lengths))]
        (fresh / _PART).write_bytes(part.save())
        shutil.rmtree(place, ignore_errors=True)
        fresh.rename(place)
        return part

    @staticmethod
    def _is_whole(place: Path, part: Part) -> bool:
        with os.scandir(place) as entries:
            files = {entry.name: entry.stat() for entry in entries}
        for at, ((summed, size), stamp) in enumerate(zip(part.fragments, part.stamps, strict=True)):
            found = files.get(f"{at}.pf_fragment")
            if found is None or found.st_size != size:
                return False
            if stamp_of(found) != stamp and zlib.crc32(_fragment(place, at).read_bytes()) != summed:
                return False
        return True


def _fragment(place: Path, at: int) -> Path:
    return place / f"{at}.pf_fragment"


def _unpacked(path: Path, level: int) -> bytes | None:
    try:
        packed = path.read_bytes()
        return gzip.decompress(packed) if packed.startswith(_HEADS[level]) else None
    except (OSError, EOFError, ValueError, zlib.error):
        return None


_HEADS = {level: gzip.compress(b"", level, mtime=0)[:10] for level in range(1, 10)}
"""Of what this program packs."""
