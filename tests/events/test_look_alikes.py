"""Short texts, analysed as in a build: look-alikes stay apart, one event told twice comes together."""

import re
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from builder import analyse, events
from builder.records import Article, Briefing, Wishes
from tests.conftest import Case

CASES = Path(__file__).parent / "cases"


@cache
def analysed() -> dict[str, Briefing]:
    """All texts of the case files, by text: the model runs once."""
    words = "".join((CASES / name).read_text() for name in ("apart.md", "together.md"))
    texts = [text for block in re.findall(r"^```\n(.*?)^```", words, re.DOTALL | re.MULTILINE) for text in split(block)]
    seen = dict.fromkeys(text for text in texts if "\n" in text or len(text.split()) > 1)
    articles = [
        Article(f"b{at:010}", PurePosixPath("seeds/case.txt"), "", text, text.split("\n")[0], text.split("\n")[0])
        for at, text in enumerate(seen)
    ]
    return dict(zip(seen, analyse.analyse(articles), strict=True))


def split(block: str) -> list[str]:
    return [text.strip() for text in block.split("\n---\n")]


def together(case: Case) -> bool:
    pair = [analysed()[text] for text in split(case.input)]
    return len(events.group(analyse.link(pair), Wishes(), {}).groups) == 1


@pytest.mark.cases("apart.md")
def test_look_alikes_stay_apart(case: Case) -> None:
    assert case.expected == "apart"
    assert not together(case)


@pytest.mark.cases("together.md")
def test_one_event_told_twice_comes_together(case: Case) -> None:
    assert case.expected == "together"
    assert together(case)


def test_look_alikes_stay_apart_in_one_archive() -> None:
    known = (CASES / "apart.md").read_text()
    briefings = analyse.link([one for text, one in analysed().items() if text in known])

    assert [group.how for group in events.group(briefings, Wishes(), {}).groups] == []
