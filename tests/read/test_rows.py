"""Rows of data: an article is an object with a text, wherever it lies."""

import json
from pathlib import Path
from typing import Any

import pytest

from builder.config import Limits
from builder.errors import ReadError
from builder.read import read
from builder.records import Document

TEXT = "The ferry to Sundby left two hours late on Monday."


def _read(root: Path, data: str, name: str = "a.json", limits: Limits | None = None) -> list[Document | ReadError]:
    (root / name).write_text(data, encoding="utf-8")
    return list(read(root / name, root, limits))


def _facts(found: Document | ReadError) -> dict[str, str]:
    assert isinstance(found, Document)
    return {fact.key: fact.value for fact in reversed(found.stated)}


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Late", "text": TEXT},
        [{"Title": "Late", "Article Body": TEXT}],
        {"status": "ok", "articles": [{"title": "Late", "content": TEXT}]},
        {"response": {"results": [{"webTitle": "Late", "fields": {"bodyText": TEXT}}]}},
        {"hits": {"hits": [{"_id": "1", "_source": {"headline": "Late", "maintext": f"<p>{TEXT}</p>"}}]}},
        {"@type": "NewsArticle", "headline": "Late", "articleBody": TEXT, "comment": [{"text": "x" * 999}]},
        {
            "@type": "WebPage",
            "name": "No",
            "text": "No",
            "mainEntity": {"@type": "Report", "name": "Late", "text": TEXT},
        },
        {"title": "Late", "url": "https://a.example/b", "text": "", "description": TEXT},
        {"title": "Late", "paragraphs": None, "body": [TEXT]},
    ],
    ids=lambda value: json.dumps(value)[:50],
)
def test_an_article_is_found_wherever_it_lies(tmp_path: Path, value: Any) -> None:
    (found,) = _read(tmp_path, json.dumps(value))

    assert isinstance(found, Document)
    assert found.text == TEXT
    assert _facts(found)["title"] == "Late"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"published": 1685433600}, {"date": "2023-05-30T08:00:00+00:00"}),
        ({"published": 1685433600000}, {"date": "2023-05-30T08:00:00+00:00"}),
        (
            {"author": {"name": "Ada Lund"}, "source": {"id": None, "name": "Courier"}},
            {"authors": "Ada Lund", "source": "Courier"},
        ),
        ({"source": "https://a.example/b"}, {"url": "https://a.example/b"}),
        ({"author": 7, "date": True, "lang": None, "site": "x" * 3_000}, {}),
        ({"byline": "a\ud800b\n c"}, {"authors": "a?b c"}),
    ],
)
def test_facts_come_in_many_shapes(tmp_path: Path, given: dict[str, Any], expected: dict[str, str]) -> None:
    (found,) = _read(tmp_path, json.dumps({"title": "Late", "text": TEXT, **given}))

    assert _facts(found) == {"title": "Late", **expected}


def test_a_bad_row_costs_one_error_with_its_line(tmp_path: Path) -> None:
    row = json.dumps({"id": "a", "text": TEXT})
    lines = ["{broken", row, "", "[1, 2]", '"' + "x" * 1_000_000 + '"', "[" * 100_000, row.replace('"a"', '"b"')]
    found = _read(tmp_path, "\n".join(lines), "a.jsonl", Limits(seed_mb=1))

    assert [str(one.path) for one in found if isinstance(one, Document)] == ["a.jsonl/a", "a.jsonl/b"]
    assert [str(one).partition(" (")[0] for one in found if isinstance(one, ReadError)] == [
        "a.jsonl:1: broken row: Expecting property name enclosed in double quotes",
        "a.jsonl:4: no article in the row",
        "a.jsonl:5: broken row: over 1,000,000 bytes",
        "a.jsonl:6: broken row: RecursionError",
    ]


def test_rows_in_a_json_file_are_read_as_rows(tmp_path: Path) -> None:
    row = json.dumps({"title": "Late", "text": TEXT})

    assert len(_read(tmp_path, f"{row}\n{row.replace('two', 'six')}\n")) == 2


def test_rows_of_a_list_fail_one_by_one(tmp_path: Path) -> None:
    error, found = _read(tmp_path, json.dumps([{"a": 1}, {"title": "Late", "text": TEXT}]))

    assert str(error).startswith("a.json: no article in row 1 (give each article as an object with `text`")
    assert isinstance(found, Document)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.json", " \n ", "empty file"),
        ("a.json", "{", "broken JSON: Expecting property name enclosed in double quotes"),
        ("a.json", '{"version": 2}', "no article in it"),
        ("a.json", "[" * 200_000, "damaged JSON file (RecursionError)"),
        ("a.jsonl", "", "empty file"),
    ],
)
def test_what_holds_no_article_is_refused(tmp_path: Path, name: str, data: str, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        _read(tmp_path, data, name)

    assert caught.value.what == what


def test_there_may_be_too_many_articles(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"id": number, "text": TEXT}) for number in range(5))
    (tmp_path / "a.jsonl").write_text(rows)
    found = read(tmp_path / "a.jsonl", tmp_path, Limits(parts=3))

    assert [next(found).path.name for _ in range(3)] == ["0", "1", "2"]
    with pytest.raises(ReadError, match="more than 3 articles: the rest is left out"):
        next(found)


def test_only_a_json_feed_is_known_by_its_content(tmp_path: Path) -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "title": "T", "items": [{"id": "1", "content_text": TEXT}]}

    (found,) = _read(tmp_path, json.dumps(feed), "a.txt")
    assert str(found.path) == "a.txt/1"
    (text,) = _read(tmp_path, f'{{"Late"}} [1] {TEXT}', "b.txt")
    assert str(text.path) == "b.txt"


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN", "1e999", "1" + "0" * 400, "-1e30"])
def test_a_number_that_is_no_time_costs_nothing(tmp_path: Path, number: str) -> None:
    rows = [f'{{"text": "{TEXT}", "date": {number}}}', f'{{"text": "{TEXT} So it did.", "date": 1685440000}}']
    found = _read(tmp_path, "\n".join(rows), "a.jsonl")

    assert [_facts(one).get("date") for one in found] == [None, "2023-05-30T09:46:40+00:00"]
