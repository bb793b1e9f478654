"""People at work on the pages of a project."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.survival.edits import IN_DATA, IN_TEXT, TYPING, Edit
from tests.survival.programs import PROGRAMS, resaved
from tests.survival.project import NUMBERS, Project
from tests.survival.text import is_page, pick, plain
from tests.survival.trees import assert_equal, tree


class People(Project):
    """Who edits, saves anew, moves, copies, deletes and writes pages."""

    @initialize(
        calm=st.booleans(),
        typing=st.lists(st.tuples(st.booleans(), NUMBERS, NUMBERS, st.sampled_from(TYPING)), min_size=1, max_size=5),
    )
    def begin(self, calm: bool, typing: list[tuple[bool, int, int, Edit]]) -> None:
        """In a calm project nobody does what changes pages other than the one at hand; some words are there at once."""
        self.calm = calm
        for in_briefing, n, which, how in typing:
            self.edit_one(self.briefings() if in_briefing else self.pages(), n, which, how)

    @rule(n=NUMBERS, which=NUMBERS, how=st.sampled_from(IN_TEXT))
    def edit_a_briefing(self, n: int, which: int, how: Edit) -> None:
        self.edit_one(self.briefings(), n, which, how)

    @rule(n=NUMBERS, which=NUMBERS, how=st.sampled_from(IN_TEXT))
    def edit_any_page(self, n: int, which: int, how: Edit) -> None:
        self.edit_one(self.pages(), n, which, how)

    @precondition(lambda self: not self.calm)
    @rule(n=NUMBERS, which=NUMBERS, how=st.sampled_from(IN_DATA))
    def edit_the_data_of_a_page(self, n: int, which: int, how: Edit) -> None:
        self.edit_one(self.pages(), n, which, how)

    @rule(which=NUMBERS, program=st.sampled_from(PROGRAMS), crlf=st.booleans(), bom=st.booleans())
    def save_a_page_anew(self, which: int, program: Callable[[str], str], crlf: bool, bom: bool) -> None:
        path = pick(self.pages(), which)
        if is_page(plain(path.read_bytes())):
            self.save(path, resaved(path.read_bytes(), program, crlf=crlf, bom=bom))

    @precondition(lambda self: self.at_rest)
    @rule(which=NUMBERS, program=st.sampled_from(PROGRAMS), crlf=st.booleans(), bom=st.booleans())
    def a_page_saved_anew_is_left_alone(self, which: int, program: Callable[[str], str], crlf: bool, bom: bool) -> None:
        self.save_a_page_anew(which, program, crlf, bom)
        before = tree(self.root)
        self.run()
        assert_equal(tree(self.root), before)
        self.counts["re-saves looked at"] += 1
        self.at_rest = True

    @precondition(lambda self: not self.calm)
    @rule(which=NUMBERS, name=st.sampled_from(("elsewhere", "renamed")), deep=st.booleans())
    def move_a_page(self, which: int, name: str, deep: bool) -> None:
        old = pick(self.pages(), which)
        folder = self.root / "docs" / ("ours" if deep else "") if old.parent.name != "briefings" else old.parent
        new = folder / f"{name}-{self.token()[3:7]}.md"
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)
        self.typed[new] = self.typed.pop(old, set())
        if old in self.touched:
            self.touched.remove(old)
            self.touched.add(new)
        self.at_rest = False

    @precondition(lambda self: not self.calm and len(self.pages()) > 8)
    @rule(which=NUMBERS)
    def delete_a_page(self, which: int) -> None:
        path = pick(self.pages(), which)
        path.unlink()
        self.typed.pop(path, None)
        self.at_rest = False

    @precondition(lambda self: not self.calm)
    @rule(which=NUMBERS, name=st.sampled_from(("a-copy", "z-copy")))
    def copy_a_page(self, which: int, name: str) -> None:
        path = pick(self.pages(), which)
        copy = path.with_name(f"{name}-{self.token()[3:7]}.md")
        copy.write_bytes(path.read_bytes())
        self.typed[copy] = set(self.typed.get(path, ()))
        self.touched |= {path, copy}
        self.at_rest = False

    @precondition(lambda self: not self.calm)
    @rule(n=NUMBERS)
    def write_a_page_by_hand(self, n: int) -> None:
        token = self.token()
        text = f"---\ntitle: By hand {token}\ndate: 2022-06-1{n % 9}\nsource: Our own\nmood: {token}\n---\n"
        body = f"# Seen {token}\n\nAda Lund walked the quay. It was {token}.\n\n## Later\n\n- One more {token}\n"
        self.save(self.root / f"docs/briefings/by-hand-{token[3:7]}.md", (text + body).encode())

    @precondition(lambda self: not self.calm)
    @rule(which=NUMBERS, name=st.sampled_from(("Ada Lund", "Tom Okafor", "Ida Voss")), key=st.sampled_from("sna"))
    def make_two_actors_one_or_keep_them_apart(self, which: int, name: str, key: str) -> None:
        lines = {"s": [f"same_as: {name}"], "n": ["not:", f"- {name}"], "a": ["aliases:", f"- {name}"]}[key]
        actors = sorted((self.root / "docs/actors").glob("*-*.md"))
        if actors:
            self.edit(pick(actors, which), lambda page, _n, _token: page.front.extend(lines), 0)
