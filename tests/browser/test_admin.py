"""Editing in the browser: a page is opened in `admin/`, changed and saved, as a person does, and the builder runs.

The program edits a folder that the person picks. A browser under test cannot show a picker, so a folder of the
browser's own stands in for it, filled with the project's pages; what is saved there is written back to the project.
"""

import json
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator
from playwright.sync_api import Browser, Page

from builder.cli import main
from builder.config import Admin
from builder.write.front_matter import read
from tests.browser.conftest import REPOSITORY, Site, served

pytestmark = pytest.mark.browser

PICK = "window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('project')"

FILL = """async files => {
  const project = await (await navigator.storage.getDirectory()).getDirectoryHandle("project", {create: true});
  await project.getDirectoryHandle(".git", {create: true});
  for (const [path, text] of Object.entries(files)) {
    const folders = path.split("/"), name = folders.pop();
    let place = project;
    for (const folder of folders) place = await place.getDirectoryHandle(folder, {create: true});
    const stream = await (await place.getFileHandle(name, {create: true})).createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""

LOOK = """async () => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries())
      if (handle.kind === "directory") await walk(handle, path + name + "/");
      else found[path + name] = await (await handle.getFile()).text();
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("project"), "");
  return found;
}"""

TITLE = 'Our own title: it\'s "quoted", no - 12:30'

MORE = """\
tags:
- 'no'
- '2023-05'
corrections:
- date: '2023-06-01'
  text: 'A name was wrong: it is right now.'
desk: {phone: '0123', pages: 3, of: [a, b]}
readers: ['yes', "it's", '1e5']
late: true
"""
"""What a person wrote before: keys with a field, keys that nobody knows, values that two YAMLs read in two ways."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("edited")
    for part in ("docs", ".builder", "seeds"):
        shutil.copytree(REPOSITORY / part, root / part, ignore=shutil.ignore_patterns("cache", "lock"))
    page = briefing(root)
    page.write_text(page.read_text("utf-8").replace("lang: en\n", f"lang: en\n{MORE}", 1), "utf-8")
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Iterator[Site]:
    with served(project, admin=Admin(service="github")) as found:
        yield found


def briefing(root: Path) -> Path:
    return sorted((root / "docs" / "briefings").rglob("*.md"))[0]


def pages(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in (root / "docs").rglob("*.md")}


def status(root: Path) -> Any:
    return json.loads(CliRunner().invoke(main, ["--root", str(root), "status", "--json"]).stdout)


def open_admin(browser: Browser, site: Site, files: dict[str, str], answers: list[str]) -> Page:
    # Tall enough for the whole form: a field out of sight is not made, and could change nothing.
    page = browser.new_context(viewport={"width": 1280, "height": 9000}).new_page()
    page.set_default_timeout(20_000)
    page.on("response", lambda response: answers.append(response.url))
    page.add_init_script(PICK)
    page.goto(f"{site.url}robots.txt")
    page.evaluate(FILL, files)
    page.goto(f"{site.url}admin/")
    page.get_by_role("button", name="Work with Local Repository").click()
    return page


def test_a_title_changed_in_the_browser_is_an_edit_of_the_title_and_nothing_else(
    browser: Browser, site: Site, project: Path
) -> None:
    path = briefing(project)
    name = path.relative_to(project).as_posix()
    files, before, answers = pages(project), status(project), []
    old, old_body = read(files[name])

    page = open_admin(browser, site, files, answers)
    page.get_by_text(old["title"]).first.click()
    page.get_by_role("textbox", name="Text", exact=True).last.wait_for()
    page.get_by_role("textbox", name="Title", exact=True).fill(TITLE)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("saved").first.wait_for()
    saved = page.evaluate(LOOK)
    page.context.close()

    assert [url for url in answers if not url.startswith((site.url, "data:", "blob:"))] == []
    assert {path for path in files if saved[path] != files[path]} == {name}
    assert set(saved) == set(files)
    new, new_body = read(saved[name])
    assert plain(new) == plain({**old, "title": TITLE})
    assert saved[name].split("\n---\n", 1)[1] == files[name].split("\n---\n", 1)[1]
    assert new_body == old_body

    path.write_text(saved[name], "utf-8")
    assert CliRunner().invoke(main, ["--root", str(project), "check"]).exit_code == 0
    assert edits(status(project), name) == sorted([*edits(before, name), "title"])
    built = CliRunner().invoke(main, ["--root", str(project), "build"])
    assert built.exit_code == 0, built.output
    after = status(project)
    assert (after["conflicts"], after["refused"], after["by_hand"]) == ([], [], [])
    assert [one["page"] for one in after["edited"]] == [name]
    assert edits(after, name) == sorted([*edits(before, name), "title"])
    assert after["edited"][0]["sections"] == {}
    assert f"\n# {TITLE}\n" in unescape(path.read_text("utf-8")).replace("\\", "")
    assert read(path.read_text("utf-8"))[0]["title"] == TITLE


def test_a_briefing_begun_in_the_browser_has_what_a_person_gave_and_is_taken_in(
    browser: Browser, site: Site, project: Path
) -> None:
    files = pages(project)

    page = open_admin(browser, site, files, [])
    page.get_by_text("Briefings").first.wait_for()
    page.goto(f"{site.url}admin/#/collections/briefings/new")
    page.get_by_role("textbox", name="Title", exact=True).fill("Harbour reopens")
    page.locator("input[type=date]").first.fill("2023-06-05")
    page.get_by_role("textbox", name="Source", exact=True).fill("Brockel Courier")
    page.get_by_role("textbox", name="Text", exact=True).last.fill("The harbour is open.\n\n- It was closed.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("saved").first.wait_for()
    saved = page.evaluate(LOOK)
    page.context.close()

    new = set(saved) - set(files)
    assert new == {"docs/briefings/2023/harbour-reopens.md"}
    assert saved[new.pop()] == (
        "---\ntype: 'briefing'\ntitle: 'Harbour reopens'\ndate: '2023-06-05'\nsource: 'Brockel Courier'\n---\n\n"
        "The harbour is open.\n\n- It was closed.\n"
    )
    path = project / "docs/briefings/2023/harbour-reopens.md"
    path.write_text(saved["docs/briefings/2023/harbour-reopens.md"], "utf-8")
    built = CliRunner().invoke(main, ["--root", str(project), "build"])
    assert built.exit_code == 0, built.output
    assert "Harbour reopens" in (project / "docs" / "index.md").read_text("utf-8")
    assert read(path.read_text("utf-8"))[1] == "The harbour is open.\n\n- It was closed."


def test_the_settings_are_such_as_the_program_knows(site: Site) -> None:
    known = json.loads((REPOSITORY / "node_modules/@sveltia/cms/schema/sveltia-cms.json").read_text("utf-8"))

    made = json.loads((site.folder / "admin" / "config.json").read_text("utf-8"))

    assert [error.message[:200] for error in Draft7Validator(known).iter_errors(made)] == []


def edits(told: Any, page: str) -> list[str]:
    return sorted(key for one in told["edited"] if one["page"] == page for key in one["keys"])


def plain(values: dict[str, Any]) -> Any:
    """Front matter as JSON would say it: a day between quotes is the same day."""
    return json.loads(json.dumps(values, default=str))
