"""Pages are made anew when what they show is other, or a link of theirs leads elsewhere; else not."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from builder.memory import Memory
from builder.records import Page
from builder.write import Pages, Store, known_pages
from builder.write.addresses import Addresses
from tests.write.conftest import make_briefing

HERE = PurePosixPath("actors/ada.md")
ARTICLE = make_briefing().article

Known = Callable[[], Pages]
made: list[str] = []


@pytest.fixture(autouse=True)
def nothing_made() -> None:
    made.clear()


@pytest.fixture(params=["a memory", "a folder", "both"])
def known(request: pytest.FixtureRequest, tmp_path: Path) -> Known:
    """What gives the pages of one run after another: they know those of the runs before."""
    memory = Memory(keeps=request.param != "a folder")
    folder = None if request.param == "a memory" else tmp_path / "pages"
    return lambda: Pages(memory, folder)


def addresses(root: Path, *pages: str) -> Addresses:
    found = Addresses(Store(root))
    found.briefing(ARTICLE)
    for page in pages:
        found.claim(page, PurePosixPath(f"{page}.md"))
    return found


def page(words: str, found: Addresses) -> Page:
    made.append(words)
    found.briefing(ARTICLE)
    text = f"{words} {found.link('Port', 'port', HERE)} {found.source('The Post')}"
    return Page("actor-ada", HERE, text, {"ada.json": "{}"}, ("actor-eda",), {"a": "b"})


def test_an_unchanged_page_is_not_made_again(tmp_path: Path, known: Known) -> None:
    first = known().page("actor-ada", page, "Ada", addresses(tmp_path, "port"))
    assert known().page("actor-ada", page, "Ada", addresses(tmp_path, "port")) == first
    assert made == ["Ada"]


def test_a_page_that_shows_other_things_is_made_anew(tmp_path: Path, known: Known) -> None:
    known().page("actor-ada", page, "Ada", addresses(tmp_path, "port"))
    assert known().page("actor-ada", page, "Eda", addresses(tmp_path, "port")).text.startswith("Eda")


@pytest.mark.parametrize("moved", [True, False])
def test_a_page_is_made_anew_when_a_link_leads_elsewhere(tmp_path: Path, known: Known, moved: bool) -> None:
    known().page("actor-ada", page, "Ada", addresses(tmp_path, "port"))
    now = addresses(tmp_path)
    if moved:
        now.claim("port", PurePosixPath("old/port.md"))
    text = known().page("actor-ada", page, "Ada", now).text
    assert ("(../old/port.md)" in text) == moved
    assert ("[Port]" in text) == moved
    made.clear()
    now = addresses(tmp_path)
    if moved:
        now.claim("port", PurePosixPath("old/port.md"))
    assert known().page("actor-ada", page, "Ada", now).text == text
    assert not made


def test_a_page_that_is_not_made_still_gives_names_to_those_it_asks_for(tmp_path: Path, known: Known) -> None:
    known().page("actor-ada", page, "Ada", addresses(tmp_path, "port"))
    now = addresses(tmp_path, "port")
    known().page("actor-ada", page, "Ada", now)
    assert now.path("source-the-post") == PurePosixPath("sources/the-post.md")
    assert made == ["Ada"]


def test_a_page_about_an_article_that_is_gone_is_made_anew(tmp_path: Path) -> None:
    Pages(folder=tmp_path / "pages").page("actor-ada", page, "Ada", addresses(tmp_path))
    Pages(folder=tmp_path / "pages").page("actor-ada", page, "Ada", Addresses(Store(tmp_path)))
    assert len(made) == 2


def test_another_program_makes_its_own_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Pages(folder=tmp_path / "pages").page("actor-ada", page, "Ada", addresses(tmp_path))
    monkeypatch.setattr(known_pages, "digest_of", lambda *_: b"another")
    Pages(folder=tmp_path / "pages").page("actor-ada", page, "Ada", addresses(tmp_path))
    assert len(made) == 2


def test_a_damaged_page_is_made_again_and_one_that_nobody_asks_for_goes(tmp_path: Path) -> None:
    def once(*words: str) -> list[Page]:
        pages = Pages(folder=tmp_path)
        found = [pages.page(f"actor-{one}", page, one, addresses(tmp_path)) for one in words]
        pages.tidy()
        return found

    first = once("Ada", "Eda")
    entry, _ = tmp_path.glob("*.entry")
    data = entry.read_bytes()
    entry.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    assert once("Ada", "Eda") == first
    assert len(made) == 3

    once("Eda")
    assert len([*tmp_path.glob("*.entry")]) == 1


def test_half_of_a_character_is_kept_nowhere_and_stops_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        assert Pages(folder=tmp_path / "pages").page("actor-ada", page, "\ud800", addresses(tmp_path)).text[0] > "~"
    assert len(made) == 2
    assert not (tmp_path / "pages").exists()


def test_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    Pages(folder=tmp_path / "pages", keep=False).page("actor-ada", page, "Ada", addresses(tmp_path))
    assert not (tmp_path / "pages").exists()
