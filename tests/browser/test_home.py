"""The home page in a browser: how old it is, by the reader's clock; a phone; where its links lead."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builder import pipeline
from builder.config import Settings
from tests.browser.conftest import OpenTab, Site, served

pytestmark = pytest.mark.browser

STORY = (
    "Port of {town} reopens\n\nThe port of {town} reopened on Tuesday, Mayor Ada Lund said. Ships returned at noon. "
    "Tom Okafor would not confirm the cost.\n"
)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of two builds, the second with a new article, a correction and an article that changed."""
    root = tmp_path_factory.mktemp("news")
    sow(root, "agder", STORY.format(town="Agder"), "2023-05-02")
    sow(root, "marrow", STORY.format(town="Marrow"), "2023-05-03")
    build(root)
    (page,) = (root / "docs/briefings").rglob("*agder*.md")
    correction = "review: corrected\ncorrections:\n- date: 2023-05-09\n  text: The mayor was misquoted."
    page.write_text(page.read_text().replace("review: draft", correction, 1))
    sow(root, "marrow", STORY.format(town="Marrow") + "\nA band played.\n", "2023-05-03")
    sow(root, "kesten", STORY.format(town="Kesten"), "2023-05-30")
    build(root)
    shutil.rmtree(root / "seeds")
    with served(root) as found:
        yield found


def sow(root: Path, name: str, text: str, day: str) -> None:
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds" / f"{name}.txt").write_text(text)
    (root / "seeds" / f"{name}.yml").write_text(f"source: Agder Times\ndate: {day}\n")


def build(root: Path) -> None:
    assert not pipeline.build(root, Settings(), today=date(2024, 2, 1)).problems


@pytest.mark.parametrize(
    ("now", "told", "warns"),
    [
        ("2023-05-30", "Newest source: 30 May 2023, today", False),
        ("2023-05-31", "Newest source: 30 May 2023, yesterday", False),
        ("2023-06-05", "Newest source: 30 May 2023, 6 days ago", False),
        ("2023-06-06", "Newest source: 30 May 2023, 7 days ago", True),
        ("2026-05-30", "Newest source: 30 May 2023, 1,096 days ago", True),
        ("2023-05-29", "Newest source: 30 May 2023", False),
    ],
)
def test_the_page_says_how_old_it_is(tab: OpenTab, news: Site, now: str, told: str, warns: bool) -> None:
    opened = tab(url=news.url)
    opened.page.clock.set_fixed_time(datetime.fromisoformat(f"{now}T12:00:00").replace(tzinfo=UTC))
    opened.open("index.html")

    assert opened.page.inner_text("p.newest") == told
    assert opened.page.locator("p.age-warning").count() == warns


def test_without_script_the_page_says_the_day(browser: object, news: Site) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{news.url}index.html")

    assert page.inner_text("p.newest") == "Newest source: 30 May 2023"
    assert page.locator("p.age-warning").count() == 0
    context.close()


@pytest.mark.parametrize("address", ["index.html", "since.html", "corrections.html", "method.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_without_scrolling_sideways(tab: OpenTab, news: Site, address: str, scheme: str) -> None:
    opened = tab(scheme=scheme, width=360, url=news.url)
    opened.open(address)

    assert opened.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_warning_can_be_read_in_both_schemes(tab: OpenTab, news: Site, axe: str) -> None:
    for scheme in ("light", "dark"):
        opened = tab(scheme=scheme, url=news.url)
        opened.open("index.html", idle=True)
        opened.page.locator("p.age-warning").wait_for()
        opened.page.evaluate(axe)
        found = opened.page.evaluate("axe.run('article', {runOnly: ['wcag2a', 'wcag2aa']})")
        assert [one["id"] for one in found["violations"]] == []


def test_news_lead_to_their_pages_and_the_pages_to_feeds(tab: OpenTab, news: Site) -> None:
    opened = tab(url=news.url)
    opened.open("index.html")
    section = opened.page.locator("h2#since-last-time ~ ul").first
    kinds = [line.split(":")[0] for line in section.inner_text().splitlines() if line.strip()]

    assert kinds == ["New briefing", "Changed event", "Updated briefing", "Correction"]
    section.get_by_role("link", name="Port of Kesten reopens").click()
    assert opened.page.inner_text("h1").startswith("Port of Kesten reopens")
    opened.page.go_back()
    opened.page.get_by_role("link", name="All of it, and the builds before").click()
    assert opened.page.locator("article h2").count() == 2
    for address in ("since.html", "corrections.html"):
        opened.open(address)
        for link in opened.page.locator("p.follow a").all():
            assert opened.page.request.get(str(link.evaluate("one => one.href"))).ok
    assert "The mayor was misquoted." in opened.page.inner_text("article")
