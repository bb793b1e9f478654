"""What a browser does with a page of `builder serve`."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from builder.preview import Preview
from tests.browser.conftest import REPOSITORY

pytestmark = pytest.mark.browser


@pytest.fixture
def working(tmp_path):
    """The folder of pages of a project that is served, and its address."""
    root = tmp_path / "project"
    for name in ("docs", "overrides", ".builder/base"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    (root / "seeds").mkdir()
    preview = Preview(root, port=0)
    preview.start()
    preview.settled()
    yield root / "docs", preview.url
    preview.close()


def test_a_page_that_is_saved_loads_itself_anew_and_a_fault_is_shown_on_top_until_it_is_mended(working, tab, axe):
    docs, url = working
    page: Path = docs / "method.md"
    good = page.read_text("utf-8")
    made = tab(url=url)
    made.open("method.html")
    page.write_text(f"{good}\nWe also ring the mayor.\n", "utf-8")
    expect(made.page.get_by_text("We also ring the mayor.")).to_be_visible(timeout=60_000)

    page.write_text(f"{good}\n<<<<<<< HEAD\n", "utf-8")
    alert = made.page.get_by_role("alert")
    expect(alert).to_contain_text("docs/method.md", timeout=60_000)
    expect(alert).to_contain_text("conflict marker")
    expect(made.page.get_by_text("We also ring the mayor.")).to_be_visible()
    made.page.evaluate(axe)
    found = made.page.evaluate("async () => (await axe.run('.preview-panel')).violations.map(one => one.id)")
    assert found == []

    made.page.get_by_role("button", name="Dismiss").click()
    expect(alert).to_have_count(0)
    made.page.reload()
    expect(made.page.get_by_role("alert")).to_have_count(0)
    page.write_text(f"{good}\n<<<<<<< HEAD\n[there](nowhere.md)\n", "utf-8")
    expect(alert).to_contain_text("nowhere.md", timeout=60_000)

    page.write_text(f"{good}\nAll is well.\n", "utf-8")
    expect(made.page.get_by_text("All is well.")).to_be_visible(timeout=60_000)
    expect(made.page.get_by_role("alert")).to_have_count(0)
