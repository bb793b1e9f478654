"""The pages as they lie in `docs/`, and beside them what the builder last wrote.

The base, `.builder/base/ID.md`, holds exactly the page the machine wrote last. Where the page differs from it, a person
wrote; the two are merged unit by unit (`merge/`), and what cannot be decided is recorded for a person (`review.py`).
A run decides first and writes at its end, in one step that a crash cannot tear (`journal.py`).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from builder.records import Correction, Page, PageState, Problem
from builder.write import front_matter, review
from builder.write.files import read
from builder.write.journal import Change, Journal
from builder.write.merge import Conflict, changed_sections, edited_keys, markers, merge, with_values
from builder.write.person import ActorEdit, HandPage, actor_edit, followed, hand_page, strings
from builder.write.provenance import CORRECTIONS, edit_digest, edit_record
from builder.write.scan import DIGEST_SHOWN, scan

DATA_KEYS = frozenset({"title", "date", "date_edtf", "source", "source_url", "authors", "lang"})
"""Front matter in which a person's value is data: it flows into everything that is made from it."""

NEEDS_REVIEW = "needs-review"


class Store:
    """Pages by id, wherever a person has moved them, and their bases."""

    def __init__(self, root: Path, today: date | None = None) -> None:
        """`today` is the day on which an edit not seen before is said to have been made; None records none."""
        self.root = root
        self._today = today
        self.docs = root / "docs"
        self._bases, self._records, self._known = (root / ".builder" / name for name in ("base", "review", "addresses"))
        self.pending: dict[PurePosixPath, tuple[str, str]] = {}
        """Path below the project -> text now and text to come, of every page that would change."""

        self._journal = Journal(root)
        self._found = scan(self.docs, self._home)
        self.problems: list[Problem] = [*self._found.problems]
        self._plan: list[Change] = []
        self._edits: dict[str, dict[str, Any]] = {}
        self._actor_edits: tuple[ActorEdit, ...] | None = None

    def _home(self, page_id: str) -> str | None:
        lines = (read(self._addresses_of(page_id)) or b"").decode().splitlines()
        return lines[0] if lines else None

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
        return _metadata(self.docs / path) if path else {}

    def written(self, page_id: str) -> dict[str, Any]:
        """Front matter of the page as the machine last wrote it; empty when it never did."""
        return _metadata(self.base_of(page_id))

    def id_of_seed(self, path: str, digest: str) -> str | None:
        """Id of the page made from a seed, known by its path, or by its digest when the file was renamed."""
        return self._found.seeds.get(path) or self._found.seeds.get(digest[:DIGEST_SHOWN])

    def corrected(self) -> tuple[dict[str, Any], ...]:
        """Front matter of the pages that list corrections, by id."""
        return tuple(self.metadata(page_id) for page_id in sorted(self._found.corrected))

    def edits(self, page_id: str) -> dict[str, Any]:
        """Front matter that a person changed or added; None for a key that was taken out."""
        if page_id not in self._edits:
            self._edits[page_id] = self._find_edits(page_id)
        return self._edits[page_id]

    def _find_edits(self, page_id: str) -> dict[str, Any]:
        old, base = self._pair(page_id)
        if old is None or base is None or old == base:
            return {}
        try:
            return edited_keys(base.decode(), old.decode())
        except ValueError:
            return {}  # a page that cannot be read is refused when it is put

    def is_edited(self, page_id: str) -> bool:
        """Whether the page differs from what the machine last wrote."""
        old, base = self._pair(page_id)
        return old is not None and base is not None and old != base

    def _pair(self, page_id: str) -> tuple[bytes | None, bytes | None]:
        """The page and its base as they lie there."""
        path = self.path(page_id)
        return read(self.docs / path) if path else None, read(self.base_of(page_id))

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
            pages = (page_id for page_id in sorted(self._found.paths) if page_id.startswith("actor-"))
            edits = [edit for page_id in pages if (edit := self._actor_edit(page_id))]
            self._actor_edits, circles = followed(edits)
            for circle in circles:
                first, *others = (f"docs/{self.path(page_id)}" for page_id in circle)
                what = f"its same_as leads in a circle with {', '.join(others)}: none is merged"
                self.problems.append(Problem(first, what, "take out one of these lines"))
        return self._actor_edits

    def _actor_edit(self, page_id: str) -> ActorEdit | None:
        if not self.edits(page_id):
            return None
        return actor_edit(page_id, self.metadata(page_id), self.written(page_id), self.metadata)

    def put(self, page: Page) -> PageState:
        """Decide what becomes of a page and its assets; nothing is written before `commit`."""
        if self.was_deleted(page.id):
            return "kept"
        where = self.path(page.id) or page.path
        path, base_path = self.docs / where, self.base_of(page.id)
        old, base = read(path), read(base_path)
        text = base_to_be = page.text.encode()
        beside = self._assets_beside(page.assets, path)
        state: PageState = "new" if old is None else "unchanged" if old == text and not beside else "changed"
        # A page like the new text may still hold a person's value that has flowed into it: the base must not take it.
        if old is not None and old != base and (old != text or self.edits(page.id)):
            try:
                text, base_to_be = self._merged(page, where, base, old, beside)
            except ValueError as error:
                self.problems.append(Problem(f"docs/{where}", str(error), "mend it: until then it is left alone"))
                return "kept"
            state = "kept" if text == old else "merged"
        self._keep_edit_day(page.id, base_to_be, text, beside)
        self._keep_address(page, where, beside)
        if base != base_to_be:
            beside[base_path] = base_to_be
        if old != text or beside:
            self._plan.append(Change(path, old, text, beside))
            self._will_change(where, old, text)
        self._found.paths[page.id] = where
        return state

    def remove(self, page_id: str) -> PageState:
        """Decide to take away a page that has nothing to tell any more, unless a person changed it."""
        where = self.path(page_id)
        old = read(self.docs / where) if where else None
        if where is None or old is None or old != read(self.base_of(page_id)):
            return "kept"
        path = self.docs / where
        gone = (
            path.with_suffix(".json"),
            self.base_of(page_id),
            self._addresses_of(page_id),
            self.review_of(page_id),
            edit_record(self.root, page_id),
        )
        self._plan.append(Change(path, old, None, {one: None for one in gone if one.exists()}))
        self._will_change(where, old, b"")
        return "removed"

    def written_ids(self) -> tuple[str, ...]:
        """Ids of all pages the machine ever wrote and that were not removed since, sorted."""
        return tuple(sorted(path.stem for path in self._bases.glob("*.md")))

    def commit(self) -> tuple[str, ...]:
        """Write all that was decided; gives the pages that could not be written, each named in `problems`."""
        problems = self._journal.commit(self._plan)
        self.problems += problems
        self._plan = []
        return tuple(problem.path for problem in problems)

    def base_of(self, page_id: str) -> Path:
        """Where the page is kept as the machine last wrote it."""
        return self._bases / f"{page_id}.md"

    def _addresses_of(self, page_id: str) -> Path:
        return self._known / page_id

    def _keep_address(self, page: Page, where: PurePosixPath, beside: dict[Path, bytes | None]) -> None:
        """Remember where the page lies, the newest place first, so that old addresses can lead there.

        The addresses of the pages that it stands for now are its own from now on.
        """
        file = self._addresses_of(page.id)
        known = (read(file) or b"").decode().splitlines()
        other = (line for one in page.absorbs for line in (read(self._addresses_of(one)) or b"").decode().splitlines())
        lines = list(dict.fromkeys((str(where), *known, *other)))
        if known != lines:
            beside[file] = "".join(f"{line}\n" for line in lines).encode()

    def _keep_edit_day(self, page_id: str, base: bytes, page: bytes, beside: dict[Path, bytes | None]) -> None:
        """Remember the day on which a person's words were first seen, for as long as they are the same words.

        `base` and `page` are what both will be after the run.
        """
        file = edit_record(self.root, page_id)
        found = edit_digest(base, page) if page != base else None
        known, day = read(file), self._edit_day(page_id, found)
        record = f"{day} {found}\n".encode() if found and day else None
        if known != record and (record or not found):
            beside[file] = record

    def text_corrections(self, page: Page) -> tuple[Correction, ...]:
        """The sections of which a person changed or removed generated text, with the day where it is known.

        Text that was only added, such as an editor's note, corrects nothing. `page` is the page without these lines;
        they tell of the base and the page as this run will leave them: so the next run finds the same.
        """
        old, base = self._pair(page.id)
        if old is None or base is None or old == base:
            return ()
        try:
            new = self._without_person(page)
            merged = merge(base.decode(), old.decode(), new).text
            changed = changed_sections(new, merged)
        except ValueError:
            return ()  # a page that cannot be read is refused when it is put
        day = self._edit_day(page.id, edit_digest(new.encode(), merged.encode()))
        since = f" on {day}" if day else ""
        return tuple(
            Correction(f"{heading or 'Opening'}: text changed by hand{since}")
            for anchor, heading in changed.items()
            if anchor != CORRECTIONS
        )

    def _edit_day(self, page_id: str, digest: str | None) -> str:
        """The day on which a person's words were first seen; empty when this store records none."""
        known = (read(edit_record(self.root, page_id)) or b"").decode().split()
        if known[1:] == [digest]:
            return known[0]
        return self._today.isoformat() if self._today else ""

    def _merged(
        self, page: Page, where: PurePosixPath, base: bytes | None, old: bytes, beside: dict[Path, bytes | None]
    ) -> tuple[bytes, bytes]:
        """The page with the person's words and the machine's news; the base to go with it.

        A person's value of a data key has already flowed into the new page. Its base keeps the machine's own value:
        else the next run would take the person's for its own, and forget whose it was.
        """
        mine = old.decode()
        before = base.decode() if base else None
        if line := markers(mine):
            raise ValueError(f"line {line}: a conflict marker")
        new = self._without_person(page)
        if before == new and not self._recorded(page.id):
            return old, new.encode()
        merged = merge(before, mine, new)
        conflicts = self._open_conflicts(page.id, merged.text, merged.conflicts)
        if conflicts:
            new = with_values(new, {"review": NEEDS_REVIEW})
            merged = merge(before, mine, new)
        record = review.render(f"docs/{where}", conflicts).encode() if conflicts else None
        if record != read(self.review_of(page.id)):
            beside[self.review_of(page.id)] = record
        return merged.text.encode(), new.encode()

    def _without_person(self, page: Page) -> str:
        """The new page with the machine's own values where a person's have flowed into it."""
        edits, own = self.edits(page.id), self.written(page.id)
        values = {key: own.get(key) for key in edits if key in DATA_KEYS}
        if isinstance(edits.get("aliases"), list):
            added = {alias for alias in edits["aliases"] if alias not in strings(own.get("aliases"))}
            found = strings(front_matter.read(page.text)[0].get("aliases"))
            values["aliases"] = [alias for alias in found if alias not in added] or None
        return with_values(page.text, values) if values else page.text

    def _open_conflicts(self, page_id: str, text: str, fresh: Sequence[Conflict]) -> tuple[Conflict, ...]:
        """Those of earlier runs that are not settled, and the fresh ones; a fresh one replaces that of its unit."""
        places = {(one.where, one.mine) for one in fresh}
        earlier = review.still_open(text, self._recorded(page_id))
        return (*(one for one in earlier if (one.where, one.mine) not in places), *fresh)

    def _recorded(self, page_id: str) -> tuple[Conflict, ...]:
        data = read(self.review_of(page_id))
        return review.parse(data.decode())[1] if data else ()

    def review_of(self, page_id: str) -> Path:
        """Where the open conflicts of a page are recorded."""
        return self._records / f"{page_id}.md"

    def _assets_beside(self, assets: Mapping[str, str], path: Path) -> dict[Path, bytes | None]:
        """The data files beside a page that are not there as they should be; they are the machine's alone."""
        wanted = {path.with_name(name): text.encode() for name, text in assets.items()}
        return {file: data for file, data in wanted.items() if read(file) != data}

    def _will_change(self, where: PurePosixPath, old: bytes | None, new: bytes) -> None:
        if old != new:
            self.pending[PurePosixPath("docs") / where] = ((old or b"").decode(errors="replace"), new.decode())


def _metadata(path: Path) -> dict[str, Any]:
    data = read(path)
    try:
        return front_matter.read(data.decode())[0] if data else {}
    except ValueError:
        return {}
