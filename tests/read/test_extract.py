"""How the main text of a page is found: its blocks, the ballots, and what becomes of the vote."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring, tostring

from builder.read import read
from builder.read.extract import VOTERS, extract
from builder.read.extract.ballots import Ballot, words_of
from builder.read.extract.blocks import find_blocks
from builder.read.extract.tidy import CAPTION, OUTVOTED, TWICE, reasons
from builder.read.extract.vote import chances, table
from builder.read.format import Seed
from builder.read.html import visible_tree
from tests.conftest import Case

HERE = Path(__file__).parent
STORY = [
    "The harbour of Westhaven reopened on Tuesday, two days after a storm sank four boats and tore away the quay.",
    "Harbour master Ida Holm said that nobody was hurt, and that the ferry to Norvik would run again from Thursday.",
    "The council met in the evening. It voted to repair the quay at once, at a cost of about 2 million crowns.",
    "Fishermen had asked for help after the storm, the third since autumn, which left most of them without income.",
]
MENU = "".join(f'<li><a href="/{at}">Section {at}</a></li>' for at in range(20))
PAGE = (
    f"<html lang=en><head><title>Harbour reopens</title></head><body><nav><ul>{MENU}</ul></nav><article><h1>Harbour "
    f"reopens</h1>{''.join(f'<p>{line}</p>' for line in STORY)}</article><footer>Westhaven</footer></body></html>"
)


def _tree(page: str) -> HtmlElement:
    return document_fromstring(page)


@pytest.mark.cases("blocks.md")
def test_blocks(case: Case) -> None:
    found = [block.text for block in find_blocks(_tree(f"<html><body>{case.input}</body></html>"))]

    assert "\n\n".join(found) == case.expected


@pytest.mark.cases("main_text.md")
def test_main_text(case: Case) -> None:
    tree = visible_tree(Seed(PurePosixPath("a.html"), case.input.encode(), ""))
    found = extract(tree)

    lines = [*found.paragraphs, *(f"- {one.text}" for one in found.removed)]
    assert "\n\n".join(lines) == case.expected


def _reasons(body: str, *chance: float) -> list[str | None]:
    blocks = find_blocks(_tree(f"<html><body>{body}</body></html>"))
    return reasons([(block, {"seen": 0.0}) for block in blocks], chance, 0.5)


def test_a_caption_is_no_main_text_however_likely() -> None:
    page = "<p>One</p><figure><figcaption><div><p>Two</p></div></figcaption></figure><p>Three</p>"

    assert _reasons(page, 0.9, 0.9, 0.9) == [None, CAPTION, None]


def test_a_heading_within_the_text_shares_the_fate_of_others_of_its_level() -> None:
    page = "".join(f"<h3>{name}</h3><p>Of {name}</p>" for name in ("Ada", "Bo", "Cy", "Di"))

    assert _reasons(page, 0.9, 0.9, 0.9, 0.9, 0.3, 0.9, 0.1, 0.9) == [None] * 6 + [OUTVOTED, None]
    assert _reasons(page, 0.9, 0.9, 0.1, 0.1, 0.3, 0.9, 0.1, 0.9)[4] == OUTVOTED
    assert _reasons(page.replace("Cy", "<a>Cy</a>"), 0.9, 0.9, 0.9, 0.9, 0.3, 0.9, 0.1, 0.9)[4] == OUTVOTED


def test_a_long_paragraph_is_printed_once_and_a_question_as_often_as_it_is_asked() -> None:
    long, short = f"<p>{STORY[0]} {STORY[1]}</p>", "<p>What next?</p>"

    assert _reasons(long + short + long + short, *[0.9] * 4) == [None, None, TWICE, None]
    assert _reasons(long * 3, *[0.9] * 3) == [None] * 3


def test_both_ways_find_the_story_and_leave_the_menu() -> None:
    for way in ("consensus", "fast"):
        found = extract(_tree(PAGE), way)  # type: ignore[arg-type]

        assert set(STORY) <= set(found.paragraphs)
        assert not any("Section" in paragraph for paragraph in found.paragraphs)


@pytest.mark.parametrize("name", VOTERS)
def test_a_voter_leaves_the_tree_as_it_is(name: str) -> None:
    tree = _tree(PAGE)
    before = tostring(tree)

    VOTERS[name](tree)

    assert tostring(tree) == before


@pytest.mark.parametrize("name", VOTERS)
def test_a_voter_that_fails_does_not_vote(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(tree: HtmlElement) -> NoReturn:
        raise ValueError(tree.tag)

    monkeypatch.setitem(VOTERS, name, broken)

    assert set(STORY) <= set(extract(_tree(PAGE)).paragraphs)


def test_without_any_voter_there_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    silent: Callable[[HtmlElement], list[str]] = lambda tree: []  # noqa: E731
    for name in VOTERS:
        monkeypatch.setitem(VOTERS, name, silent)

    assert extract(_tree(PAGE)).paragraphs == ()


def test_a_page_without_text_has_none() -> None:
    assert extract(_tree("<html><body><img src=a.png></body></html>")).paragraphs == ()


def test_the_article_in_json_ld_is_a_vote() -> None:
    block = '<script type="application/ld+json">{"@graph": [{"articleBody": "One <b>two</b>"}]}</script>'

    assert VOTERS["statement"](_tree(f"<html><head>{block}</head><body>x</body></html>")) == ["One two"]
    assert VOTERS["statement"](_tree(f"<html><head>{block[:60]}</script></head><body>x</body></html>")) == []


def test_a_ballot_tells_how_much_of_a_block_is_in_the_text() -> None:
    ballot = Ballot(["The ferry runs again.", "Analysis"])

    assert ballot.share(words_of("The ferry runs again")) == 1
    assert 0 < ballot.share(words_of("The ferry runs again from Thursday on")) < 1
    assert ballot.share(words_of("Analysis")) == 1
    assert ballot.share(words_of("the ferry")) == 0
    assert not Ballot([])


def test_scripts_without_blanks_have_words_too() -> None:
    assert words_of("津波注意報 2m") == ["津", "波", "注", "意", "報", "2m"]


def test_the_table_asks_only_for_features_that_there_are() -> None:
    from builder.read.extract import weigh

    ((_, row), *_) = weigh(_tree(PAGE), {name: voter(_tree(PAGE)) for name, voter in VOTERS.items()})

    assert set(table()["features"]) <= set(row)
    assert all(len(tree["say"]) == 2 ** len(tree["ask"]) for tree in table()["trees"])
    assert all(0 < chance < 1 for chance in chances([row]))


def test_what_was_voted_out_is_listed(tmp_path: Path) -> None:
    for one in (HERE / "samples").glob("*.html"):
        (document,) = read(one, HERE)

        assert not {line.text for line in document.removed} & set(document.text.split("\n\n"))


@given(st.lists(st.sampled_from(["<p>", "<div>", "<br>", "<b>", "</b>", "</p>", "word ", "two words", "<td>", "\n"])))
def test_blocks_hold_every_word_once_and_in_order(parts: list[str]) -> None:
    tree = _tree("<html><body>" + "".join(parts) + "</body></html>")

    found = [word for block in find_blocks(tree) for word in block.text.split()]

    assert "".join(found) == "".join(tree.text_content().split())
