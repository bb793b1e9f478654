"""What pages say to programs, and their drawings, in a browser: a site of events made by hand, published and opened."""

import json
import re
from dataclasses import replace
from urllib.parse import urljoin

import pytest

from builder.config import Settings
from builder.records import Appearance, Dossier
from builder.write import Store, render, write
from tests.browser.conftest import served
from tests.publish.schemas import SCHEMAS
from tests.write.events import make_crowd, make_hostile_event
from tests.write.test_pictures import talking

pytestmark = pytest.mark.browser

DRAWN = ("over-time", "speech", "together")


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def published(tmp_path_factory, request):
    root = tmp_path_factory.mktemp("metadata")
    (root / "docs").mkdir()
    events = (talking(), replace(make_crowd(60), title="A flood: “all” of it"), make_hostile_event())
    briefings = [one for event in events for one in event.members]
    found = {}
    for one in briefings:
        for actor in one.actors:
            if actor.acts:
                found.setdefault((actor.kind, actor.name), []).append(Appearance(one, actor))
    dossiers = [Dossier(kind, name, tuple(shown)) for (kind, name), shown in sorted(found.items())]
    store = Store(root)
    write(list(render(briefings, dossiers, store, Settings(), model=None, events=events)), store)
    with served(root, request.param) as site:
        yield site


def kinds(site):
    return {
        "home": "index.html",
        "briefing": site.first("briefings/*/*.html"),
        "event": site.first("events/*-e*.html"),
        "actor": "actors/ada-lund.html",
        "source": "sources/brockel-courier.html",
    }


def data(page):
    """What a program finds in the blocks of data of a page as the browser has it."""
    blocks = page.locator("head script[type='application/ld+json']").all()
    return [json.loads(block.text_content()) for block in blocks]


@pytest.mark.parametrize("kind", ["home", "briefing", "event", "actor", "source"])
def test_the_browser_finds_data_of_the_right_shape_and_runs_none_of_it(kind, published, tab):
    import jsonschema

    made = tab(url=published.url)
    made.open(kinds(published)[kind])

    (value,) = data(made.page)
    jsonschema.Draft202012Validator(SCHEMAS[kind]).validate(value)
    if kind != "home":
        assert value["url"] == f"{published.url}{kinds(published)[kind]}"


def test_hostile_words_stay_words(published, tab):
    made = tab(url=published.url)
    seen = 0
    for path in [*published.all("events/*-e*.html"), *published.all("actors/*.html")]:
        made.open(path)
        (value,) = data(made.page)
        told = made.page.locator("meta[property='og:title']").get_attribute("content")
        assert told == (value.get("name") or value.get("headline"))
        seen += "script" in told
        assert made.page.locator("head script:not([type]):not([src])").count() <= 3
    assert seen


def test_the_card_of_an_event_loads_in_its_size(published, tab):
    made = tab(url=published.url)
    made.open(kinds(published)["event"])
    card = made.page.locator("meta[property='og:image']").get_attribute("content")

    assert card.startswith(f"{published.url}cards/")
    size = "async u => { const i = new Image(); i.src = u; await i.decode(); return [i.naturalWidth, i.naturalHeight] }"
    assert made.page.evaluate(size, card) == [1200, 630]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "names"), [("event", ["speech", "over-time"]), ("actor", ["together", "over-time"])])
def test_drawings_follow_the_scheme_and_move_nothing(path, names, scheme, published, tab):
    made = tab(url=published.url, scheme=scheme, width=390)
    pages = published.all("events/harbour*-e*.html") if path == "event" else [kinds(published)[path]]
    made.page.add_init_script(
        "window.moved = []; new PerformanceObserver(l => l.getEntries().forEach(e => window.moved.push(e.value)))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    made.open(pages[0], idle=True)

    drawings = {
        re.search(r"-(origins|timeline|over-time|speech|together)\.svg", one.get_attribute("src"))[1]: one
        for one in made.page.locator("img.drawing").all()
    }
    for name in names:
        drawing = drawings[name]
        drawing.scroll_into_view_if_needed()
        assert drawing.get_attribute("alt")
        size = drawing.evaluate("e => [e.naturalWidth, e.naturalHeight, e.clientWidth, e.clientHeight]")
        assert min(size) > 0
        assert [drawing.get_attribute(side) for side in ("width", "height")] == [str(one) for one in size[:2]]
        dark = drawing.evaluate(
            "e => { const c = document.createElement('canvas'); c.width = 9; c.height = 9;"
            " const d = c.getContext('2d'); d.drawImage(e, 0, 0, e.naturalWidth, e.naturalHeight, -20, -4, 440, 440);"
            " return d.getImageData(4, 4, 1, 1).data[0] < 128 }"
        )
        assert dark == (scheme == "dark")
    assert sum(made.page.evaluate("window.moved")) < 0.01


def test_drawings_follow_the_palette_that_a_reader_chose(published, tab):
    made = tab(url=published.url, scheme="light")
    made.open(kinds(published)["actor"], idle=True)
    drawing = made.page.locator("img.drawing").first
    scheme = "e => getComputedStyle(e).colorScheme"

    seen = {}
    for _ in range(3):
        chosen = made.page.evaluate("document.body.dataset.mdColorScheme")
        assert drawing.evaluate(scheme) == {"slate": "dark", "default": "light"}[chosen]
        drawing.scroll_into_view_if_needed()
        seen[chosen] = drawing.screenshot()
        made.page.locator("form[data-md-component=palette] label:not([hidden])").first.click()
    assert seen["slate"] != seen["default"]


def test_the_table_or_list_stands_before_its_drawing(published, tab):
    made = tab(url=published.url)
    for path in (kinds(published)["actor"], published.first("events/harbour*-e*.html")):
        made.open(path)
        for drawing in made.page.locator("img.drawing").all():
            before = "e => e.closest('p').previousElementSibling.querySelector('li, td') !== null"
            assert drawing.evaluate(before)
            assert urljoin(made.page.url, drawing.get_attribute("src")).startswith(published.url)
