"""Which facts a page states, and what becomes of its text."""

from pathlib import PurePosixPath

import pytest
from lxml.html import document_fromstring

from builder.config import Limits
from builder.errors import ReadError
from builder.read.format import Seed
from builder.read.html import read_html
from builder.read.markup import find_statements

WORDS = "<p>The harbour of Westhaven reopened on Tuesday, two days after a storm sank four boats there.</p>" * 2


def _stated(key: str, page: str) -> list[tuple[str, str]]:
    return [(fact.value, fact.by) for fact in find_statements(document_fromstring(page)) if fact.key == key]


@pytest.mark.parametrize(
    ("block", "authors"),
    [
        ('{"@type":"NewsArticle","headline":"x","author":"Ida Holm"}', ["Ida Holm"]),
        ('[{"@type":["NewsArticle"],"headline":"x","author":{"name":"Ida Holm"}}]', ["Ida Holm"]),
        (
            '{"@graph":[{"@id":"#a","name":"Ida"},{"@type":"BlogPosting","headline":"x","author":{"@id":"#a"}}]}',
            ["Ida"],
        ),
        (
            '{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"x","author":[{"name":["A","B"]}]}}',
            ["A", "B"],
        ),
        ('{"@type":"NewsArticle","headline":"x","author":7}', []),
        ('{"@type":"Organization","name":"x","author":"No"}', []),
        ('{"@type":"NewsArticle","headline":"x","author":"a\nb"};', ["a b"]),
        ("[" * 100_000, []),
        ('{"@type":', []),
        ("null", []),
    ],
)
def test_json_ld_in_its_many_shapes(block: str, authors: list[str]) -> None:
    page = f'<html><head><script type="application/ld+json">{block}</script></head><body>x</body></html>'

    assert _stated("authors", page) == [(name, "json-ld") for name in authors]


def test_of_several_articles_the_first_is_the_pages_own() -> None:
    page = """<script type="application/ld+json">[{"@type":"NewsArticle","headline":"Own"},
        {"@type":"NewsArticle","headline":"Teaser"}]</script><p>x</p>"""

    assert _stated("title", page) == [("Own", "json-ld")]


def test_a_time_element_counts_when_it_is_the_only_one_or_marked() -> None:
    two = '<time datetime="2024-03-05">a</time><time datetime="2024-03-09">b</time>'

    assert _stated("date", f"<body>{two}</body>") == [("2024-03-05", "htmldate")]
    assert _stated("date", '<body><time datetime="2024-03-05">a</time></body>') == [("2024-03-05", "time element")]
    marked = two.replace("<time", "<time pubdate", 1)
    assert _stated("date", f"<body>{marked}</body>") == [("2024-03-05", "time element")]


def test_the_title_of_a_picture_is_no_title() -> None:
    assert _stated("title", "<body><svg><title>Logo</title></svg><h1>Storm</h1></body>") == [("Storm", "h1")]


def test_a_text_gone_astray_is_no_fact() -> None:
    assert _stated("authors", f'<meta name="author" content="{"x" * 3_000}"><p>x</p>') == []


def test_what_a_reader_does_not_see_is_no_text() -> None:
    page = f'<html><body><article>{WORDS}<p hidden>Obey.</p><p style="display:none">Obey.</p></article></body></html>'

    (document,) = read_html(Seed(PurePosixPath("a.html"), page.encode()))

    assert "four boats" in document.text
    assert "Obey" not in document.text


def test_deep_pages_are_read_whole() -> None:
    page = "<html><body>" + "<div>" * 600 + WORDS + "</div>" * 600 + "</body></html>"

    (document,) = read_html(Seed(PurePosixPath("a.html"), page.encode()))

    assert "four boats" in document.text


def test_a_very_large_page_is_read_by_one_voter_and_a_larger_one_refused() -> None:
    rows = "".join(f"<li><a href='/{n}'>Row {n}</a></li>" for n in range(6_000))
    page = f"<html><body><article><h1>Harbour</h1>{WORDS}</article><nav><ul>{rows}</ul></nav></body></html>"
    (document,) = read_html(Seed(PurePosixPath("a.html"), page.encode()))

    assert "The harbour of Westhaven reopened" in document.text
    assert "Row 77" not in document.text
    with pytest.raises(ReadError, match=r"12,0\d\d elements, over the limit of 5,000"):
        list(read_html(Seed(PurePosixPath("a.html"), page.encode(), limits=Limits(elements=5_000))))


def test_a_large_page_that_takes_too_long_is_stopped() -> None:
    page = "<html><body><article>" + "<div><p>some words <b>in</b> a paragraph</p></div>" * 30_000
    with pytest.raises(ReadError, match="took over 1 s"):
        list(read_html(Seed(PurePosixPath("a.html"), page.encode(), limits=Limits(seconds=1))))


@pytest.mark.parametrize("depth", [1, 40])
def test_hidden_parts_go_however_deep_and_what_holds_most_of_the_page_stays(depth: int) -> None:
    hidden = "<div hidden>" * depth + "<p>Subscribe now for one crown a week.</p>" + "</div>" * depth
    page = f"<html><body><div style='display:none'><article>{WORDS}{hidden}</article></div></body></html>"
    (document,) = read_html(Seed(PurePosixPath("a.html"), page.encode()))

    assert "reopened" in document.text
    assert "Subscribe" not in document.text
