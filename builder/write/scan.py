"""What lies in `docs/`: which page has which id, and what the builder must know of each without parsing its YAML."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from builder.records import Problem
from builder.write import files

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


def scan(docs: Path, home: Callable[[str], str | None] = lambda _: None) -> Scan:
    """Look at every page below a folder, in a fixed order; links are not followed.

    Raises:
        PageError: a folder cannot be listed, or a page not be read: it must not be taken for deleted.

    `home` gives the place where the page of an id is known to live: of two pages with one id the other is the copy.
    """
    found = Scan()
    for folder, folders, names in os.walk(docs, onerror=_stop):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if name.endswith(".md") and not name.startswith(".") and not path.is_symlink():
                _look_at(path, PurePosixPath(path.relative_to(docs).as_posix()), found, home)
    return found


def _stop(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        with files.explained(Path(error.filename), "listed"):
            raise error


def _look_at(path: Path, where: PurePosixPath, found: Scan, home: Callable[[str], str | None]) -> None:
    try:
        head = _head((files.read(path) or b"").decode())
    except ValueError as error:
        found.problems.append(Problem(f"docs/{where}", str(error), "save it as UTF-8"))
        return
    named, seed = _ID.search(head), _SEED.search(head)
    if where.parts[0] == "briefings" and seed is None:
        found.by_hand.append(where)
    if named is None:
        return
    page_id = named.group(1)
    if page_id in found.paths:
        first = found.paths[page_id]
        copy, kept = (first, where) if home(page_id) == str(where) else (where, first)
        found.paths[page_id] = kept
        found.by_hand = [one for one in found.by_hand if one != copy]
        what = f"has the id {page_id} of docs/{kept}"
        found.problems.append(Problem(f"docs/{copy}", what, "delete the line `id:` in the copy"))
        return
    found.paths[page_id] = where
    if seed:
        found.seeds[seed.group(1).replace("''", "'")] = page_id
        found.seeds.setdefault(seed.group(2)[:DIGEST_SHOWN], page_id)
    if _EVENT.search(head):
        found.events.append(page_id)
    if "\ncorrections:" in head:
        found.corrected.append(page_id)


def _head(text: str) -> str:
    """The front matter as text, with line feeds alone."""
    text = text.removeprefix("\ufeff")
    end = text.find("\n---", 3) if text.startswith("---") else -1
    return text[: max(end, 0)].replace("\r", "")
