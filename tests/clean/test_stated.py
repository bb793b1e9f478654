"""What is believed of several statements: titles, days, outlets and names."""

from collections.abc import Iterable

import pytest

from builder.clean.agreement import agreed_title
from builder.clean.authors import find_authors
from builder.clean.date import find_date
from builder.clean.day import parse_day
from builder.clean.publishers import find_publisher
from builder.clean.source import find_source
from builder.data import load
from builder.records import Statement

PLACE = "https://courier.example"


def _facts(key: str, pairs: Iterable[tuple[str, str]]) -> list[Statement]:
    return [Statement(key, value, by) for by, value in pairs]


@pytest.mark.cases("agreement.md")
def test_headline_of_a_page(case) -> None:  # type: ignore[no-untyped-def]
    pairs = [(by, words) for by, _, words in (line.partition(" | ") for line in case.input.split("\n"))]

    found = agreed_title([one for one in pairs if one[0] != "site"], [words for by, words in pairs if by == "site"])

    assert found
    assert found.title == case.expected


def test_a_headline_names_the_places_that_agree_on_it() -> None:
    found = agreed_title([("json-ld", "Storm"), ("h1", "storm"), ("title element", "Other words")], [])

    assert found == ("Storm", "json-ld + h1")


@pytest.mark.cases("bylines.md")
def test_names(case) -> None:  # type: ignore[no-untyped-def]
    assert " / ".join(find_authors(_facts("authors", [("meta author", case.input)]))[0]) == case.expected


def test_the_outlet_is_no_author_while_a_page_shows_one() -> None:
    facts = _facts("authors", [("json-ld", "Daily Courier"), ("byline element", "Ida Holm")])

    assert find_authors(facts, ["Daily Courier"]) == (("Ida Holm",), "byline element")
    assert find_authors(facts[:1], ["Daily Courier"]) == (("Daily Courier",), "json-ld")


def test_what_stands_in_a_byline_and_is_no_name_does_not_replace_the_outlet() -> None:
    facts = _facts("authors", [("json-ld", "Courier"), ("byline element", "Source: wire/ih")])

    assert find_authors(facts, ["Courier"])[0] == ("Courier",)


@pytest.mark.parametrize(
    ("shown", "person"),
    [
        ("Ida Holm", True),
        ("Omar al-Amin", True),
        ("山田太郎", True),
        ("김하나", True),
        ("عمر الأمين", True),
        ("منوعات", False),
        ("Культура", False),
        ("The Norvik Council", False),
        ("Norvik and Westhaven councils", False),
    ],
)
def test_of_what_a_page_shows_as_a_byline_only_names_count(shown: str, person: bool) -> None:
    facts = _facts("authors", [("json-ld", "Courier"), ("byline element", shown)])

    assert find_authors(facts, ["Courier"])[0] == ((shown,) if person else ("Courier",))
    assert find_authors(facts[1:], ["Courier"])[0] == ((shown,) if person else ())


@pytest.mark.cases("days.md")
def test_days(case) -> None:  # type: ignore[no-untyped-def]
    lang, _, line = case.input.partition(": ")

    assert (parse_day(line, lang) or "none") == case.expected


@pytest.mark.parametrize(
    ("value", "path", "lang", "day"),
    [
        ("2020-02-25T02:25:54Z", "/2020/02/24/storm", "en", "2020-02-24"),
        ("2020-02-25T02:25:54Z", "/2020/02/21/storm", "en", "2020-02-25"),
        ("2020-02-25T02:25:54-05:00", "/2020/02/24/storm", "en", "2020-02-25"),
        ("2022-11-06T23:00:00.000Z", "/storm", "de", "2022-11-07"),
        ("2022-11-06T23:00:00.000Z", "/storm", "en", "2022-11-06"),
        ("2022-11-06T23:01:00Z", "/storm", "de", "2022-11-06"),
    ],
)
def test_a_time_in_utc_is_put_on_the_day_where_it_was_written(value: str, path: str, lang: str, day: str) -> None:
    dating, _ = find_date(_facts("date", [("json-ld", value)]), PLACE + path, lang)

    assert dating
    assert dating.edtf == day


def test_a_day_outranks_a_month_and_a_guess_must_fit_the_address() -> None:
    url = PLACE + "/2018/11/storm"

    assert find_date(_facts("date", [("json-ld", "2018-11"), ("time element", "2018-11-22")]), url)[1] == "time element"
    assert find_date(_facts("date", [("htmldate", "2018-11-22")]), url)[1] == "htmldate"
    assert find_date(_facts("date", [("htmldate", "2016-01-31")]), url)[1] == "address"


def test_a_year_made_a_day_of_is_no_day() -> None:
    assert find_date(_facts("date", [("htmldate, whole text", "2022-01-01")]), None)[0] is None


def test_the_day_of_an_archives_copy_is_not_the_articles() -> None:
    copy = "https://web.archive.org/web/20130307194448/http://courier.example/2008/05/26/storm"

    dating, by = find_date([], copy)

    assert by == "address"
    assert dating
    assert dating.edtf == "2008-05-26"
    assert find_date([], "https://web.archive.org/web/20130307194448/http://courier.example/storm")[0] is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.theguardian.com/world/a", "The Guardian"),
        ("https://edition.cnn.com/2021/03/08/a", "CNN"),
        ("https://abcnews.go.com/a", "ABC News"),
        ("https://www.bbc.co.uk/news/a", "BBC News"),
        ("https://www.bbc.co.uk/food/a", "BBC"),
        ("https://web.archive.org/web/2013/http://news.sky.com/a", "Sky News"),
        ("https://go.com/a", None),
        ("https://nottheguardian.com/a", None),
        ("http://[x", None),
        (None, None),
    ],
)
def test_the_table_of_publishers(url: str | None, name: str | None) -> None:
    found = find_publisher(url)

    assert (found.name if found else None) == name


def test_the_sidecar_outranks_the_table_and_the_table_the_markup() -> None:
    page = [Statement("source", "Guardian News", "meta og:site_name")]
    url = "https://www.theguardian.com/a"

    assert find_source([Statement("source", "My paper", "sidecar"), *page], url) == ("My paper", "sidecar")
    assert find_source(page, url) == ("The Guardian", "table of publishers, theguardian.com")
    assert find_source([*page, Statement("url", url, "link canonical")], None)[0] == "The Guardian"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Daily Courier | Latest News", "Daily Courier"),
        ("Courier: News of the north", "Courier"),
        ("Bell Media Ltd.", "Bell Media"),
    ],
)
def test_claims_and_legal_forms_are_no_part_of_a_name(value: str, name: str) -> None:
    assert find_source([Statement("source", value, "json-ld")], None)[0] == name


def test_an_outlet_that_only_the_window_names_is_known_by_its_domain() -> None:
    title = [Statement("title", "Storm sinks boats | West Haven Post", "title element")]

    assert find_source(title, "https://westhavenpost.example/a") == ("West Haven Post", "title element")
    assert find_source(title, "https://other.example/a") == (None, "none")


def test_every_row_of_the_publishers_is_sound() -> None:
    for key, row in load("publishers").items():
        names = [row] if isinstance(row, str) else [row["name"], *row.get("names", ())]
        assert key == key.lower()
        assert "." in key
        assert not key.startswith("www.")
        assert all(isinstance(name, str) and name.strip() == name for name in names), key


def test_a_publisher_has_the_name_that_others_relay_it_by() -> None:
    canonical = {form: row["name"] for row in load("media").values() for form in (row["name"],)}
    relayed = {form: row["name"] for row in load("media").values() for form in row.get("names", ())}

    for key, row in load("publishers").items():
        name = row if isinstance(row, str) else row["name"]
        assert name in canonical or name not in relayed, f"{key}: {name} is {relayed.get(name)} in media.yml"
