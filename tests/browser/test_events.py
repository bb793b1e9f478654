"""Event pages as readers meet them: a site of events made by hand, published and opened."""

import re
from urllib.parse import urldefrag, urljoin

import lxml.html
import pytest
from playwright.sync_api import expect

from builder.config import Settings
from builder.records import Appearance, Dossier
from builder.write import Store, render, write
from tests.browser.conftest import served
from tests.write.events import make_bare_event, make_crowd, make_event, make_hostile_event

pytestmark = pytest.mark.browser

EVENTS = {
    "bridge": make_event(),
    "bare": make_bare_event(),
    "crowd": make_crowd(60),
    "hostile": make_hostile_event(),
}


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    root = tmp_path_factory.mktemp("events")
    (root / "docs").mkdir()
    briefings = [one for event in EVENTS.values() for one in event.members]
    actors = {(a.kind, a.name): Appearance(one, a) for one in briefings for a in one.actors if a.acts}
    dossiers = [Dossier(kind, name, (one,)) for (kind, name), one in sorted(actors.items())]
    store = Store(root)
    write(list(render(briefings, dossiers, store, Settings(), model=None, events=tuple(EVENTS.values()))), store)
    with served(root) as site:
        yield site


def address(events, name):
    return events.first(f"events/*-{EVENTS[name].id}.html")


@pytest.fixture
def reader(events, tab):
    """Opens the page of an event."""

    def opened(name, **settings):
        made = tab(url=events.url, **settings)
        made.open(address(events, name), idle=True)
        return made

    return opened


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_serious_barrier(name, scheme, width, reader, axe):
    made = reader(name, scheme=scheme, width=width)
    for details in made.page.locator("article details").all():
        details.evaluate("d => d.open = true")

    made.page.evaluate(axe)
    result = made.page.evaluate("axe.run()")

    assert [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in result["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ] == []


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize("width", [320, 390, 800])
def test_no_page_scrolls_sideways(name, width, reader):
    made = reader(name, width=width)

    assert made.page.evaluate("document.documentElement.scrollWidth") <= width
    wide = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 80))"
    claims = made.page.locator(".md-typeset__scrollwrap:has(.who)")
    assert claims.evaluate_all(wide) == []


def test_a_card_on_a_phone_names_each_outlet_and_a_column_on_a_screen_does(reader):
    phone, screen = reader("bridge", width=390), reader("bridge", width=1280)

    for made, on_a_phone in ((phone, True), (screen, False)):
        table = made.page.locator("article table:has(.who)").first
        assert table.locator(".who").first.is_visible() is on_a_phone
        assert table.locator("thead").is_visible() is not on_a_phone
        names = table.locator(".who" if on_a_phone else "th").all_inner_texts()
        assert [name.strip(": ") for name in names[:3]] == ["Brockel Courier", "source unknown", "Northern Wire"]
        assert "silent" in table.inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_every_claim_is_reached_by_keyboard_and_shows_where_one_is(width, reader):
    made = reader("bridge", width=width)
    wanted = made.page.locator("article table:has(.who) td a[href*='#s']").count()
    made.page.locator("h2#claims-by-outlet a.headerlink").focus()
    seen = set()
    for _ in range(40):
        made.page.keyboard.press("Tab")
        here = made.page.evaluate(
            "() => { const e = document.activeElement;"
            " return e.closest('td')?.querySelector('.who') && e.hash.startsWith('#s') ?"
            " [[...document.querySelectorAll('a')].indexOf(e), getComputedStyle(e).outlineStyle] : null }"
        )
        if here:
            assert here[1] != "none"
            seen.add(here[0])

    assert wanted > 0
    assert len(seen) == wanted


@pytest.mark.parametrize("name", ["bridge", "crowd", "hostile"])
def test_every_citation_leads_to_an_exact_sentence(name, events):
    here = address(events, name)
    tree = lxml.html.document_fromstring((events.folder / here).read_bytes())
    cited = [href for href in tree.xpath("//article//a/@href") if re.search(r"#s\d+$", href)]

    assert cited
    known = {}
    for href in cited:
        place, anchor = urldefrag(urljoin(here, href))
        if place not in known:
            page = lxml.html.document_fromstring((events.folder / place).read_bytes())
            known[place] = set(page.xpath("//a[@class='s']/@id"))
        assert anchor in known[place]


def test_a_citation_opens_the_sentence_of_the_other_page(reader):
    made = reader("bridge", width=390)
    citation = made.page.locator("article table td a[href*='#s']").first
    goal = citation.get_attribute("href").partition("#")[2]
    citation.click()

    expect(made.page.locator(f"#{goal}")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_load_without_moving_the_page(scheme, reader):
    made = reader("bridge", scheme=scheme, width=390)
    drawings = made.page.locator("img.drawing")

    assert drawings.count() == 3
    for drawing in drawings.all():
        assert drawing.get_attribute("alt")
        size = drawing.evaluate("e => [e.naturalWidth, e.naturalHeight, e.clientWidth, e.clientHeight]")
        assert min(size) > 0
        assert size[0] / size[1] == pytest.approx(size[2] / size[3], rel=0.05)
        assert drawing.get_attribute("width") == str(size[0])
        assert drawing.get_attribute("height") == str(size[1])


def test_paper_shows_the_table_with_its_heads(reader):
    made = reader("bridge", width=1280)
    made.page.emulate_media(media="print")
    table = made.page.locator("article table:has(.who)").first

    assert table.locator("thead").is_visible()
    assert not table.locator(".who").first.is_visible()
    assert table.evaluate("e => e.scrollWidth <= e.parentElement.clientWidth + 1")
    assert made.page.locator("img.drawing").first.is_visible()


def test_the_page_reads_in_order_without_styles(reader):
    made = reader("bridge", width=390)
    headings = made.page.locator("article h2").all_inner_texts()

    assert [one.strip("¶\n ") for one in headings] == [
        "Claims by outlet",
        "Origins",
        "Timeline",
        "Who said what",
        "Who speaks about whom",
        "Actors",
        "Coverage",
        "Open questions",
        "Earlier and related events",
    ]
