"""What becomes of the pages in `docs/`: decided page by page, written at the end of a run.

The base, `.builder/base/ID.md`, holds exactly the page the machine wrote last. Where the page differs from it, a person
wrote; the two are merged unit by unit (`merge/`), and what cannot be decided is recorded for a person (`review.py`).
A run writes in one step that a crash cannot tear (`journal.py`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from builder.memory import NO_MEMORY, Memory
from builder.records import Page, PageState, Problem
from builder.write.edit_days import EditDays, edit_digest
from builder.write.files import read
from builder.write.found import Found
from builder.write.journal import Change, Journal
from builder.write.merge import markers, merge, translated, with_values
from builder.write.names import DRAWINGS
from builder.write.open_conflicts import OpenConflicts

NEEDS_REVIEW = "needs-review"


class Store(Found):
    """The pages found, and what is to become of them."""

    def __init__(self, root: Path, today: date | None = None, memory: Memory = NO_MEMORY) -> None:
        """`today` is the day on which an edit not seen before is said to have been made; None records none."""
        super().__init__(root, memory)
        self.edit_days = EditDays(root, today)
        self.pending: dict[PurePosixPath, tuple[str, str]] = {}
        """Path below the project -> text now and text to come, of every page that would change."""

        self._conflicts = OpenConflicts(root)
        self._journal = Journal(root)
        self._plan: list[Change] = []

    def put(self, page: Page) -> PageState:
        """Decide what becomes of a page and its assets; nothing is written before `commit`."""
        where = self.path(page.id)
        if where is None or page.absorbs:
            return self._put(page)
        folder = f"{self.docs}/{where.parent}"
        files = (
            *self.files_of(page.id),
            self.places.file_of(page.id),
            self.edit_days.file_of(page.id),
            self._conflicts.file_of(page.id),
            *(f"{folder}/{name}" for name in page.assets),
            *(f"{self.root}/.builder/{name}" for name in page.notes),
        )
        before = len(self._plan), len(self.problems)

        def decide() -> tuple[PageState, bool]:
            """What becomes of it, and whether that is all there is to be said and done."""
            state = self._put(page)
            return state, state in ("unchanged", "kept") and (len(self._plan), len(self.problems)) == before

        of = (where, page.text, page.assets, page.notes, page.before)
        return self.memory.read(("put", page.id), of, files, decide, lambda it: it[1])[0]

    def _put(self, page: Page) -> PageState:
        if self.was_deleted(page.id):
            if noted := self._noted(page):
                self._plan.append(Change(None, None, None, noted))
            return "kept"
        where = self.path(page.id) or page.path
        path, base_path = self.docs / where, self.base_of(page.id)
        old, base = read(path), read(base_path)
        text = base_to_be = page.text.encode()
        beside = self._assets_beside(page.assets, path) | self._noted(page)
        state: PageState = "new" if old is None else "unchanged" if old == text and not beside else "changed"
        # A page like the new text may still hold a person's value that has flowed into it: the base must not take it.
        seen: str | None = None
        if old is not None and old != base and (old != text or self.edits(page.id)):
            try:
                if page.before:
                    text, base_to_be = self._merged(replace(page, text=page.before), where, base, old, beside)
                    seen = edit_digest(base_to_be, text)
                    text, base_to_be = self._translated(page, text, base_to_be)
                else:
                    text, base_to_be = self._merged(page, where, base, old, beside)
            except ValueError as error:
                self.problems.append(Problem(f"docs/{where}", str(error), "mend it: until then it is left alone"))
                return "kept"
            state = "kept" if text == old else "merged"
        beside |= self.edit_days.news(page.id, base_to_be, text, seen)
        beside |= self._left_behind(page, where)
        beside |= self.places.news(page.id, where, {one: self.path(one) for one in page.absorbs})
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
        if where is None or old is None or not self.base_of(page_id).exists():
            return "kept"
        path = self.docs / where
        if self.is_edited(page_id):
            if moved := self.places.news(page_id, where, {}):
                self._plan.append(Change(path, old, old, moved))
            return "kept"
        gone = (
            *_assets_of(path),
            self.base_of(page_id),
            self.places.of(page_id),
            self._conflicts.of(page_id),
            self.edit_days.of(page_id),
        )
        self._plan.append(Change(path, old, None, {one: None for one in gone if one.exists()}))
        self._will_change(where, old, b"")
        return "removed"

    def commit(self) -> tuple[str, ...]:
        """Write all that was decided; gives the pages that could not be written, each named in `problems`."""
        problems = self._journal.commit(self._plan)
        self.problems += problems
        self._plan = []
        self._edits, self._written, self._as_written = {}, {}, set()
        return tuple(problem.path for problem in problems)

    def _merged(
        self, page: Page, where: PurePosixPath, base: bytes | None, old: bytes, beside: dict[Path, bytes | None]
    ) -> tuple[bytes, bytes]:
        """The page with the person's words and the machine's news; the base to go with it.

        A person's value of a data key has already flowed into the new page. Its base keeps the machine's own value:
        else the next run would take the person's for its own, and forget whose it was.
        """
        mine = old.decode()
        _, sound = self.pair(page.id)
        before = base.decode() if base and sound else None
        if line := markers(mine):
            raise ValueError(f"line {line}: a conflict marker")
        new = self.as_base(page)
        if before == new and not self._conflicts.recorded(page.id):
            return old, new.encode()
        merged = merge(before, mine, new)
        conflicts = self._conflicts.now(page.id, merged.text, merged.conflicts)
        if conflicts:
            new = with_values(new, {"review": NEEDS_REVIEW})
            merged = merge(before, mine, new)
        beside |= self._conflicts.news(page.id, f"docs/{where}", conflicts)
        return merged.text.encode(), new.encode()

    def _translated(self, page: Page, text: bytes, base: bytes) -> tuple[bytes, bytes]:
        """The merged page and its base, both in the language that the site has now."""
        new = self.as_base(page)
        if f"\nreview: {NEEDS_REVIEW}\n".encode() in base:
            new = with_values(new, {"review": NEEDS_REVIEW})
        return translated(base.decode(), text.decode(), new).encode(), new.encode()

    def _assets_beside(self, assets: Mapping[str, str], path: Path) -> dict[Path, bytes | None]:
        """The data files beside a page that are not there as they should be; they are the machine's alone."""
        wanted = {path.with_name(name): text.encode() or None for name, text in assets.items()}
        return {file: data for file, data in wanted.items() if read(file) != data}

    def _noted(self, page: Page) -> dict[Path, bytes | None]:
        """The files for the next run that are not as they should be."""
        wanted = {self.root / ".builder" / name: text.encode() or None for name, text in page.notes.items()}
        return {file: data for file, data in wanted.items() if read(file) != data}

    def _left_behind(self, page: Page, where: PurePosixPath) -> dict[Path, bytes | None]:
        """The data files at the place that a person moved the page from, unless another page lies there now."""
        was = self.places.newest(page.id)
        if was is None or was == str(where) or PurePosixPath(was) in self._found.paths.values():
            return {}
        wanted = {(self.docs / where).with_name(name) for name in page.assets}  # some keep their name
        return {file: None for file in _assets_of(self.docs / was) if file not in wanted and file.exists()}

    def _will_change(self, where: PurePosixPath, old: bytes | None, new: bytes) -> None:
        if old != new:
            self.pending[PurePosixPath("docs") / where] = ((old or b"").decode(errors="replace"), new.decode())


def _assets_of(page: Path) -> tuple[Path, ...]:
    """Data file and drawings, as they may lie beside a page."""
    return (page.with_suffix(".json"), *(page.with_name(f"{page.stem}-{name}.svg") for name in DRAWINGS))
