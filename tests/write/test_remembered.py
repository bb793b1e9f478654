"""Pages are made anew when what they show is other, or a link of theirs leads elsewhere; else not."""

from pathlib import Path, PurePosixPath

import pytest

from builder.memory import Memory
from builder.records import Page
from builder.write import Store
from builder.write.addresses import Addresses
from builder.write.remembered import remembered

HERE = PurePosixPath("actors/ada.md")


def addresses(root: Path, *pages: str) -> Addresses:
    found = Addresses(Store(root))
    for page in pages:
        found.claim(page, PurePosixPath(f"{page}.md"))
    return found


def page(words: str, found: Addresses) -> Page:
    made.append(words)
    return Page("actor-ada", HERE, f"{words} {found.link('Port', 'port', HERE)} {found.source('The Post')}")


made: list[str] = []


@pytest.fixture(autouse=True)
def nothing_made() -> None:
    made.clear()


def test_an_unchanged_page_is_not_made_again(tmp_path: Path) -> None:
    memory = Memory()
    first = remembered(memory, "actor-ada", page, "Ada", addresses(tmp_path, "port"))
    assert remembered(memory, "actor-ada", page, "Ada", addresses(tmp_path, "port")) is first
    assert made == ["Ada"]


def test_a_page_that_shows_other_things_is_made_anew(tmp_path: Path) -> None:
    memory = Memory()
    remembered(memory, "actor-ada", page, "Ada", addresses(tmp_path, "port"))
    assert remembered(memory, "actor-ada", page, "Eda", addresses(tmp_path, "port")).text.startswith("Eda")


@pytest.mark.parametrize("moved", [True, False])
def test_a_page_is_made_anew_when_a_link_leads_elsewhere(tmp_path: Path, moved: bool) -> None:
    memory = Memory()
    remembered(memory, "actor-ada", page, "Ada", addresses(tmp_path, "port"))
    now = addresses(tmp_path)
    if moved:
        now.claim("port", PurePosixPath("old/port.md"))
    text = remembered(memory, "actor-ada", page, "Ada", now).text
    assert ("(../old/port.md)" in text) == moved
    assert ("[Port]" in text) == moved


def test_a_page_that_is_not_made_still_gives_names_to_those_it_asks_for(tmp_path: Path) -> None:
    memory = Memory()
    remembered(memory, "actor-ada", page, "Ada", addresses(tmp_path, "port"))
    now = addresses(tmp_path, "port")
    remembered(memory, "actor-ada", page, "Ada", now)
    assert now.path("source-the-post") == PurePosixPath("sources/the-post.md")
    assert made == ["Ada"]
