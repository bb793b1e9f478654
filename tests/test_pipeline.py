"""The line from seeds to pages, on the two articles of the project and on bad input."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from builder import pipeline
from builder.analyse import briefing
from builder.analyse.nlp import Parsed
from builder.config import Settings
from builder.records import Report
from builder.write import front_matter

ROOT = Path(__file__).parents[1]
DAY = date(2024, 2, 1)

STORY = (
    "Port {name} reopens\n\nThe port of {name} reopened on 3 May 2022, Mayor Ada Lund said. Ships returned at noon.\n"
)


def build(root: Path, **options: bool) -> Report:
    return pipeline.build(root, Settings(), today=DAY, **options)


def seed(root: Path, name: str, data: str | bytes) -> Path:
    path = root / "seeds" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def seeds_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("seeds")
    shutil.copytree(ROOT / "seeds", root / "seeds")
    report = build(root)
    assert not report.problems
    return root


def page(root: Path, pattern: str) -> tuple[dict[str, object], str]:
    (path,) = (root / "docs").glob(pattern)
    return front_matter.read(path.read_text())


def test_the_first_article_keeps_its_headline_and_gets_its_days_from_the_other(seeds_site: Path) -> None:
    values, body = page(seeds_site, "briefings/2023/china-refuses-*.md")

    assert values["title"] == values["original_title"] == "China refuses: No meeting with US Secretary of Defense"
    assert values["date_basis"] == "event"
    assert abs((values["date"] - date(2023, 5, 30)).days) <= 1
    assert values["date_edtf"] == "2023-05-29/2023-05-30"
    assert values["source"] == "unknown"
    assert values["via"][0] == "The Wall Street Journal"
    assert values["translated"] is True
    assert values["confidence"] == "moderate"
    for noise in ("Leave a Reply", "more on the subject", "Be the first to read", "On to new records"):
        before, after = body.split("Removed as noise", 1)
        assert noise not in before
        assert noise in after


def test_the_second_article_gets_a_headline_and_an_estimated_day(seeds_site: Path) -> None:
    values, body = page(seeds_site, "briefings/2023/beijing-*.md")

    assert str(values["title"]).startswith(
        "Beijing has declined an invitation from the United States to hold a meeting"
    )
    assert "original_title" not in values
    assert abs((values["date"] - date(2023, 5, 30)).days) <= 1
    assert values["date_basis"] == "event"
    assert "estimated from other articles on the event" in body
    assert values["source"] == "unknown"
    assert "via" not in values
    assert values["confidence"] == "moderate"
    assert "would not confirm" in body.split("## Not confirmed")[1].split("##")[0]


def test_both_articles_are_one_event_of_two_outlets_and_one_origin(seeds_site: Path) -> None:
    values, body = page(seeds_site, "events/china-*.md")

    assert values["confidence"] == "moderate"
    assert "**2 outlets, 1 origin**" in body
    assert "(claimed by [Li Shangfu]" not in body  # “he said WSJ citing an unnamed Pentagon official”
    assert {page(seeds_site, f"briefings/2023/{one}-*.md")[0]["event"] for one in ("china", "beijing")} == {
        values["id"]
    }


def test_both_articles_share_their_actors(seeds_site: Path) -> None:
    for name in ("lloyd-austin", "li-shangfu", "china", "united-states", "united-states-department-of-defense"):
        values, _ = front_matter.read((seeds_site / f"docs/actors/{name}.md").read_text())
        assert values["description"].endswith("named in 2 briefings.")
    assert (seeds_site / "docs/actors/wei-fenghe.md").exists()
    assert "Wei" not in (seeds_site / "docs/actors/li-shangfu.md").read_text().split("## Named together with")[0]


def test_a_second_build_writes_nothing(seeds_site: Path) -> None:
    before = files(seeds_site)
    report = pipeline.build(seeds_site, Settings(), today=date(2030, 1, 1))

    assert set(report.pages.values()) == {"unchanged"}
    assert files(seeds_site) == before


def test_the_committed_pages_are_what_a_build_gives() -> None:
    report = pipeline.build(ROOT, Settings(), today=DAY, dry=True)

    assert set(report.pages.values()) <= {"unchanged", "kept"}


def test_bad_seeds_cost_one_line_each_and_the_rest_is_built(tmp_path: Path) -> None:
    seed(tmp_path, "good.txt", STORY.format(name="Brockel"))
    seed(tmp_path, "same-title.txt", STORY.format(name="Brockel") + "\nFerries follow in June.\n")
    seed(tmp_path, "copy.txt", STORY.format(name="Brockel"))
    seed(tmp_path, "empty.txt", "")
    seed(tmp_path, "picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    seed(tmp_path, "notes.xyz", "words")
    seed(tmp_path, "broken.txt", STORY.format(name="Agder"))
    seed(tmp_path, "broken.yml", "source: [unclosed\n")
    report = build(tmp_path)

    assert sorted(problem.path for problem in report.problems) == [
        "seeds/broken.yml",
        "seeds/empty.txt",
        "seeds/notes.xyz",
        "seeds/picture.txt",
    ]
    assert [note.path for note in report.notes] == ["seeds/good.txt"]
    assert [doubt.path for doubt in report.doubts] == ["seeds/same-title.txt"]
    assert all(problem.fix for problem in (*report.problems, *report.doubts))
    assert len(list((tmp_path / "docs/briefings").rglob("*.md"))) == 2


def test_a_sidecar_states_source_and_date(tmp_path: Path) -> None:
    seed(tmp_path, "a.txt", STORY.format(name="Brockel"))
    seed(
        tmp_path,
        "a.yml",
        "source: Brockel Courier\ndate: 2022-05-04\nurl: https://courier.example/a\nauthors: [Ida Voss]\n",
    )
    build(tmp_path)
    values, _ = page(tmp_path, "briefings/2022/*.md")

    assert (values["source"], values["date"], values["date_basis"]) == ("Brockel Courier", date(2022, 5, 4), "stated")
    assert values["source_url"] == "https://courier.example/a"
    assert values["authors"] == ["Ida Voss"]
    assert (tmp_path / "docs/sources/brockel-courier.md").exists()


def test_the_id_survives_a_changed_text_and_a_renamed_seed(tmp_path: Path) -> None:
    path = seed(tmp_path, "a.txt", STORY.format(name="Brockel"))
    build(tmp_path)
    first, _ = page(tmp_path, "briefings/**/*.md")
    path.write_text(STORY.format(name="Brockel") + "\nA ferry came too.\n")
    build(tmp_path)
    path.rename(path.with_name("b.txt"))
    build(tmp_path)
    last, body = page(tmp_path, "briefings/**/*.md")

    assert last["id"] == first["id"]
    assert str(last["seed"]).startswith("seeds/b.txt ")
    assert "A ferry came too." in body


def test_a_removed_seed_takes_its_untouched_pages_along(tmp_path: Path) -> None:
    path = seed(tmp_path, "a.txt", STORY.format(name="Brockel"))
    build(tmp_path)
    path.unlink()
    report = build(tmp_path)

    assert "removed" in report.pages.values()
    assert not list((tmp_path / "docs/briefings").rglob("*.md"))
    assert not (tmp_path / "docs/actors/ada-lund.md").exists()


def test_a_persons_section_and_the_builders_news_are_both_in_the_page(tmp_path: Path) -> None:
    path = seed(tmp_path, "a.txt", STORY.format(name="Brockel"))
    build(tmp_path)
    (briefing,) = (tmp_path / "docs/briefings").rglob("*.md")
    edited = briefing.read_text() + "\n## Editor's note\n\nSeen on site.\n"
    briefing.write_text(edited)
    path.write_text(STORY.format(name="Brockel") + "\nA ferry came too.\n")
    report = build(tmp_path)

    assert report.pages[str(briefing.relative_to(tmp_path))] == "merged"
    assert "Seen on site." in briefing.read_text()
    assert "A ferry came too." in briefing.read_text()


def test_order_of_files_and_day_of_the_build_do_not_matter(tmp_path: Path) -> None:
    for folder, names in (("one", "abc"), ("two", "cab")):
        for name in names:
            seed(tmp_path / folder, f"{name}.txt", STORY.format(name=f"Brockel {name.upper()}"))
            seed(tmp_path / folder, f"{name}.yml", "date: 2022-05-04\n")
    pipeline.build(tmp_path / "one", Settings(), today=DAY)
    pipeline.build(tmp_path / "two", Settings(), today=date(2031, 1, 1))

    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_an_article_that_trips_a_mistake_of_ours_is_a_line_and_has_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(parsed: Parsed, *_: object) -> object:
        if "volcano" in parsed.article.text:
            raise IndexError("no such word")
        return ()

    monkeypatch.setattr(briefing, "find_open_points", wrong)
    seed(tmp_path, "a.txt", STORY.format(name="Agder"))
    seed(tmp_path, "volcano.txt", "A volcano smokes\n\nThe volcano smoked on 3 May 2022, Mayor Ada Lund said.\n")
    report = build(tmp_path)

    assert [(doubt.path, bool(doubt.fix)) for doubt in report.doubts] == [("seeds/volcano.txt", True)]
    assert "IndexError" in report.doubts[0].what
    assert len(list((tmp_path / "docs" / "briefings").rglob("*.md"))) == 2
    assert build(tmp_path).doubts == report.doubts
