"""Readers without a mouse, with large type, with colours of their own, in any script (WCAG 2.2, level AA)."""

import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import REPOSITORY, OpenTab, Site, Tab, served

pytestmark = pytest.mark.browser

KINDS = (
    *("home", "briefing", "event", "actor", "source", "year", "month"),
    *("dates", "events", "actors", "sources", "method", "corrections", "404"),
)
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGE_LIMIT = 60_000
"""Bytes of HTML, compressed."""

STOP = """() => {
  const e = document.activeElement, s = getComputedStyle(e), shown = e.matches('input') ? e.nextElementSibling ?? e : e
  const box = shown.getBoundingClientRect()
  return {
    key: e === document.body ? '' : [...document.querySelectorAll('*')].indexOf(e) + '',
    what: e.outerHTML.slice(0, 240),
    inside: !!e.closest('article'),
    seen: s.outlineStyle !== 'none' || s.boxShadow !== 'none' || e.matches('input, .md-skip') || !e.closest('article'),
    place: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  }
}"""


def page_of(site: Site, kind: str) -> str:
    """The address of a type of page."""
    return site.first("events/*.html") if kind == "event" else site.pages()[kind]


def unfold(made: Tab) -> None:
    """Open everything that is folded."""
    made.page.locator("article details").evaluate_all("all => all.forEach(d => d.open = true)")


def barriers(made: Tab, axe: str) -> list[str]:
    """What axe finds against level AA, of any weight."""
    made.page.evaluate(axe)
    result = made.page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", AA)
    return [f"{one['id']}: {node['target']}" for one in result["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("kind", KINDS)
def test_no_barrier_of_any_weight(site: Site, tab: OpenTab, axe: str, kind: str) -> None:
    for width, scheme in ((1280, "light"), (320, "dark")):
        made = tab(width=width, scheme=scheme)
        made.open(page_of(site, kind), idle=True)
        unfold(made)

        assert barriers(made, axe) == []


@pytest.mark.parametrize("kind", ["home", "briefing", "event", "actors", "method"])
def test_the_keyboard_walks_through_the_page_and_out_again(site: Site, tab: OpenTab, kind: str) -> None:
    made = tab()
    made.open(page_of(site, kind), idle=True)
    stops = []
    for _ in range(600):
        made.page.keyboard.press("Tab")
        stop = made.page.evaluate(STOP)
        if not stop["key"] or (stops and stop["key"] == stops[0]["key"]):
            break
        stops.append(stop)
    else:
        pytest.fail(f"no way out: {stops[-1]['what']}")

    assert "md-skip" in stops[0]["what"]
    assert [stop["what"] for stop in stops if not stop["seen"]] == []
    assert [stop["what"] for stop in stops if stop["inside"] and not stop["place"]] == []
    assert len({stop["key"] for stop in stops}) == len(stops), "the focus stands still or goes round"
    walked = {stop["key"] for stop in stops}
    wanted = made.page.locator("article :is(a[href], summary)").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => [...document.querySelectorAll('*')].indexOf(e) + '')"
    )
    assert set(wanted) <= walked


def test_the_first_stop_skips_to_the_content(site: Site, tab: OpenTab) -> None:
    made = tab()
    made.open(site.first("briefings/*/*.html"))
    made.page.keyboard.press("Tab")
    expect(made.page.locator(".md-skip")).to_be_in_viewport()
    made.page.keyboard.press("Enter")
    made.page.keyboard.press("Tab")

    assert made.page.evaluate("document.activeElement.closest('article') !== null")


def test_the_search_opens_and_closes_by_keyboard(site: Site, tab: OpenTab) -> None:
    made = tab()
    made.open("index.html", idle=True)
    made.page.keyboard.press("/")
    expect(made.page.locator(".find__input")).to_be_focused()
    made.page.keyboard.type("Austin")
    expect(made.page.locator(".find__hit").first).to_be_visible()

    made.page.keyboard.press("Escape")

    expect(made.page.locator(".find__input")).not_to_be_visible()


def test_folded_parts_open_and_citations_are_copied_by_keyboard(site: Site, tab: OpenTab) -> None:
    made = tab()
    made.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    made.open(site.first("briefings/*/*.html"))
    made.page.locator("details.cite summary").focus()
    made.page.keyboard.press("Enter")
    made.page.keyboard.press("Tab")
    made.page.keyboard.press("Space")

    expect(made.page.locator("details.cite [role=status]")).to_have_text("Copied: In words")
    expect(made.page.get_by_role("button", name="Copy citation: In words")).to_be_focused()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_at_four_times_the_size(site: Site, tab: OpenTab, kind: str) -> None:
    made = tab(width=320)
    made.open(page_of(site, kind))
    unfold(made)

    assert made.page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = (
        "all => all.filter(e => !e.closest('.md-typeset__scrollwrap') && e.getBoundingClientRect().right > 321)"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert made.page.locator("article :not(.headerlink)").evaluate_all(cut) == []


def test_wider_spacing_of_letters_and_lines_cuts_nothing(site: Site, tab: OpenTab) -> None:
    made = tab(width=320)
    made.open(site.first("briefings/*/*.html"))
    made.page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('* { line-height: 1.5 !important;"
        " letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');"
        " document.adoptedStyleSheets = [sheet] }"
    )
    unfold(made)

    assert made.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_kinds_of_points_differ_without_colour(site: Site, tab: OpenTab) -> None:
    made = tab()
    made.page.emulate_media(forced_colors="active")
    looks = {}
    for address in site.all("briefings/*/*.html"):
        made.open(address)
        for tag in made.page.locator("article .tag").all():
            style = "e => getComputedStyle(e).borderTopStyle"
            looks.setdefault(tag.inner_text().split()[0], set()).add(tag.evaluate(style))

    assert looks["Reported"] == {"solid"}
    assert looks["Claimed"] == {"dashed"}


def test_citations_are_large_enough_for_a_finger(site: Site, tab: OpenTab) -> None:
    made = tab(width=390)
    made.open(site.first("briefings/*/*.html"))
    unfold(made)
    sizes = "all => all.map(e => e.getBoundingClientRect()).map(b => [b.width, b.height])"
    found = made.page.locator("article a:is([href*='#s1'], .s), article button, article summary").evaluate_all(sizes)

    assert found
    assert min(min(size) for size in found) >= 24


def test_who_wants_no_motion_gets_none(site: Site, tab: OpenTab) -> None:
    made = tab()
    made.page.emulate_media(reduced_motion="reduce")
    made.open("index.html")
    slow = "all => all.filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0.01).length"

    assert made.page.locator("*").evaluate_all(slow) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_small(site: Site, kind: str) -> None:
    assert len(gzip.compress((site.folder / page_of(site, kind)).read_bytes())) < PAGE_LIMIT


ARABIC = r"""---
id: bfedcba9876
type: briefing
title: رئيس البلدية يرفض اللقاء
date: 2024-03-04
source: unknown
date_edtf: 2024-03-04
lang: ar
---

# رئيس البلدية يرفض اللقاء

قال المتحدث إن "اللقاء لن يتم." [\[1\]](#s1)
{: .lead }

## Key points

- **Reported**{ .tag .reported } قال المتحدث إن "اللقاء لن يتم." [\[1\]](#s1)
- [رئيس البلدية يرفض اللقاء](arabic.md) · 4 March 2024

## Source text

??? note "1 sentence"

    [1](#s1){#s1 .s} قال المتحدث إن "اللقاء لن يتم."
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with an article that runs from right to left."""
    root: Path = tmp_path_factory.mktemp("arabic")
    shutil.copytree(REPOSITORY / "docs", root / "docs")
    (root / "docs" / "briefings" / "2024").mkdir()
    (root / "docs" / "briefings" / "2024" / "arabic.md").write_text(ARABIC, "utf-8")
    with served(root) as found:
        yield found


def place(made: Tab, selector: str, word: str) -> float:
    """How far from the left a word stands in an element."""
    return float(
        made.page.locator(selector).first.evaluate(
            """(e, word) => {
              const range = document.createRange(), walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT)
              for (let node; (node = walk.nextNode());) {
                const at = node.data.indexOf(word)
                if (at < 0) continue
                range.setStart(node, at)
                range.setEnd(node, at + word.length)
                return range.getBoundingClientRect().left
              }
              return NaN
            }""",
            word,
        )
    )


def test_words_from_right_to_left_stand_so_in_a_page_that_does_not(arabic: Site, tab: OpenTab) -> None:
    made = tab(url=arabic.url)
    made.open("briefings/2024/arabic.html")
    unfold(made)
    point, link, sentence = "#key-points + ul li:first-child", "#key-points + ul li:last-child", "details.note p"

    for block in (".lead", point):
        assert place(made, block, "قال") > place(made, block, "يتم") > place(made, block, "[1]")
    assert place(made, point, "Reported") > place(made, point, "قال")
    assert place(made, sentence, "1") > place(made, sentence, "قال") > place(made, sentence, "يتم")
    assert place(made, link, "اللقاء") < place(made, link, "رئيس") < place(made, link, "4 March")
    heading = made.page.locator("article h1").bounding_box()
    assert heading
    assert place(made, "article h1", "رئيس") > heading["x"] + heading["width"] / 2
    for words in ("article h1", ".lead", "details.note"):
        expect(made.page.locator(words).first).to_have_attribute("lang", "ar")


def test_the_shown_sentence_and_the_citation_keep_their_direction(arabic: Site, tab: OpenTab) -> None:
    made = tab(url=arabic.url)
    made.open("briefings/2024/arabic.html")
    made.page.locator("#key-points + ul a[href='#s1']").hover()
    note = made.page.get_by_role("tooltip").locator("p")
    expect(note).to_have_attribute("lang", "ar")
    assert place(made, ".cited-sentence p", "قال") > place(made, ".cited-sentence p", "يتم")

    unfold(made)
    words = "details.cite pre"
    assert place(made, words, "اللقاء") < place(made, words, "رئيس") < place(made, words, "2024-03-04")
    assert re.search(r"unknown, 2024-03-04\. Briefing bfedcba9876", made.page.locator(words).first.inner_text())
