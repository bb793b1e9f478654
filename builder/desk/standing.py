"""How the pages stand to what the builder wrote: what is open, what people changed, what is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from builder.desk.editing import open_conflicts, refuse_markers
from builder.desk.lookup import Target, known_pages, load
from builder.errors import PageError
from builder.records import Problem
from builder.write import front_matter
from builder.write.journal import Journal
from builder.write.merge import edited_keys, edited_sections
from builder.write.scan import scan


@dataclass(frozen=True, slots=True)
class Edited:
    """A page that a person changed."""

    page: str
    id: str
    keys: tuple[str, ...]
    """Of the front matter."""

    sections: Mapping[str, str]
    """Anchor -> `edited`, `person` (the section is theirs) or `removed`; `top` is what stands above the first."""


class Open(NamedTuple):
    """An open conflict."""

    page: str
    id: str
    place: str


class Deleted(NamedTuple):
    """A page that a person deleted."""

    page: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Status:
    """How the pages stand to what the builder wrote. Paths are below the project folder."""

    conflicts: tuple[Open, ...]
    edited: tuple[Edited, ...]
    deleted: tuple[Deleted, ...]
    by_hand: tuple[str, ...]
    """Pages that the builder never wrote."""

    refused: tuple[Problem, ...]
    """Pages and review records that cannot be used as they are."""

    unfinished: bool
    """A killed run left work that the next build finishes."""


def status(root: Path) -> Status:
    """Look at every page, parsing only those that are not as the builder wrote them."""
    docs = scan(root / "docs")
    refused = list(docs.problems)
    edited: list[Edited] = []
    deleted: list[Deleted] = []
    by_hand: list[str] = []
    opened: list[Open] = []
    for known in known_pages(root, docs):
        where, page_id = str(known.path), known.id or ""
        try:
            page = load(root, known)
            if page.text != page.base:
                refuse_markers(page)
            if page.base is None:
                by_hand.append(where)
            elif page.text is None:
                deleted.append(Deleted(where, page_id, _title(page.base)))
            elif page.text != page.base:
                edited += _edited(page, page.base, page.text)
            opened += [Open(where, page_id, one.where) for one in open_conflicts(root, page)]
        except PageError as error:
            refused.append(Problem(_below(root, error), error.what, error.fix))
    return Status(
        tuple(opened), tuple(edited), tuple(deleted), tuple(by_hand), tuple(refused), Journal(root).is_pending()
    )


def conflicts(root: Path) -> tuple[Open, ...]:
    """The open conflicts of all pages; quick when no page has any."""
    recorded = any((root / ".builder" / "review").glob("*.md"))
    return status(root).conflicts if recorded else ()


def _edited(page: Target, base: str, text: str) -> Iterator[Edited]:
    """What a person changed; nothing when another editor only saved the page in its own way."""
    try:
        keys = tuple(edited_keys(base, text))
        states = edited_sections(base, text)
        before = edited_sections(base, base)
    except ValueError as error:
        raise PageError(page.path, str(error), fix="mend it: until then the builder leaves it alone") from error
    sections: dict[str, str] = {anchor: state for anchor, state in states.items() if state != "generated"}
    sections |= dict.fromkeys((anchor for anchor in before if anchor not in states), "removed")
    if keys or sections:
        yield Edited(str(page.path), page.id or "", keys, sections)


def _title(base: str) -> str:
    try:
        return str(front_matter.read(base)[0].get("title", ""))
    except ValueError:
        return ""


def _below(root: Path, error: PageError) -> str:
    path = Path(str(error.path))
    where = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(error.path)
    return f"{where}:{error.line}" if error.line else where
