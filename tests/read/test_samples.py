"""Every sample gives what its golden file holds: `pytest --golden` after a change that is meant."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from builder.read import FORMATS, find, read

HERE = Path(__file__).parent
SAMPLES = find(HERE / "samples", HERE / "samples").seeds


@pytest.mark.parametrize("seed", SAMPLES, ids=lambda path: path.name)
def test_sample(seed: Path, golden: Callable[[Path, str], None]) -> None:
    found = [
        {
            "path": str(document.path),
            "digest": document.digest,
            "stated": [" | ".join(statement) for statement in document.stated],
            "text": document.text,
        }
        for document in read(seed, HERE / "samples")
    ]

    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=110)

    golden(HERE / "golden" / f"{seed.name}.yml", text)


def test_every_ending_has_a_sample_and_nothing_is_wrong_with_them() -> None:
    found = find(HERE / "samples", HERE / "samples")

    assert not found.errors
    assert {path.suffix for path in found.seeds} == {ending for kind in FORMATS for ending in kind.endings}


def test_no_word_of_script_style_or_comment_becomes_text() -> None:
    (page,) = read(HERE / "samples" / "page.html", HERE)

    assert "lucky" in page.text
    assert not any(words in page.text for words in ("script words", "style words", "comment words"))
