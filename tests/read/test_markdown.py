"""Markdown: the words without the marks, and front matter in the ways that people write it."""

from pathlib import Path

import pytest

from builder.read import read
from builder.records import Document, Statement


def _read(root: Path, text: str) -> Document:
    (root / "a.md").write_text(text, encoding="utf-8")
    (found,) = read(root / "a.md", root)
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("---\ntitle: A: b\nauthor: 'Ada'\n---", [("title", "A: b"), ("authors", "Ada")]),
        ("---\ntitle: A\ndate: 2023-05-30\n...", [("title", "A"), ("date", "2023-05-30")]),
        ("---\nlang: no\ndate:\ntags: [a]\n---", [("lang", "no")]),
        (
            "---\npublisher: {name: The Daily}\nlink: https://a.example/b\n---",
            [("source", "The Daily"), ("url", "https://a.example/b")],
        ),
        ("---\nsource: https://a.example/b\n---", [("url", "https://a.example/b")]),
        ("---\nauthor: !!python/object:os.system x\n---", [("authors", "x")]),
        ('+++\ntitle = "A"\ndate = 2023-05-30\n+++', [("title", "A"), ("date", "2023-05-30")]),
        ("+++\ntitle = \n+++", []),
        ("---\na: &a [*a]\ntitle: A\n---", [("title", "A")]),
    ],
)
def test_front_matter_states_facts_and_is_no_text(tmp_path: Path, front: str, expected: list[tuple[str, str]]) -> None:
    found = _read(tmp_path, f"{front}\n\nThe ferry is late.\n")

    assert found.text == "The ferry is late."
    assert list(found.stated) == [Statement(key, value, "front matter") for key, value in expected]


def test_a_ruler_at_the_top_begins_no_front_matter(tmp_path: Path) -> None:
    assert _read(tmp_path, "---\n\nThe ferry is late.\n\n---\n\nIt came.").text == "The ferry is late.\n\nIt came."


def test_a_heading_on_top_is_the_title(tmp_path: Path) -> None:
    assert _read(tmp_path, "# The *late* ferry\n\nWords.").stated == (Statement("title", "The late ferry", "h1"),)


def test_a_paragraph_beyond_all_measure_is_read_as_it_stands(tmp_path: Path) -> None:
    assert _read(tmp_path, "*a " * 50_000).text.count("*a") == 50_000
