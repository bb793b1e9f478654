"""What people decide about events, from the seeds to the pages: told apart, put together, retitled, for ever."""

import json
from pathlib import Path

import frontmatter
import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.publish import check, publish
from tests.publish.conftest import REPOSITORY

BRIDGE = {
    "post": (
        "Valdora Post",
        "2031-05-06",
        """Harbour bridge in Brockel closed after cracks were found

The harbour bridge in Brockel was closed on Tuesday after inspectors found cracks in two pillars, Mayor Ada Lund said. \
The repair will cost 12 million crowns, she said. “We will not gamble with lives,” Lund told reporters at the harbour.

The Port Company would not confirm the cost.""",
    ),
    "courier": (
        "Brockel Courier",
        "2031-05-06",
        """Cracks close Brockel's harbour bridge

Brockel has closed its harbour bridge because of cracks in two pillars, Mayor Ada Lund said on Tuesday. Repairing the \
bridge will cost 15 million crowns, according to the Port Company. Inspectors found the cracks last week.

Lund said that the city would “not gamble with lives”.""",
    ),
    "times": (
        "Agder Times",
        "2031-05-07",
        """Brockel harbour bridge to stay closed for a year

The harbour bridge in Brockel will stay closed for a year after cracks were found in its pillars, Mayor Ada Lund said \
on Wednesday. Lorries are sent over the old bridge in Sundby, the Port Company said.

The cracks in the two pillars of the harbour bridge were found by inspectors.""",
    ),
}
OTHER = {
    "vote": (
        "Valdora Post",
        "2031-05-06",
        """Norrheim parliament rejects fishing treaty

The parliament of Norrheim rejected the fishing treaty with Kesten on Tuesday by 61 votes to 48. Fisheries Minister \
Karl Voss said he would resign.

The treaty would have cut the herring quota of both countries by a third.""",
    ),
}


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words], catch_exceptions=False)


def drop(root: Path, articles: dict[str, tuple[str, str, str]]) -> None:
    for name, (source, day, text) in articles.items():
        (root / "seeds" / f"{name}.txt").write_text(text)
        (root / "seeds" / f"{name}.yml").write_text(f"source: {source}\ndate: {day}\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with three articles on one event and one on another, built."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    (tmp_path / "overrides").symlink_to(REPOSITORY / "overrides")
    drop(tmp_path, BRIDGE | OTHER)
    run(tmp_path, "build")
    return tmp_path


def page_of(root: Path, seed: str) -> Path:
    """The briefing of a seed."""
    (found,) = (page for page in root.glob("docs/briefings/*/*.md") if f"seeds/{seed}.txt " in page.read_text())
    return found


def event_of(root: Path, seed: str) -> str | None:
    value = frontmatter.load(str(page_of(root, seed))).get("event")
    return None if value is None else str(value)


def event_page(root: Path, event: str) -> Path:
    (found,) = (page for page in root.glob("docs/events/*.md") if f"\nid: {event}\n" in page.read_text())
    return found


def decide(page: Path, **values: object) -> None:
    """A person writes keys into the front matter of a page."""
    post = frontmatter.load(str(page))
    post.metadata.update(values)
    page.write_text(frontmatter.dumps(post, sort_keys=False) + "\n")


def test_articles_on_one_event_share_a_page_and_the_other_has_none(root: Path) -> None:
    event = event_of(root, "post")

    assert event is not None
    assert event_of(root, "courier") == event_of(root, "times") == event
    assert event_of(root, "vote") is None
    text = event_page(root, event).read_text()
    assert "3 outlets" in text
    assert "12 million" in text
    assert "15 million" in text
    assert run(root, "build", "--check").exit_code == 0
    assert check(root) == []


def test_a_person_takes_an_article_out_for_ever(root: Path) -> None:
    event = event_of(root, "post")
    decide(page_of(root, "times"), event="none")

    run(root, "build")
    drop(root, {"again": (*BRIDGE["times"][:2], BRIDGE["times"][2].replace("a year", "one whole year"))})
    run(root, "build")

    assert event_of(root, "times") == "none"
    assert event_of(root, "post") == event_of(root, "courier") == event
    assert "event changed by hand" in (root / "docs/corrections.md").read_text()
    assert run(root, "build", "--check").exit_code == 0
    assert check(root) == []


def test_a_person_keeps_two_articles_apart_by_not(root: Path) -> None:
    times = frontmatter.load(str(page_of(root, "times")))["id"]
    decide(page_of(root, "post"), **{"not": [times]})

    run(root, "build")

    assert event_of(root, "times") != event_of(root, "post")
    assert run(root, "build", "--check").exit_code == 0
    assert check(root) == []


def test_a_person_puts_an_article_into_an_event(root: Path) -> None:
    event = event_of(root, "post")
    decide(page_of(root, "vote"), event=event)

    run(root, "build")

    assert event_of(root, "vote") == event
    assert "4 articles" in event_page(root, str(event)).read_text()
    assert run(root, "build", "--check").exit_code == 0


def test_a_person_begins_an_event_by_naming_it(root: Path) -> None:
    decide(page_of(root, "vote"), event="treaty-of-kesten")

    run(root, "build")

    assert "Norrheim parliament rejects fishing treaty" in event_page(root, "treaty-of-kesten").read_text()
    assert check(root) == []
    assert run(root, "build", "--check").exit_code == 0


def test_a_split_event_and_its_merging_leave_redirects(root: Path) -> None:
    event = str(event_of(root, "post"))
    decide(page_of(root, "times"), event="bridge-stays-closed")
    run(root, "build")
    assert event_of(root, "times") == "bridge-stays-closed"
    assert event_of(root, "post") == event
    second = event_page(root, "bridge-stays-closed")

    decide(second, same_as=event)
    run(root, "build")

    assert {event_of(root, seed) for seed in BRIDGE} <= {event, "bridge-stays-closed"}
    assert "3 outlets" in event_page(root, event).read_text()
    publish(root)
    moved = root / "site" / second.relative_to(root / "docs").with_suffix(".html")
    assert event in moved.read_text()
    assert run(root, "build", "--check").exit_code == 0


def test_the_title_and_the_words_of_a_person_stay_on_an_event(root: Path) -> None:
    event = str(event_of(root, "post"))
    page = event_page(root, event)
    decide(page, title="The bridge")
    page.write_text(page.read_text() + "\n## Editor's note\n\nI stood on it.\n")

    drop(root, {"late": ("Sundby Echo", "2031-05-08", BRIDGE["post"][2].replace("Tuesday", "Thursday") + "\n\nNew.")})
    run(root, "build")

    text = event_page(root, event).read_text()
    assert "I stood on it." in text
    assert "[The bridge](" in page_of(root, "courier").read_text()
    assert run(root, "build", "--check").exit_code == 0


def test_a_new_article_changes_the_event_and_the_page_says_what(root: Path) -> None:
    event = str(event_of(root, "post"))
    late = BRIDGE["courier"][2].replace("Mayor Ada Lund said", "engineer Tom Okafor said")
    drop(root, {"late": ("Sundby Echo", "2031-05-08", late.replace("15 million", "18 million"))})

    run(root, "build")

    data = json.loads(event_page(root, event).with_suffix(".json").read_text())
    assert len(data["members"]) == 4
    assert "What changed" in event_page(root, event).read_text()
    assert run(root, "build", "--check").exit_code == 0


def test_an_event_with_one_article_left_has_no_page(root: Path) -> None:
    event = str(event_of(root, "post"))
    for seed in ("courier", "times"):
        (root / "seeds" / f"{seed}.txt").unlink()
        (root / "seeds" / f"{seed}.yml").unlink()

    run(root, "build")

    assert event_of(root, "post") is None
    assert not [page for page in root.glob("docs/events/*.md") if event in page.read_text()]
    assert check(root) == []


def test_dates_that_contradict_each_other_are_shown_and_not_averaged(root: Path) -> None:
    for seed in ("post", "times"):
        decide(page_of(root, seed), event="the-bridge")
    edition = "\n\nThe fair at the harbour is held again. At the previous edition, in June 2017, Lund spoke."
    (root / "seeds" / "times.txt").write_text(BRIDGE["times"][2] + edition)
    (root / "seeds" / "times.yml").write_text("source: Agder Times\n")

    run(root, "build")

    text = event_page(root, "the-bridge").read_text()
    assert "cannot all be so" in text
    assert "“previous edition, in June 2017”" in text
    assert frontmatter.load(str(page_of(root, "times")))["date_basis"] != "event"
    assert run(root, "build", "--check").exit_code == 0
    assert check(root) == []
