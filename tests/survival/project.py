"""A project on disk with what people typed in it, and what must hold after each run."""

import re
import shutil
import tempfile
from collections import Counter, defaultdict
from pathlib import Path, PurePosixPath
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from builder import write
from builder.memory import NO_MEMORY, Memory
from builder.records import Page, Report
from builder.write import known_pages
from builder.write.names import DRAWINGS
from builder.write.pages import briefing as briefing_page
from tests.survival.edits import Edit
from tests.survival.projects import build
from tests.survival.text import TOKEN, Nothing, dressed, is_page, opened, pick, plain
from tests.survival.trees import Tree, assert_equal, memory, plant, tree, without_history
from tests.survival.versions import version_of

NUMBERS = st.integers(0, 9999)


class Project(RuleBasedStateMachine):
    """A project, its people, and what they have typed so far."""

    counts: ClassVar[Counter[str]] = Counter()
    rendered: ClassVar[dict[str, Page]]
    start: ClassVar[Tree]
    fresh: ClassVar[dict[tuple[object, ...], Tree]] = {}
    """Version of the builder and all seeds -> what a fresh build of them gives."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(dir=memory()))
        plant(self.root, self.start)
        self.typed: dict[Path, set[str]] = {}
        """Page -> the words that a person typed on it and that were there when they last saved it."""

        self.touched: set[Path] = set()
        self.number = 0
        self.version = 0
        self.remembered: defaultdict[int, Memory] = defaultdict(Memory)
        """What each version of the builder remembers of its runs."""

        self.calm = False
        self.at_rest = False

    def pages(self) -> list[Path]:
        return sorted((self.root / "docs").rglob("*.md"))

    def briefings(self) -> list[Path]:
        return sorted((self.root / "docs/briefings").rglob("*.md"))

    def token(self) -> str:
        self.number += 1
        return f"zqk{self.number:04x}q"

    def save(self, path: Path, data: bytes) -> None:
        before = path.read_bytes().decode() if path.exists() else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        text = data.decode()
        new = set(TOKEN.findall(text)) - set(TOKEN.findall(before))
        self.counts["words typed"] += len(new)
        known = self.typed.get(path, set()) | new
        self.typed[path] = {word for word in known if word in text and text.count(word) >= before.count(word)}
        self.touched.add(path)
        self.at_rest = False

    def edit(self, path: Path, how: Edit, n: int) -> None:
        data = path.read_bytes()
        page = opened(plain(data))
        if page is None:
            return
        try:
            how(page, n, self.token())
        except Nothing:
            return
        if is_page(str(page)):
            self.save(path, dressed(str(page), crlf=b"\r\n" in data, bom=data.startswith(b"\xef\xbb\xbf")))

    def edit_one(self, among: list[Path], n: int, which: int, how: Edit) -> None:
        if among:
            self.edit(pick(among, which), how, n)

    def is_written(self, path: Path) -> bool:
        """Whether the last run had a page to write to this place."""
        store = write.Store(self.root)
        places = {store.path(page_id) for page_id in self.rendered}
        return PurePosixPath(path.relative_to(self.root / "docs")) in places

    @rule()
    def run(self) -> None:
        self.once()

    def once(self) -> Report:
        bodies = {path: body_of(path) for path in (self.root / "docs/briefings").rglob("by-hand-*.md")}
        report = self.build(self.root, self.remembered[self.version])
        self.counts["runs"] += 1
        self.nothing_typed_is_lost()
        self.what_nobody_touched_is_as_rendered()
        assert {path: body_of(path) for path in bodies} == bodies
        return report

    @rule()
    def run_twice(self) -> None:
        self.run()
        before = tree(self.root)
        report = self.build(self.root)  # without the memory, which must make no difference
        self.counts["runs"] += 1
        assert_equal(tree(self.root), before)
        assert not report.pending
        self.at_rest = True

    def build(self, root: Path, remembered: Memory = NO_MEMORY) -> Report:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(briefing_page, "SECTIONS", version_of(self.version))
            patch.setattr(known_pages, "digest_of", lambda *_: str(self.version).encode())
            return build(root, remembered)

    def nothing_typed_is_lost(self) -> None:
        """Each is on its page still: a record of a conflict is not enough, for the page keeps the person's text."""
        for path, words in self.typed.items():
            there = path.read_bytes().decode() if path.exists() else ""
            lost = {word for word in words if word not in there}
            assert not lost, f"lost from {path.relative_to(self.root)}"
            self.counts["words looked for"] += len(words)

    def what_nobody_touched_is_as_rendered(self) -> None:
        store = write.Store(self.root)
        for page_id, page in self.rendered.items():
            where = store.path(page_id)
            path = self.root / "docs" / where if where else None
            if path is not None and path not in self.touched:
                assert path.read_bytes() == page.text.encode(), f"{where} is not as rendered"
                assert store.base_of(page_id).read_bytes() == page.text.encode(), f"the base of {where}"
                self.counts["untouched pages looked at"] += 1

    def teardown(self) -> None:
        try:
            self.run_twice()
            if self.calm:
                self.what_nobody_touched_is_as_in_a_fresh_build()
            self.counts["conflicts open at the end"] += len(list((self.root / ".builder").glob("review/*.md")))
            self.counts["sequences"] += 1
            words = sum(map(len, self.typed.values()))
            self.counts["words there at the end"] += words
            self.counts["sequences that end with several words"] += words > 1
        finally:
            shutil.rmtree(self.root)

    def what_nobody_touched_is_as_in_a_fresh_build(self) -> None:
        assert_equal(self.untouched_of(tree(self.root / "docs")), self.untouched_of(self.built_afresh()))
        self.counts["fresh builds compared"] += 1

    def built_afresh(self) -> Tree:
        """What this version of the builder makes of these seeds in an empty project; made once for all sequences."""
        seeds = tree(self.root / "seeds") if (self.root / "seeds").is_dir() else {}
        known = (self.version, *sorted(seeds.items()))
        if known not in self.fresh:
            with tempfile.TemporaryDirectory(dir=memory()) as name:
                plant(Path(name) / "seeds", seeds)
                self.build(Path(name))
                self.fresh[known] = tree(Path(name) / "docs")
        return self.fresh[known]

    def untouched_of(self, files: Tree) -> Tree:
        """The files of `docs/` but no page that somebody touched here, nor the list of those, nor what came when.

        What is drawn of a page stays where that stays, so those of touched pages are left out with them.
        A link to a page that somebody touched leads to its beginning: the heading may have gone.
        """
        touched = {str(path.relative_to(self.root / "docs").with_suffix("")) for path in self.touched} | {"corrections"}
        touched |= {f"{page}-{drawing}" for page in touched for drawing in DRAWINGS}
        found = {name: data for name, data in files.items() if name.rpartition(".")[0] not in touched}
        names = "|".join(re.escape(path.name) for path in self.touched) or "$."
        into = re.compile(rf"(\]\((?:[^()\s#]*/)?(?:{names}))#[^()\s]+".encode())
        return without_history({name: into.sub(rb"\1", data) for name, data in found.items()})


def body_of(path: Path) -> str:
    """All below the front matter."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n---\n", 1)[1]
