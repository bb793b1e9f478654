"""Input that no editor would wish for, from the seeds to the site: nothing fails, and what is counted is right."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.publish import check, publish
from tests.publish.conftest import REPOSITORY

TEXT = """Harbour bridge in Brockel closed after cracks were found

The harbour bridge in Brockel was closed on Tuesday after inspectors found cracks in two pillars, Mayor Ada Lund said. \
The repair will cost 12 million crowns, she said.
"""
OTHER = """Cracks close the harbour bridge in Brockel

Brockel has closed its harbour bridge because of cracks in two pillars, Mayor Ada Lund said on Tuesday. Repairing the \
bridge will cost 15 million crowns, according to the Port Company.
"""
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) {: #__config } | pipe |"


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words], catch_exceptions=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    (tmp_path / "overrides").symlink_to(REPOSITORY / "overrides")
    return tmp_path


def drop(root: Path, name: str, text: str, **sidecar: str) -> None:
    (root / "seeds" / f"{name}.txt").write_text(text)
    lines: Mapping[str, str] = {"source": f"Paper {name}", "date": "2031-05-06"} | sidecar
    (root / "seeds" / f"{name}.yml").write_text(
        "".join(f"{key}: {json.dumps(value)}\n" for key, value in lines.items())
    )


def built(root: Path) -> list[Path]:
    """The event pages, once all of the project is seen to hold."""
    status = run(root, "build").exit_code
    assert status in {0, 3}
    assert run(root, "build", "--check").exit_code == status  # 3 as long as an input is skipped
    assert not check(root)
    publish(root)
    return sorted(root.glob("docs/events/*-e??????????.md"))


def test_one_article_is_no_event(root: Path) -> None:
    drop(root, "a", TEXT)

    assert built(root) == []


def test_copies_of_one_text_are_versions(root: Path) -> None:
    for number in range(50):
        drop(root, f"a{number}", TEXT)

    assert built(root) == []
    assert len(list(root.glob("docs/briefings/*/*.md"))) == 1


def test_bodies_that_are_empty_or_one_line_stop_nothing(root: Path) -> None:
    drop(root, "a", TEXT)
    drop(root, "b", OTHER)
    drop(root, "c", "")
    drop(root, "d", "Harbour bridge in Brockel closed")

    (page,) = built(root)
    assert "2 outlets" in page.read_text()


def test_days_that_contradict_stop_nothing(root: Path) -> None:
    drop(root, "a", TEXT, date="2031-05-06")
    drop(root, "b", OTHER, date="1931-01-01")

    assert built(root) == []


def test_hostile_names_stay_words(root: Path) -> None:
    drop(root, "a", TEXT, source=HOSTILE, title=HOSTILE + "x" * 300)
    drop(root, "b", OTHER, source="| pipe |")

    built(root)
    assert "<script>alert" not in "".join(page.read_text() for page in root.glob("site/**/*.html"))
