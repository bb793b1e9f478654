"""One text, one briefing: what is joined, what is not, and that ids and people's words stay."""

from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from builder import pipeline
from builder.config import Settings
from builder.records import Article, Dating, Report
from builder.versions import join
from builder.write import front_matter

DAY = date(2024, 2, 1)

STORY = (
    "The port of Brockel reopened on Monday after a year of repairs. Mayor Ada Lund cut the ribbon at noon.\n\n"
    "Forty ships had waited in the bay since the storm of March. The harbour master, Tom Okafor, praised the crews.\n\n"
    "The company that rebuilt the quay would not say what the work had cost. Ida Voss of the council wants a report."
)
UPDATE = (
    STORY.replace("Forty ships", "Fifty ships").replace("cut the ribbon at noon", "cut the ribbon at one")
    + "\n\nOn Tuesday the council said that the report would come in June."
)
MOULD = (
    "An earthquake of magnitude 4.1 shook the coast of Agder on 3 May at 10:15, the survey of the county said. "
    "It was felt in 12 towns; nobody was hurt, and no damage was reported to the survey. People who felt it are asked "
    "to fill in the form on the pages of the survey, so that its maps of the coast can be made better than they are."
)


def article(text: str = STORY, name: str = "a", **facts: object) -> Article:
    base = Article(f"b-{name}", PurePosixPath(f"seeds/{name}.txt"), name, text, "Port of Brockel reopens")
    return replace(base, **facts)  # type: ignore[arg-type]


def dated(day: int) -> Dating:
    return Dating("stated", date(2022, 5, day), f"2022-05-{day:02}")


def kinds(*articles: Article) -> list[list[str]]:
    return [[one.kind for one in article.versions] for article in join(articles, {}).articles]


def test_the_same_words_again_are_a_copy() -> None:
    assert kinds(article(), article(STORY.replace("\n\n", "\n"), "b")) == [["copy"]]


def test_the_same_words_of_another_outlet_are_a_reprint_and_the_first_is_shown() -> None:
    late = article(name="a", source="Agder Times", dating=dated(4))
    early = article(STORY + "\n\nFrom our own staff.", "b", source="The Courier", dating=dated(3))
    (shown,) = join([late, early], {}).articles

    assert shown.source == "The Courier"
    assert [(one.kind, one.source, one.edtf) for one in shown.versions] == [("reprint", "Agder Times", "2022-05-04")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.agder.example/port?utm_source=x", "https://m.agder.example/port/"),
        ("https://agder.example/port?id=7&fbclid=1", "http://amp.agder.example/port?id=7"),
        ("https://agder.example/amp/port", "https://agder.example/port#top"),
        ("https://agder.example/port.amp.html", "https://agder.example/port.html"),
    ],
)
def test_an_update_at_the_same_address_is_shown_and_says_what_is_gone(one: str, other: str) -> None:
    first = article(url=one, dating=dated(3), title="Port opens")
    second = article(UPDATE, "b", url=other, dating=dated(4))
    (shown,) = join([first, second], {}).articles

    assert shown.text == UPDATE
    assert shown.id == "b-a"
    (old,) = shown.versions
    assert old.kind == "update"
    assert [line.split()[0] for line in old.gone] == ["The", "Forty"]


def test_an_update_under_the_same_headline_is_joined_within_a_week_only() -> None:
    assert kinds(article(dating=dated(3)), article(UPDATE, "b", dating=dated(5))) == [["update"]]
    assert kinds(article(dating=dated(3)), article(UPDATE, "b", dating=dated(20))) == [[], []]


def test_texts_from_one_mould_are_two_articles() -> None:
    other = MOULD.replace("4.1", "5.2").replace("3 May at 10:15", "9 May at 21:40").replace("12 towns", "30 towns")

    assert kinds(article(MOULD, title="Quake"), article(other, "b", title="Quake off Agder")) == [[], []]


def test_other_addresses_and_other_words_are_two_articles_with_a_doubt_if_the_headline_is_the_same() -> None:
    other = article("The ferry to Agder came back in June, with two hundred people on board.", "b")
    joined = join([article(), other], {})

    assert [one.id for one in joined.articles] == ["b-a", "b-b"]
    assert [doubt.path for doubt in joined.doubts] == ["seeds/b.txt"]


def test_the_id_of_a_page_that_is_there_is_kept_and_that_of_an_edited_one_before_others() -> None:
    one, other = article(dating=dated(3)), article(name="b", dating=dated(4))

    assert [found.id for found in join([one, other], {"b-b": False}).articles] == ["b-b"]
    assert [found.id for found in join([one, other], {"b-a": False, "b-b": True}).articles] == ["b-b"]


def test_two_pages_that_people_wrote_on_are_never_joined() -> None:
    joined = join([article(), article(name="b")], {"b-a": True, "b-b": True})

    assert [one.id for one in joined.articles] == ["b-a", "b-b"]
    assert "people wrote on both" in joined.doubts[0].what


def test_two_texts_that_came_apart_get_two_ids() -> None:
    other = article("The ferry to Agder came back in June, with two hundred people on board.", "b", title="Ferry")
    found = join([article(), replace(other, id="b-a")], {}).articles

    assert len({one.id for one in found}) == 2


def test_a_page_written_by_hand_is_never_joined() -> None:
    assert kinds(article(by_hand=True), article(name="b")) == [[], []]


# --- in a build ----------------------------------------------------------------------------------


def build(root: Path) -> Report:
    return pipeline.build(root, Settings(), today=DAY)


def seed(root: Path, name: str, text: str, facts: str) -> None:
    (root / "seeds").mkdir(exist_ok=True)
    (root / f"seeds/{name}.txt").write_text(f"Port of Brockel reopens\n\n{text}\n")
    (root / f"seeds/{name}.yml").write_text(facts)


def pages(root: Path) -> list[Path]:
    return sorted((root / "docs/briefings").rglob("*.md"))


FIRST = "source: Agder Times\ndate: 2022-05-03\nurl: https://agder.example/port\n"
SECOND = "source: Agder Times\ndate: 2022-05-04\nurl: https://agder.example/port?utm_medium=rss\n"


def test_an_update_changes_its_page_and_keeps_id_address_and_edits(tmp_path: Path) -> None:
    seed(tmp_path, "first", STORY, FIRST)
    build(tmp_path)
    (page,) = pages(tmp_path)
    before = front_matter.read(page.read_text())[0]
    page.write_text(page.read_text() + "\n## Editor's note\n\nWe were there.\n")
    seed(tmp_path, "second", UPDATE, SECOND)
    report = build(tmp_path)

    assert [note.what for note in report.notes] == ["another version of seeds/second.txt: one briefing for both"]
    assert not report.problems
    assert pages(tmp_path) == [page]
    after, body = front_matter.read(page.read_text())
    assert after["id"] == before["id"]
    assert str(after["date"]) == "2022-05-04"
    assert "We were there." in body
    assert "## Versions" in body
    assert "Forty ships" in body.partition("## Versions")[2]
    assert set(build(tmp_path).pages.values()) <= {"unchanged", "kept"}


def test_two_pages_that_turn_out_to_be_one_article_become_one_and_the_other_address_leads_there(tmp_path: Path) -> None:
    seed(tmp_path, "first", STORY, FIRST)
    seed(tmp_path, "second", UPDATE, "source: The Courier\ndate: 2022-05-04\n")
    build(tmp_path)
    assert len(pages(tmp_path)) == 2
    gone = next(path for path in pages(tmp_path) if "\nsource: The Courier\n" in path.read_text())
    seed(tmp_path, "second", UPDATE, SECOND)
    build(tmp_path)

    (page,) = pages(tmp_path)
    assert page != gone
    kept = front_matter.read(page.read_text())[0]["id"]
    lines = (tmp_path / f".builder/addresses/{kept}").read_text().splitlines()
    briefings = [line for line in lines if not line.startswith("events/")]  # the two were an event for one build
    assert briefings == [str(path.relative_to(tmp_path / "docs")) for path in (page, gone)]
    assert set(build(tmp_path).pages.values()) <= {"unchanged", "kept"}


def test_a_page_a_person_deleted_does_not_come_back_with_an_update(tmp_path: Path) -> None:
    seed(tmp_path, "first", STORY, FIRST)
    build(tmp_path)
    pages(tmp_path)[0].unlink()
    build(tmp_path)
    seed(tmp_path, "second", UPDATE, SECOND)
    build(tmp_path)

    assert pages(tmp_path) == []
