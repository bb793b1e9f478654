"""What lies below a folder, walked as quickly as the system can: there may be a hundred thousand files."""

import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path


def below(folder: Path | str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything that is no folder, by its path below the folder, in order of names; links are not followed."""
    open_ = [("", _entries(folder))]
    while open_:
        within, entries = open_[-1]
        for entry in entries:
            path = f"{within}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                open_.append((f"{path}/", _entries(entry.path)))
                break
            yield path, entry
        else:
            open_.pop()


def _entries(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return iter(sorted(entries, key=attrgetter("name")))
