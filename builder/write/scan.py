"""What lies in `docs/`: which page has which id, and what the builder must know of each without parsing its YAML."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from builder.memory import NO_MEMORY, Memory
from builder.records import Problem
from builder.write import files
from builder.write.refusals import explained

_ID = re.compile(r"^[\"']?id[\"']?[ \t]*:[ \t]*[\"']?([a-z0-9][a-z0-9-]*)[\"']?[ \t]*$", re.MULTILINE)
_EVENT = re.compile(r"^[\"']?type[\"']?[ \t]*:[ \t]*[\"']?event[\"']?[ \t]*$", re.MULTILINE)
_SEED = re.compile(r"^[\"']?seed[\"']?[ \t]*:[ \t]*[\"']?(.+) sha256:([0-9a-f]+)[\"']?[ \t]*$", re.MULTILINE)

DIGEST_SHOWN = 16
"""Hex digits of a seed's digest in front matter."""


@dataclass(slots=True)
class Scan:
    """The pages of a folder."""

    paths: dict[str, PurePosixPath] = field(default_factory=dict)
    """Id -> path relative to the folder."""

    seeds: dict[str, str] = field(default_factory=dict)
    """Path of a seed, and the first digits of its digest, -> id of the page made from it."""

    corrected: list[str] = field(default_factory=list)
    """Ids of the pages that list corrections."""

    by_hand: list[PurePosixPath] = field(default_factory=list)
    """Briefings that no seed gave: a person wrote them."""

    events: list[str] = field(default_factory=list)
    """Ids of the pages of events."""

    problems: list[Problem] = field(default_factory=list)


class _Head(NamedTuple):
    """What the front matter of a page tells."""

    where: PurePosixPath
    page_id: str | None = None
    seed: tuple[str, str] | None = None
    is_event: bool = False
    is_corrected: bool = False
    trouble: str = ""


def scan(docs: Path, home: Callable[[str], str | None] = lambda _: None, memory: Memory = NO_MEMORY) -> Scan:
    """Look at every page below a folder, in a fixed order; links are not followed.

    Raises:
        PageError: a folder cannot be listed, or a page not be read: it must not be taken for deleted.

    `home` gives the place where the page of an id is known to live: of two pages with one id the other is the copy.
    """
    found = Scan()
    for folder, folders, names in os.walk(docs, onerror=_stop):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".md") and not name.startswith("."):
                path = f"{folder}/{name}"
                head = memory.read(("head", path), docs, (path,), partial(_head_of, path, docs))
                if head:
                    _take(head, found, home)
    return found


def _stop(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        with explained(Path(error.filename), "listed"):
            raise error


def _head_of(file: str, docs: Path) -> _Head | None:
    path = Path(file)
    if path.is_symlink():
        return None
    where = PurePosixPath(path.relative_to(docs).as_posix())
    try:
        head = _head((files.read(path) or b"").decode())
    except ValueError as error:
        return _Head(where, trouble=str(error))
    named, seed = _ID.search(head), _SEED.search(head)
    return _Head(
        where,
        named.group(1) if named else None,
        (seed.group(1).replace("''", "'"), seed.group(2)[:DIGEST_SHOWN]) if seed else None,
        is_event=_EVENT.search(head) is not None,
        is_corrected="\ncorrections:" in head,
    )


def _take(head: _Head, found: Scan, home: Callable[[str], str | None]) -> None:
    where, page_id = head.where, head.page_id
    if head.trouble:
        found.problems.append(Problem(f"docs/{where}", head.trouble, "save it as UTF-8"))
        return
    if where.parts[0] == "briefings" and head.seed is None:
        found.by_hand.append(where)
    if page_id is None:
        return
    if page_id in found.paths:
        first = found.paths[page_id]
        copy, kept = (first, where) if home(page_id) == str(where) else (where, first)
        found.paths[page_id] = kept
        found.by_hand = [one for one in found.by_hand if one != copy]
        what = f"has the id {page_id} of docs/{kept}"
        found.problems.append(Problem(f"docs/{copy}", what, "delete the line `id:` in the copy"))
        return
    found.paths[page_id] = where
    if head.seed:
        path, digest = head.seed
        found.seeds[path] = page_id
        found.seeds.setdefault(digest, page_id)
    if head.is_event:
        found.events.append(page_id)
    if head.is_corrected:
        found.corrected.append(page_id)


def _head(text: str) -> str:
    """The front matter as text, with line feeds alone."""
    text = text.removeprefix("\ufeff")
    end = text.find("\n---", 3) if text.startswith("---") else -1
    return text[: max(end, 0)].replace("\r", "")
