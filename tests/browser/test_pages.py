"""What holds on every type of page."""

import pytest

pytestmark = pytest.mark.browser

TYPES = (
    *("home", "briefing", "actor", "source", "year", "month"),
    *("dates", "events", "actors", "sources", "method", "since", "corrections", "404"),
)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier_no_error_no_foreign_request(site, tab, axe, kind, scheme):
    reader = tab(scheme=scheme)
    reader.open(site.pages()[kind], idle=True)
    for details in reader.page.locator("article details").all():
        details.evaluate("d => d.open = true")

    reader.page.evaluate(axe)
    result = reader.page.evaluate("axe.run()")

    assert [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in result["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ] == []
    assert reader.wrong == []


@pytest.mark.parametrize("kind", TYPES)
def test_a_page_fits_a_phone_and_has_one_title(site, tab, kind):
    reader = tab(width=360)
    reader.open(site.pages()[kind])
    for details in reader.page.locator("article details").all():
        details.evaluate("d => d.open = true")

    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 360
    wide = "all => all.filter(e => e.getBoundingClientRect().right > 361).map(e => e.outerHTML.slice(0, 80))"
    assert reader.page.locator("article :not(.md-typeset__scrollwrap *, .headerlink)").evaluate_all(wide) == []
    assert reader.page.locator("h1").count() == 1
    assert reader.page.title()


def test_paper_shows_the_article_alone(site, tab):
    reader = tab()
    reader.open(site.pages()["briefing"])

    reader.page.emulate_media(media="print")

    assert reader.page.locator("article h1").is_visible()
    for furniture in (".md-header", ".md-sidebar--secondary", ".md-tabs"):
        assert not reader.page.locator(furniture).is_visible()
