"""Pages of articles in other languages, from the seed on: golden files."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from builder import pipeline
from builder.config import Settings

HERE = Path(__file__).parent / "languages"


@pytest.mark.parametrize("seed", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_page(seed: Path, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    (tmp_path / "seeds").mkdir()
    copy(seed, tmp_path / "seeds")
    pipeline.build(tmp_path, Settings(), today=date(2024, 2, 1))
    (page,) = (tmp_path / "docs" / "briefings").glob("2*/*.md")

    golden(HERE / "golden" / f"{seed.stem}.md", page.read_text(encoding="utf-8"))
