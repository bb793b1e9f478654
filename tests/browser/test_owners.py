"""Edit links of lines: out of a reader's way, there for who looks for them."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Site, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("project"), repository=True) as found:
        yield found


def seen(link) -> bool:
    return link.evaluate("e => getComputedStyle(e).opacity") == "1"


def test_it_shows_when_its_line_is_pointed_at_or_reached_by_keyboard(site, tab):
    reader = tab()
    reader.open(site.first("dates/????-??.html"))
    row = reader.page.locator("article li:has(> a.owner)").first
    link = row.locator("a.owner")

    assert not seen(link)
    row.hover()
    assert seen(link)
    reader.page.mouse.move(0, 0)
    assert not seen(link)
    row.locator("a").first.focus()
    reader.page.keyboard.press("Tab")
    assert link.evaluate("e => e === document.activeElement")
    assert seen(link)
    assert link.get_attribute("href").startswith("https://github.com/OWNER/NAME/edit/main/docs/")
    assert (site.docs / link.get_attribute("href").split("/docs/")[1]).is_file()
    reader.page.emulate_media(media="print")
    assert not link.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["home", "actor", "month"])
def test_they_are_no_barrier(site, tab, axe, kind, scheme):
    reader = tab(scheme=scheme, width=360)
    reader.open(site.pages()[kind], idle=True)

    reader.page.evaluate(axe)
    result = reader.page.evaluate("axe.run()")

    serious = [one for one in result["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], node["html"][:200]) for one in serious for node in one["nodes"]] == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 360
