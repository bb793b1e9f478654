"""What people state beside a seed: in its sidecar, and in `_defaults.yml` of its folder and of those above."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from builder.read.files import open_regular, portable, read_bytes
from builder.read.sidecar import DEFAULT_KEYS, DEFAULTS, MAX_SIDECAR_BYTES, read_sidecar, sidecar_of
from builder.records import Statement

Facts = tuple[Statement, ...]


def fingerprint(path: Path, root: Path, limit: int) -> str | None:
    """A digest of all bytes that a seed is read from: its own, its sidecar's, the defaults of the folders it lies in.

    None for a seed of more than `limit` bytes.

    Raises:
        ReadError: one of the files cannot be read.
    """
    with open_regular(path, portable(path, root)) as file:
        if os.fstat(file.fileno()).st_size > limit:
            return None
    summed = sha256(sha256(read_bytes(path, portable(path, root), limit)).digest())
    for file_beside in (sidecar_of(path), *_defaults(path, root)):
        if file_beside.is_symlink() or file_beside.exists():
            there = portable(file_beside, root)
            summed.update(sha256(read_bytes(file_beside, there, MAX_SIDECAR_BYTES)).digest() + str(there).encode())
    return summed.hexdigest()


def read_beside(path: Path, root: Path) -> tuple[Facts, bytes | None]:
    """What the sidecar states, and its bytes; None when there is none.

    Raises:
        ReadError: it cannot be used; with the line.
    """
    beside = sidecar_of(path)
    if not beside.is_symlink() and not beside.exists():
        return (), None
    there = portable(beside, root)
    data = read_bytes(beside, there, MAX_SIDECAR_BYTES)
    return read_sidecar(there, data), data


def read_defaults(path: Path, root: Path) -> Facts:
    """What holds for a whole folder, that of the seed first, then those above it, up to `root`.

    Raises:
        ReadError: a file of defaults cannot be used, or states what one article alone can have.
    """
    found: list[Statement] = []
    for file in _defaults(path, root):
        if file.is_symlink() or file.exists():
            there = portable(file, root)
            facts = read_sidecar(there, read_bytes(file, there, MAX_SIDECAR_BYTES), DEFAULT_KEYS)
            found += (fact._replace(by="folder") for fact in facts)
    return tuple(found)


def _defaults(path: Path, root: Path) -> Iterator[Path]:
    """Where defaults for a seed may lie: in its folder, then in those above it, up to `root`."""
    top = Path(os.path.abspath(root))  # noqa: PTH100 - links stay as they are
    for folder in Path(os.path.abspath(path)).parents:  # noqa: PTH100
        if not folder.is_relative_to(top):
            break
        yield folder / DEFAULTS
