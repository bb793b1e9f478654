"""Which page a person means: every command that takes PAGE or PAGE#section completes it here."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from builder.errors import PageError
from builder.write.files import read
from builder.write.scan import Scan, scan

_SHOWN = 5
"""Pages that a message names."""


class Known(NamedTuple):
    """A page there is, or was until a person deleted it."""

    id: str | None
    """None for a page without one: written by hand, and not yet built."""

    path: PurePosixPath
    """Below the project folder; of a deleted page, where it lay last."""

    there: bool = True
    """False when a person deleted it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page and what the builder has of it."""

    id: str | None
    path: PurePosixPath
    text: str | None
    """None when a person deleted it."""

    base: str | None
    """As the builder last wrote it; None when it never did."""

    place: str | None = None
    """What followed `#`: a section's anchor or a key of the front matter."""


def known_pages(root: Path, found: Scan) -> list[Known]:
    """All pages by path, those that a person deleted included; what the scan has as a problem is not."""
    pages = [Known(page_id, "docs" / path) for page_id, path in found.paths.items()]
    seen = {page.path for page in pages} | {PurePosixPath(problem.path) for problem in found.problems}
    files = (file for file in (root / "docs").rglob("*.md") if not file.name.startswith(".") and not file.is_symlink())
    paths = (PurePosixPath(file.relative_to(root).as_posix()) for file in files)
    pages += [Known(None, path) for path in paths if path not in seen]
    bases = (base.stem for base in (root / ".builder" / "base").glob("*.md"))
    pages += [Known(page_id, _last_place(root, page_id), False) for page_id in bases if page_id not in found.paths]
    return sorted(pages, key=lambda page: (page.path, page.id or ""))


def load(root: Path, known: Known, place: str | None = None) -> Target:
    """The page with its texts.

    Raises:
        PageError: it cannot be read, or is no UTF-8.
    """
    text = _text(root, known.path) if known.there else None
    base = _text(root, PurePosixPath(".builder/base", f"{known.id}.md")) if known.id else None
    return Target(known.id, known.path, text, base, place)


def find(root: Path, name: str) -> Target:
    """The page that a path, an id or a part of one of them means; `#` and a place may follow.

    Raises:
        PageError: none or several; the nearest are named.
    """
    words, _, place = name.partition("#")
    words = _below(root, words.strip())
    if not words:
        raise PageError(name, "names no page", fix="give a path, an id or a part of one")
    found = scan(root / "docs")
    for problem in found.problems:
        if words == problem.path:
            raise PageError(problem.path, problem.what, fix=problem.fix)
    return load(root, _choose(words, known_pages(root, found)), place.strip() or None)


def _choose(words: str, pages: list[Known]) -> Known:
    for matching in (_is_named, _ends, _holds):
        found = [page for page in pages if matching(page, words.casefold())]
        if len(found) == 1:
            return found[0]
        if found:
            names = [str(page.path) for page in found[:_SHOWN]]
            more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            raise PageError(words, f"{len(found)} pages match", fix=f"say which: {', '.join(names)}{more}")
    known = dict.fromkeys(name for page in pages for name in (page.path.stem, page.id) if name)
    near = get_close_matches(words.casefold(), known, n=3)
    raise PageError(words, "no such page", fix=f"did you mean {' or '.join(near)}?" if near else "see `builder status`")


def _is_named(page: Known, words: str) -> bool:
    path = str(page.path).casefold()
    return words in (page.id, path, path.removeprefix("docs/"), path.removesuffix(".md")) or (
        words == path.removeprefix("docs/").removesuffix(".md")
    )


def _ends(page: Known, words: str) -> bool:
    return page.path.stem.casefold() == words.removesuffix(".md")


def _holds(page: Known, words: str) -> bool:
    return words.removesuffix(".md") in str(page.path).casefold() or words in (page.id or "")


def _below(root: Path, words: str) -> str:
    """The name as seen from the project folder."""
    path = Path(words)
    if path.is_absolute() and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return words.removeprefix("./")


def _last_place(root: Path, page_id: str) -> PurePosixPath:
    """Where the page lay last; below `docs/` by its id when that is not recorded."""
    lines = (_text(root, PurePosixPath(".builder/addresses", page_id)) or "").splitlines()
    path = PurePosixPath(lines[0] if lines else "")
    safe = path.suffix == ".md" and not path.is_absolute() and ".." not in path.parts
    return "docs" / (path if safe else PurePosixPath(f"{page_id}.md"))


def _text(root: Path, path: PurePosixPath) -> str | None:
    data = read(root / path)
    try:
        return None if data is None else data.decode()
    except ValueError as error:
        raise PageError(path, "is no UTF-8", fix="save it as UTF-8") from error
