"""The schemas that editors load say what the builder does."""

import json
from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from builder.config import Admin, Limits, Settings
from builder.errors import ReadError
from builder.publish.front_matter import read_front_matter
from builder.publish.schema import keys_of, schema
from builder.read.sidecar import DEFAULT_KEYS, KEYS, read_sidecar
from builder.write.front_matter import ORDER

REPOSITORY = Path(__file__).parents[2]
TYPES = ("briefing", "event", "actor", "source", "page")


def load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("builder.data").joinpath(name).read_text("utf-8"))
    return found


def validator(name: str) -> Draft7Validator:
    registry: Any = Registry().with_resource("sidecar.schema.json", Resource.from_contents(load("sidecar.schema.json")))
    return Draft7Validator(load(name), registry=registry, format_checker=Draft7Validator.FORMAT_CHECKER)


def pages() -> Iterator[dict[str, Any]]:
    """Front matter of the committed pages and of those of the tests that the builder wrote."""
    for top in ("docs", "tests/write/golden", "tests/golden", "tests/publish/sample"):
        for path in sorted((REPOSITORY / top).rglob("*.md")):
            matter = read_front_matter(path.read_text("utf-8"))
            if "type" in matter.values:
                yield matter.values


def wrong(values: dict[str, Any]) -> list[str]:
    found = validator("front_matter.schema.json").iter_errors(values)
    return sorted({str(error.absolute_path[0]) if error.absolute_path else str(error.validator) for error in found})


def test_the_schemas_are_schemas() -> None:
    for file in files("builder.data").iterdir():
        if file.name.endswith(".schema.json"):
            Draft7Validator.check_schema(json.loads(file.read_text("utf-8")))


def test_every_page_that_the_builder_writes_is_valid_and_has_only_keys_of_its_type() -> None:
    seen = set()
    for values in pages():
        assert wrong(values) == [], values
        assert [key for key in values if key not in keys_of(values["type"])] == [], values
        seen.add(values["type"])
    assert seen == set(TYPES)


def test_the_keys_stand_in_the_order_of_a_page_and_teach() -> None:
    assert [*schema()["properties"]] == [*ORDER]
    for key, of in schema()["properties"].items():
        assert of["title"], key
        assert of["description"].endswith("."), key
        assert Draft7Validator(of).is_valid(of["examples"][0]), key
    for kind in TYPES:
        assert [*keys_of(kind)] == [key for key in ORDER if key in keys_of(kind)]


GOOD: dict[str, dict[str, Any]] = {
    "briefing": {"type": "briefing", "title": "Harbour reopens", "date": "2023-05-30", "source": "Brockel Courier"},
    "event": {"type": "event", "title": "Harbour reopens", "not": ["b34a"]},
    "actor": {"type": "actor", "title": "Ada Lund", "kind": "PER", "aliases": ["Mayor Lund"]},
    "source": {"type": "source", "title": "Brockel Courier", "same_as": "source-courier"},
    "page": {"type": "page", "title": "About us"},
}


@pytest.mark.parametrize("kind", TYPES)
def test_a_page_by_hand_needs_little_and_may_have_keys_of_its_own(kind: str) -> None:
    assert wrong(GOOD[kind]) == []
    assert wrong({**GOOD[kind], "desk": {"phone": "0123"}}) == []


@pytest.mark.parametrize(
    ("kind", "change", "where"),
    [
        *((kind, {"title": ""}, "title") for kind in TYPES),
        *((kind, {"title": "a <b>"}, "title") for kind in TYPES),
        *((kind, {"hide": ["toc"]}, "not") for kind in TYPES),
        *((kind, {"date": "30 May 2023"}, "date") for kind in TYPES),
        *((kind, {"corrections": [{"date": "2023-06-01"}]}, "corrections") for kind in TYPES),
        ("briefing", {"source": None}, "required"),
        ("briefing", {"date": None}, "required"),
        ("briefing", {"source_url": "courier.example"}, "source_url"),
        ("briefing", {"lang": "English"}, "lang"),
        ("briefing", {"lang": False}, "lang"),
        ("briefing", {"event": "Harbour bridge"}, "event"),
        ("briefing", {"actors": "Ada Lund"}, "actors"),
        ("briefing", {"review": "done"}, "review"),
        ("event", {"not": "b34a"}, "not"),
        ("event", {"confidence": "certain"}, "confidence"),
        ("event", {"date_edtf": "about May"}, "date_edtf"),
        ("actor", {"kind": "person"}, "kind"),
        ("actor", {"aliases": ["Lund", "Lund"]}, "aliases"),
        ("source", {"aliases": [1]}, "aliases"),
        ("source", {"id": "Source Courier"}, "id"),
        ("page", {"type": "note"}, "type"),
    ],
)
def test_what_a_page_cannot_say(kind: str, change: dict[str, Any], where: str) -> None:
    values = {key: value for key, value in {**GOOD[kind], **change}.items() if value is not None}

    assert wrong(values) == [where]


@pytest.mark.parametrize(("name", "keys"), [("sidecar", KEYS), ("folder_defaults", DEFAULT_KEYS)])
@pytest.mark.parametrize(
    "text",
    [
        "source: Brockel Courier\n",
        "date: 2023-05-30\nlang: en\n",
        "date: 2023-05\n",
        "date: 2023\n",
        "date: 1066\n",
        "date: 30.5.2023\n",
        "date: 2023-13\n",
        "lang: no\n",
        "lang: pt-BR\n",
        "lang: English\n",
        "authors: Ada Lund\n",
        "authors: [Ada Lund, Bo Ek]\n",
        "authors: {name: Ada Lund}\n",
        "url: https://courier.example/harbour\n",
        "url: courier.example\n",
        "title: Harbour\n",
        "title: [Harbour]\n",
        "titel: Harbour\n",
        "source:\n",
        "",
    ],
)
def test_a_sidecar_is_refused_by_the_schema_where_the_builder_refuses_it(
    name: str, keys: tuple[str, ...], text: str
) -> None:
    try:
        read_sidecar(PurePosixPath("seeds/a.yml"), text.encode(), keys)
        taken = True
    except ReadError:
        taken = False

    # As editors read it: YAML 1.2, where a day is text.
    values = read_front_matter(f"---\n{text}---\n").values if text else None

    assert validator(f"{name}.schema.json").is_valid(values) == taken


def test_the_settings_are_those_of_the_builder() -> None:
    known = load("settings.schema.json")["properties"]["extra"]["properties"]["builder"]["properties"]

    for kind, stated in (
        (Settings, known),
        (Limits, known["limits"]["properties"]),
        (Admin, known["admin"]["properties"]),
    ):
        own = [one for one in fields(kind) if one.name != "language"]  # which is the theme's
        assert [*stated] == [one.name for one in own]
        for one in own:
            if "default" in stated[one.name]:
                assert stated[one.name]["default"] == one.default
