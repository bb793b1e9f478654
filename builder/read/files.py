"""Files on disk: which are seeds, and their bytes. Never follows a link, never opens a pipe or device."""

import os
import stat
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from builder.errors import ReadError, SeedError
from builder.read.sidecar import DEFAULTS, SIDECAR

LITTER = frozenset({"thumbs.db", "desktop.ini"})
"""Files that Windows drops into folders, lower case; as unasked for as the hidden ones."""

_PAGES = (".html", ".htm", ".xhtml", ".shtml")

_COMPANIONS = """_files .files -dateien _fichiers _archivos _file -filer _bestanden _arquivos _ficheiros _tiedostot
_pliki _soubory _elemei _dosyalar _datoteke _fajlovi _fitxers _failid _fails _bylos"""
_OF_A_PAGE = tuple(_COMPANIONS.split())
"""What browsers add to the name of a page for the folder of its pictures and scripts, in the languages they speak
(Microsoft: "Organize supporting files in a folder")."""

_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""No links, and no waiting for the other end of a pipe, even if one is put there after `find` looked."""


class Found(NamedTuple):
    """What lies below a folder."""

    seeds: tuple[Path, ...]
    """In an order that is the same on every machine."""

    errors: tuple[SeedError, ...]
    """What cannot be a seed, in the same order."""


def find(folder: Path, root: Path) -> Found:
    """Seeds below a folder; sidecars, hidden files and folders, and `_defaults.yml` are left out.

    Errors name their path relative to `root`. Any ending is listed: `read` says which ones it knows.

    Raises:
        SeedError: a folder that is there cannot be listed.
    """
    seeds: list[Path] = []
    sidecars: list[Path] = []
    errors: list[SeedError] = []
    for path in _walk(folder, root, errors):
        suffix = path.suffix.lower()
        if path.name == DEFAULTS:
            continue
        if suffix == SIDECAR and path.suffix == SIDECAR:
            sidecars.append(path)
        elif suffix in (SIDECAR, ".yaml"):
            fix = f"rename it to {path.stem}{SIDECAR}"
            errors.append(SeedError(portable(path, root), f"a sidecar must end in {SIDECAR}", fix=fix))
        else:
            seeds.append(path)
    owners = {path.with_suffix("") for path in seeds}
    for path in sidecars:
        if path.with_suffix("") not in owners:
            fix = f"put the article beside it as {path.stem}.txt or {path.stem}.html, or delete it"
            errors.append(SeedError(portable(path, root), "a sidecar without its seed", fix=fix))
    errors.sort(key=lambda error: _order(str(error.path)))
    return Found(tuple(sorted(seeds, key=lambda path: _order(path.relative_to(folder).as_posix()))), tuple(errors))


def _walk(folder: Path, root: Path, errors: list[SeedError]) -> Iterator[Path]:
    """Regular files below a folder; what is none becomes an error."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = [(Path(entry.path), entry.stat(follow_symlinks=False).st_mode) for entry in os.scandir(here)]
        except FileNotFoundError as fault:
            errors.append(SeedError(portable(here, root), f"cannot list the folder: {fault.strerror}"))
            continue
        except OSError as fault:  # what lies in it is not known, so nothing in it may be taken for deleted
            what = f"cannot list the folder: {fault.strerror}"
            raise SeedError(portable(here, root), what, fix="give yourself the right: chmod u+rx") from fault
        names = {path.name.lower() for path, _ in entries}
        for path, mode in entries:
            if path.name.startswith(".") or path.name.lower() in LITTER:
                continue
            if stat.S_ISDIR(mode) and is_companion(path.name, names):
                continue
            where = portable(path, root)
            if any(unicodedata.category(character) in ("Cc", "Cs") for character in path.name):
                errors.append(SeedError(where, "control characters in the name", fix="rename the file"))
            elif stat.S_ISDIR(mode):
                waiting.append(path)
            elif stat.S_ISREG(mode):
                yield path
            elif stat.S_ISLNK(mode):
                errors.append(SeedError(where, "a symbolic link", fix="put the file itself there"))
            else:
                errors.append(SeedError(where, "not a regular file", fix="remove it from the folder"))


def is_companion(folder: str, beside: Collection[str]) -> bool:
    """Whether a folder came with a page that was saved "complete": `port_files`, and `port.html` beside it.

    `beside` has the names there in lower case.
    """
    name = folder.lower()
    pages = (name.removesuffix(mark) for mark in _OF_A_PAGE if name.endswith(mark))
    return any(page + ending in beside for page in pages for ending in _PAGES)


def read_bytes(path: Path, where: PurePosixPath, limit: int) -> bytes:
    """The bytes of a regular file.

    Raises:
        ReadError: it cannot be opened, is not a regular file, or holds more than `limit` bytes.
    """
    with open_regular(path, where) as file:
        try:
            data = file.read(limit + 1)
            size = os.fstat(file.fileno()).st_size
        except OSError as fault:
            raise _refused(where, fault) from fault
    if len(data) > limit:
        raise too_large(where, f"{size:,} bytes", limit)
    return data


def too_large(where: PurePosixPath, size: str, limit: int) -> ReadError:
    """The error of a file that is more than may be read at once."""
    return ReadError(
        where, f"{size}, over the limit of {limit:,}", fix="keep the article only, without pictures and scripts"
    )


def open_regular(path: Path, where: PurePosixPath) -> BinaryIO:
    """A regular file, open for reading.

    Raises:
        ReadError: it cannot be opened, or is something else.
    """
    try:
        if path.is_symlink():  # where the system has no O_NOFOLLOW
            raise ReadError(where, "a symbolic link", fix="put the file itself there")
        file = open(os.open(path, _OPEN), "rb")  # noqa: PTH123, SIM115 - a descriptor, not a path; closed by the caller
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise ReadError(where, "not a regular file", fix="put a file there")
    except OSError as fault:
        raise _refused(where, fault) from fault
    return file


def _refused(where: PurePosixPath, fault: OSError) -> ReadError:
    return ReadError(where, f"cannot be read: {fault.strerror}", fix="check that it exists and your rights")


def portable(path: Path, root: Path) -> PurePosixPath:
    """The path relative to `root`; of a file elsewhere the name alone, since no output names a machine's folders."""
    full, base = Path(os.path.abspath(path)), Path(os.path.abspath(root))  # noqa: PTH100 - links stay as they are
    inside = full.relative_to(base).as_posix() if full.is_relative_to(base) else full.name
    # A name that is not valid Unicode is shown with the odd bytes escaped, so that reports can be printed.
    return PurePosixPath(inside.encode("utf-8", "backslashreplace").decode())


def _order(path: str) -> tuple[str, str]:
    """Sort key: macOS stores accents decomposed; the path itself decides between two that look alike."""
    return unicodedata.normalize("NFC", path), path
