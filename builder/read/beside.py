"""What people state beside a seed: in its sidecar, and in `_defaults.yml` of its folder and of those above."""

import os
from pathlib import Path

from builder.read.files import portable, read_bytes
from builder.read.sidecar import DEFAULT_KEYS, DEFAULTS, MAX_SIDECAR_BYTES, read_sidecar, sidecar_of
from builder.records import Statement

Facts = tuple[Statement, ...]


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
    top = Path(os.path.abspath(root))  # noqa: PTH100 - links stay as they are
    for folder in Path(os.path.abspath(path)).parents:  # noqa: PTH100
        if not folder.is_relative_to(top):
            break
        file = folder / DEFAULTS
        if file.is_symlink() or file.exists():
            there = portable(file, root)
            facts = read_sidecar(there, read_bytes(file, there, MAX_SIDECAR_BYTES), DEFAULT_KEYS)
            found += (fact._replace(by="folder") for fact in facts)
    return tuple(found)
