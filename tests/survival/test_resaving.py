"""A page that a program saved anew is no edit."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import write
from tests.survival.programs import PROGRAMS, by_pyyaml, resaved
from tests.survival.projects import build, page_of
from tests.survival.trees import assert_equal, different, tree


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


@pytest.mark.parametrize("quote", ['"', "'"])
def test_keys_between_quotes_are_keys(project: Path, quote: str) -> None:
    path = project / "docs/actors/ada-lund.md"
    path.write_text(re.sub(r"^(id|type|title):", rf"{quote}\1{quote}:", path.read_text(), flags=re.MULTILINE))
    before = tree(project)
    build(project)

    assert_equal(tree(project), before)
