from pathlib import PurePosixPath

import pytest

from builder.clean import clean
from builder.clean.lead import MAX_LENGTH, headline_from_lead
from builder.errors import SeedError
from builder.records import Article, Document, Statement

STORY = "The harbour of Westhaven reopened on Tuesday, two days after a storm sank four boats."


def _clean(text: str, **titles: str) -> Article:
    stated = tuple(Statement("title", value, by.replace("_", " ")) for by, value in titles.items())
    return clean(
        Document(PurePosixPath("seeds/a.html"), "0" * 64, text, (*stated, Statement("source", "Courier", "x")))
    )


@pytest.mark.cases("headline.md")
def test_headline_in_text(case) -> None:  # type: ignore[no-untyped-def]
    assert (_clean(case.input).original_title or "none") == case.expected


@pytest.mark.cases("lead.md")
def test_headline_from_lead(case) -> None:  # type: ignore[no-untyped-def]
    found = headline_from_lead(case.input, "en")

    assert found == case.expected
    assert len(found) <= MAX_LENGTH


def test_a_headline_of_the_markup_is_put_on_top_to_be_cited() -> None:
    article = _clean(STORY, h1="Harbour open")

    assert (article.title, article.original_title, article.how["title"]) == ("Harbour open", "Harbour open", "h1")
    assert article.text == f"Harbour open\n\n{STORY}"


def test_a_headline_found_in_the_text_is_cited_as_it_is_written_there() -> None:
    article = _clean(f"Harbour “open”\n\n{STORY}", json_ld='Harbour "open"', **{"json-ld": 'Harbour "open"'})

    assert article.title == article.original_title == "Harbour “open”"
    assert article.text == f"Harbour “open”\n\n{STORY}"


def test_a_headline_is_printed_once_wherever_the_page_repeats_it() -> None:
    article = _clean(f"News\n\nPorts:open again\n\n{STORY}\n\nPorts: open again", h1="Ports: open again")

    assert article.text == f"Ports: open again\n\nNews\n\n{STORY}"
    assert [one.text for one in article.removed] == ["Ports:open again"]


def test_a_sidecars_title_is_shown_and_the_headline_of_the_document_stays_the_original() -> None:
    article = _clean(f"Harbour open again\n\n{STORY}", sidecar="Port news")

    assert (article.title, article.original_title, article.how["title"]) == (
        "Port news",
        "Harbour open again",
        "stated",
    )
    assert article.text.startswith("Harbour open again\n\n")


def test_a_sidecars_title_is_the_original_when_the_document_has_none() -> None:
    article = _clean(STORY, sidecar="Port news")

    assert article.title == article.original_title == "Port news"
    assert article.text.startswith("Port news\n\n")


def test_without_a_headline_nothing_is_put_on_top() -> None:
    article = _clean(STORY)

    assert article.original_title is None
    assert article.title == "The harbour of Westhaven reopened, two days after a storm sank four boats"
    assert article.text == STORY
    assert article.how["title"] == "lead"


def test_the_identity_does_not_depend_on_a_headline_of_the_markup() -> None:
    assert _clean(STORY).id == _clean(STORY, h1="Harbour open").id


@pytest.mark.parametrize(
    ("by", "stated", "title"),
    [
        ("title element", "Harbour opens again | Courier", "Harbour opens again"),
        ("title element", "Courier: Harbour opens again - Courier", "Courier: Harbour opens again"),
        ("title element", "Courier | Harbour opens again", "Harbour opens again"),
        ("title element", "Harbour opens again – Norvik Times", "Harbour opens again"),
        ("title element", "Harbour opens - what will it cost the town?", "Harbour opens - what will it cost the town?"),
        ("meta og:title", "Harbour opens again | Courier", "Harbour opens again"),
        ("json-ld", "Harbour opens | a day of joy | Norvik", "Harbour opens | a day of joy | Norvik"),
        ("h1", "Harbour &amp; ferry\u200b open", "Harbour & ferry open"),
    ],
)
def test_the_name_of_the_outlet_is_no_part_of_a_title(by: str, stated: str, title: str) -> None:
    assert _clean(STORY, **{by: stated}).title == title


def test_a_logo_is_no_headline() -> None:
    assert _clean(STORY, h1="Courier", **{"title element": "Harbour opens again"}).title == "Harbour opens again"


def test_a_headline_repeated_below_the_one_put_on_top_goes_and_is_listed() -> None:
    article = _clean(f"Westhaven\n\nHarbour open\n\n{STORY}", h1="Harbour open")

    assert article.text.split("\n\n") == ["Harbour open", "Westhaven", STORY]


@pytest.mark.parametrize("text", ["***\n\nHarbour open.", ". Harbour open. Ferry runs.", "—\n\n“…”\n\n1"])
def test_a_title_has_words_however_the_text_begins(text: str) -> None:
    assert any(map(str.isalnum, _clean(text).title))


@pytest.mark.parametrize("text", ["Leave a Reply", "Advertisement\n\n***\n\nRead more"])
def test_page_furniture_alone_is_no_article(text: str) -> None:
    with pytest.raises(SeedError, match=r"seeds/a.html: no article in it, only page furniture \(put"):
        _clean(text)


@pytest.mark.parametrize(
    ("text", "title", "by"),
    [
        (f"News from the press office\n\nHarbour reopens\n\n{STORY}", "Harbour reopens", "document properties"),
        (f"Storm sinks four boats\n\n{STORY}", "Storm sinks four boats", "first line"),
        (STORY, "Harbour reopens", "document properties"),
    ],
)
def test_a_title_among_the_properties_yields_to_a_headline_in_the_text(text: str, title: str, by: str) -> None:
    article = _clean(text, document_properties="Harbour reopens")

    assert (article.title, article.how["title"]) == (title, by)
