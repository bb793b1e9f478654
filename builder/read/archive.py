"""Archive (.zip) of articles: each file in it is a part; sidecars and `_defaults.yml` in it hold as in a folder.

Nothing is written to disk: names are labels. What comes out is counted as it comes, since headers may lie.
"""

import unicodedata
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from builder.errors import ReadError
from builder.read.files import LITTER, is_companion
from builder.read.format import Budget, Format, Item, Seed
from builder.read.sidecar import DEFAULT_KEYS, DEFAULTS, MAX_SIDECAR_BYTES, SIDECAR, read_sidecar
from builder.records import Statement

_FURNITURE = """.png .jpg .jpeg .gif .webp .svg .ico .bmp .tif .tiff .avif .heic .mp3 .mp4 .m4a .mov .avi .webm .css .js
.mjs .map .woff .woff2 .ttf .otf .eot"""
_NO_ARTICLES = frozenset(_FURNITURE.split())
"""What comes along with pages."""

_PACKED = (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2)
"""Ways of packing whose memory is bounded, whatever a header asks for."""

_MAX_NAME, _MAX_FOLDERS = 4_096, 100
"""Of a file in an archive, as systems allow them."""

_CHUNK = 1 << 20
_FAULTS = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, LookupError)

_OF_DOCUMENTS = ("mimetype", "[Content_Types].xml", "META-INF/container.xml", "META-INF/manifest.xml")
"""Files in office documents and books, which are ZIP archives too; so is whatever has a folder `word/`."""


def read_zip(seed: Seed) -> Iterator[Item]:
    """A part for each file, in order of their names; one that cannot be unpacked costs one error.

    Raises:
        ReadError: no archive, too many files in it, or more bytes than the limit.
    """
    with seed.open() as file, ZipFile(file) as archive:
        members = {_name(info): info for info in archive.infolist() if not info.is_dir()}
        if len(members) > seed.limits.parts:
            what = f"{len(members):,} files in it, over the limit of {seed.limits.parts:,}"
            raise ReadError(seed.path, what, fix="split it, or raise limits.parts")
        for name in [name for name in members if len(name) > _MAX_NAME or name.count("/") > _MAX_FOLDERS]:
            del members[name]
            what = f"a name of over {_MAX_NAME:,} characters or {_MAX_FOLDERS} folders: {name[:40]}…"
            yield ReadError(seed.path, what, fix="unpack it, and put the article into seeds/ under another name")
        budget = seed.budget or Budget(seed.limits.unpacked_mb * 1_000_000)
        reader = _Reader(seed, archive, members, budget)
        names = list(_wanted(members))
        stems = {str(PurePosixPath(name).with_suffix("")) for name in names if not name.endswith(SIDECAR)}
        for name in sorted(names, key=lambda name: (unicodedata.normalize("NFC", name), name)):
            if budget.left < 0:
                what = f"over {seed.limits.unpacked_mb:,} MB when unpacked: the rest is left out"
                raise ReadError(seed.path, what, fix="split it, or raise limits.unpacked_mb")
            try:
                if not name.endswith(SIDECAR):
                    yield reader.part(name)
                elif PurePosixPath(name).name != DEFAULTS and name.removesuffix(SIDECAR) not in stems:
                    yield ReadError(_label(seed, name), "a sidecar without its seed", fix="put the article beside it")
            except ReadError as error:
                yield error


class _Reader:
    """Takes files out of one archive."""

    def __init__(self, seed: Seed, archive: ZipFile, members: Mapping[str, ZipInfo], budget: Budget) -> None:
        self._seed, self._archive, self._members, self._budget = seed, archive, members, budget

    def part(self, name: str) -> Seed:
        """A file, with what is stated beside it.

        Raises:
            ReadError: it or its sidecar cannot be used.
        """
        stated: tuple[Statement, ...] = ()
        beside = None
        sidecar = str(PurePosixPath(name).with_suffix(SIDECAR))
        if sidecar in self._members:
            beside = self._unpack(sidecar, MAX_SIDECAR_BYTES)
            stated = read_sidecar(_label(self._seed, sidecar), beside)
        data = self._unpack(name, self._seed.limits.seed_mb * 1_000_000)
        part = self._seed.part(name, data)
        defaults = self._defaults(name) + part.defaults
        # The archive's own sidecar holds for all, so that what is stated of the one comes before it.
        return replace(part, stated=stated + part.stated, defaults=defaults, beside=beside, budget=self._budget)

    def _defaults(self, name: str) -> tuple[Statement, ...]:
        """What holds for the folders in the archive, the nearest first."""
        found: list[Statement] = []
        for folder in PurePosixPath(name).parents:
            file = str(folder / DEFAULTS)
            if file in self._members:
                facts = read_sidecar(_label(self._seed, file), self._unpack(file, MAX_SIDECAR_BYTES), DEFAULT_KEYS)
                found += (fact._replace(by="folder") for fact in facts)
        return tuple(found)

    def _unpack(self, name: str, limit: int) -> bytes:
        """The bytes of a file, counted as they come."""
        info, where = self._members[name], _label(self._seed, name)
        if info.flag_bits & 1:
            raise ReadError(where, "encrypted", fix="unpack it with its password, and put the articles into seeds/")
        if info.compress_type not in _PACKED:
            raise ReadError(where, "packed in an uncommon way", fix="pack it anew, as an ordinary ZIP archive")
        chunks: list[bytes] = []
        size = 0
        try:
            with self._archive.open(info) as file:
                while chunk := file.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    self._budget.left -= len(chunk)
                    if size > limit or self._budget.left < 0:
                        raise ReadError(where, f"over {min(limit, size):,} bytes when unpacked", fix="unpack it first")
        except _FAULTS as fault:
            raise ReadError(where, "damaged in the archive", fix="pack it anew") from fault
        return b"".join(chunks)


def _name(info: ZipInfo) -> str:
    """The name as it was meant: programs write UTF-8 without saying so, and backslashes."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return str(PurePosixPath(name.replace("\\", "/")))


def _label(seed: Seed, name: str) -> PurePosixPath:
    return seed.part(name, b"").path


def _wanted(names: Collection[str]) -> Iterator[str]:
    """Names without those that nobody means to be read: hidden, left by a system, or the furniture of a page."""
    beside: dict[PurePosixPath, set[str]] = {}
    for name in names:
        for path in (PurePosixPath(name), *PurePosixPath(name).parents):
            beside.setdefault(path.parent, set()).add(path.name.lower())
    for name in names:
        path = PurePosixPath(name)
        hidden = any(
            (part.startswith(".") and part != "..") or part == "__MACOSX" or part.lower() in LITTER
            for part in path.parts
        )
        furniture = path.suffix.lower() in _NO_ARTICLES or any(
            is_companion(folder.name, beside[folder.parent]) for folder in path.parents
        )
        if path.name and not hidden and not furniture:
            yield name


def _knows(seed: Seed) -> bool:
    if not seed.head.startswith(b"PK\x03\x04"):
        return False
    try:
        with seed.open() as file, ZipFile(file) as archive:
            names = archive.namelist()
    except _FAULTS:
        return False
    return not any(name in _OF_DOCUMENTS or name.startswith("word/") for name in names)


FORMAT = Format("ZIP archive", (".zip",), read_zip, _knows, streams=True)
