"""Shared by all tests: golden files, and case files in Markdown that anyone can add to.

A golden file holds what the code gave when someone last looked at it; `pytest --golden` writes them anew, and the
difference is read before it is committed. A case file is a list of

    ## What the case shows
    ```
    input
    ```
    ```
    expected
    ```

A test marked `@pytest.mark.cases("title.md")` that asks for `case` runs once for each; the file lies in `cases/`
beside the test. Fences may be longer (`~~~~`) where the text itself has some.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# Machines that tests run on are shared: time tells nothing. CI tries the same inputs each time, so that a red run is
# the change's own fault; everywhere else the inputs are new ones.
settings.register_profile("shared", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("shared")

_CASE = re.compile(r"^## ([^\n]+)\n+(```+|~~~+)\w*\n(.*?)^\2\n+(```+|~~~+)\w*\n(.*?)^\4$", re.DOTALL | re.MULTILINE)


class Case(NamedTuple):
    title: str
    input: str
    expected: str


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite golden files instead of comparing with them")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cases(name): run for every case of cases/NAME beside the test")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--golden` only those tests run that have a golden file to write."""
    if config.getoption("--golden"):
        writing = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in writing])
        items[:] = writing


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, one for all tests of a process: Playwright runs only once in it."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing: run make test as root, or apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marker = metafunc.definition.get_closest_marker("cases")
    if marker is None:
        return
    path = Path(metafunc.definition.path).parent / "cases" / marker.args[0]
    text = path.read_text(encoding="utf-8")
    cases = [Case(found[1], found[3].removesuffix("\n"), found[5].removesuffix("\n")) for found in _CASE.finditer(text)]
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == [case.title for case in cases], f"{path}: a case is not a heading and two fenced blocks"
    metafunc.parametrize("case", cases, ids=headings)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """`golden(path, text)` fails unless the file holds the text."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        assert path.exists(), f"{path} is missing: run pytest --golden and look at what it writes"
        assert text == path.read_text(encoding="utf-8"), f"differs from {path}: if meant, run pytest --golden"

    return compare
