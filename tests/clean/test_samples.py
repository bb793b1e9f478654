"""The two articles of the project and the samples of `read`, cleaned: golden files, and what matters in words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.clean import clean
from builder.read import find, read
from builder.records import Article

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SEEDS = sorted((ROOT / "seeds").glob("00[01]_*.txt"))
SAMPLES = find(HERE.parent / "read" / "samples", ROOT).seeds


def _clean(path: Path) -> Article:
    return clean(next(read(path, ROOT)))


@pytest.mark.parametrize("seed", [*SEEDS, *SAMPLES], ids=lambda path: path.name)
def test_sample(seed: Path, golden: Callable[[Path, str], None]) -> None:
    article = _clean(seed)
    dating = article.dating
    found: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "original_title": article.original_title,
        "date": [dating.basis, dating.day, dating.edtf, dating.evidence[0].reason] if dating else None,
        "source": article.source,
        "url": article.url,
        "authors": list(article.authors),
        "lang": article.lang,
        "translated": article.translated,
        "removed": [f"{rule}: {text}" for text, rule in article.removed],
        "how": dict(article.how),
        "paragraphs": article.text.split("\n\n"),
    }

    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=110)

    golden(HERE / "golden" / f"{seed.name}.yml", text)


def test_the_first_seed_loses_its_five_lines_of_noise_and_no_word_more() -> None:
    article = _clean(SEEDS[0])

    assert [rule for _, rule in article.removed] == [
        "related headline, printed twice",
        "related headline, printed twice",
        "link line",
        "self-promotion",
        "comment form",
    ]
    assert article.title == article.original_title == "China refuses: No meeting with US Secretary of Defense"
    assert article.translated
    assert "he said WSJ citing an unnamed Pentagon official" in article.text
    assert len(article.text.split("\n\n")) == 6


def test_the_second_seed_loses_nothing_and_gets_a_headline_with_its_claimant() -> None:
    article = _clean(SEEDS[1])

    assert article.removed == ()
    assert article.original_title is None
    assert article.title == (
        "Beijing has declined an invitation from the United States to hold a meeting in Singapore, the Pentagon said"
    )
    assert article.translated
    assert article.text == "\n\n".join(SEEDS[1].read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_what_a_seed_does_not_state_stays_unknown(seed: Path) -> None:
    article = _clean(seed)

    assert (article.source, article.url, article.authors, article.dating) == (None, None, (), None)
