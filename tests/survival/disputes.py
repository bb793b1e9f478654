"""Where two change one thing: a person and the builder, or two people on two branches."""

import re

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from builder.desk import editing
from builder.desk.lookup import find
from builder.errors import PageError
from builder.write.merge import markers
from tests.survival.git_marks import clash, mended
from tests.survival.project import NUMBERS, Project
from tests.survival.projects import NEWS
from tests.survival.text import TOKEN, dressed, is_page, opened, pick, plain, prose, typed_values


class Disputes(Project):
    """Who makes conflicts, and ends them."""

    @precondition(lambda self: not self.calm)
    @rule(which=NUMBERS, n=NUMBERS, side=st.sampled_from((None, "mine", "new")), place=st.none() | NUMBERS)
    def disagree(self, which: int, n: int, side: editing.Side | None, place: int | None) -> None:
        """A person and a new text of the seed change one sentence, each in their own way; it may be settled at once."""
        seeds = sorted((self.root / "seeds").glob("*.txt"))
        sentences = re.findall(r"[A-Z][^.\n]+\.", pick(seeds, which).read_text()) if seeds else []
        if not sentences:
            return
        seed, sentence = pick(seeds, which), pick(sentences, n)
        for path in self.briefings():
            data = path.read_bytes()
            text = plain(data)
            if sentence in text and is_page(text):
                text = text.replace(sentence, f"{sentence[:-1]} {self.token()}.")
                self.save(path, dressed(text, crlf=b"\r\n" in data, bom=data.startswith(b"\xef\xbb\xbf")))
        new = f"{sentence[:-1]} again." if n % 2 else pick(NEWS, n)
        seed.write_text(seed.read_text().replace(sentence, new))
        self.once()
        if side and any((self.root / ".builder").glob("review/*.md")):
            self.accept(which, side, place)

    @precondition(lambda self: (self.root / ".builder/review").is_dir())
    @rule(which=NUMBERS)
    def end_a_conflict(self, which: int) -> None:
        records = sorted((self.root / ".builder/review").glob("*.md"))
        if records:
            pick(records, which).unlink()
        self.at_rest = False

    @precondition(lambda self: any((self.root / ".builder").glob("review/*.md")))
    @rule(which=NUMBERS, side=st.sampled_from(("mine", "new")), place=st.none() | NUMBERS)
    def accept_a_side(self, which: int, side: editing.Side, place: int | None) -> None:
        self.accept(which, side, place)

    def accept(self, which: int, side: editing.Side, place: int | None) -> None:
        """The command `accept`; with `--new` the person gives up what they typed there, and nothing else."""
        name = pick(sorted((self.root / ".builder").glob("review/*.md")), which).stem
        try:
            page = find(self.root, name)
            editing.refuse_markers(page)
            conflicts = editing.open_conflicts(self.root, page)
        except PageError:
            conflicts = ()
        if not conflicts:
            with pytest.raises(PageError):
                editing.accept(self.root, name, side)
            return
        wanted = None if place is None else pick(conflicts, place).where
        path = self.root / page.path
        before = path.read_bytes()
        done = editing.accept(self.root, name if wanted is None else f"{name}#{wanted}", side)
        text = path.read_bytes().decode()
        assert side == "new" or text == before.decode()
        assert done.ended
        assert wanted is not None or not done.left
        assert {one.where for one in done.left} <= {one.where for one in conflicts}
        given_up = {word for one in done.ended for word in TOKEN.findall(one.mine)} if side == "new" else set()
        lost = {word for word in self.typed.get(path, ()) if word not in text}
        assert lost <= given_up, f"lost from {page.path}"
        self.typed[path] = self.typed.get(path, set()) - lost
        self.counts[f"conflicts ended by --{side}"] += len(done.ended)
        self.counts["words given up"] += len(lost)
        if self.at_rest:
            self.once()
            again = editing.open_conflicts(self.root, find(self.root, name))
            assert not {(one.where, one.mine) for one in done.ended} & {(one.where, one.mine) for one in again}
        self.at_rest = False

    @rule(
        which=NUMBERS,
        n=NUMBERS,
        style=st.sampled_from(("other", "", "--diff3")),
        sides=st.sampled_from(("o", "t", "ot")),
    )
    def leave_and_mend_conflict_markers(self, which: int, n: int, style: str, sides: str) -> None:
        """A page half merged by git is refused with its line, and left alone until a person mends it."""
        path = pick(self.pages(), which)
        data = path.read_bytes()
        text = plain(data)
        page = opened(text)
        if page is None or not is_page(text) or markers(text):
            return
        above = typed_values(page) if n % 4 == 0 else []
        ats = [1 + at for at in above] or [len(page.front) + 2 + at for at in prose(page)]
        words = ("# ", "# ") if above else ("We saw ", "They saw ")
        if not ats:
            return
        text = clash(text, pick(ats, n), *(f"{one}{self.token()}" for one in words), style)
        if above:
            sides = sides[:1]
        if not is_page(mended(text, sides)):
            return
        look = {"crlf": b"\r\n" in data, "bom": data.startswith(b"\xef\xbb\xbf")}
        self.save(path, dressed(text, **look))
        before = path.read_bytes()
        report = self.once()
        assert path.read_bytes() == before
        where = str(path.relative_to(self.root))
        if self.is_written(path):
            line = 1 + text.split("\n").index(next(one for one in text.split("\n") if one.startswith("<<<<<<<")))
            assert any(one.path == where and f"line {line}:" in one.what for one in report.problems), report.problems
            assert report.pages[where] == "kept"
            self.counts["half merged pages refused"] += 1
        self.save(path, dressed(mended(text, sides), **look))
        if n % 3:
            return
        report = self.once()
        assert not any("conflict marker" in one.what for one in report.problems if one.path == where)
