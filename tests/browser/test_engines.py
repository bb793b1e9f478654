"""The site of the other engine in a browser: it stands, keeps its own policy, and finds."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, Site


def test_pages_of_the_other_engine_open_without_an_error(zensical_site: Site, tab: OpenTab) -> None:
    for width, scheme in ((1280, "light"), (390, "dark")):
        reader = tab(scheme=scheme, width=width, url=zensical_site.url)
        for address in zensical_site.pages().values():
            if address != "404.html":
                reader.open(address)
                expect(reader.page.locator("article h1")).to_have_count(1)
                overflow = reader.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                assert overflow <= 0, f"{address} at {width} px"


def test_the_search_of_the_other_engine_finds_and_leads(zensical_site: Site, tab: OpenTab) -> None:
    reader = tab(url=zensical_site.url)
    reader.open("index.html", idle=True)

    reader.page.get_by_role("button", name="Search").click()
    reader.page.get_by_role("searchbox", name="Search").fill("Wei Fenghe")
    found = reader.page.locator(".find__hit", has_text="Wei Fenghe").first
    expect(found).to_be_visible()
    found.click()

    expect(reader.page.locator("article h1")).to_contain_text("Wei Fenghe")
