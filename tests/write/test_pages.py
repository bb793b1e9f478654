"""Golden pages: `make golden` rewrites them, and the diff is read."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from builder.config import Settings
from builder.records import Briefing, Page, Possible
from builder.write import front_matter

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = json.loads(files("builder.data").joinpath("front_matter.schema.json").read_text())

Pages = Callable[..., dict[str, Page]]
BRIEFING = "briefings/2030/harbour-bridge-closes-for-a-year-b0123456789.md"


@pytest.mark.parametrize(
    "path",
    [
        BRIEFING,
        "actors/ada-lund.md",
        "actors/index.md",
        "sources/brockel-courier.md",
        "sources/unknown.md",
        "sources/index.md",
        "dates/2030.md",
        "dates/2030-06.md",
        "dates/index.md",
        "index.md",
        "method.md",
        "corrections.md",
        "since.md",
    ],
)
def test_page(path: str, pages: Pages, briefing: Briefing, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / path.replace("/", "__"), pages(briefing)[path].text)


def test_an_actor_that_may_be_others(pages: Pages, briefing: Briefing, golden: Callable[[Path, str], None]) -> None:
    maybe = (Possible("ORG", "Port Company", "its initials"), Possible("PER", "A. Lund", "the same family name"))

    golden(GOLDEN / "actors__ada-lund_maybe.md", pages(briefing, maybe={"Ada Lund": maybe})["actors/ada-lund.md"].text)


@pytest.mark.parametrize(("most", "lines", "entered"), [(10, 25, 2), (1, 25, 1), (10, 1, 2)])
def test_actors_in_front_matter(pages: Pages, briefing: Briefing, most: int, lines: int, entered: int) -> None:
    page = pages(briefing, settings=Settings(front_matter_actors=most, front_matter_lines=lines))[BRIEFING]

    assert len(front_matter.read(page.text)[0]["actors"]) == entered


def test_every_link_leads_to_a_page_and_every_citation_to_a_sentence(pages: Pages, briefing: Briefing) -> None:
    made = pages(briefing)
    data = {str(Path(path).with_name(name)) for path, page in made.items() for name in page.assets}
    for path, page in made.items():
        for target in re.findall(r"\]\(([^)#]*)(?:#[a-z0-9-]*)?\)", page.text):
            there = Path(path).parent / target if target else Path(path)
            assert str(there.resolve().relative_to(Path.cwd())) in {*made, *data}
    text = made[BRIEFING].text
    assert set(re.findall(r"\]\(#(s\d+)\)", text)) <= set(re.findall(r"\{#(s\d+) ", text))


def test_front_matter_fits_its_schema_and_stays_short(pages: Pages, briefing: Briefing) -> None:
    for page in pages(briefing).values():
        values, _ = front_matter.read(page.text)
        jsonschema.validate(json.loads(json.dumps(values, default=str)), SCHEMA)
        assert page.text.split("---\n")[1].count("\n") < 25


def test_an_empty_site_has_its_pages(pages: Pages) -> None:
    made = pages()

    assert set(made) == {
        "index.md",
        "actors/index.md",
        "sources/index.md",
        "dates/index.md",
        "events/index.md",
        "method.md",
        "corrections.md",
        "since.md",
    }
    assert "No briefings yet" in made["index.md"].text


def test_an_excerpt_shows_the_cited_sentences_alone(pages: Pages, briefing: Briefing) -> None:
    shown = replace(
        briefing, points=briefing.points[:1], timexes=(), sourcing=replace(briefing.sourcing, via=(), via_evidence=())
    )
    text = pages(shown, settings=Settings(source_text="excerpt"))[BRIEFING].text

    assert "{#s2 " in text
    assert "{#s5 " not in text
    assert "Work is to end" not in text


def test_without_source_text_citations_still_have_a_target(pages: Pages, briefing: Briefing) -> None:
    made = pages(briefing, settings=Settings(source_text="none"))[BRIEFING]

    assert "{#s2 .s} characters 34 to 102" in made.text
    (data,) = made.assets.values()
    assert json.loads(data)["text"] is None


def test_offsets_in_the_data_file_point_at_their_words(pages: Pages, briefing: Briefing) -> None:
    (data,) = pages(briefing)[BRIEFING].assets.values()
    found = json.loads(data)

    for quote in found["quotes"]:
        assert found["text"][slice(*quote["span"])] == quote["text"]
    for start, end in found["sentences"]:
        assert found["text"][start:end].strip() == found["text"][start:end] != ""


def test_a_finding_that_is_not_in_the_article_makes_no_page(pages: Pages, briefing: Briefing) -> None:
    invented = replace(briefing.quotes[0], text="“We will gamble,”")

    with pytest.raises(ValueError, match="word for word"):
        pages(replace(briefing, quotes=(invented,)))


def test_hostile_titles_stay_text(pages: Pages, briefing: Briefing) -> None:
    title = '<script>x</script> {: #__config } [a](javascript:b) "q" --- key: value'
    hostile = replace(briefing, article=replace(briefing.article, title=title, original_title=title))
    made = pages(hostile)
    page = next(page for path, page in made.items() if path.startswith("briefings/"))
    values, body = front_matter.read(page.text)

    assert "<script" not in page.text
    assert values["title"] == '‹script›x‹/script› {: #__config } [a](javascript:b) "q" --- key: value'
    assert "\\{: #\\_\\_config \\}" in body


def test_namesakes_of_another_kind_have_pages_of_their_own(pages: Pages, briefing: Briefing) -> None:
    lund, port, brockel = briefing.actors
    made = pages(replace(briefing, actors=(lund, replace(port, name="Ada Lund"), brockel)))

    assert len([path for path in made if path.startswith("actors/ada-lund")]) == 2
