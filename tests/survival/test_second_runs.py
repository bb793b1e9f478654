"""Sequences once found by chance, in which a second run still changed something."""

from pathlib import Path

from tests.survival.edits import drop_paragraph
from tests.survival.projects import build, page_of
from tests.survival.text import opened
from tests.survival.trees import assert_equal, tree


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
