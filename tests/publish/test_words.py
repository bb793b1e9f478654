"""The site's own words: every language has all of them, and a French site shows no English one."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from babel import Locale

from builder.data import load
from builder.headings import slug
from builder.publish import Engine, publish
from builder.publish.words import LANGUAGES, SCRIPTS, words
from builder.write.event_sections import SECTIONS as OF_EVENTS
from builder.write.sections import SECTIONS as OF_BRIEFINGS
from tests.publish.french_site import REPOSITORY, french_site

AROUND = ("page", "lost", "cite", "citing", "age", "lists", "search", "headings", "columns", "tags")
"""Parts of a table that readers see around what pages say; the others are what pages say."""

IN_TEMPLATES = (
    "page",
    "lost",
    "cite",
    "search",
    "of_event",
    "in_text",
    "in_contents",
    *(f"script_{one}" for one in SCRIPTS),
)
WITHOUT = REPOSITORY / "overrides" / "partials" / "words.html"
WITHOUT_SAYS = "What `mkdocs build` shows without `builder publish`: out of builder/data/words, by `make golden`."

EDITED = {
    "briefings/2024/pont.md": {"day": "2024-03-13", "sections": {"key-points": "edited", "who-said-what": "person"}}
}


def said(table: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every word of a table, by its keys; endings of words are grammar, each language has its own."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from said(value, f"{path}{key}.")
        elif isinstance(value, str):
            yield f"{path}{key}", value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_and_what_is_filled_in(language: str) -> None:
    english, other = (dict(said(load(f"words/{one}"))) for one in ("en", language))
    english, other = (
        {key: words for key, words in table.items() if not key.startswith("counted.")} for table in (english, other)
    )

    assert english.keys() == other.keys()
    assert [key for key, value in other.items() if not value.strip() and key != "calendar.thousands"] == []
    filled = {key: sorted(re.findall(r"\{\w+\}", value)) for key, value in english.items()}
    assert {key: sorted(re.findall(r"\{\w+\}", value)) for key, value in other.items()} == filled


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_counts_in_its_own_forms(language: str) -> None:
    counted = load(f"words/{language}")["counted"]

    assert counted.keys() == load("words/en")["counted"].keys()
    known = set(Locale.parse(language).plural_form.tags) | {"other"}
    for noun, forms in counted.items():
        assert "other" in forms, noun
        assert forms.keys() <= known, noun
        assert all(re.findall(r"\{\w+\}", words) == ["{count}"] for words in forms.values()), noun
    for months in ("months", "short_months"):
        assert len(set(load(f"words/{language}")["calendar"][months])) == 12


def test_headings_of_generated_pages_have_words() -> None:
    headings = load("words/en")["headings"]

    assert {
        slug(section.heading): section.heading for section in (*OF_BRIEFINGS, *OF_EVENTS)
    }.items() <= headings.items()
    assert [anchor for anchor, heading in headings.items() if slug(heading) != anchor] == []


def test_templates_have_the_words_without_a_publish(golden: Callable[[Path, str], None]) -> None:
    told = {one: {key: words(one)[key] for key in IN_TEMPLATES} for one in LANGUAGES}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    golden(WITHOUT, f"{{#- {WITHOUT_SAYS} -#}}\n{{% set by_language = {text} %}}\n")


def test_a_language_without_a_table_gets_english_and_a_region_its_language() -> None:
    assert words("de")["page"] == words("en")["page"]
    assert words("fr-CA")["page"] == words("fr")["page"] != words("en")["page"]
    assert words("en")["in_text"] == words("en")["in_contents"] == []


def texts(page: Path) -> Iterator[str]:
    """What readers see or hear of a page: its text, and attributes that are read out."""
    tree = lxml.html.document_fromstring(page.read_bytes()).find("body")
    for element in tree.iter(lxml.etree.Element):
        if element.tag not in ("script", "style"):
            yield element.text or ""
        yield element.tail or ""
        yield from (element.get(name, "") for name in ("title", "aria-label", "placeholder", "alt", "data-mark"))


def english_words() -> list[str]:
    """Those that are not the same in French; of one that is filled in, what stands around that."""
    english, french = (dict(said({key: load(f"words/{one}")[key] for key in AROUND})) for one in ("en", "fr"))
    same = set(french.values())
    found = {part.strip() for value in english.values() if value not in same for part in re.split(r"\{\w+\}", value)}
    return sorted(word for word in found if len(re.findall(r"[^\W\d_]", word)) > 2)


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_french_site_shows_no_english_word(tmp_path: Path, engine: Engine) -> None:
    site = publish(french_site(tmp_path / "project"), by=engine, edited=EDITED).site

    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, english_words()))})(?!\w)")
    found = {
        (path.relative_to(site).as_posix(), match[0], " ".join(text.split())[:80])
        for path in site.rglob("*.html")
        for text in texts(path)
        for match in pattern.finditer(text)
    }
    assert found == set()
    page = " ".join(texts(site / "briefings" / "2024" / "pont.html"))
    for word in (
        "Points clés",
        "Rapporté",
        "Affirmé par",
        "À relire",
        "Citer cette note",
        "Modifié à la main le 2024-03-13",
    ):
        assert word in page


def test_the_same_site_in_english_shows_them(tmp_path: Path) -> None:
    root = french_site(tmp_path / "project", language="en")

    page = " ".join(texts(publish(root, edited=EDITED).site / "briefings" / "2024" / "pont.html"))
    for word in (
        "Key points",
        "Reported",
        "Claimed by",
        "Needs review",
        "Cite this briefing",
        "Edited by hand on 2024-03-13",
    ):
        assert word in page
