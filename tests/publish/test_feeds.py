"""Feeds, read back by a feed reader's own library."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.publish import publish
from builder.publish.feeds import write_feeds
from builder.publish.feeds.listing import SHOWN
from builder.publish.reading import plain, told

MINISTER = "briefings/2023/minister.md"
CHINA = "feeds/actor-china"

ITEM = {
    "type": "object",
    "required": ["id", "content_text"],
    "properties": {
        "id": {"type": "string", "minLength": 1},
        **{name: {"type": "string", "format": "uri-reference"} for name in ("url", "external_url")},
        **{name: {"type": "string"} for name in ("title", "content_text", "language")},
        **{name: {"type": "string", "format": "date-time"} for name in ("date_published", "date_modified")},
        "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
    "additionalProperties": False,
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **{name: {"type": "string"} for name in ("title", "home_page_url", "feed_url")},
        "items": {"type": "array", "items": ITEM},
    },
    "additionalProperties": False,
}
"""What the version 1.1 of the format asks for, of what we use."""

_UNSAYABLE = dict.fromkeys((0xFFFE, 0xFFFF), " ")
"""Characters that XML does not have."""

Edit = Callable[[str, str, str], None]


def written(project: Path, address: str = "") -> Path:
    site = project / "feeds-of-site"
    site.mkdir(exist_ok=True)
    write_feeds(told(project / "docs"), site, name="Briefings", address=address)
    return site


def atom(site: Path, name: str) -> Any:
    found = feedparser.parse((site / f"{name}.xml").read_bytes())
    assert not found.bozo, found.bozo_exception
    return found


def as_json(site: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / f"{name}.json").read_bytes())
    jsonschema.Draft202012Validator(JSON_FEED, format_checker=jsonschema.FormatChecker()).validate(found)
    return found


def ids(site: Path, name: str) -> list[str]:
    assert [one["id"] for one in as_json(site, name)["items"]] == [one.id for one in atom(site, name).entries]
    return [one.id for one in atom(site, name).entries]


def test_the_site_and_each_actor_source_and_event_has_a_feed_in_both_forms_that_its_page_names(project: Path) -> None:
    site = publish(project).site
    pages = [*(site / "actors").glob("*.html"), *(site / "sources").glob("*.html"), site / "index.html"]
    pages.append(site / "since.html")
    named = 0
    for page in pages:
        if page.name == "index.html" and page.parent != site:
            continue
        tree = etree.fromstring(page.read_bytes(), etree.HTMLParser())
        for kind in ("application/atom+xml", "application/feed+json"):
            (address,) = tree.xpath(f"//head/link[@rel='alternate feed' and @type='{kind}']/@href")
            assert (page.parent / address).is_file()
            assert tree.xpath(f"//p[@class='follow']/a/@href='{address}'")
            named += 1
    assert named >= 2 * 5


def test_a_feed_has_the_briefings_that_its_page_lists_newest_first(project: Path) -> None:
    site = written(project, "https://example.org/news/")
    feed = atom(site, CHINA)

    assert feed.feed.title == "China - Briefings"
    assert feed.feed.links[1].href == "https://example.org/news/feeds/actor-china.xml"
    assert [one.link for one in feed.entries] == [
        "https://example.org/news/briefings/2023/minister.html",
        "https://example.org/news/briefings/2023/refuses.html",
    ]
    assert as_json(site, CHINA)["home_page_url"] == "https://example.org/news/actors/china.html"


def test_without_an_address_links_lead_from_the_feed_to_the_page(project: Path) -> None:
    site = written(project)

    assert as_json(site, CHINA)["items"][0]["url"] == "../briefings/2023/minister.html"
    assert as_json(site, "feed")["items"][0]["url"] == "briefings/2023/minister.html"


def test_an_item_keeps_its_id_when_its_page_is_retitled_and_moved(project: Path, edit: Edit) -> None:
    before = ids(written(project), "feed")
    edit(MINISTER, "\ntitle: ", "\ntitle: New words, ")
    moved = project / "docs/briefings/elsewhere.md"
    (project / "docs" / MINISTER).rename(moved)
    site = written(project)

    assert ids(site, "feed") == before
    assert any(one["url"] == "briefings/elsewhere.html" for one in as_json(site, "feed")["items"])


def test_a_feed_stays_where_it_is_when_its_page_is_moved(project: Path) -> None:
    before = atom(written(project), CHINA)
    (project / "docs/actors/china.md").rename(project / "docs/actors/prc.md")
    after = atom(written(project, "https://example.org/"), CHINA)

    assert after.feed.id == before.feed.id
    assert after.feed.link == "https://example.org/actors/prc.html"


def test_an_actor_made_one_with_another_leads_readers_of_its_feed_on(project: Path, edit: Edit) -> None:
    edit("actors/wei-fenghe.md", "\ntype: ", "\nsame_as: China\ntype: ")
    site = written(project)

    assert (site / "feeds/actor-wei-fenghe.xml").read_bytes() == (site / f"{CHINA}.xml").read_bytes()


def test_a_feed_of_an_event_that_went_into_another_goes_on(project: Path) -> None:
    values = "id: e0000000001\ntype: event\ntitle: Talks\ndate: 2023-05-30\n"
    body = "# Talks\n\n- [One](../briefings/2023/minister.md)\n"
    (project / "docs/events/talks.md").write_text(f"---\n{values}---\n{body}")
    (project / "docs/events/talks.json").write_text('{"absorbs": ["e0000000002"]}')
    site = written(project)

    assert len(ids(site, "feeds/e0000000001")) == 1
    assert ids(site, "feeds/e0000000002") == ids(site, "feeds/e0000000001")


def test_a_correction_makes_an_item_new_and_a_withdrawn_briefing_leaves_the_feeds(project: Path, edit: Edit) -> None:
    edit("briefings/2023/refuses.md", "\ntype: ", "\ncorrections:\n- {date: 2023-07-01, text: A name.}\ntype: ")
    first = atom(written(project), CHINA).entries[0]

    assert (first.published, first.updated) == ("2023-05-30T00:00:00Z", "2023-07-01T00:00:00Z")

    edit("briefings/2023/refuses.md", "\nreview: draft", "\nreview: withdrawn")
    assert first.id not in ids(written(project), CHINA)


def test_a_feed_holds_the_newest_and_is_the_same_each_time(project: Path) -> None:
    for number in range(SHOWN + 5):
        text = f"---\nid: b{number:010d}\ntype: briefing\ntitle: T\ndate: 20{10 + number}-01-01\nsource: S\n---\n# T\n"
        (project / f"docs/briefings/{number}.md").write_text(text)
    site = written(project)
    before = {path: path.read_bytes() for path in site.rglob("*.*")}

    assert len(ids(site, "feed")) == SHOWN
    assert as_json(site, "feed")["items"][0]["url"] == f"briefings/{SHOWN + 4}.html"
    assert {path: path.read_bytes() for path in written(project).rglob("*.*")} == before


NEWS = {
    "builds": [
        {
            "build": 2,
            "day": "2023-06-02",
            "items": [
                {"kind": "new briefing", "page": "b00000000aa", "title": "Old title", "mark": "aa", "what": ""},
                {"kind": "correction", "page": "b00000000aa", "title": "Old title", "mark": "bb", "what": "A name."},
                {"kind": "changed event", "page": "e9", "title": "Gone", "mark": "cc", "what": "1 article more"},
            ],
        },
        {"build": 1, "day": None, "items": [{"kind": "new event", "page": "e9", "title": "Gone", "mark": "-"}]},
    ]
}


def with_news(project: Path) -> Path:
    values = "id: b00000000aa\ntype: briefing\ntitle: New title\ndate: 2023-05-30\nsource: Brockel Courier\n"
    (project / "docs/briefings/2023/one.md").write_text(f"---\n{values}---\n# New title\n")
    (project / "docs/since.json").write_text(json.dumps(NEWS))
    return written(project, "https://example.org/")


def test_news_are_a_feed_dated_by_the_newest_source_of_their_build(project: Path) -> None:
    feed = atom(with_news(project), "feeds/page-since")

    assert [(one.title, one.published[:10]) for one in feed.entries] == [
        ("New briefing: New title", "2023-06-02"),
        ("Correction: New title", "2023-06-02"),
        ("Changed event: Gone", "2023-06-02"),
        ("New event: Gone", "1970-01-01"),
    ]
    assert [one.link.rpartition("/")[2] for one in feed.entries] == ["one.html", "one.html", "since.html", "since.html"]
    assert [one.summary for one in feed.entries][1:3] == ["A name.", "1 article more"]


def test_news_keep_their_ids_when_a_build_comes_and_titles_change(project: Path, edit: Edit) -> None:
    before = ids(with_news(project), "feeds/page-since")
    newer = {"day": "2023-07-01", "items": [{"kind": "new briefing", "page": "b2", "title": "T", "mark": "dd"}]}
    (project / "docs/since.json").write_text(json.dumps({"builds": [newer, *NEWS["builds"]]}))
    edit("briefings/2023/one.md", "title: New title", "title: Newer title")

    assert ids(written(project), "feeds/page-since")[1:] == before


def test_corrections_are_a_feed(project: Path, edit: Edit) -> None:
    edit("corrections.md", "id: corrections", "id: page-corrections")
    items = [
        {"page": "b1", "title": "Port reopens", "text": "The port is in Agder.", "day": "2023-07-01"},
        {"page": "b1", "title": "Port reopens", "text": "Sourcing: text changed by hand", "day": ""},
    ]
    (project / "docs/corrections.json").write_text(json.dumps({"items": items}))
    feed = atom(written(project), "feeds/page-corrections")

    assert [(one.title, one.summary) for one in feed.entries] == [
        ("Correction: Port reopens", one["text"]) for one in items
    ]
    assert feed.feed.updated[:10] == "2023-07-01"


@pytest.mark.parametrize("data", ["", "[]", '{"builds": 3}', '{"builds": [{"items": [4, {"page": []}]}]}'])
def test_a_damaged_list_of_news_gives_a_feed_with_what_can_be_read(project: Path, data: str) -> None:
    (project / "docs/since.json").write_text(data)

    assert len(ids(written(project), "feeds/page-since")) <= 1


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/etc/passwd"])
def test_only_an_address_of_the_web_is_given_as_the_original(project: Path, edit: Edit, address: str) -> None:
    edit(MINISTER, "\ntype: ", f"\nsource_url: '{address}'\ntype: ")
    site = written(project)

    assert address not in (site / "feed.xml").read_text() + (site / "feed.json").read_text()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_title_is_text_whatever_it_holds(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    root = tmp_path_factory.mktemp("feed")
    (root / "docs").mkdir()
    values = {"id": "b1", "type": "briefing", "title": title, "date": "2020-01-01", "source": title}
    (root / "docs/a.md").write_text(f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\n")
    site = written(root)
    (item,) = as_json(site, "feed")["items"]
    entry = etree.parse(site / "feed.xml").find("{*}entry")

    assert entry.findtext("{*}title") == item["title"] == " ".join(title.translate(_UNSAYABLE).split())
    assert entry.findtext("{*}author/{*}name") == item["authors"][0]["name"]


@given(st.one_of(st.text(), st.text(alphabet=" a\t\u00a0\x00\u2028é"), st.none(), st.integers()))
def test_text_on_one_line_has_no_control_characters_and_single_spaces(value: object) -> None:
    text = plain(value)

    assert text == " ".join(text.split())
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", text)
    assert (
        text.split() == ("" if value is None else re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]", " ", str(value))).split()
    )
