"""Feeds: an entry is an article; nothing in them is fetched, opened or expanded."""

from pathlib import Path

import pytest

from builder.errors import ReadError
from builder.read import read
from builder.records import Document

ENTRY = "<item><title>{0}</title><guid>{0}-id</guid><description>The ferry to {0} is late.</description></item>"


def _read(root: Path, text: str, name: str = "a.xml") -> list[Document | ReadError]:
    (root / name).write_text(text, encoding="utf-8")
    return list(read(root / name, root))


def _rss(*entries: str, start: str = "") -> str:
    return f'<?xml version="1.0"?>{start}<rss version="2.0"><channel><title>T</title>{"".join(entries)}</channel></rss>'


def test_an_entry_keeps_its_name_when_others_come_and_go(tmp_path: Path) -> None:
    before = _read(tmp_path, _rss(ENTRY.format("Agder"), ENTRY.format("Kesten")))
    after = _read(tmp_path, _rss(ENTRY.format("Sundby"), ENTRY.format("Kesten")))

    assert str(before[1].path) == str(after[1].path) == "a.xml/Kesten-id"


def test_two_entries_of_one_id_stay_two(tmp_path: Path) -> None:
    first, second = _read(tmp_path, _rss(ENTRY.format("Agder"), ENTRY.format("Agder").replace("late", "early")))

    assert first.path != second.path


def test_an_entry_without_words_costs_one_error(tmp_path: Path) -> None:
    deep = f"<item><title>Deep</title><description>{'&lt;div&gt;' * 3_000}x</description></item>"
    empty, nested, good = _read(tmp_path, _rss("<item><title>Empty</title></item>", deep, ENTRY.format("Agder")))

    assert str(empty) == "a.xml: no text in the entry “Empty” (save the article's page instead)"
    assert "elements nested over 2,048 deep in the entry “Deep”" in str(nested)
    assert isinstance(good, Document)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<note>words</note>", "no feed"),
        ("/etc/hostname", "no feed"),
        ("https://courier.example/feed", "no feed"),
        (_rss(), "a feed without entries"),
    ],
)
def test_what_is_no_feed_is_refused_and_never_opened_or_fetched(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        _read(tmp_path, text)

    assert caught.value.what == what


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password")
    entities = [f'<!ENTITY x SYSTEM "file://{tmp_path}/secret">', '<!ENTITY e0 "lol lol lol">']
    entities += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    start = f"<!DOCTYPE rss [{''.join(entities)}]>"

    (found,) = _read(tmp_path, _rss(ENTRY.format("&x; and &e9;"), start=start))

    assert isinstance(found, Document)
    assert "password" not in str(found)
    assert "lol" not in str(found)


@pytest.mark.parametrize(
    "text",
    [
        _rss(ENTRY.format("Agder")),
        f"\ufeff <!-- saved -->{_rss(ENTRY.format('Agder')).partition('?>')[2]}",
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary>The ferry is late.</summary></entry></feed>',
    ],
)
def test_a_feed_is_known_whatever_its_name(tmp_path: Path, text: str) -> None:
    (found,) = _read(tmp_path, text, "a.txt")

    assert str(found.path).startswith("a.txt/")


def test_an_article_about_feeds_stays_a_text(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, "A page starts with <rss version>, said Ada.\n<feed> comes later.", "a.txt")

    assert found.path.name == "a.txt"
