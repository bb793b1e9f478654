"""What a person writes on a page flows through the whole site, and stays."""

from datetime import date
from pathlib import Path

import pytest

from builder import pipeline
from builder.config import Settings
from builder.records import Report
from builder.write import front_matter

PORT = """Port of Brockel reopens

The port of Brockel reopened on 3 May 2022, Mayor Ada Lund said. “It was time,” Lund told the Valdora Post.

Ships returned at noon. The port company would not confirm the cost.
"""

FERRY = """Ferry line to Agder returns

Mayor Adele Lund opened the ferry line to Agder on 9 May 2022. Harbour chief Tom Okafor praised the crews.

The first ferry left in the morning. It carried 200 people.
"""


def build(root: Path, today: date = date(2024, 2, 1)) -> Report:
    return pipeline.build(root, Settings(), today=today)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/port.txt").write_text(PORT)
    (tmp_path / "seeds/ferry.txt").write_text(FERRY)
    (tmp_path / "seeds/ferry.yml").write_text("source: Agder Times\ndate: 2022-05-10\n")
    assert not build(tmp_path).problems
    return tmp_path


def page(root: Path, pattern: str) -> Path:
    (found,) = (root / "docs").glob(pattern)
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def values(path: Path) -> dict[str, object]:
    return front_matter.read(path.read_text())[0]


def without_news(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files but those that tell what the last builds brought: that a correction came stays told when it goes."""
    told = ("docs/since.md", "docs/since.json", "docs/index.md", "page-since.md", "page-home.md", "news/builds.jsonl")
    return {path: data for path, data in files.items() if not path.endswith(told)}


def tree(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file() and path.name != "lock"}


def test_an_untouched_site_is_left_alone(project: Path) -> None:
    before = tree(project)

    assert set(build(project).pages.values()) == {"unchanged"}
    assert tree(project) == before


def test_a_corrected_date_and_source_flow_everywhere_and_stay(project: Path) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    own = values(briefing)
    edit(briefing, f"date: {own['date']}\n", "date: 2022-05-04\n")
    edit(briefing, "source: unknown", "source: Brockel Courier")
    for _ in range(2):
        build(project)
        now = values(briefing)
        assert (now["date"], now["source"], now["date_basis"]) == (date(2022, 5, 4), "Brockel Courier", "stated")
        assert "4 May 2022" in briefing.read_text().split("## Key points")[0]
        assert "Port of Brockel reopens" in (project / "docs/sources/brockel-courier.md").read_text()
        assert "4 May 2022" in (project / "docs/dates/2022-05.md").read_text()
        assert "Brockel Courier" in (project / "docs/actors/ada-lund.md").read_text()


def test_what_a_person_changed_is_listed_as_a_correction(project: Path) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    edit(briefing, "source: unknown", "source: Brockel Courier")
    edit(
        briefing,
        "review: draft\n",
        "review: corrected\ncorrections:\n- date: 2022-06-01\n  text: The bridge was open.\n",
    )
    build(project)
    before = tree(project)
    build(project)
    listed = briefing.read_text().split("## Corrections\n\n")[1].split("\n\n##")[0]

    assert tree(project) == before
    assert listed == (
        "- 2022-06-01 · The bridge was open.\n- source changed by hand from “unknown” to “Brockel Courier”"
    )
    assert "The bridge was open." in (project / "docs/corrections.md").read_text()
    assert "to “Brockel Courier”" in (project / "docs/corrections.md").read_text()


def test_changed_text_is_listed_as_a_correction_until_it_is_as_before(project: Path) -> None:
    untouched = tree(project)
    briefing = page(project, "briefings/*/port-of-*.md")
    own = briefing.read_text()
    point = next(line for line in own.split("## Key points\n\n")[1].split("\n") if line.startswith("- "))
    edit(briefing, point, "- The editor knows better.")
    build(project)
    once = tree(project)
    build(project, today=date(2031, 5, 5))
    line = "- Key points: text changed by hand on 2024-02-01"

    assert tree(project) == once
    assert line in briefing.read_text().split("## Corrections\n\n")[1].split("\n\n##")[0]
    assert line.removeprefix("- ") in (project / "docs/corrections.md").read_text()

    edit(briefing, "- The editor knows better.", point)
    build(project)
    assert without_news(tree(project)) == without_news(untouched)


def test_text_that_was_only_added_is_no_correction(project: Path) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    briefing.write_text(briefing.read_text().rstrip() + "\n\n## Editor's note\n\nWe asked the port.\n")
    build(project)

    assert "## Corrections" not in briefing.read_text()
    assert "changed by hand" not in (project / "docs/corrections.md").read_text()


def test_a_corrected_title_is_shown_wherever_the_page_is_linked(project: Path) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    edit(briefing, "title: Port of Brockel reopens", "title: Brockel has its port back")
    build(project)
    build(project)

    assert briefing.exists()
    assert "# Brockel has its port back" in briefing.read_text()
    assert "[Brockel has its port back](" in (project / "docs/index.md").read_text()


def test_an_alias_on_an_actors_page_holds_in_every_article(project: Path) -> None:
    edit(project / "docs/actors/ada-lund.md", "aliases:\n", "aliases:\n- Adele Lund\n")
    build(project)
    build(project)

    assert not (project / "docs/actors/adele-lund.md").exists()
    assert "named in 2 briefings" in (project / "docs/actors/ada-lund.md").read_text()
    assert "Ada Lund" in values(page(project, "briefings/*/ferry-*.md"))["actors"]


def test_same_as_is_followed_from_page_to_page(project: Path) -> None:
    edit(project / "docs/actors/adele-lund.md", "kind: PER\n", "kind: PER\nsame_as: Tom Okafor\n")
    edit(project / "docs/actors/tom-okafor.md", "kind: PER\n", "kind: PER\nsame_as: Ada Lund\n")
    assert not build(project).problems
    before = tree(project)
    build(project)

    assert tree(project) == before
    actors = values(page(project, "briefings/*/ferry-*.md"))["actors"]
    assert isinstance(actors, list)
    assert "Ada Lund" in actors
    assert not {"Adele Lund", "Tom Okafor"} & set(actors)


def test_same_as_in_a_circle_merges_nobody_and_is_named(project: Path) -> None:
    edit(project / "docs/actors/adele-lund.md", "kind: PER\n", "kind: PER\nsame_as: Tom Okafor\n")
    edit(project / "docs/actors/tom-okafor.md", "kind: PER\n", "kind: PER\nsame_as: Adele Lund\n")
    (problem,) = build(project).problems

    assert str(problem) == (
        "docs/actors/adele-lund.md: its same_as leads in a circle with docs/actors/tom-okafor.md: none is merged"
        " (take out one of these lines)"
    )
    actors = values(page(project, "briefings/*/ferry-*.md"))["actors"]
    assert isinstance(actors, list)
    assert {"Adele Lund", "Tom Okafor"} <= set(actors)


def test_same_as_makes_two_actors_one_and_leaves_the_way_there(project: Path) -> None:
    stub = project / "docs/actors/adele-lund.md"
    edit(stub, "kind: PER\n", "kind: PER\nsame_as: Ada Lund\n")
    build(project)
    before = tree(project)
    build(project)

    assert tree(project) == before
    assert "The same as [Ada Lund](ada-lund.md)" in stub.read_text()
    assert "named in 2 briefings" in (project / "docs/actors/ada-lund.md").read_text()


def test_a_retitled_actor_keeps_the_address(project: Path) -> None:
    edit(project / "docs/actors/ada-lund.md", "title: Ada Lund", "title: Ada M. Lund")
    build(project)
    build(project)

    assert not (project / "docs/actors/ada-m-lund.md").exists()
    assert "[Ada M. Lund](../../actors/ada-lund.md)" in page(project, "briefings/*/port-of-*.md").read_text()


def test_a_moved_page_is_followed_and_its_old_address_is_kept(project: Path) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    moved = project / "docs/briefings/ports/brockel.md"
    moved.parent.mkdir()
    briefing.rename(moved)
    build(project)

    assert not briefing.exists()
    assert "briefings/ports/brockel.md" in (project / "docs/index.md").read_text()
    record = (project / ".builder/addresses" / str(values(moved)["id"])).read_text().splitlines()
    assert record == ["briefings/ports/brockel.md", str(briefing.relative_to(project / "docs"))]


def test_a_deleted_page_stays_deleted_and_is_linked_nowhere(project: Path) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    briefing.unlink()
    (project / "docs/actors/tom-okafor.md").unlink()
    build(project)
    build(project)

    assert not briefing.exists()
    assert "Port of Brockel" not in (project / "docs/index.md").read_text()
    assert "tom-okafor.md" not in page(project, "briefings/*/ferry-*.md").read_text()


def test_a_page_written_by_hand_is_filled_in_and_listed_but_never_rewritten(project: Path) -> None:
    mine = project / "docs/briefings/mine.md"
    body = "# The quay, seen at night\n\nMayor Ada Lund walked the quay *alone*.\n"
    mine.write_text(
        f"---\ntitle: The quay, seen at night\ndate: 2022-05-12\nsource: Brockel Courier\nmood: calm\n---\n{body}"
    )
    report = build(project)
    build(project)
    now = values(mine)

    assert not report.problems
    assert mine.read_text().endswith(body)
    assert now["mood"] == "calm"
    assert now["type"] == "briefing"
    assert str(now["id"]).startswith("b")
    assert "Ada Lund" in now["actors"]
    assert "[The quay, seen at night](briefings/mine.md)" in (project / "docs/index.md").read_text()
    assert "briefings/mine.md" in (project / "docs/actors/ada-lund.md").read_text()


def test_a_page_by_hand_that_says_too_little_costs_one_line(project: Path) -> None:
    (project / "docs/briefings/mine.md").write_text("---\ntitle: The quay\n---\nWords.\n")
    (problem,) = build(project).problems

    assert str(problem).startswith("docs/briefings/mine.md: ")
    assert "date and source" in str(problem)


def test_a_copy_of_a_page_by_hand_is_left_out_of_everything_until_its_id_is_deleted(project: Path) -> None:
    mine = project / "docs/briefings/mine.md"
    mine.write_text("---\ntitle: The quay\ndate: 2022-05-12\nsource: Brockel Courier\n---\nAda Lund walked the quay.\n")
    build(project)
    copy = mine.with_name("z-copy.md")
    copy.write_bytes(mine.read_bytes())
    (problem,) = build(project).problems
    listed = [path.name for path in (project / "docs").rglob("*.md") if "z-copy" in path.read_text()]

    assert str(problem).startswith("docs/briefings/z-copy.md: has the id ")
    assert listed == []
    assert copy.read_bytes() == mine.read_bytes()


def test_a_person_and_the_builder_changing_one_sentence_is_a_conflict_until_it_is_ended(project: Path) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    edit(briefing, "The port company would not confirm the cost.", "The company kept silent.")
    seed = project / "seeds/port.txt"
    seed.write_text(PORT.replace("would not confirm the cost", "would not confirm the cost of 4 million"))
    report = build(project)
    record = project / ".builder/review" / f"{values(briefing)['id']}.md"

    assert report.pages[str(briefing.relative_to(project))] == "merged"
    assert "The company kept silent." in briefing.read_text()
    assert "the cost of 4 million" in record.read_text()
    assert values(briefing)["review"] == "needs-review"

    before = tree(project)
    build(project)
    assert tree(project) == before

    record.unlink()
    build(project)
    assert values(briefing)["review"] == "draft"
    assert "The company kept silent." in briefing.read_text()
    assert not record.exists()


def test_a_page_with_conflict_markers_is_refused_and_the_rest_goes_on(project: Path) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    broken = briefing.read_text() + "\n<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> branch\n"
    briefing.write_text(broken)
    (project / "seeds/ferry.txt").write_text(FERRY + "\nIt rained.\n")
    report = build(project)

    assert briefing.read_text() == broken
    assert [problem.path for problem in report.problems] == [str(briefing.relative_to(project))]
    assert "It rained." in page(project, "briefings/*/ferry-*.md").read_text()


@pytest.mark.parametrize("style", ["\r\n", "\ufeff"])
def test_line_ends_and_byte_order_marks_are_kept(project: Path, style: str) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    text = briefing.read_text() + "\n## Editor's note\n\nSeen on site.\n"
    briefing.write_bytes(text.replace("\n", style).encode() if style == "\r\n" else f"{style}{text}".encode())
    (project / "seeds/port.txt").write_text(PORT + "\nA ferry came too.\n")
    build(project)
    data = briefing.read_bytes().decode()

    assert "A ferry came too." in data
    assert "Seen on site." in data
    assert data.startswith("\ufeff") if style == "\ufeff" else data.count("\n") == data.count("\r\n")


def test_an_actor_taken_off_a_briefing_stays_off_it_under_a_new_name(project: Path) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    edit(briefing, "- Ada Lund\n", "")
    edit(project / "docs/actors/ada-lund.md", "title: Ada Lund", "title: Ada Maria Lund")
    build(project)
    listed = (project / "docs/corrections.md").read_text()
    build(project)

    assert not [name for name in values(briefing)["actors"] if "Lund" in name]
    assert "actor removed by hand: Ada Lund" in listed
    assert (project / "docs/corrections.md").read_text() == listed


def test_not_keeps_two_actors_apart_for_ever(project: Path) -> None:
    lund = project / "docs/actors/ada-lund.md"
    edit(lund, "aliases:\n", "aliases:\n- Adele Lund\n")
    build(project)
    assert not (project / "docs/actors/adele-lund.md").exists()

    edit(lund, "aliases:\n", "not:\n- Adele Lund\naliases:\n")
    for _ in range(2):
        build(project)
        assert (project / "docs/actors/adele-lund.md").exists()
        assert "named in 1 briefing" in lund.read_text()


def test_a_value_of_event_that_a_person_wrote_stays(project: Path) -> None:
    briefing = page(project, "briefings/*/port-of-*.md")
    edit(briefing, "lang: en\n", "event: none\nlang: en\n")
    (project / "seeds/port.txt").write_text(PORT + "\nA ferry came too.\n")
    build(project)

    assert values(briefing)["event"] == "none"
    assert "A ferry came too." in briefing.read_text()


def test_an_actor_who_is_said_to_be_himself_under_an_old_name_has_one_page(project: Path) -> None:
    lund = project / "docs/actors/ada-lund.md"
    edit(lund, "title: Ada Lund\n", "title: Ada M. Lund\nsame_as: Ada Lund\n")
    build(project)
    before = tree(project)
    build(project)

    assert tree(project) == before
    assert "named in 1 briefing" in lund.read_text()


@pytest.mark.parametrize("decision", ["not:\n- Lund\n", "same_as: Adele Lund\n"])
def test_a_possible_alias_waits_for_a_person_who_ends_it(project: Path, decision: str) -> None:
    (project / "seeds/market.txt").write_text("Market closes\n\nMayor Lund closed the market in Brockel on Monday.\n")
    lund = project / "docs/actors/ada-lund.md"
    for _ in range(2):
        build(project)
        assert "## Possible aliases\n\n- [Lund](lund.md): the same family name\n" in lund.read_text()
        assert "- [Ada Lund](ada-lund.md): the same family name\n" in (project / "docs/actors/lund.md").read_text()
        assert "named in 1 briefing" in lund.read_text()

    edit(
        lund if decision.startswith("not") else project / "docs/actors/lund.md", "kind: PER\n", f"kind: PER\n{decision}"
    )
    build(project)
    before = tree(project)
    build(project)

    assert tree(project) == before
    assert "Possible aliases" not in lund.read_text()
