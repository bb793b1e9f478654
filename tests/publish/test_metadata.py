"""What the head of a page says to programs: read back as they would, from both engines."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.publish import Engine, publish
from builder.publish.metadata.json_ld import LISTED, json_ld
from builder.publish.metadata.site import Site, published
from builder.publish.metadata.tags import data_block, tags
from builder.publish.reading import Told
from tests.publish.schemas import SCHEMAS

ADDRESS = "https://news.example/b/"
HOSTILE = (
    "</script><script>alert(1)</script> ]]> \"quoted\" 'x' <!-- & &amp; \u2028 \u202eright to left\u202c 😀 \\ ${x}"
)
Edit = Callable[[str, str, str], None]

BRIEFING: dict[str, Any] = {
    "id": "b0",
    "type": "briefing",
    "title": "Harbour bridge closes",
    "original_title": "Bridge shut!",
    "description": "It is closed.",
    "date": "2030-06-04",
    "date_edtf": "2030-06-03/2030-06-05",
    "date_basis": "inferred",
    "source": "Brockel Courier",
    "source_url": "https://courier.example/bridge",
    "via": ["Northern Wire"],
    "authors": ["Nils Holm"],
    "actors": ["Ada Lund", "Nobody Known"],
    "places": ["Brockel"],
    "event": "e0",
    "lang": "en",
    "corrections": [{"date": "2030-07-01", "text": "It was a bridge."}, {"text": "And open."}],
}
PAGES = {
    "index.md": {"title": "Home"},
    "briefings/2030/bridge.md": BRIEFING,
    "events/bridge.md": {
        "id": "e0",
        "type": "event",
        "title": "The bridge",
        "actors": ["Ada Lund"],
        "places": ["Brockel"],
    },
    "actors/ada-lund.md": {
        "id": "actor-ada-lund",
        "type": "actor",
        "title": "Ada Lund",
        "kind": "PER",
        "aliases": ["Lund"],
    },
    "sources/brockel-courier.md": {"id": "source-brockel-courier", "type": "source", "title": "Brockel Courier"},
    "sources/unknown.md": {"id": "source-unknown", "type": "source", "title": "Unknown source"},
    "method.md": {"id": "page-method", "type": "page", "title": "Method"},
}
DATA = {
    "events/bridge.md": {
        "members": [
            {"id": "b0", "title": "Harbour bridge closes", "url": "https://courier.example/bridge"},
            {"id": "b9", "title": "Gone", "date_edtf": "2030-06~", "url": "javascript:x"},
            "damaged",
        ]
    }
}


def site(address: str = ADDRESS, **changed: dict[str, Any]) -> Site:
    """The pages; `briefing={...}` changes front matter."""
    pages = {path: {**values} for path, values in PAGES.items()}
    pages["briefings/2030/bridge.md"] |= changed.get("briefing", {})
    said = {path: Told(values, "", DATA.get(path, {})) for path, values in pages.items()}
    urls = {path: path.replace(".md", ".html") for path in pages}
    return Site("Briefings", address, said, urls, "News, cited")


def said(where: Site, path: str, card: str | None = None) -> dict[str, Any]:
    return json_ld(where, path, where.pages[path], card)


def validate(kind: str, value: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(SCHEMAS[kind], format_checker=jsonschema.FormatChecker()).validate(value)


@pytest.mark.parametrize("address", [ADDRESS, ""])
@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("home", "index.md"),
        ("briefing", "briefings/2030/bridge.md"),
        ("event", "events/bridge.md"),
        ("actor", "actors/ada-lund.md"),
        ("source", "sources/brockel-courier.md"),
    ],
)
def test_each_kind_of_page_has_its_shape(kind, path, address):
    value = said(site(address), path, f"{address}cards/x.png" if address else None)

    validate(kind, value)
    assert address or "url" not in json.dumps(value).replace('"url": "https://courier.example/bridge"', "")


def test_a_briefing_says_what_it_rests_on():
    value = said(site(), "briefings/2030/bridge.md")

    assert value["datePublished"] == "2030-06"
    assert value["dateModified"] == "2030-07-01"
    assert value["isBasedOn"]["publisher"]["name"] == "Brockel Courier"
    assert value["isBasedOn"]["creditText"] == "Nils Holm"
    assert value["citation"] == [
        {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": "Northern Wire"}}
    ]
    assert [one.get("datePublished") for one in value["correction"]] == ["2030-07-01", None]
    assert [(one["@type"], one["name"], "url" in one) for one in value["about"]] == [
        ("Event", "The bridge", True),
        ("Person", "Ada Lund", True),
        ("Thing", "Nobody Known", False),
    ]


def test_an_event_is_not_said_to_happen_when_it_was_reported():
    value = said(site(), "events/bridge.md")

    assert "startDate" not in value
    assert [(one["headline"], "url" in one, one.get("isBasedOn")) for one in value["subjectOf"]] == [
        ("Harbour bridge closes", True, "https://courier.example/bridge"),
        ("Gone", False, None),
    ]


@pytest.mark.parametrize("path", ["method.md", "sources/unknown.md"])
def test_other_pages_have_no_data(path):
    assert said(site(), path) == {}


def test_a_withdrawn_briefing_says_so_and_is_not_listed():
    where = site(briefing={"review": "withdrawn"})

    assert said(where, "briefings/2030/bridge.md")["creativeWorkStatus"] == "Withdrawn"
    assert len(said(where, "index.md")["@graph"]) == 1


def test_the_list_at_home_is_bounded_and_newest_first():
    values = {f"b/{n}.md": {**BRIEFING, "id": f"b{n}", "date": f"20{n:02}-01-01"} for n in range(60)}
    pages = {"index.md": Told({}, "", {}), **{path: Told(one, "", {}) for path, one in values.items()}}
    where = Site("x", ADDRESS, pages, {path: path.replace(".md", ".html") for path in pages})

    items = said(where, "index.md")["@graph"][1]["itemListElement"]

    assert len(items) == LISTED
    assert items[0]["url"] == f"{ADDRESS}b/59.html"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"date": "2030-06-04"}, "2030-06-04"),
        ({"date": "2030-06-04", "date_edtf": "2030-06"}, "2030-06"),
        ({"date": "2030-06-04", "date_edtf": "2030"}, "2030"),
        ({"date": "2030-06-04", "date_edtf": "2030-06-03/2030-06-05"}, "2030-06"),
        ({"date": "2030-06-04", "date_edtf": "2029-12-31/2030-01-02"}, ""),
        ({"date": "2030-06-04", "date_edtf": "2030-06-04~"}, ""),
        ({"date": "2030-06-04", "date_edtf": "XXXX-06"}, ""),
        ({"date": "2030-06-04", "date_basis": "retrieved"}, ""),
        ({"date": None}, ""),
        ({}, ""),
    ],
)
def test_a_day_is_never_said_more_precisely_than_it_is_known(values, expected):
    assert published(values) == expected


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_no_text_leaves_its_block(title, text, actors):
    where = site(briefing={"title": title, "description": text, "actors": actors})
    value = said(where, "briefings/2030/bridge.md")
    block = data_block(value)

    assert block.count("<") == 2
    inner = block.partition(">")[2].rpartition("<")[0]
    assert json.loads(inner) == value
    assert not set(inner) & set("<>&\u2028\u2029")


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.fixed_dictionaries(dict.fromkeys(BRIEFING, ODD)), ODD, st.sampled_from(["briefing", "event", "actor"]))
def test_no_value_stops_it(values, members, kind):
    page = Told({**values, "type": kind}, "", {"members": members})
    where = Site(
        "x", ADDRESS, {"index.md": Told({}, "", {}), "a.md": page}, {"index.md": "index.html", "a.md": "a.html"}
    )

    for path in where.pages:
        assert json.loads(json.dumps(said(where, path), allow_nan=False)) == said(where, path)
        tags(where, path, where.pages[path], None)


def test_tags_hold_hostile_titles_as_text():
    where = site(briefing={"title": HOSTILE, "description": HOSTILE})
    path = "briefings/2030/bridge.md"
    html = "".join(tags(where, path, where.pages[path], f"{ADDRESS}cards/x.png"))
    tree = lxml.html.document_fromstring(f"<html><head>{html}</head><body>")

    assert {one.tag for one in tree.iter()} == {"html", "head", "body", "meta"}
    assert tree.xpath("//meta[@property='og:title']/@content") == [" ".join(HOSTILE.split())]
    assert tree.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]


def _yaml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_site_of_either_engine_carries_them(
    engine: Engine, project: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", ADDRESS)
    told = HOSTILE.replace("\u2028", " ")
    hostile = told.replace("<", "").replace(">", "")
    path = "briefings/2023/minister.md"
    edit(path, "description: Li Shangfu will not meet Lloyd Austin in Singapore.", f"description: {_yaml(told)}")
    edit(path, "title: China's defence minister will not meet Lloyd Austin", f"title: {_yaml(hostile)}")

    publish(project, by=engine, cards="all", strict=False)

    kinds = {"briefings/2023/minister.html": "briefing", "actors/china.html": "actor", "index.html": "home"}
    for name, kind in kinds.items():
        tree = lxml.html.document_fromstring((project / "site" / name).read_bytes())
        (block,) = tree.xpath("/html/head/script[@type='application/ld+json']")
        value = json.loads(block.text)
        validate(kind, value)
        url = ADDRESS if kind == "home" else f"{ADDRESS}{name}"
        assert tree.xpath("/html/head/meta[@property='og:url']/@content") == [url]
        (card,) = tree.xpath("/html/head/meta[@property='og:image']/@content")
        assert (project / "site" / card.removeprefix(ADDRESS)).read_bytes().startswith(b"\x89PNG")
        if kind == "briefing":
            assert value["headline"] == " ".join(hostile.split())
            assert value["description"] == " ".join(told.split())


def test_without_an_address_nothing_full_is_said(project: Path) -> None:
    publish(project)

    tree = lxml.html.document_fromstring((project / "site" / "briefings/2023/minister.html").read_bytes())
    assert tree.xpath("//meta[@property='og:title']")
    assert not tree.xpath("//meta[@property='og:url' or @property='og:image']")
    assert json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)["@type"] == "NewsArticle"
    assert not (project / "site" / "cards").exists()
