"""Event pages, and what other pages tell of events; golden pages are rewritten by `make golden`."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from builder.config import Settings
from builder.desk.rules import Rules
from builder.headings import slug
from builder.records import Event, OpenPoint, Page, Passage, Row, Span, Telling
from builder.write import front_matter
from builder.write.event_sections import SECTIONS as EVENT_SECTIONS
from builder.write.event_view import labels
from builder.write.sections import SECTIONS
from tests.write.event_members import COURIER, UNKNOWN, WIRE
from tests.write.events import HOSTILE, make_bare_event, make_crowd, make_event, make_hostile_event

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = json.loads(files("builder.data").joinpath("front_matter.schema.json").read_text())
PAGE = "events/harbour-bridge-in-brockel-closed-e00000000a1.md"
BARE = "events/storm-over-brockel-e00000000b2.md"

Pages = Callable[..., dict[str, Page]]


def rendered(pages: Pages, *events: Event, settings: Settings = Settings()) -> dict[str, Page]:  # noqa: B008 - frozen
    return pages(*(one for event in events for one in event.members), events=events, settings=settings)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (PAGE, "events__bridge.md"),
        (BARE, "events__storm.md"),
        ("events/index.md", "events__index.md"),
        (f"briefings/2030/bridge-shut-after-cable-snaps-{UNKNOWN}.md", "events__briefing.md"),
        ("index.md", "events__home.md"),
        ("actors/ada-lund.md", "events__ada-lund.md"),
        ("sources/brockel-courier.md", "events__brockel-courier.md"),
        ("dates/2030-06.md", "events__2030-06.md"),
    ],
)
def test_page(path: str, name: str, pages: Pages, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / name, rendered(pages, make_event(), make_bare_event())[path].text)


def test_an_event_of_sixty(pages: Pages, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "events__crowd.md", rendered(pages, make_crowd(60))["events/flood-in-brockel-e00000000f3.md"].text)


@pytest.mark.parametrize("name", ["origins", "timeline"])
def test_a_drawing(name: str, pages: Pages, golden: Callable[[Path, str], None]) -> None:
    page = rendered(pages, make_event(), make_bare_event())[PAGE]

    golden(GOLDEN / f"events__{name}.svg", page.assets[Path(PAGE).stem + f"-{name}.svg"])


def test_a_drawing_says_what_lasts_in_words(pages: Pages) -> None:
    event = make_event()
    lasting = tuple(one._replace(value="2031-06-03/2031-06-08") if one.planned else one for one in event.moments)

    text = rendered(pages, replace(event, moments=lasting), make_bare_event())[PAGE].text

    assert (
        "; a bar for what lasts: 3 June to 8 June 2031](" in text
        or "; a bar for what lasts: 3 to 8 June 2031](" in text
    )


def test_a_sentence_that_two_articles_leave_open_is_one_line_at_home(pages: Pages) -> None:
    event = make_event()
    wire = event.members[-1]
    point = wire.open_points[0] if wire.open_points else OpenPoint(wire.sentences[2].span, wire.sentences[2].span, None)
    ones = [
        replace(wire, article=replace(wire.article, id=f"b0000000{number}"), open_points=(point,)) for number in (1, 2)
    ]

    text = pages(*ones)["index.md"].text
    lines = [line for line in text.splitlines() if line.startswith("- ") and "denied that" in line]

    (line,) = [one for one in lines if "#s" in one and " · " not in one]
    assert line.count("#s") == 2


@pytest.mark.parametrize("source_text", ["full", "excerpt", "none"])
@pytest.mark.parametrize("event", [make_event(), make_crowd(3), make_crowd(60), make_hostile_event()])
def test_every_citation_leads_to_a_sentence_and_every_link_to_a_page(
    event: Event, source_text: str, pages: Pages
) -> None:
    made = rendered(pages, event, make_bare_event(), settings=Settings(source_text=source_text))  # type: ignore[arg-type]
    beside = {
        str(Path(path).with_name(name)) for path, page in made.items() for name, text in page.assets.items() if text
    }
    for path, page in made.items():
        for target, anchor in re.findall(
            r"(?<!\\)\]\(([^)#<]*)(?:#([a-z0-9-]*))?\)", page.text.partition("---\n\n")[2]
        ):
            there = str((Path("/") / path).parent.joinpath(target).resolve().relative_to("/")) if target else path
            assert there in {*made, *beside}
            if re.fullmatch(r"s\d+", anchor):
                assert f"{{#{anchor} " in made[there].text


@pytest.mark.parametrize("event", [make_event(), make_bare_event(), make_crowd(60), make_hostile_event()])
def test_front_matter_fits_its_schema_and_stays_short(event: Event, pages: Pages) -> None:
    for page in rendered(pages, event).values():
        values, _ = front_matter.read(page.text)
        jsonschema.validate(json.loads(json.dumps(values, default=str)), SCHEMA)
        assert page.text.split("---\n")[1].count("\n") < 26


def test_a_page_of_three_hundred_stays_readable(pages: Pages) -> None:
    page = rendered(pages, make_crowd(300, "Outlet"))["events/flood-in-brockel-e00000000f3.md"]

    seen = re.sub(r"^\?\?\? .*?(?=^\S)", "", page.text, flags=re.DOTALL | re.MULTILINE)
    assert len(re.sub(r"\]\([^)]*\)", "]", seen)) < 12_000
    assert len(json.loads(page.assets["flood-in-brockel-e00000000f3.json"])["rows"]) == 302


def test_hostile_words_stay_text(pages: Pages) -> None:
    page = next(
        page
        for path, page in rendered(pages, make_hostile_event()).items()
        if path.startswith("events/-") or page.id == "e00000000d4"
    )

    assert "<" not in page.text.replace("(<https", "")
    assert "{: #__config" not in page.text.partition("---\n\n")[2]
    assert all("<script" not in text for name, text in page.assets.items() if name.endswith(".svg"))
    assert any("&lt;script&gt;" in text for name, text in page.assets.items() if name.endswith(".svg"))


def test_a_passage_that_is_not_in_its_article_makes_no_page(pages: Pages) -> None:
    invented = Row("only", (Telling((Passage(WIRE, Span(5, 9_999)),)),))

    with pytest.raises(ValueError, match="no words"):
        rendered(pages, replace(make_event(), rows=(invented,)), make_bare_event())


def test_outlets_of_one_name_are_told_apart() -> None:
    assert list(labels(make_crowd(2).members).values()) == ["source unknown (1)", "source unknown (2)"]
    assert labels(make_event().members) == {
        COURIER: "Brockel Courier",
        UNKNOWN: "source unknown",
        WIRE: "Northern Wire",
    }


def test_a_date_that_rests_on_another_article_cites_that_one(pages: Pages) -> None:
    made = rendered(pages, make_event(), make_bare_event())
    text = made[f"briefings/2030/bridge-shut-after-cable-snaps-{UNKNOWN}.md"].text

    assert "Published: about 4 June 2030 (estimated from other articles on the event)" in text
    assert (
        rf"- the same Monday: “on Monday” [\[2\]](harbour-bridge-closes-for-a-year-{COURIER}.md#s2) in "
        rf"[Harbour bridge closes for a year](harbour-bridge-closes-for-a-year-{COURIER}.md)" in text
    )


def test_offsets_in_the_data_file_point_at_their_words(pages: Pages) -> None:
    event = make_event()
    data = json.loads(rendered(pages, event, make_bare_event())[PAGE].assets[Path(PAGE).stem + ".json"])
    texts = {one.article.id: one.article.text for one in event.members}

    told = [one for row in data["rows"] for telling in row["tellings"] for one in telling["passages"]]
    assert told
    for one in told:
        assert one["words"] == texts[one["article"]][slice(*one["span"])]


def test_an_outlet_named_only_on_the_way_links_nowhere(pages: Pages) -> None:
    event = make_event()
    first = event.origins[0]
    relay = first.relays[1]._replace(via=("Nowhere Post", "Brockel Courier"))
    page = rendered(pages, replace(event, origins=(replace(first, relays=(relay,)),)), make_bare_event())[PAGE]

    assert "→ [Brockel Courier](../sources/brockel-courier.md) → Nowhere Post → [source unknown]" in page.text


def test_each_section_has_a_rule_that_is_told() -> None:
    rules = Rules(Path(), Path("none.md"), "e00000000a1")

    for section in (*SECTIONS, *EVENT_SECTIONS):
        assert rules.of_block(slug(section.heading), "") != "a section of its own", section.heading


def test_top_events_are_ranked_by_outlets_then_origins_then_day(pages: Pages) -> None:
    few = make_event()
    alone = replace(
        few,
        id="e00000000a9",
        title="Same outlets, more origins",
        independent=2,
        members=make_crowd(2).members,
        rows=(),
        bottom_line=(),
        origins=(),
        moments=(),
        sides=(),
        questions=(),
    )
    text = pages(*few.members, *alone.members, events=(few, replace(alone, members=few.members)))["index.md"].text
    top = text.partition("## Top events")[2].partition("\n## ")[0]

    assert top.index("Same outlets, more origins") < top.index("Harbour bridge in Brockel closed")
    assert HOSTILE not in text
