import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import frontmatter
import mdformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from builder.write.merge import edited_keys, edited_sections, markers, merge, same, with_unit
from builder.write.merge.page import take_apart
from builder.write.merge.units import Unit
from tests.write.merge.pages import Author, Draft

DOCS = sorted((Path(__file__).parents[3] / "docs").rglob("*.md"))
SEEDS = st.integers(0, 2**40)


def drawn(seed: int) -> tuple[Draft, Author, Author, str, str, str]:
    page = Author(seed, "base").page()
    person, machine = Author(seed, "person"), Author(seed, "machine")
    mine = person.edited(page, person.random.randint(1, 6)).text()
    new = machine.edited(page, machine.random.randint(1, 6)).text()
    return page, person, machine, page.text(), mine, new


def readable(text: str) -> bool:
    """Whether a page can be taken apart; then it comes together again, else the error names a line."""
    try:
        page = take_apart(text)
    except ValueError as error:
        if not str(error).startswith("line "):
            raise AssertionError(str(error)) from error
        return False
    assert page.text() == text
    return markers(text) is None


@given(SEEDS)
@settings(max_examples=300)
def test_what_both_did_is_there_and_stays(seed: int) -> None:
    _, person, _, base, mine, new = drawn(seed)

    merged = merge(base, mine, new)

    for token in person.tokens:
        assert token not in mine or token in merged.text
    assert merge(base, merged.text, new).text == merged.text, "after a crash before the base was written"
    assert merge(new, merged.text, new).text == merged.text, "the next run changes nothing"
    assert not merge(new, merged.text, new).conflicts
    assert not any(mark in merged.text for mark in ("<<<<<<<", "=======", ">>>>>>>"))
    for conflict in merged.conflicts:
        assert conflict.mine.strip() in merged.text or "\n" in conflict.mine


@given(SEEDS)
@settings(max_examples=300)
def test_no_generated_sentence_stands_more_often_than_before(seed: int) -> None:
    page, person, machine = (Author(seed, name) for name in ("base", "person", "machine"))
    draft = page.page()
    new = machine.edited(draft, machine.random.randint(1, 6))
    mine = person.edited(draft, person.random.randint(1, 6)).text()

    merged = merge(draft.text(), mine, new.text())

    there, ours, theirs = (sentences_of(take_apart(text).sections) for text in (merged.text, mine, new.text()))
    for words in sentences_of(take_apart(draft.text()).sections) | theirs:
        assert len(words.split()) < 6 or there[words] <= max(ours[words], theirs[words]), words


def sentences_of(units: Sequence[Unit]) -> Counter[str]:
    """How often each sentence stands in the units."""
    found: Counter[str] = Counter()
    for unit in units:
        if unit.parts:
            found += sentences_of(unit.parts)
        elif unit.kind == "sentence":
            found[unit.raw] += 1
    return found


@given(SEEDS)
@settings(max_examples=150)
def test_one_side_alone(seed: int) -> None:
    _, _, _, base, mine, new = drawn(seed)

    assert merge(base, base, new).text == new
    assert merge(base, mine, base).text == mine
    assert merge(base, new, new).text == new
    assert not merge(base, base, new).conflicts + merge(base, mine, base).conflicts + merge(base, new, new).conflicts


@given(SEEDS)
@settings(max_examples=150)
def test_what_the_machine_changed_elsewhere_is_there(seed: int) -> None:
    """The person edits only the first half of the sections, the machine the second."""
    page = Author(seed, "base").page()
    half = max(1, len(page.sections) // 2)
    first, second = Draft(page.front, page.sections[:half]), Draft({}, [("Second", []), *page.sections[half:]])
    person, machine = Author(seed, "person"), Author(seed, "machine")
    mine, new = person.edited(first, 3), machine.edited(second, 3)
    base = Draft(page.front, first.sections + second.sections).text()
    ours = Draft(mine.front, mine.sections + second.sections).text()
    theirs = Draft(page.front, first.sections + new.sections).text()

    merged = merge(base, ours, theirs)

    assert all(token in merged.text for token in person.tokens if token in ours)
    moved = {heading for heading, _ in mine.sections} & {heading for heading, _ in new.sections}
    if not moved:
        assert all(token in merged.text for token in machine.tokens if token in theirs)


@given(st.text(), st.text(), st.text())
@settings(max_examples=300)
def test_any_text_at_all(base: str, mine: str, new: str) -> None:
    if readable(mine) and readable(new):
        merge(base, mine, new)
        assert merge(base, mine, base).text == mine


LINES = st.lists(
    st.sampled_from(
        [
            *("", "", " ", "# A", "## B", "##", "- x", "  - y", "    z", "1. a", "2022. b", "> q", "* c", "a\\", "x\r"),
            *("| a | b |", "| - | - |", "a | b", "|", "---", "===", "```", "~~~", "***", "\tt", "<b>", "&amp; “q”"),
            *('??? note "n"', "!!! x", "    [1](#s1){#s1 .s} One. Two.", "word. Word", "{: .meta }"),
        ]
    )
).map("\n".join)


@given(LINES, LINES, LINES)
@settings(max_examples=500)
def test_any_lines_of_markdown(base: str, mine: str, new: str) -> None:
    if readable(mine) and readable(new):
        merged = merge(base, mine, new)
        assert merge(base, mine, base).text == mine
        assert merge(base, merged.text, new).text == merged.text


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem[:30])
def test_a_page_saved_by_another_program_is_not_edited(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    front, body = text[4:].split("\n---\n", 1)
    saved = [text.replace("\n", "\r\n"), "\ufeff" + text, text.rstrip("\n"), text.replace("\n---\n", "\n---\n\n\n", 1)]
    post = frontmatter.loads(text)
    styles = (
        {"default_flow_style": True},
        {"sort_keys": True},
        {"allow_unicode": False},
        {"default_style": '"'},
        {"width": 40},
    )
    saved += [frontmatter.dumps(post, **style) for style in styles]
    for kind in ("rt", "safe"):
        writer, out = YAML(typ=kind, pure=True), io.StringIO()
        writer.indent(mapping=4, sequence=6, offset=3)
        writer.dump(writer.load(front), out)
        saved.append(f"---\n{out.getvalue()}---\n{body}")
    for wrap in ("keep", "no", 80):
        options = {"wrap": wrap, "number": True}
        saved.append(mdformat.text(text, options=options, extensions={"frontmatter", "tables"}))

    for other in saved:
        assert same(text, other)
        assert edited_keys(text, other) == {}
        assert set(edited_sections(text, other).values()) <= {"generated"}
        changed = text.replace("\n# ", "\n# Changed: ", 1)
        assert merge(text, other, changed).text.replace("\r\n", "\n").strip("\ufeff\n") == changed.strip("\n")


@given(SEEDS)
@settings(max_examples=100)
def test_an_edit_after_another_program_saved_the_page(seed: int) -> None:
    _, person, _, base, mine, new = drawn(seed)
    saved = mdformat.text(mine, options={"wrap": 60}, extensions={"frontmatter", "tables"})

    merged = merge(base, saved, new)

    assert all(token in merged.text for token in person.tokens if token in saved)
    assert merge(base, merged.text, new).text == merged.text
    for conflict in merged.conflicts:
        with_unit(merged.text, conflict)
