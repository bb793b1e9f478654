"""Files that are made of what many pages say, kept while all that they are made of stays as it was."""

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

from builder.publish.below import below
from builder.publish.fast.store import link, stamp_of

_LIST = "files.json"
"""Beside the files: path of each -> its size, when it was written, and its number."""


def stand(store: Path | None, key: str, site: Path, make: Callable[[Path], None]) -> None:
    """Have files stand in a site: those of a key, which are made, into an empty folder, if they are not known.

    What is kept of another key goes. With no store, or one that cannot be written to, they are made in the site.
    """
    if store is None:
        make(site)
        return
    place = store / key
    try:
        if not _is_whole(place):
            fresh = _fresh(store)
            make(fresh)
            told = {name: _told(entry.stat()) for name, entry in below(fresh)}
            (fresh / _LIST).write_text(json.dumps(told), "utf-8")
            for old in store.iterdir():
                if old != fresh:
                    shutil.rmtree(old, ignore_errors=True)
            fresh.rename(place)
        _link(place, site)
    except OSError:
        make(site)


def _fresh(store: Path) -> Path:
    store.mkdir(parents=True, exist_ok=True)
    return Path(mkdtemp(dir=store))


def _told(found: os.stat_result) -> Sequence[int]:
    return [found.st_size, *stamp_of(found)]


def _is_whole(place: Path) -> bool:
    try:
        told: Mapping[str, Sequence[int]] = json.loads((place / _LIST).read_bytes())
        there = {name: _told(entry.stat(follow_symlinks=False)) for name, entry in below(place) if name != _LIST}
    except (OSError, ValueError):
        return False
    return told == there


def _link(place: Path, site: Path) -> None:
    parents = set()
    for name, entry in below(place):
        if name == _LIST:
            continue
        target = site / name
        if target.parent not in parents:
            target.parent.mkdir(parents=True, exist_ok=True)
            parents.add(target.parent)
        target.unlink(missing_ok=True)  # of a try that was broken off
        link(Path(entry.path), target)
