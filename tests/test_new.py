from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.publish import check


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words], catch_exceptions=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_a_briefing_begun_by_hand_is_filled_in_by_the_next_build(root: Path) -> None:
    done = run(root, "new", "briefing", "Harbour: bridge closes", "--source", "Valdora Post", "--date", "2031-05-02")

    assert done.stdout == "docs/briefings/2031/harbour-bridge-closes.md\n"
    page = root / done.stdout.strip()
    page.write_text(page.read_text() + "\nAda Lund closed the harbour bridge on Friday.\n")
    run(root, "build")
    text = page.read_text()
    assert "\nid: b" in text
    assert "title: 'Harbour: bridge closes'\n" in text
    assert text.endswith("# Harbour: bridge closes\n\nAda Lund closed the harbour bridge on Friday.\n")
    assert (root / "docs/sources/valdora-post.md").exists()


@pytest.mark.parametrize(
    ("words", "where", "line"),
    [
        (("actor", "Ada Lund"), "docs/actors/ada-lund.md", "kind: PER"),
        (("actor", "Port Company", "--kind", "organisation"), "docs/actors/port-company.md", "kind: ORG"),
        (("source", "Valdora Post"), "docs/sources/valdora-post.md", "id: source-valdora-post"),
    ],
)
def test_actors_and_sources_begin_with_what_their_pages_need(
    root: Path, words: tuple[str, ...], where: str, line: str
) -> None:
    done = run(root, "new", *words)

    assert done.stdout == f"{where}\n"
    assert line in (root / where).read_text().split("\n")
    assert check(root) == []


def test_a_hand_made_actor_page_stays_and_is_known_to_the_check(root: Path) -> None:
    run(root, "new", "actor", "Ada Lund")
    before = (root / "docs/actors/ada-lund.md").read_text()

    run(root, "build")

    assert (root / "docs/actors/ada-lund.md").read_text() == before


def test_a_page_that_is_there_is_not_begun_again(root: Path) -> None:
    run(root, "new", "actor", "Ada Lund")

    again = CliRunner().invoke(main, ["--root", str(root), "new", "actor", "Ada Lund"])

    assert again.exit_code == 4
    assert "docs/actors/ada-lund.md: is there already (edit it, or choose another title)" in again.stderr
