"""Whatever people, their editors and later runs do to a project, in whatever order: no word of a person is lost.

A state machine plays people on a real project folder. Each word it types is one of a kind, and is looked for after
each run. The articles are analysed by rule of thumb, so that a build takes 15 ms and not 200.
"""

import io
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from difflib import unified_diff
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar, NamedTuple

import mdformat
import pytest
import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from ruamel.yaml import YAML

from builder import analyse, pipeline, write
from builder.analyse.sentences import find_sentences
from builder.config import Settings
from builder.desk import editing
from builder.desk.lookup import find
from builder.errors import PageError
from builder.records import Actor, Article, Briefing, OpenPoint, Page, PageState, Point, Report, Sourcing, Span
from builder.write.merge import markers
from builder.write.pages import briefing as briefing_page
from builder.write.view import Section, View

SEQUENCES = 1000
STEPS = 12

SEEDS = {
    "port": "Port of Brockel reopens\n\nThe port of Brockel reopened in May. Mayor Ada Lund cut the ribbon. Ships came "
    "at noon.\n\nTom Okafor praised the crews. The company would not confirm the cost.\n",
    "ferry": "Ferry line returns\n\nThe ferry to Agder came back in June. Ada Lund was on board. It carried 200 people."
    "\n\nIda Voss counted them twice.\n",
    "bridge": "Council votes for a bridge\n\nThe council voted for a bridge. Tom Okafor leads it. Nine were against."
    "\n\nIda Voss would not confirm the price.\n",
    "lamp": "Lighthouse sold\n\nThe lighthouse was sold in August. Mirjam Oke bought it. It stays white.\n",
    "strike": "Pilots end their strike\n\nThe pilots went back to work. Ada Lund thanked them. Forty ships had waited."
    "\n\nMirjam Oke did not comment.\n",
}
FIRST = ("port", "ferry", "bridge")
NEWS = ("A second boat is planned.", "Jon Brekke saw it.", "Ada Lund said more.", "Rain fell all day.")

NOT_TYPED_IN = frozenset({"id", "seed", "type", "kind", "date_edtf"})
"""Keys by which the builder knows a page."""

_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_TOKEN = re.compile(r"zqk[0-9a-f]{4}q")
_WORD = re.compile(r"(?<= )[A-Za-z]{3,}(?=[ .,])")
_KEY = re.compile(r"(\w+): +(\S.*)")

Tree = dict[str, bytes]


# --- a builder that is fast ----------------------------------------------------------------------


def thumbed(articles: Iterable[Article]) -> Iterator[Briefing]:
    """Briefings by rule of thumb: a pair of capitalised words is a person, the second and third sentence the points."""
    for article in articles:
        sentences = find_sentences(article.text, article.lang)
        names: dict[str, list[Span]] = {}
        for found in _NAME.finditer(article.text):
            names.setdefault(found[0], []).append(Span(*found.span()))
        actors = tuple(Actor("PER", name, (name,), tuple(spans)) for name, spans in names.items())
        spans = [sentence.span for sentence in sentences]
        yield Briefing(
            article=article,
            sentences=sentences,
            bottom_line=spans[min(1, len(spans) - 1)],
            points=tuple(_point(span, actors) for span in spans[1:3]),
            actors=actors,
            quotes=(),
            timexes=(),
            open_points=tuple(OpenPoint(span, span) for span in spans if " not " in span.of(article.text)),
            sourcing=Sourcing((), (), (), "low", "one source"),
        )


def _point(span: Span, actors: Sequence[Actor]) -> Point:
    by = next((actor.name for actor in actors if span.meets(actor.mentions[0])), None)
    return Point(span, "claimed" if by else "reported", by)


@pytest.fixture(scope="module")
def rendered() -> Iterator[dict[str, Page]]:
    """The last pages that a build rendered, by id; builds are fast while it is in use."""
    pages: dict[str, Page] = {}
    real = write.write

    def remembered(given: Sequence[Page], store: write.Store, *, dry: bool = False) -> dict[str, PageState]:
        pages.clear()
        pages.update((page.id, page) for page in given)
        return real(given, store, dry=dry)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analyse, "analyse", thumbed)
        patch.setattr(analyse, "model_name", lambda: "rule of thumb")
        patch.setattr(write, "write", remembered)
        yield pages


def build(root: Path) -> Report:
    return pipeline.build(root, Settings(), today=date(2024, 2, 1))


def sow(root: Path, name: str, text: str) -> None:
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds" / f"{name}.txt").write_text(text)
    (root / "seeds" / f"{name}.yml").write_text("source: Agder Times\ndate: 2022-05-10\n")


def tree(root: Path) -> Tree:
    found = {}
    for folder, _, names in os.walk(root):
        below = os.path.relpath(folder, root)
        for name in names:
            if name != "lock":
                with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 thousands of files, a few times a sequence
                    found[os.path.normpath(f"{below}/{name}")] = file.read()
    return found


def plant(root: Path, files: Tree) -> None:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def memory() -> str | None:
    """A folder in memory, where the system has one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def version_of(number: int) -> tuple[Section, ...]:
    """The sections of a briefing, as another version of the builder would have them."""
    first, *rest = SECTIONS
    return (
        SECTIONS,
        (Section("Main points", first.render), *rest),
        (Section(first.heading, lambda view: f"In short:\n\n{first.render(view)}"), *rest),
        (Section(first.heading, lambda view: f"{first.render(view)}\n- One more line of the builder."), *rest),
        (Section(first.heading, lambda view: first.render(view).replace("Reported", "Told")), *rest),
        SECTIONS[::-1],
        tuple(section for section in SECTIONS if section.heading != "Actors"),
        (*SECTIONS, Section("Read on", _read_on)),
    )[number % VERSIONS]


def _read_on(_view: View) -> str:
    return "The builder of tomorrow adds this line. And it adds that one."


SECTIONS = briefing_page.SECTIONS
VERSIONS = 8


# --- what a person does to a page ----------------------------------------------------------------


class Text(NamedTuple):
    """A page in an editor: lines of front matter without fences, lines of body."""

    front: list[str]
    body: list[str]

    def __str__(self) -> str:
        return "\n".join(["---", *self.front, "---", *self.body])


def opened(text: str) -> Text | None:
    """The page, if its front matter is between fences."""
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return None
    end = lines.index("---", 1)
    return Text(lines[1:end], lines[end + 1 :])


def prose(page: Text, *, rows: bool = False) -> list[int]:
    """Lines of the body that hold sentences; `rows`: of tables too."""
    other = ("#", "{:", "???", "```", "---") if rows else ("#", "{:", "???", "```", "---", "|")
    return [at for at, line in enumerate(page.body) if _WORD.search(line) and not line.lstrip().startswith(other)]


def indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def change_word(page: Text, n: int, token: str) -> None:
    at = pick(prose(page, rows=True), n)
    found = pick(list(_WORD.finditer(page.body[at])), n // 7)
    page.body[at] = page.body[at][: found.start()] + token + page.body[at][found.end() :]


def add_sentence(page: Text, n: int, token: str) -> None:
    at = pick(prose(page), n)
    before, stop, after = page.body[at].partition(". ")
    words = f"We saw {token} there."
    page.body[at] = f"{before}{stop}{words} {after}" if stop and n % 2 else f"{page.body[at]} {words}"


def drop_sentence(page: Text, n: int, _token: str) -> None:
    at = pick([at for at in prose(page) if ". " in page.body[at]], n)
    line = page.body[at]
    page.body[at] = indent(line) + line.partition(". ")[2]


def add_paragraph(page: Text, n: int, token: str) -> None:
    at = pick([0, *(at for at, line in enumerate(page.body) if not line)], n)
    page.body[at:at] = ["", f"A paragraph with {token}. It has two sentences.", ""]


def drop_paragraph(page: Text, n: int, _token: str) -> None:
    del page.body[pick(prose(page), n)]


def add_item(page: Text, n: int, token: str) -> None:
    at = pick(starting(page, "- "), n)
    page.body.insert(at + n % 2, f"{indent(page.body[at])}- An item with {token}.")


def drop_item(page: Text, n: int, _token: str) -> None:
    del page.body[pick(starting(page, "- "), n)]


def move_item(page: Text, n: int, _token: str) -> None:
    ats = starting(page, "- ")
    line = page.body.pop(pick(ats, n))
    page.body.insert(pick(ats, n // 5), line)


def add_row(page: Text, n: int, token: str) -> None:
    at = pick(rows(page), n)
    columns = page.body[at].count("|") - 2
    page.body.insert(at + 1, f"| {token} | {' | '.join(['more'] * columns)} |")


def drop_row(page: Text, n: int, _token: str) -> None:
    del page.body[pick(rows(page), n)]


def add_section(page: Text, n: int, token: str) -> None:
    at = pick([*starting(page, "## "), len(page.body)], n)
    page.body[at:at] = ["", f"## Our note {token}", "", f"Words of ours: {token}.", ""]


def drop_section(page: Text, n: int, _token: str) -> None:
    starts = starting(page, "## ")
    at = pick(starts, n)
    del page.body[at : next((start for start in starts if start > at), len(page.body))]


def move_section(page: Text, n: int, _token: str) -> None:
    starts = starting(page, "## ")
    at = pick(starts, n)
    end = next((start for start in starts if start > at), len(page.body))
    lines = page.body[at:end]
    del page.body[at:end]
    to = pick([*starting(page, "## "), len(page.body)], n // 5)
    page.body[to:to] = ["", *lines, ""]


def retitle_section(page: Text, n: int, token: str) -> None:
    page.body[pick(starting(page, "## "), n)] = f"## In our words {token}"


def split_paragraph(page: Text, n: int, _token: str) -> None:
    at = pick([at for at in prose(page) if ". " in page.body[at] and not page.body[at].startswith("- ")], n)
    before, _, after = page.body[at].partition(". ")
    page.body[at : at + 1] = [f"{before}.", "", indent(page.body[at]) + after]


def merge_paragraphs(page: Text, n: int, _token: str) -> None:
    ats = set(prose(page))
    pairs = [at for at in ats if at + 2 in ats and not page.body[at + 1] and not page.body[at + 2].startswith("- ")]
    at = pick(sorted(pairs), n)
    page.body[at : at + 3] = [f"{page.body[at]} {page.body[at + 2].lstrip()}"]


def wrap_paragraph(page: Text, n: int, _token: str) -> None:
    at = pick([at for at in prose(page) if "  " not in page.body[at].strip()], n)
    words = page.body[at].strip().split(" ")
    half = len(words) // 2
    lead = indent(page.body[at]) + ("  " if words[0] == "-" else "")
    page.body[at : at + 1] = [indent(page.body[at]) + " ".join(words[:half]), lead + " ".join(words[half:])]


def change_value(page: Text, n: int, token: str) -> None:
    at = pick(typed_values(page), n)
    key = page.front[at].partition(":")[0]
    page.front[at] = f"date: 2022-0{1 + n % 9}-1{n % 7}" if key == "date" else f"{key}: Our {token}"


def add_value(page: Text, n: int, token: str) -> None:
    at = pick([at for at, line in enumerate(page.front) if line.startswith("- ")], n)
    page.front.insert(at + n % 2, f"- Our {token}")


def drop_value(page: Text, n: int, _token: str) -> None:
    del page.front[pick([at for at, line in enumerate(page.front) if line.startswith("- ")], n)]


def add_key(page: Text, n: int, token: str) -> None:
    at = pick([at for at, line in enumerate([*page.front, "end:"]) if _KEY.match(line) or line == "end:"], n)
    page.front[at:at] = [f"our_{token}: {token} it is"]


def drop_key(page: Text, n: int, _token: str) -> None:
    del page.front[pick(typed_values(page), n)]


def add_comment(page: Text, n: int, token: str) -> None:
    at = pick([at for at, line in enumerate(page.front) if _KEY.match(line)], n)
    page.front.insert(at, f"# a remark: {token}")


def typed_values(page: Text) -> list[int]:
    """Lines of the front matter that hold a key and its value, and are a person's to change."""
    return [at for at, line in enumerate(page.front) if (key := _KEY.match(line)) and key[1] not in NOT_TYPED_IN]


def starting(page: Text, start: str) -> list[int]:
    return [at for at, line in enumerate(page.body) if line.lstrip().startswith(start)]


def rows(page: Text) -> list[int]:
    """Rows of tables, below the line of dashes."""
    return [at for at in starting(page, "|") if at > 1 and "---" not in page.body[at] and "|" in page.body[at - 1]][1:]


class Nothing(Exception):  # noqa: N818 it is no error
    """There is nothing of the kind on the page."""


def pick(among: Sequence[Any], n: int) -> Any:
    if not among:
        raise Nothing
    return among[n % len(among)]


Edit = Callable[[Text, int, str], None]
IN_TEXT: tuple[Edit, ...] = (
    *(change_word, add_sentence, drop_sentence, add_paragraph, drop_paragraph, add_item, drop_item, move_item, add_row),
    *(drop_row, add_section, drop_section, move_section, retitle_section, split_paragraph, merge_paragraphs),
    *(wrap_paragraph, add_key, add_comment),
)
IN_DATA: tuple[Edit, ...] = (change_value, add_value, drop_value, drop_key)
TYPING: tuple[Edit, ...] = (
    *(change_word, change_word, add_sentence, add_paragraph, add_item, add_row, add_section, retitle_section, add_key),
    add_comment,
)
"""Those that leave a word of the person."""


# --- what git leaves in a page -------------------------------------------------------------------


def clash(text: str, at: int, ours: str, theirs: str, style: str) -> str:
    """The text whose line was changed on two branches, as `git merge` leaves it, or another tool (style `other`)."""
    lines = text.split("\n")
    both = [f"{lines[at]} {words}" for words in (ours, theirs)]
    if style == "other":
        marked = ["<<<<<<<", both[0], "=======", both[1], ">>>>>>>"]
        return "\n".join([*lines[:at], *marked, *lines[at + 1 :]])
    changed = ["\n".join([*lines[:at], line, *lines[at + 1 :]]) for line in both]
    with tempfile.TemporaryDirectory(dir=memory()) as name:
        paths = [Path(name, which) for which in ("ours", "base", "theirs")]
        for path, version in zip(paths, (changed[0], text, changed[1]), strict=True):
            path.write_bytes(version.encode())
        done = subprocess.run(["git", "merge-file", "-p", *style.split(), *paths], capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    return done.stdout.decode()


def mended(text: str, sides: str) -> str:
    """The text without the lines of the markers, nor what a side says that is not wanted: `o`urs, `t`heirs."""
    kept, side = [], ""
    for line in text.split("\n"):
        if line.startswith(("<<<<<<<", "|||||||", ">>>>>>>")) or (side and line == "======="):
            side = {"<": "o", "|": "b", "=": "t", ">": ""}[line[0]]
        elif not side or side in sides:
            kept.append(line)
    return "\n".join(kept)


# --- what an editor program does to a page -------------------------------------------------------


def by_ruamel(text: str) -> str:
    page = opened(text)
    if page is None:
        return text
    program = YAML()
    program.indent(mapping=2, sequence=4, offset=2)
    program.width = 60
    out = io.StringIO()
    program.dump(program.load("\n".join(page.front) + "\n"), out)
    return str(Text(out.getvalue().rstrip("\n").split("\n"), page.body))


def by_pyyaml(text: str) -> str:
    """As a content management system does: keys by the alphabet, comments gone, long lines folded."""
    page = opened(text)
    if page is None:
        return text
    front = yaml.safe_dump(yaml.safe_load("\n".join(page.front)), width=50, allow_unicode=True, indent=4)
    return str(Text(front.rstrip("\n").split("\n"), page.body))


def by_flow_style(text: str) -> str:
    """Lists between brackets, quotes around all strings."""
    page = opened(text)
    if page is None:
        return text
    values = yaml.safe_load("\n".join(page.front))
    front = "".join(_quoted(key, value) for key, value in values.items())
    return str(Text(front.rstrip("\n").split("\n"), page.body))


def _quoted(key: str, value: Any) -> str:
    quotes = '"' if isinstance(value, str) else None
    dumped = yaml.safe_dump([value], width=10**9, default_flow_style=True, default_style=quotes)
    return f"{key}: {dumped.strip().removeprefix('[').removesuffix(']')}\n"


def by_mdformat(text: str) -> str:
    return mdformat.text(text, extensions={"frontmatter", "tables"})


def by_mdformat_wrapped(text: str) -> str:
    return mdformat.text(text, extensions={"frontmatter", "tables"}, options={"wrap": 60})


def by_mdformat_unwrapped(text: str) -> str:
    return mdformat.text(text, extensions={"frontmatter", "tables"}, options={"wrap": "no"})


def without_last_line_feed(text: str) -> str:
    return text.rstrip("\n")


def with_other_bullets(text: str) -> str:
    page = opened(text)
    return text if page is None else str(Text(page.front, [re.sub(r"^- ", "* ", line) for line in page.body]))


PROGRAMS: tuple[Callable[[str], str], ...] = (
    *(by_ruamel, by_pyyaml, by_flow_style, by_mdformat, by_mdformat_wrapped, by_mdformat_unwrapped),
    *(without_last_line_feed, with_other_bullets),
)


def resaved(data: bytes, program: Callable[[str], str], *, crlf: bool, bom: bool) -> bytes:
    text = program(plain(data))
    return dressed(text, crlf=crlf, bom=bom)


def plain(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def dressed(text: str, *, crlf: bool, bom: bool) -> bytes:
    return (("\ufeff" if bom else "") + (text.replace("\n", "\r\n") if crlf else text)).encode()


def is_page(text: str) -> bool:
    """Whether a person would notice at once that it is none: broken front matter."""
    page = opened(text)
    try:
        return page is not None and isinstance(yaml.load("\n".join(page.front), yaml.CSafeLoader), dict)
    except yaml.YAMLError:
        return False


# --- the machine ---------------------------------------------------------------------------------

NUMBERS = st.integers(0, 9999)


class Survival(RuleBasedStateMachine):
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
        self.calm = False
        self.at_rest = False

    @initialize(
        calm=st.booleans(),
        typing=st.lists(st.tuples(st.booleans(), NUMBERS, NUMBERS, st.sampled_from(TYPING)), min_size=1, max_size=5),
    )
    def begin(self, calm: bool, typing: list[tuple[bool, int, int, Edit]]) -> None:
        """In a calm project nobody does what changes pages other than the one at hand; some words are there at once."""
        self.calm = calm
        for in_briefing, n, which, how in typing:
            self.edit_one(self.briefings() if in_briefing else self.pages(), n, which, how)

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
        new = set(_TOKEN.findall(text)) - set(_TOKEN.findall(before))
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

    def edit_one(self, among: list[Path], n: int, which: int, how: Edit) -> None:
        if among:
            self.edit(pick(among, which), how, n)

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

    @rule(name=st.sampled_from(tuple(SEEDS)))
    def add_or_remove_a_seed(self, name: str) -> None:
        if (self.root / f"seeds/{name}.txt").exists():
            (self.root / f"seeds/{name}.txt").unlink()
            (self.root / f"seeds/{name}.yml").unlink()
        else:
            sow(self.root, name, SEEDS[name])
        self.at_rest = False

    @precondition(lambda self: not self.calm)
    @rule(which=NUMBERS, n=NUMBERS)
    def change_a_seed(self, which: int, n: int) -> None:
        paths = sorted((self.root / "seeds").glob("*.txt"))
        if not paths:
            return
        path = pick(paths, which)
        text = path.read_text()
        sentences = re.findall(r"[A-Z][^.\n]+\.", text)
        new = (
            lambda: f"{text}\n{pick(NEWS, n // 5)}\n",
            lambda: text.replace(pick(sentences, n // 5), pick(NEWS, n), 1),
            lambda: text.replace(pick(sentences, n // 5), "", 1),
            lambda: text.replace(" of ", " near ", 1).replace(" a ", " the ", 1),
        )[n % 4]
        if sentences and len(sentences) > 1:
            path.write_text(new())
        self.at_rest = False

    @precondition(lambda self: not self.calm)
    @rule(which=NUMBERS)
    def rename_a_seed(self, which: int) -> None:
        paths = sorted((self.root / "seeds").glob("*.txt"))
        if paths:
            path = pick(paths, which)
            path.with_suffix(".yml").rename(path.with_name(f"{path.stem}-2.yml"))
            path.rename(path.with_name(f"{path.stem}-2.txt"))
        self.at_rest = False

    @rule(version=st.integers(1, VERSIONS - 1))
    def install_another_builder(self, version: int) -> None:
        self.version = 0 if version == self.version else version
        self.at_rest = False

    @precondition(lambda self: (self.root / ".builder/review").is_dir())
    @rule(which=NUMBERS)
    def end_a_conflict(self, which: int) -> None:
        records = sorted((self.root / ".builder/review").glob("*.md"))
        if records:
            pick(records, which).unlink()
        self.at_rest = False

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
        given_up = {word for one in done.ended for word in _TOKEN.findall(one.mine)} if side == "new" else set()
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

    def is_written(self, path: Path) -> bool:
        """Whether the last run had a page to write to this place."""
        store = write.Store(self.root)
        places = {store.path(page_id) for page_id in self.rendered}
        return PurePosixPath(path.relative_to(self.root / "docs")) in places

    @rule()
    def run(self) -> None:
        self.once()

    def once(self) -> Report:
        bodies = {path: body_of(path) for path in (self.root / "docs").rglob("by-hand-*.md")}
        report = self.build(self.root)
        self.counts["runs"] += 1
        self.nothing_typed_is_lost()
        self.what_nobody_touched_is_as_rendered()
        assert {path: body_of(path) for path in bodies} == bodies
        return report

    @rule()
    def run_twice(self) -> None:
        self.run()
        before = tree(self.root)
        report = self.build(self.root)
        self.counts["runs"] += 1
        assert_equal(tree(self.root), before)
        assert not report.pending
        self.at_rest = True

    def build(self, root: Path) -> Report:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(briefing_page, "SECTIONS", version_of(self.version))
            return build(root)

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
        """The files of `docs/` but no page that somebody touched here, nor the list of those."""
        touched = {str(path.relative_to(self.root).with_suffix("")) for path in self.touched} | {"docs/corrections"}
        return {name: data for name, data in files.items() if f"docs/{name.rpartition('.')[0]}" not in touched}


def body_of(path: Path) -> str:
    """All below the front matter."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n---\n", 1)[1]


def assert_equal(now: Tree, before: Tree) -> None:
    """Fails with the changed lines of all files."""
    names = different(now, before)
    texts = [(before.get(name, b"").decode(), now.get(name, b"").decode()) for name in names]
    assert not names, "\n".join("\n".join(unified_diff(*map(str.splitlines, pair), n=0, lineterm="")) for pair in texts)


def different(one: Tree, other: Tree) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]


@pytest.fixture(scope="module")
def start(rendered: dict[str, Page]) -> Tree:
    """The project that each sequence starts from."""
    with tempfile.TemporaryDirectory(dir=memory()) as name:
        for seed in FIRST:
            sow(Path(name), seed, SEEDS[seed])
        assert not build(Path(name)).problems
        return tree(Path(name))


def test_nothing_a_person_typed_is_lost_in_any_sequence(
    rendered: dict[str, Page], start: Tree, pytestconfig: pytest.Config, record_property: Callable[[str, object], None]
) -> None:
    Survival.rendered, Survival.start = rendered, start
    Survival.counts.clear()
    run_state_machine_as_test(
        Survival,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    for what, count in Survival.counts.items():
        record_property(what, count)
    figures = ", ".join(f"{count} {what}" for what, count in sorted(Survival.counts.items()))
    if terminal := pytestconfig.pluginmanager.get_plugin("terminalreporter"):
        terminal.write_line(f"\nsurvival: {figures}")
    assert Survival.counts["sequences"] >= SEQUENCES


@pytest.fixture
def project(start: Tree, tmp_path: Path) -> Path:
    plant(tmp_path, start)
    return tmp_path


def page_of(root: Path, pattern: str) -> Path:
    (found,) = (root / "docs").rglob(pattern)
    return found


@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("pattern", ["port-*.md", "ada-lund.md", "agder-times.md", "docs/index.md"])
def test_a_page_that_a_program_saved_anew_is_not_taken_for_an_edit(
    project: Path, program: Callable[[str], str], crlf: bool, pattern: str
) -> None:
    path = project / "docs/index.md" if pattern == "docs/index.md" else page_of(project, pattern)
    path.write_bytes(resaved(path.read_bytes(), program, crlf=crlf, bom=False))
    before = tree(project)
    report = build(project)

    assert_equal(tree(project), before)
    assert report.pages[str(path.relative_to(project))] in ("kept", "unchanged")
    assert not report.problems
    store = write.Store(project)
    assert not any(store.edits(page_id) for page_id in store.written_ids())


def test_a_comment_that_a_program_drops_is_the_persons_own_doing(project: Path) -> None:
    path = page_of(project, "port-*.md")
    path.write_text(path.read_text().replace("date:", "# checked\ndate:", 1))
    build(project)
    path.write_text(by_pyyaml(path.read_text()))
    before = tree(project)
    build(project)

    assert {name for name in different(tree(project), before) if name.startswith("docs/")} == set()


def test_a_new_title_of_an_actor_is_still_there_after_the_third_run(project: Path) -> None:
    path = project / "docs/actors/ada-lund.md"
    path.write_text(path.read_text().replace("title: Ada Lund", "title: Captain Lund"))
    build(project)
    before = tree(project)
    for _ in range(3):
        build(project)
        assert_equal(tree(project), before)


def test_a_conflict_about_half_a_sentence_is_still_open_after_the_second_run(project: Path) -> None:
    path = page_of(project, "port-*.md")
    sentence = "The port of Brockel reopened in May."
    path.write_text(path.read_text().replace(f"{sentence} [", f"{sentence}\n\n[", 1))
    seed = project / "seeds/port.txt"
    seed.write_text(seed.read_text().replace(sentence, "", 1))
    build(project)
    before = tree(project)
    build(project)

    assert_equal(tree(project), before)


def test_what_is_listed_as_changed_by_hand_is_listed_at_once(project: Path) -> None:
    path = page_of(project, "council-*.md")
    page = opened(path.read_text())
    assert page
    drop_paragraph(page, 2100, "")
    path.write_text(str(page))
    actor = project / "docs/actors/ida-voss.md"
    actor.write_text(actor.read_text().replace("kind: PER", "kind: PER\naliases:\n- Tom Okafor"))
    build(project)
    before = tree(project)
    build(project)

    assert_equal(tree(project), before)


@pytest.mark.parametrize("quote", ['"', "'"])
def test_keys_between_quotes_are_keys(project: Path, quote: str) -> None:
    path = project / "docs/actors/ada-lund.md"
    path.write_text(re.sub(r"^(id|type|title):", rf"{quote}\1{quote}:", path.read_text(), flags=re.MULTILINE))
    before = tree(project)
    build(project)

    assert_equal(tree(project), before)
