"""Hostile sources of our own, built and published by both engines: nothing of them is more than words."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.hostile import checks, pages, samples
from tests.hostile.checks import ENGINES, Built

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "sources").mkdir()
    hostile = samples.write(folder / "sources")
    return checks.built(folder, folder / "sources", hostile)


def test_the_run_goes_on_and_says_what_it_left_out(made: Built) -> None:
    assert list(checks.of_run(made)) == []


def test_files_lie_where_they_should_and_hold_nothing_they_should_not(made: Built) -> None:
    assert list(checks.of_files(made)) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_pages_hold_words_alone(engine: str, made: Built, browser: Browser, tmp_path: Path) -> None:
    harmless = checks.shapes(tmp_path, browser, engine)

    assert list(checks.of_pages(made, engine, browser, harmless)) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_runs_even_without_the_content_policy(engine: str, made: Built, browser: Browser) -> None:
    assert pages.visited(browser, made.site(engine), policy=False) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_the_search_shows_words_alone(engine: str, made: Built, browser: Browser) -> None:
    words = ["<script>", "onerror", "zqtxt1ok", "javascript:", "img src", "Talks"]

    assert pages.searched(browser, made.site(engine), words) == []


def test_peaceful_articles_are_as_if_they_were_alone(made: Built, tmp_path: Path) -> None:
    alone = checks.guests_alone(tmp_path)

    assert len(alone) == 4
    assert checks.of_guests(made.root) == alone
