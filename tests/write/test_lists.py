"""Lists in pages of bounded size: complete, reachable, gone when they are needed no more."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from builder.config import Settings
from builder.records import Briefing, Page
from builder.write import Store, paging, render, write
from builder.write.pages import dates as date_lists
from builder.write.pages import lists, month
from builder.write.pages.year import shade
from builder.write.paging import Group, by_letter, parts, steps
from tests.write.crowds import dossiers, make_events, make_many

INDEXES = ("index.md", "actors/index.md", "sources/index.md", "events/index.md", "dates/index.md")
LINK = re.compile(r"\]\(([^)#<\s]*)(?:#([a-z0-9-]*))?(?: \"[^\"]*\")?\)")


PAGE = 20
"""Entries of a page here: what holds at twenty holds at two hundred."""

EVENTS = 5


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (paging, lists, date_lists, month):
        monkeypatch.setattr(module, "PAGE", PAGE)
    monkeypatch.setattr(lists, "FIRST", PAGE // 2)
    monkeypatch.setattr(month, "EVENTS", EVENTS)


def built(root: Path, briefings: list[Briefing], events: int = 0, *, put: bool = False) -> dict[str, Page]:
    """The pages by path; written to `root` where that matters."""
    (root / "docs").mkdir(exist_ok=True)
    store = Store(root)
    found = make_events(briefings[: 3 * events])
    pages = list(render(briefings, dossiers(briefings), store, Settings(), model=None, events=found))
    if put:
        write(pages, store)
    return {str(store.path(page.id) or page.path): page for page in pages}


def links(path: str, page: Page) -> Iterable[tuple[str, str]]:
    """Path and anchor of each page that a page links to."""
    for target, anchor in LINK.findall(page.text.partition("---\n\n")[2]):
        if target.endswith(".md") or not target:
            there = Path("/", path).parent.joinpath(target).resolve().relative_to("/") if target else path
            yield str(there), anchor


def reached(pages: dict[str, Page], start: Iterable[str], through: str) -> set[str]:
    """The pages that lists lead to."""
    seen, left = set(start), list(start)
    while left:
        path = left.pop()
        if re.match(through, path):
            for there, _ in links(path, pages[path]):
                if there not in seen:
                    seen.add(there)
                    left.append(there)
    return seen


@pytest.mark.parametrize(
    ("number", "actors", "days"), [(3, 5, 400), (15, 9, 4000), (65, 42, 20), (90, 50, 900), (45, 3, 1)]
)
def test_every_briefing_actor_event_and_source_is_reached_from_its_index(
    tmp_path: Path, number: int, actors: int, days: int
) -> None:
    pages = built(tmp_path, make_many(number, actors, days), events=number // 3)

    for index, wanted in {"dates": "briefings", "actors": "actors", "sources": "sources", "events": "events"}.items():
        found = reached(pages, [f"{index}/index.md"], rf"{index}/(index|\d|undated|letter/|month/)")
        assert {path for path in pages if path.startswith(f"{wanted}/")} <= found
    for path, page in pages.items():
        for there, anchor in links(path, page):
            assert there in pages
            if there.startswith("dates/") and anchor:
                assert f"\n## {anchor.replace('-', ' ')}\n" in pages[there].text.lower()


def test_no_list_grows_with_the_number_of_articles(tmp_path: Path) -> None:
    pages = built(tmp_path, make_many(150, 90, 3), events=45)

    of_a_list = re.compile(r"(actors|sources|events)/(index|letter/|month/)|dates/")
    found = [one for path, one in pages.items() if of_a_list.match(path)]
    assert len(found) > 20
    for page in found:
        assert len(re.findall(r"^(?:- |\| \[)", page.text, re.MULTILINE)) <= PAGE + EVENTS + 1, page.path
        assert page.text.count("](") <= 4 * PAGE, page.path


def test_a_short_list_stands_on_its_index(tmp_path: Path) -> None:
    pages = built(tmp_path, make_many(20, PAGE), events=6)

    assert not [path for path in pages if "/letter/" in path or "/month/" in path]
    assert "20 briefings, newest first." in pages["dates/index.md"].text


def test_a_long_list_has_counts_and_steps(tmp_path: Path) -> None:
    pages = built(tmp_path, make_many(90, 50), events=28)

    assert "50 actors, on 8 pages.\n" in pages["actors/index.md"].text
    assert f"The {PAGE // 2} that most briefings name.\n" in pages["actors/index.md"].text
    assert "[A](letter/a.md) (10) · [E](letter/e.md) (5)" in pages["actors/index.md"].text
    letter = pages["actors/letter/e.md"].text
    assert "**[E](e.md)**" in letter
    assert "Previous: [A](a.md) · Next: [I](i.md)\n{: .meta .steps }" in letter
    of_june = pages["events/month/2029-06.md"].text
    assert "Later: [July 2029](2029-07.md) · Earlier: [May 2029](2029-05.md)" in of_june


def test_a_month_with_many_has_a_page_for_each_day(tmp_path: Path) -> None:
    pages = built(tmp_path, make_many(60, 10, 3))

    assert "| [2 March 2029](2029-03-02.md) | 18 |" in pages["dates/2029-03.md"].text
    day = pages["dates/2029-03-02.md"].text
    assert day.count("\n- [") == 18
    assert "Previous: [1 March 2029](2029-03-01.md) · Next: [3 March 2029](2029-03-03.md)" in day
    assert "2029-03-02.md" in pages["dates/2029.md"].text


def test_full_pages_of_articles_without_a_day_stay_as_they_are(tmp_path: Path) -> None:
    undated = [one for one in make_many(500, 10) if one.article.dating and not one.article.dating.edtf]

    few, many = built(tmp_path, undated[:41]), built(tmp_path, undated[:47])

    assert [few[f"dates/{name}.md"].text.count("\n- [") for name in ("undated", "undated-1", "undated-2")] == [
        1,
        20,
        20,
    ]
    assert few["dates/undated-1.md"].text == many["dates/undated-1.md"].text


def test_pages_that_a_shorter_list_does_not_need_are_gone_and_their_addresses_lead_to_the_index(tmp_path: Path) -> None:
    built(tmp_path, make_many(30, 40), put=True)
    assert (tmp_path / "docs/actors/letter/a.md").exists()

    built(tmp_path, make_many(3, 4), put=True)

    assert not list((tmp_path / "docs").glob("*/letter/*"))
    assert "actors/letter/a.md" in (tmp_path / ".builder/addresses/page-actors").read_text()
    assert "actors/letter/a.md" in built(tmp_path, make_many(30, 40), put=True)
    assert (tmp_path / "docs/actors/letter/a.md").exists()


def test_what_a_person_wrote_on_a_page_of_a_list_stays_when_the_list_needs_it_no_more(tmp_path: Path) -> None:
    built(tmp_path, make_many(30, 40), put=True)
    page = tmp_path / "docs/actors/letter/a.md"
    page.write_text(page.read_text() + "\nWe count Ada Brockel twice on purpose.\n")
    built(tmp_path, make_many(40, 60), put=True)
    assert "We count Ada Brockel twice" in page.read_text()
    assert "(../ada-brockel-50.md)" not in page.read_text()
    assert "(../ada-agder-50.md)" in page.read_text()

    built(tmp_path, make_many(3, 4), put=True)

    text = page.read_text()
    assert "What stood here is on another page now: [Actors](../index.md)." in text
    assert "We count Ada Brockel twice" in text
    assert not (tmp_path / "docs/actors/letter/e.md").exists()
    assert {target for target, _ in LINK.findall(text.partition("---\n\n")[2])} == {"../index.md"}


def test_a_changed_heading_of_a_day_is_no_target(tmp_path: Path) -> None:
    briefings = make_many(12, 10, 12)
    assert "2029-03.md#1-march-2029" in built(tmp_path, briefings, put=True)["dates/2029.md"].text
    page = tmp_path / "docs/dates/2029-03.md"
    page.write_text(page.read_text().replace("## 1 March 2029", "## The first of March"))

    text = built(tmp_path, briefings)["dates/2029.md"].text

    assert "2029-03.md#1-march-2029" not in text
    assert '[1](2029-03.md "1 March 2029' in text
    assert "2029-03.md#2-march-2029" in text


def test_a_calendar_has_the_number_of_each_day_in_words_and_as_a_link(tmp_path: Path) -> None:
    text = built(tmp_path, make_many(18, 10, 12))["dates/2029.md"].text

    row = next(line for line in text.splitlines() if line.startswith("| [Mar]"))
    cells = row.removeprefix("| ").removesuffix(" |").split(" | ")
    assert cells[1] == '[2](2029-03.md#1-march-2029 "1 March 2029: 2 briefings"){: .heat3 }'
    assert cells[13:] == [""] * 19


def test_shades() -> None:
    assert [shade(count, 16) for count in (1, 2, 3, 4, 5, 8, 9, 16)] == [1, 1, 2, 2, 3, 3, 4, 4]


def test_letters() -> None:
    groups = by_letter(["Zoe", "Åse", "abe", "9 to 5", "Юрий", "!!"], str)

    assert [(one.key, one.words, list(one.items)) for one in groups] == [
        ("a", "A", ["Åse", "abe"]),
        ("i", "I", ["Юрий"]),
        ("z", "Z", ["Zoe"]),
        ("digits", "0–9", ["9 to 5"]),
        ("other", "Other", ["!!"]),
    ]


def test_parts() -> None:
    found = parts([Group("a", "A", "", range(45)), Group("b", "B", "", range(3))])

    places = [one.place("actors") if one.has_others() else "" for one in found]
    assert [(one.key, one.words(), place, len(one.items)) for one, place in zip(found, places, strict=True)] == [
        ("a", "A", "Actors 1 to 20 of 45", 20),
        ("a-2", "A, part 2", "Actors 21 to 40 of 45", 20),
        ("a-3", "A, part 3", "Actors 41 to 45 of 45", 5),
        ("b", "B", "", 3),
    ]


def test_steps() -> None:
    assert steps(("", "[B](b.md)"), ("Previous: {link}", "Next: {link}")) == "Next: [B](b.md)\n{: .meta .steps }"
    assert steps(("", ""), ("Previous: {link}", "Next: {link}")) == ""
