"""A site that changes its language: its pages follow, what people wrote stays, and nobody is told of an edit."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from builder import pipeline
from builder.config import Settings
from builder.records import Report
from builder.write import provenance

SEEDS = Path(__file__).parent / "languages" / "articles"
FIRST, LATER = date(2024, 6, 10), date(2024, 6, 20)

Files = dict[str, bytes]


def build(root: Path, language: str, today: date = LATER) -> Report:
    return pipeline.build(root, Settings(language=language), today=today)


def files(root: Path) -> Files:
    """The pages and all that is kept beside them."""
    found = [*(root / "docs").rglob("*"), *(root / ".builder").rglob("*")]
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in found
        if path.is_file() and "cache" not in path.parts and path.name != "lock"
    }


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("english")
    copytree(SEEDS, root / "seeds")
    assert not build(root, "en", FIRST).problems
    return root


@pytest.fixture
def project(english: Path, tmp_path: Path) -> Path:
    return copytree(english, tmp_path / "project")


def page(root: Path, pattern: str) -> Path:
    (found,) = (root / "docs").glob(pattern)
    return found


def test_there_and_back_again(project: Path) -> None:
    before = files(project)
    build(project, "fr")
    french = files(project)
    assert not [path for path in french if "review" in path]
    assert before.keys() == french.keys() - {".builder/language"}

    assert set(build(project, "fr").pages.values()) == {"unchanged"}
    assert files(project) == french
    build(project, "en")
    assert files(project) == before


def test_what_a_person_wrote_stays_and_is_no_conflict(project: Path) -> None:
    path = page(project, "briefings/*/brockel*.md")
    text = path.read_text()
    (point, *_) = (line for line in text.split("\n") if line.startswith("- **Claimed by"))
    text = text.replace(f"{point}\n", "", 1)
    text = text.replace("- Rests on ", "- As far as we know it rests on ", 1)
    text = text.replace("## Sourcing\n", "## Sourcing\n\nThe mayor called us.\n", 1)
    path.write_text(text.replace("\ntags:", "").replace("review: draft", "review: reviewed"))
    build(project, "en", FIRST)
    edits, listed = provenance(project), path.read_text().count("changed by hand")
    assert listed

    report = build(project, "fr")
    said = path.read_text()

    assert not (project / ".builder/review").exists()
    assert not report.doubts
    assert provenance(project) == edits  # the day of the edit too
    assert said.count("modifié à la main") == listed
    assert "- As far as we know it rests on " in said
    assert "The mayor called us." in said
    assert "review: reviewed" in said
    assert "Second hand" not in said
    assert "Confiance **" in said
    assert point.split("{ .tag")[1] not in said.partition("## Who said what")[0].partition("## Key points")[2]
    assert set(build(project, "fr").pages.values()) <= {"unchanged", "kept"}
    assert path.read_text() == said

    build(project, "en")
    assert provenance(project) == edits
    assert "Confidence **" in path.read_text()


def test_a_page_saved_anew_by_another_editor_is_put_into_the_language(project: Path) -> None:
    path = page(project, "events/*bridge*.md")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    build(project, "fr")
    assert b"Confiance **" in path.read_bytes()
    assert b"\r\n" in path.read_bytes()
    assert not provenance(project)


def test_news_of_the_same_run_come_too(project: Path) -> None:
    path = page(project, "index.md")
    path.write_text(path.read_text().replace("Every line cites", "Each line cites"))
    seed = project / "seeds" / "flood.txt"
    seed.write_text("Flood in Agder\n\nAGDER, 9 June 2024. A flood closed the school of Agder, Mayor Ole Berg said.\n")

    assert not build(project, "fr").problems
    assert "Flood in Agder" in path.read_text()
    assert "Each line cites" in path.read_text()
    assert "# Notes { #briefings }" in path.read_text()


def test_addresses_and_anchors_are_those_of_english(english: Path, project: Path) -> None:
    build(project, "fr")

    before, after = ({one.relative_to(root) for one in (root / "docs").rglob("*")} for root in (english, project))
    assert before == after
    month = page(project, "dates/2024-06.md").read_text()
    assert "## 4 juin 2024 { #4-june-2024 }" in month
