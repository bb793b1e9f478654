"""Cards: the right size, the same bytes, nothing drawn twice, no boxes for letters the font does not have."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from builder.publish.metadata.card import HEIGHT, WIDTH, Card, can_draw, draw
from builder.publish.metadata.cards import Cards
from builder.publish.metadata.site import Site
from builder.publish.reading import Told

ADDRESS = "https://news.example/"
PAGES = {
    "index.md": {"title": "Home"},
    "b.md": {"id": "b0", "type": "briefing", "title": "A bridge", "date": "2030-06-04", "source": "unknown"},
    "e.md": {"id": "e0", "type": "event", "title": "The bridge"},
    "cjk.md": {"id": "e1", "type": "event", "title": "中国国防部"},
    "same.md": {"id": "e2", "type": "event", "title": "The same", "same_as": "e0"},
}


def site(name: str = "Briefings") -> Site:
    pages = {path: Told(values, "", {}) for path, values in PAGES.items()}
    return Site(name, ADDRESS, pages, {path: path.replace(".md", ".html") for path in PAGES})


def made(tmp_path: Path, which: str, *, name: str = "Briefings", before: str = "none") -> tuple[dict[str, str], int]:
    """Path -> card, and how many were drawn."""
    where = site(name)
    folder = tmp_path / "fresh"
    folder.mkdir(exist_ok=True)
    cards = Cards(where, folder, tmp_path / before, which)  # type: ignore[arg-type]
    return {path: cards.card(path, page) or "" for path, page in where.pages.items()}, cards.drawn


@pytest.mark.parametrize(
    "title",
    [
        "A bridge",
        "Łódź, Plzeň, Kraków, Düsseldorf, Malmö, İstanbul, Hà Nội",
        "Мост закрыт: “ни слова” — Київ",
        "Η γέφυρα έκλεισε",
        "A long one " * 40,
        "W" * 400,
        "e\u0301 is composed",
        "</script> ]]> \"'& \\ {}",
    ],
)
def test_a_card_is_of_one_size_and_always_the_same(title):
    card = Card(title, "Briefing · Brockel Courier · 2030-06-04", "Briefings")
    data = draw(card)

    assert data == draw(card)
    image = Image.open(BytesIO(data))
    assert (image.size, image.format) == ((WIDTH, HEIGHT), "PNG")
    assert len(image.getcolors(256)) > 10
    assert len(data) < 60_000


@pytest.mark.parametrize(
    "title", ["中国国防部", "حظر", "גשר", "पुल", "สะพาน", "bridge 😀", "x\u0323\u0331", "a\u202eb", "\x07", "", "한국"]
)
def test_what_the_font_cannot_draw_is_not_drawn(title):
    assert draw(Card(title, "", "")) is None


@given(st.text(max_size=30))
@settings(max_examples=40, deadline=None)
def test_any_title_is_drawn_or_left(title):
    assert (draw(Card(title, title, title)) is None) or title.strip()


def test_a_site_in_other_letters_has_cards_without_its_name():
    assert draw(Card("A bridge", "新闻", "新闻")) == draw(Card("A bridge", "", ""))
    assert not can_draw("新闻")


@pytest.mark.parametrize(
    ("which", "own"), [("none", set()), ("site", set()), ("events", {"e.md"}), ("all", {"b.md", "e.md"})]
)
def test_which_pages_have_a_card_of_their_own(which, own, tmp_path):
    cards, drawn = made(tmp_path, which)
    shared = cards["index.md"]

    assert {path for path, card in cards.items() if card != shared} == own
    assert bool(shared) == (which != "none")
    assert drawn == len(own) + bool(shared)
    assert all(card.startswith(f"{ADDRESS}cards/") for card in cards.values() if card)


def test_a_card_drawn_before_is_taken_over_and_a_broken_one_is_not(tmp_path):
    first, drawn = made(tmp_path, "all")
    (tmp_path / "fresh").rename(tmp_path / "old")
    assert drawn == 3
    assert made(tmp_path, "all", before="old") == (first, 0)

    file = tmp_path / "old" / first["e.md"].removeprefix(ADDRESS)
    file.write_bytes(file.read_bytes()[:-20])
    (tmp_path / "fresh").rename(tmp_path / "aside")
    assert made(tmp_path, "all", before="old") == (first, 1)


def test_a_site_whose_name_cannot_be_drawn_has_no_shared_card(tmp_path):
    cards, _ = made(tmp_path, "events", name="新闻")

    assert cards["index.md"] == ""
    assert cards["e.md"]
