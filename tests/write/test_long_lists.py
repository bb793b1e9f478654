"""Pages of actors and sources whose lists grow with the archive: bounded, and nothing is lost of what they list."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from builder.config import Settings
from builder.records import Briefing, Page, Role, Span
from builder.write import Store, render
from builder.write.pages import actor, long_lists
from tests.write.crowds import dossiers, make_many

SHOWN = 5
MANY = 40


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Page]:
    """The pages of an archive in which everybody is in more briefings than a list shows."""
    for module in (long_lists, actor):
        monkeypatch.setattr(module, "SHOWN", SHOWN)
    briefings = [_of_one_outlet(one, at) for at, one in enumerate(make_many(MANY, actors=4))]
    found = render(briefings, dossiers(briefings), Store(tmp_path), Settings(), model=None)
    return {str(page.path): page for page in found}


def _of_one_outlet(briefing: Briefing, at: int) -> Briefing:
    """Everybody in it has an office, of few or of many."""
    office = Role(("Mayor", "mayor", f"Deputy {at}")[at % 3], Span(0, 3))
    actors = tuple(replace(one, roles=(office,)) for one in briefing.actors)
    return replace(briefing, actors=actors, article=replace(briefing.article, source="Brockel Post"))


def items(page: Page, heading: str) -> list[str]:
    """List items of a section."""
    section = page.text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line for line in section.split("\n") if line.startswith("- ")]


def data_of(page: Page) -> dict[str, list[dict[str, object]]]:
    """The data file beside a page."""
    name = page.path.with_suffix(".json").name
    assert f"]({name})\n{{: .data }}" in page.text
    found: dict[str, list[dict[str, object]]] = json.loads(page.assets[name])
    return found


def longest(pages: dict[str, Page], folder: str) -> Page:
    """The page of a folder whose data lists most briefings."""
    own = [
        page
        for path, page in pages.items()
        if path.startswith(folder) and '"briefings"' in "".join(page.assets.values())
    ]
    return max(own, key=lambda page: len(data_of(page)["briefings"]))


@pytest.mark.parametrize(("folder", "heading"), [("actors/", "Latest"), ("sources/", "Briefings")])
def test_a_list_ends_and_says_where_the_rest_is(pages: dict[str, Page], folder: str, heading: str) -> None:
    page = longest(pages, folder)
    listed, told = items(page, heading), data_of(page)["briefings"]

    assert len(told) > SHOWN
    assert len(listed) == SHOWN + 1
    assert listed[-1] == f"- and {len(told) - SHOWN} more in the [data of this page]({page.path.stem}.json)"


def test_every_briefing_is_in_the_data_of_its_source(pages: dict[str, Page]) -> None:
    told = [
        one
        for path, page in pages.items()
        if path.startswith("sources/") and page.assets
        for one in data_of(page)["briefings"]
    ]

    assert len({json.dumps(one) for one in told}) == MANY


def test_a_role_that_many_briefings_tell_is_one_line_with_first_and_newest(pages: dict[str, Page]) -> None:
    page = longest(pages, "actors/")
    listed, told = items(page, "Roles"), data_of(page)["roles"]

    assert len(listed) == SHOWN
    (mayor,) = [line for line in listed if line.startswith("- Mayor · ")]
    mayors = [one for one in told if str(one["words"]).casefold() == "mayor"]
    assert mayor.endswith(f" · {len(mayors)} briefings")
    for one in (mayors[0], mayors[-1]):
        assert f"-{one['briefing']}.md#s{one['sentence']})" in mayor
    assert len(told) > SHOWN
