"""A set of hostile sources that lies outside the project: each leads to what its list says, by both engines."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.eval.quality import DATA
from tests.hostile import checks, pages
from tests.hostile.checks import ENGINES, Built
from tests.hostile.conftest import _wanted  # noqa: F401 - a fixture
from tests.hostile.project import Hostile, builder, files, listed, project

HOSTILE = DATA / "hostile"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not HOSTILE.exists() and "CI" not in os.environ, reason="no hostile sources here: set BUILDER_EVAL"
    ),
]

SEARCHED = ["<script>", "onerror", "javascript:", "img src", "__config", "Same Title", "alert", "HYPERLINK"]


def sources(folder: Path, *options: str) -> list[Hostile]:
    """Make the sources in a folder; all of them, or with an option those alone that it adds."""
    subprocess.run([sys.executable, HOSTILE / "make_cases.py", folder, *options], check=True, capture_output=True)
    made = listed(folder / "manifest.jsonl")
    if not options:
        return made
    usual = {one.id for one in listed(HOSTILE / "manifest.jsonl")}
    for one in made:
        if one.id in usual:
            (folder / "cases" / one.file).unlink()
    return [one for one in made if one.id not in usual]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("hostile")
    hostile = sources(folder / "sources")
    return checks.built(folder, folder / "sources" / "cases", hostile)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What cannot be an ordinary file: links, pipes, odd names."""
    folder = tmp_path_factory.mktemp("odd")
    hostile = sources(folder / "sources", "--special")
    return checks.built(folder, folder / "sources" / "cases", hostile)


@pytest.mark.parametrize("which", ["made", "odd"])
def test_the_run_goes_on_and_says_what_it_left_out(which: str, request: pytest.FixtureRequest) -> None:
    assert list(checks.of_run(request.getfixturevalue(which))) == []


@pytest.mark.parametrize("which", ["made", "odd"])
def test_files_lie_where_they_should_and_hold_nothing_they_should_not(
    which: str, request: pytest.FixtureRequest
) -> None:
    assert list(checks.of_files(request.getfixturevalue(which))) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("which", ["made", "odd"])
def test_pages_hold_words_alone(
    which: str,
    engine: str,
    browser: Browser,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    found = request.getfixturevalue(which)

    assert list(checks.of_pages(found, engine, browser, checks.shapes(tmp_path, browser, engine))) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("which", ["made", "odd"])
def test_nothing_runs_even_without_the_content_policy(
    which: str,
    engine: str,
    browser: Browser,
    request: pytest.FixtureRequest,
) -> None:
    assert pages.visited(browser, request.getfixturevalue(which).site(engine), policy=False) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_the_search_shows_words_alone(engine: str, made: Built, browser: Browser) -> None:
    assert pages.searched(browser, made.site(engine), SEARCHED) == []


def test_peaceful_articles_are_as_if_they_were_alone(made: Built, odd: Built, tmp_path: Path) -> None:
    alone = checks.guests_alone(tmp_path)

    assert checks.of_guests(made.root) == alone
    assert checks.of_guests(odd.root) == alone


def test_another_run_gives_the_same_bytes(made: Built, tmp_path: Path) -> None:
    again = checks.built(tmp_path, HOSTILE / "cases", made.hostile, seed="7")

    assert files(again.root / "docs") == files(made.root / "docs")
    for engine in ENGINES:
        assert files(again.site(engine)) == files(made.site(engine)), engine


def test_each_stays_below_its_limits(made: Built, tmp_path: Path) -> None:
    """One after another in one process, so that each is charged with its own work alone."""
    rows = [[one.id, str(made.root / "seeds" / one.file)] for one in made.hostile]
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    spent = subprocess.run(
        [sys.executable, "-m", "tests.hostile.spent", tmp_path / "rows.json"],
        capture_output=True,
        text=True,
        check=True,
    )
    costs = {row[0]: row[1:] for row in map(json.loads, spent.stdout.splitlines())}

    assert costs.keys() == {one.id for one in made.hostile}
    assert [(one.id, *costs[one.id]) for one in made.hostile if costs[one.id][0] > one.seconds] == []
    assert [(one.id, *costs[one.id]) for one in made.hostile if costs[one.id][1] > one.rss_mb] == []


def test_huge_sources_cost_what_they_may(tmp_path: Path) -> None:
    for one in sources(tmp_path / "sources", "--big"):
        folder = tmp_path / one.id
        root = project(folder, None)
        (tmp_path / "sources" / "cases" / one.file).rename(root / "seeds" / one.file)
        ran = builder(root, "build")
        said = f"skipped seeds/{one.file}" in ran.err
        assert ran.status in (0, 3), (one.id, ran.err[-500:])
        assert said or one.expect != "reject", one.id
        assert ran.seconds <= one.seconds, (one.id, ran.seconds)
        assert ran.megabytes <= one.rss_mb, (one.id, ran.megabytes)
        (root / "seeds" / one.file).unlink()
