"""What is new since the last build: found by comparing, kept in two small files, told on the page and at home."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.config import Settings
from builder.records import Briefing, Correction, Dating, Event, Page
from builder.write import Store, render, write
from builder.write.event_changes import Change, Changes
from builder.write.find_news import in_words, with_news
from builder.write.news import BUILDS, KINDS, KNOWN, LISTED, PAST, Corrected, News, read_news
from tests.write.conftest import make_briefing
from tests.write.event_members import WIRE
from tests.write.events import make_event

Run = Callable[..., dict[str, str]]


def briefing(
    name: str, version: str = "a", day: str = "2030-06-04", corrections: tuple[Correction, ...] = ()
) -> Briefing:
    """One that is told apart from others by its name alone."""
    one = make_briefing()
    article = replace(
        one.article,
        id=name,
        title=f"Title of {name}",
        digest=version * 64,
        dating=Dating("stated", date.fromisoformat(day), day),
        corrections=corrections,
    )
    return replace(one, article=article)


def after(before: News, *briefings: Briefing, corrections: tuple[Corrected, ...] = ()) -> News:
    return with_news(before, briefings, {}, corrections, has_page=lambda _: False)


def read(news: News) -> News:
    files = {name: text.encode() or None for name, text in news.files().items()}
    return read_news(files[KNOWN], files[PAST])


def told(news: News) -> list[tuple[str, str]]:
    return [(one.kind, one.page) for one in news.builds[-1].items]


def test_a_briefing_is_new_once_then_updated_when_its_source_is_another() -> None:
    first = after(News(), briefing("b1"))
    second = after(first, briefing("b1"), briefing("b2", day="2030-06-09"))
    third = after(second, briefing("b1", "c"), briefing("b2", day="2030-06-09"))

    assert told(first) == [("new briefing", "b1")]
    assert told(second) == [("new briefing", "b2")]
    assert told(third) == [("updated briefing", "b1")]
    assert [(one.number, one.day) for one in third.builds] == [(1, "2030-06-04"), (2, "2030-06-09"), (3, "2030-06-09")]


def test_a_correction_is_told_once() -> None:
    line = Corrected("b1", "Title of b1", "The port is in Agder.", "2030-07-01")
    first = after(News(), briefing("b1"))
    second = after(first, briefing("b1"), corrections=(line,))

    assert told(second) == [("correction", "b1")]
    assert second.builds[-1].items[0].what == "The port is in Agder."
    assert after(second, briefing("b1"), corrections=(line,)) == second


def test_a_correction_found_by_comparing_is_told_once_though_its_day_comes_later() -> None:
    line = Corrected("b1", "T", "Opening: text changed by hand", stated=False)
    first = after(News(), briefing("b1"), corrections=(line,))

    assert after(first, briefing("b1"), corrections=(line._replace(day="2030-07-02"),)) == first


def test_an_article_that_goes_is_no_news_and_is_new_when_it_comes_again() -> None:
    first = after(News(), briefing("b1"), briefing("b2"))
    gone = after(first, briefing("b1"))

    assert gone.builds == first.builds
    assert told(after(gone, briefing("b1"), briefing("b2"))) == [("new briefing", "b2")]


def test_no_day_is_told_where_none_is_known() -> None:
    one = briefing("b1")
    dating = Dating("retrieved", date(2031, 1, 1), None)

    assert after(News(), replace(one, article=replace(one.article, dating=dating))).builds[0].day == ""


def test_what_was_there_before_there_was_a_record_is_no_news() -> None:
    news = with_news(News(), [briefing("b1"), briefing("b2")], {}, (), has_page=lambda page: page == "b1")

    assert told(news) == [("new briefing", "b2")]
    assert news.builds[0].number == 2


def test_many_news_are_counted_and_the_newest_listed() -> None:
    many = [briefing(f"b{number:03}", day=f"2030-06-{number % 28 + 1:02}") for number in range(3 * LISTED)]
    (build,) = after(News(), *many).builds

    assert build.counts == {"new briefing": 3 * LISTED}
    assert len(build.items) == LISTED
    assert build.items[0].page == max((one for one in many if one.article.dating), key=_newest).article.id


def _newest(one: Briefing) -> tuple[date, str]:
    return (one.article.dating.day if one.article.dating else date.min, one.article.id)


States = Mapping[str, str]
STATES = st.dictionaries(st.sampled_from([f"b{number}" for number in range(6)]), st.sampled_from("abc"))


@given(st.lists(STATES, max_size=15))
def test_law_every_change_is_told_once_and_nothing_else(sequence: list[States]) -> None:
    news, before, builds = News(), dict[str, str](), 0
    for states in sequence:
        made = [briefing(name, version) for name, version in states.items()]
        news = after(read(news), *made)
        wanted = {("new briefing", name) for name in states if name not in before}
        wanted |= {("updated briefing", name) for name in states if before.get(name, states[name]) != states[name]}
        builds += bool(wanted)
        assert (set(told(news)) if wanted else set()) == wanted
        assert len(news.builds) == min(builds, BUILDS)
        assert after(read(news), *made) == news == read(news)
        before = dict(states)


@given(STATES, STATES, STATES)
def test_law_the_files_of_two_branches_joined_line_by_line_tell_what_both_told(
    start: States, one: States, other: States
) -> None:
    base = after(News(), *(briefing(*state) for state in start.items()))
    ours, theirs = (after(base, *(briefing(*state) for state in states.items())) for states in (one, other))
    joined = {
        name: "".join(f"{line}\n" for line in dict.fromkeys((text + theirs.files()[name]).splitlines()))
        for name, text in ours.files().items()
    }
    found = read_news(joined[KNOWN].encode(), joined[PAST].encode())

    assert all(build in found.builds for build in (*ours.builds, *theirs.builds))
    both = [briefing(*state) for state in {**one, **other}.items()]
    assert after(found, *both).builds == found.builds


@given(st.binary(), st.binary())
def test_law_damaged_files_do_no_harm(known: bytes, past: bytes) -> None:
    news = after(read_news(known, past), briefing("b1"))

    assert after(read(news), briefing("b1")) == news


def test_lines_that_git_left_in_a_conflict_are_passed_over() -> None:
    files = after(News(), briefing("b1")).files()
    marked = {name: f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n".encode() for name, text in files.items()}
    news = read_news(marked[KNOWN], marked[PAST])

    assert len(news.builds) == 1
    assert after(news, briefing("b1")).builds == news.builds


def test_what_changed_on_an_event_is_told_on_one_line() -> None:
    items = (
        *(Change("added", one, "T") for one in ("b1", "b2")),
        Change("corrected", "b3", "T"),
        Change("origins", "", "2", "1"),
        Change("confidence", "", "low", "moderate"),
        Change("differs", "", "12 against 15 hurt"),
        Change("differs"),
    )
    words = (
        "2 articles more; 1 article corrected or updated; 1 origin, before 2; confidence moderate, before low; "
        "now told differently: 12 against 15 hurt and 1 more"
    )

    assert in_words(Changes("2030-06-05", items)) == words


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Writes the pages of briefings and events into a project; gives what became of each."""

    def written(*briefings: Briefing, events: tuple[Event, ...] = ()) -> dict[str, str]:
        (tmp_path / "docs").mkdir(exist_ok=True)
        store = Store(tmp_path)
        pages: list[Page] = list(render(briefings, [], store, Settings(), model=None, events=events))
        return dict(write(pages, store))

    return written


def home(root: Path) -> str:
    return (root / "docs/index.md").read_text().partition("## Since last time\n")[2].partition("\n## ")[0]


def test_the_first_build_counts_and_the_next_one_lists(run: Run, tmp_path: Path) -> None:
    run(briefing("b0000000001"))
    assert "1 new briefing. [All of it](since.md)" in home(tmp_path)
    assert "- " not in home(tmp_path)
    run(briefing("b0000000001", "c"), briefing("b0000000002", day="2030-06-09"))

    assert "With the sources up to 9 June 2030: 1 new briefing, 1 updated briefing. [All of it, and the" in home(
        tmp_path
    )
    assert "- **New briefing**: [Title of b0000000002](briefings/2030/" in home(tmp_path)
    assert "- **Updated briefing**: [Title of b0000000001](briefings/2030/" in home(tmp_path)
    page = (tmp_path / "docs/since.md").read_text()
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == [
        "Sources up to 9 June 2030, build 2",
        "Sources up to 4 June 2030, build 1",
    ]


def test_a_build_of_nothing_new_writes_nothing(run: Run, tmp_path: Path) -> None:
    run(briefing("b0000000001"))
    run(briefing("b0000000001", "c"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    assert set(run(briefing("b0000000001", "c")).values()) == {"unchanged"}
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_without_the_record_the_news_are_forgotten_and_none_are_made(run: Run, tmp_path: Path) -> None:
    run(briefing("b0000000001"))
    run(briefing("b0000000001"), briefing("b0000000002"))
    shutil.rmtree(tmp_path / ".builder/news")
    run(briefing("b0000000001"), briefing("b0000000002"))

    assert home(tmp_path) == ""
    assert "Nothing so far" in (tmp_path / "docs/since.md").read_text()
    assert set(run(briefing("b0000000001"), briefing("b0000000002")).values()) == {"unchanged"}
    run(briefing("b0000000001"), briefing("b0000000002"), briefing("b0000000003"))
    assert "- **New briefing**: [Title of b0000000003](" in home(tmp_path)


def test_a_page_that_a_person_deleted_stays_away_and_the_news_go_on(run: Run, tmp_path: Path) -> None:
    run(briefing("b0000000001"))
    for name in ("since.md", "since.json"):
        (tmp_path / "docs" / name).unlink()
    run(briefing("b0000000001"), briefing("b0000000002"))

    assert not (tmp_path / "docs/since.md").exists()
    assert "- **New briefing**: [Title of b0000000002](" in home(tmp_path)
    assert "since.md" not in (tmp_path / "docs/index.md").read_text()
    assert set(run(briefing("b0000000001"), briefing("b0000000002")).values()) <= {"unchanged", "kept"}


def test_an_event_that_changed_is_told_with_what_changed(run: Run, tmp_path: Path) -> None:
    event = make_event()
    members = tuple(one for one in event.members if one.article.id != WIRE)
    bare = replace(event, members=members, rows=(), bottom_line=(), moments=(), questions=(), sides=(), origins=())
    run(*members, events=(bare,))
    run(*event.members, events=(event,))
    lines = home(tmp_path).splitlines()

    (changed,) = (line for line in lines if line.startswith("- **Changed event**: "))
    assert changed.endswith("): 1 article more; now told differently: 12 against 15 hurt")
    assert any(line.startswith("- **New briefing**: [Port denies fault in bridge closure](") for line in lines)
    assert set(run(*event.members, events=(event,)).values()) == {"unchanged"}


def test_a_persons_words_on_home_and_on_the_page_of_news_survive(run: Run, tmp_path: Path) -> None:
    run(briefing("b0000000001"))
    for name in ("index.md", "since.md"):
        page = tmp_path / "docs" / name
        page.write_text(page.read_text() + "\n## Editor's note\n\nWe are closed in July.\n")
    run(briefing("b0000000001"), briefing("b0000000002"))

    for name in ("index.md", "since.md"):
        text = (tmp_path / "docs" / name).read_text()
        assert "We are closed in July." in text
        assert "Title of b0000000002" in text


def test_the_data_beside_the_page_says_the_same(run: Run, tmp_path: Path) -> None:
    run(briefing("b0000000001"))
    run(briefing("b0000000001", "c"))
    builds = json.loads((tmp_path / "docs/since.json").read_text())["builds"]

    assert [one["counts"] for one in builds] == [{"updated briefing": 1}, {"new briefing": 1}]
    assert all(item["kind"] in KINDS for one in builds for item in one["items"])
