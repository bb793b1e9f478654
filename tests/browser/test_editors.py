"""What editors say while a person types, by the settings in `.vscode/` and `.remarkrc.mjs`: real language servers."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import REPOSITORY
from tests.browser.language_server import LanguageServer, running

pytestmark = pytest.mark.browser

PAGE = """\
---
type: briefing
title: Harbour reopens
date: 2023-05-30
source: Brockel Courier
review: draft
---

# Harbour reopens
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as a person has it: settings, schemas, what npm installed."""
    made = tmp_path_factory.mktemp("project")
    shutil.copytree(REPOSITORY / "builder" / "data", made / "builder" / "data")
    for name in (".vscode", ".remarkrc.mjs", "node_modules"):
        (made / name).symlink_to(REPOSITORY / name)
    (made / "docs" / "briefings").mkdir(parents=True)
    (made / "seeds").mkdir()
    return made


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    """The settings of VS Code, by their first word, as a server is told them."""
    text = (REPOSITORY / ".vscode" / "settings.json").read_text("utf-8")
    flat = json.loads(re.sub(r"(?m)^\s*//.*$", "", text))
    words = ("yaml", "remark")
    return {
        word: {key.removeprefix(f"{word}."): value for key, value in flat.items() if key.startswith(f"{word}.")}
        for word in words
    }


@pytest.fixture(scope="module")
def server(root: Path, settings: dict[str, Any]) -> Iterator[LanguageServer]:
    yaml = {**settings["yaml"], "schemaStore": {"enable": False}, "validate": True, "completion": True}
    command = ["node", str(REPOSITORY / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server")]
    with running([*command, "--stdio"], root, {"yaml": yaml}) as found:
        yield found


def test_a_sidecar_is_checked_line_by_line_and_its_keys_are_offered(root: Path, server: LanguageServer) -> None:
    good = server.diagnose(root / "seeds" / "good.yml", "yaml", "source: Brockel Courier\ndate: 2023-05-30\n")
    bad = server.diagnose(root / "seeds" / "bad.yml", "yaml", "source: Brockel Courier\ndate: 30 May\n\n")

    assert good == []
    assert [line for line, _ in bad] == [2]
    offered = server.complete(root / "seeds" / "bad.yml", 3, 1)
    assert {"url", "title", "lang", "authors"} <= set(offered)
    assert "ISO 639" in offered["lang"]


def test_a_line_in_a_sidecar_names_its_schema_where_no_setting_does(root: Path, server: LanguageServer) -> None:
    text = "# yaml-language-server: $schema=../builder/data/sidecar.schema.json\ndate: 2023-05-30\nauthor: Ada Lund\n"

    marked = server.diagnose(root / "elsewhere" / "harbour.yml", "yaml", text)

    assert [line for line, _ in marked] == [3]
    assert "author" in marked[0][1]


def test_defaults_of_a_folder_have_fewer_keys(root: Path, server: LanguageServer) -> None:
    marked = server.diagnose(root / "seeds" / "may" / "_defaults.yml", "yaml", "lang: en\nurl: https://a.example\n")

    assert [line for line, _ in marked] == [2]


def test_settings_are_checked(root: Path, server: LanguageServer) -> None:
    text = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    assert server.diagnose(root / "mkdocs.yml", "yaml", text) == []

    wrong = text.replace("builder: {}", "builder: {home_briefings: many}")
    at = next(number for number, line in enumerate(wrong.splitlines(), 1) if "many" in line)
    assert [line for line, _ in server.diagnose(root / "other" / "mkdocs.yml", "yaml", wrong)] == [at]


def test_front_matter_is_checked_and_its_keys_and_values_are_offered(root: Path, server: LanguageServer) -> None:
    """In editors that show front matter to the server as a document of its own."""
    line = "# yaml-language-server: $schema=../builder/data/front_matter.schema.json\n"
    matter = line + PAGE.split("---\n")[1]
    assert server.diagnose(root / "docs" / "good.yaml", "yaml", matter) == []

    marked = server.diagnose(root / "docs" / "bad.yaml", "yaml", matter.replace("draft", "drft") + "\n")

    assert [line for line, _ in marked] == [6]
    assert '"needs-review"' in marked[0][1]
    offered = server.complete(root / "docs" / "bad.yaml", 7, 1)
    assert {"source_url", "authors", "event", "corrections"} <= set(offered)
    assert "begin one, or none" in offered["event"]
    assert {"draft", "reviewed", "withdrawn"} <= set(server.complete(root / "docs" / "bad.yaml", 6, 9))


def test_front_matter_in_a_page_is_marked_where_it_is_wrong_while_typing(root: Path, settings: dict[str, Any]) -> None:
    """What the Remark extension and remark-language-server do: both are this server with these options."""
    here = root / "docs" / "briefings"
    with running(["node", str(Path(__file__).with_name("remark_server.mjs")), "--stdio"], root, settings) as remark:
        good = remark.diagnose(here / "good.md", "markdown", PAGE)
        bad = remark.diagnose(here / "bad.md", "markdown", PAGE.replace("draft", "drft"))
        short = remark.diagnose(here / "short.md", "markdown", PAGE.replace("source: Brockel Courier\n", ""))
        elsewhere = remark.diagnose(root / "notes.md", "markdown", PAGE.replace("draft", "drft"))

    assert good == []
    assert [line for line, _ in bad] == [6], bad
    assert "needs-review" in bad[0][1]
    assert "Missing property: source" in short[0][1]
    assert elsewhere == []


def test_front_matter_in_a_page_is_marked_from_the_command_line(root: Path) -> None:
    page = root / "docs" / "briefings" / "bad.md"
    page.write_text(PAGE.replace("draft", "drft"))

    command = ["node", "node_modules/remark-cli/cli.js", "--no-stdout", "--no-color", "--frail", str(page)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 1
    assert re.search(r"^\s*6:9-6:13\s+warning\s+Keyword: enum", done.stderr, re.M)
