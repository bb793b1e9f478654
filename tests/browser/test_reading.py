"""What a reader does: walk from page to page, look up a source, get lost."""

import re
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def links(site, page, folder):
    """Where the article on a page leads within a folder, as addresses below the site."""
    tree = lxml.html.document_fromstring((site.folder / page).read_bytes())
    found = [urlsplit(urljoin(page, href)).path for href in tree.xpath("//article//a/@href")]
    return [path for path in dict.fromkeys(found) if path.startswith(folder) and not path.endswith("index.html")]


def follow(tab, address):
    """Click the link in the article that leads to an address below the site."""
    tab.page.locator("article a").evaluate_all(
        "(all, goal) => all.find(a => a.href.split('#')[0] === goal).setAttribute('data-next', '')", tab.url + address
    )
    tab.page.locator("a[data-next]").click()
    tab.page.wait_for_url(re.compile(re.escape(tab.url + address)))
    expect(tab.page.locator("article h1")).to_be_visible()


def walk(site):
    """A briefing on the home page, an actor in it, another briefing with that actor."""
    for briefing in links(site, "index.html", "briefings/"):
        for actor in links(site, briefing, "actors/"):
            for other in links(site, actor, "briefings/"):
                if other != briefing:
                    return briefing, actor, other
    raise AssertionError("no two briefings share an actor")


def test_from_home_to_a_briefing_to_an_actor_to_the_other_briefing(site, tab):
    reader = tab()
    reader.open("index.html")

    for address in walk(site):
        follow(reader, address)


def test_the_same_walk_works_from_a_folder_without_a_server(site, tab):
    reader = tab(url=site.folder.as_uri() + "/")
    reader.page.goto(f"{reader.url}index.html")

    for address in walk(site):
        follow(reader, address)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_citation_jumps_to_its_sentence(site, tab, width):
    for briefing in site.all("briefings/*/*.html"):
        reader = tab(width=width)
        reader.open(briefing)
        citations = reader.page.locator("article a:not(.s)").filter(has_text=re.compile(r"^\[\d+\]$"))
        assert citations.count() > 0
        for citation in (citations.first, citations.last):
            goal = citation.get_attribute("href")
            assert goal
            citation.click()
            sentence = reader.page.locator(goal)
            expect(sentence).to_be_in_viewport()
            assert sentence.evaluate("s => !s.closest('details') || s.closest('details').open")
            header = reader.page.locator(".md-header").bounding_box()
            place = sentence.bounding_box()
            assert header
            assert place
            assert place["y"] >= header["y"] + header["height"], "hidden below the header"
            ground = "s => getComputedStyle(s).backgroundColor"
            assert sentence.evaluate(ground) != "rgba(0, 0, 0, 0)", "not marked"


def test_a_link_to_a_sentence_opens_the_source_text(site, tab):
    briefing = site.first("briefings/*/*.html")
    last = lxml.html.document_fromstring((site.folder / briefing).read_bytes()).xpath("//a[@class='s']/@id")[-1]
    reader = tab()
    reader.open(f"{briefing}#{last}")

    expect(reader.page.locator(f"#{last}")).to_be_in_viewport()


def test_an_address_that_does_not_exist_helps_the_reader_on(tab):
    reader = tab()

    response = reader.page.goto(f"{reader.url}briefings/2023/no-such-page.html")

    assert response
    assert response.status == 404
    expect(reader.page.locator("h1")).to_have_text("Page not found")
    reader.page.get_by_role("link", name="home page").click()
    reader.page.wait_for_url(f"{reader.url}index.html")
    reader.wrong[:] = [line for line in reader.wrong if "status of 404" not in line]


def test_the_palette_follows_the_system_until_the_reader_chooses(tab):
    reader = tab(scheme="dark")
    reader.open("index.html")
    body = reader.page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")

    reader.page.locator("label[title='Switch to light mode']").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    reader.open("method.html")

    expect(body).to_have_attribute("data-md-color-scheme", "default")
