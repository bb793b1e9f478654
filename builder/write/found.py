"""The pages as they lie in `docs/`, wherever a person has moved them, and beside them what the builder last wrote."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from builder.memory import NO_MEMORY, Memory
from builder.records import Page, Problem
from builder.write import front_matter
from builder.write.anchors import anchors
from builder.write.files import read
from builder.write.merge import edited_keys, untouched
from builder.write.person import (
    ActorEdit,
    Edit,
    EventEdit,
    HandPage,
    NameEdit,
    actor_edit,
    event_edit,
    followed,
    hand_page,
    source_edit,
    without_person,
)
from builder.write.places import Places
from builder.write.scan import DIGEST_SHOWN, scan

_ID = re.compile(rb"^[\"']?id[\"']?: *[\"']?([a-z0-9][a-z0-9-]*)", re.MULTILINE)


class Found:
    """Pages by id, and their bases; what a person did to them is told apart by both.

    What was read once is taken to stay so until the run has written.
    """

    def __init__(self, root: Path, memory: Memory = NO_MEMORY) -> None:
        self.root = root
        self.docs = root / "docs"
        self.memory = memory
        self.places = Places(root)
        self._bases = root / ".builder" / "base"
        self._here, self._there = str(self.docs), str(self._bases)  # thousands of paths are looked at: joined as text
        self._found = scan(self.docs, self.places.newest, memory)
        self.problems: list[Problem] = [*self._found.problems]
        self._edits: dict[str, dict[str, Any]] = {}
        self._written: dict[str, dict[str, Any]] = {}
        self._as_written: set[str] = set()
        self._actor_edits: tuple[ActorEdit, ...] | None = None
        self._source_edits: tuple[NameEdit, ...] | None = None

    def base_of(self, page_id: str) -> Path:
        """Where the page is kept as the machine last wrote it."""
        return self._bases / f"{page_id}.md"

    def files_of(self, page_id: str) -> tuple[str, ...]:
        """The paths of base and page; the page's is left out where there is none."""
        path = self.path(page_id)
        return (f"{self._there}/{page_id}.md", *((f"{self._here}/{path}",) if path else ()))

    def written_ids(self) -> tuple[str, ...]:
        """Ids of all pages the machine ever wrote and that were not removed since, sorted."""
        return tuple(sorted(path.stem for path in self._bases.glob("*.md")))

    def path(self, page_id: str) -> PurePosixPath | None:
        """Where the page lies now, relative to `docs/`; None when it is not there."""
        return self._found.paths.get(page_id)

    def knows(self, page_id: str) -> bool:
        """Whether there is, or was, a page of this id."""
        return page_id in self._found.paths or self.base_of(page_id).exists()

    def was_deleted(self, page_id: str) -> bool:
        """Whether a person deleted a page that the machine wrote: it must not come back."""
        return page_id not in self._found.paths and self.base_of(page_id).exists()

    def metadata(self, page_id: str) -> dict[str, Any]:
        """Front matter of the page as it is now; empty when there is no page or it cannot be read."""
        path = self.path(page_id)
        return self._metadata(f"{self._here}/{path}") if path else {}

    def written(self, page_id: str) -> dict[str, Any]:
        """Front matter of the page as the machine last wrote it; empty when it never did, or that is damaged."""
        if page_id not in self._written:
            values = self._metadata(f"{self._there}/{page_id}.md")
            self._written[page_id] = values if str(values.get("id", page_id)) == page_id else {}
        return self._written[page_id]

    def id_of_seed(self, path: str, digest: str) -> str | None:
        """Id of the page made from a seed, known by its path, or by its digest when the file was renamed."""
        return self._found.seeds.get(path) or self._found.seeds.get(digest[:DIGEST_SHOWN])

    def made_from(self) -> dict[str, str]:
        """Path of a seed -> id of the page made from it."""
        return {seed: page_id for seed, page_id in self._found.seeds.items() if seed.startswith("seeds/")}

    def data(self, page_id: str) -> bytes | None:
        """The data file of a page, beside it or where the page was when the machine last wrote it; None for none."""
        there = (self.path(page_id), self.places.newest(page_id))
        files = tuple(f"{self._here}/{PurePosixPath(where).with_suffix('.json')}" for where in there if where)

        def first() -> bytes | None:
            return next((data for data in map(read, map(Path, files)) if data), None)

        return self.memory.read(("data", page_id), files, files, first)

    def events(self) -> tuple[str, ...]:
        """Ids of the pages of events, sorted."""
        return tuple(sorted(self._found.events))

    def noted(self, name: str) -> bytes | None:
        """A file that the last run left for this one, by its path below `.builder/`; None for none."""
        file = f"{self.root}/.builder/{name}"
        return self.memory.read(("noted", name), None, (file,), lambda: read(Path(file)))

    def corrected(self) -> tuple[dict[str, Any], ...]:
        """Front matter of the pages that list corrections, by id."""
        return tuple(self.metadata(page_id) for page_id in sorted(self._found.corrected))

    def edits(self, page_id: str) -> dict[str, Any]:
        """Front matter that a person changed or added; None for a key that was taken out."""
        if page_id not in self._edits:
            self._edits[page_id] = self._find_edits(page_id)
        return self._edits[page_id]

    def _find_edits(self, page_id: str) -> dict[str, Any]:
        old, base = self._edited_pair(page_id)
        if old is None or base is None:
            return {}
        try:
            return edited_keys(base.decode(), old.decode())
        except ValueError:
            return {}  # a page that cannot be read is refused when it is put

    def is_edited(self, page_id: str) -> bool:
        """Whether a person wrote on the page the machine last wrote; to save it anew by a program is no edit.

        Of a page whose base is damaged nobody knows, so it counts as edited.
        """
        old, base = self._edited_pair(page_id)
        if old is not None and base is None and self.base_of(page_id).exists():
            return True
        if old is None or base is None:
            return False
        try:
            return not untouched(base.decode(), old.decode())
        except ValueError:
            return True

    def lost_anchors(self, page_id: str) -> frozenset[str] | None:
        """The places in the page as the machine last wrote it that a person took out; None where nobody can tell.

        What the machine wrote never, it may write in this run: so the next run says the same.
        """
        old, base = self._edited_pair(page_id)
        if old is not None and base is None and self.base_of(page_id).exists():
            return None
        try:
            return anchors((base or b"").decode()) - anchors(old.decode()) if old is not None else frozenset()
        except ValueError:
            return None

    def _edited_pair(self, page_id: str) -> tuple[bytes | None, bytes | None]:
        """The page and its base where they differ; most never do, and are read once."""
        if page_id in self._as_written:
            return None, None
        path = self.path(page_id)
        files = self.files_of(page_id)
        old, base = self.memory.read(("edited", page_id), path, files, lambda: self._differing(page_id))
        if old == base:
            self._as_written.add(page_id)
        return old, base

    def _differing(self, page_id: str) -> tuple[bytes | None, bytes | None]:
        old, base = self.pair(page_id)
        return (None, None) if old == base else (old, base)

    def pair(self, page_id: str) -> tuple[bytes | None, bytes | None]:
        """The page and its base as they lie there; None for a base that is damaged, and no longer that of the page."""
        path = self.path(page_id)
        base = read(self.base_of(page_id))
        named = _ID.search(base) if base else None
        sound = named is not None and named[1].decode() == page_id
        return read(self.docs / path) if path else None, base if sound else None

    def as_base(self, page: Page) -> str:
        """The new page with the machine's own values where a person's have flowed into it."""
        return without_person(page.text, self.edits(page.id), self.written(page.id))

    def by_hand(self) -> tuple[HandPage, ...]:
        """The briefings that a person wrote, by path; one that says too little is a problem."""
        pages = []
        for where in self._found.by_hand:
            try:
                pages.append(hand_page(where, (read(self.docs / where) or b"").decode("utf-8-sig")))
            except ValueError as error:
                self.problems.append(Problem(f"docs/{where}", str(error), "mend it: until then it is left alone"))
        return tuple(pages)

    def actor_edits(self) -> tuple[ActorEdit, ...]:
        """The actor pages on which a person wrote, by id."""
        if self._actor_edits is None:
            edits = (actor_edit(*page, self.metadata) for page in self._edited("actor-"))
            self._actor_edits = self._followed([edit for edit in edits if edit])
        return self._actor_edits

    def source_edits(self) -> tuple[NameEdit, ...]:
        """The source pages on which a person wrote, by id."""
        if self._source_edits is None:
            self._source_edits = self._followed([source_edit(*page, self.metadata) for page in self._edited("source-")])
        return self._source_edits

    def event_edits(self) -> tuple[EventEdit, ...]:
        """The event pages on which a person wrote, by id."""
        return tuple(
            event_edit(page_id, self.metadata(page_id), self.written(page_id))
            for page_id in self.events()
            if self.edits(page_id)
        )

    def _edited(self, prefix: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
        """Id, front matter and that of the base of each page in which a person changed front matter."""
        for page_id in sorted(self._found.paths):
            if page_id.startswith(prefix) and self.edits(page_id):
                yield page_id, self.metadata(page_id), self.written(page_id)

    def _followed(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        found, circles = followed(edits)
        for circle in circles:
            first, *others = (f"docs/{self.path(page_id)}" for page_id in circle)
            what = f"its same_as leads in a circle with {', '.join(others)}: none is merged"
            self.problems.append(Problem(first, what, "take out one of these lines"))
        return found

    def _metadata(self, path: str) -> dict[str, Any]:
        return self.memory.read(("front matter", path), None, (path,), lambda: _metadata(Path(path)))


def _metadata(path: Path) -> dict[str, Any]:
    data = read(path)
    try:
        return front_matter.read(data.decode())[0] if data else {}
    except ValueError:
        return {}
