"""A small site, written by hand: `sample/docs` with the settings and overrides of the repository."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with the sample pages."""
    root = tmp_path / "project"
    shutil.copytree(Path(__file__).parent / "sample" / "docs", root / "docs")
    shutil.copytree(REPOSITORY / "overrides", root / "overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    return root


@pytest.fixture
def edit(project: Path) -> Callable[[str, str, str], None]:
    """Replace words in a page of the project; `edit("method.md", "old", "new")`."""

    def replace(path: str, old: str, new: str) -> None:
        page = project / "docs" / path
        text = page.read_text("utf-8")
        assert old in text
        page.write_text(text.replace(old, new, 1), "utf-8")

    return replace
