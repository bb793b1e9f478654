"""Pages of articles in other languages, from the seed on: golden files."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from builder import pipeline
from builder.config import Settings
from builder.saying import LANGUAGES

HERE = Path(__file__).parent / "languages"
ENGLISH_WORDS = re.compile(r"\b(?:the|of|and|that|which|from|with|at most|by)\b", re.IGNORECASE)


@pytest.mark.parametrize("seed", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_page(seed: Path, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    (tmp_path / "seeds").mkdir()
    copy(seed, tmp_path / "seeds")
    pipeline.build(tmp_path, Settings(), today=date(2024, 2, 1))
    (page,) = (tmp_path / "docs" / "briefings").glob("2*/*.md")

    golden(HERE / "golden" / f"{seed.stem}.md", page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_site_in_a_language(language: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    (tmp_path / "seeds").mkdir()
    for seed in (HERE / "articles").iterdir():
        copy(seed, tmp_path / "seeds")
    pipeline.build(tmp_path, Settings(language=language), today=date(2024, 2, 1))
    pages = sorted((tmp_path / "docs").rglob("*.md"))

    for page in pages:
        name = page.relative_to(tmp_path / "docs").as_posix().replace("/", "__")
        if name == "method.md":  # its figures change with the rules
            assert ENGLISH_WORDS.findall(page.read_text("utf-8")) == []
        else:
            golden(HERE / "golden" / language / name, page.read_text(encoding="utf-8"))
