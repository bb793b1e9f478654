"""Citations: the sentence behind `[n]` beside the link, and how to cite a page, copied in three ways."""

import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import REPOSITORY, OpenTab, Site, Tab, served

pytestmark = pytest.mark.browser

Read = Callable[..., Tab]

TITLE = r"50% of {all} \ A&B_c #1 costs $2 ~ ^ [x](y) *z* ‹b›"


@pytest.fixture
def briefing(site: Site, tab: OpenTab) -> Tab:
    """A tab with a briefing."""
    made = tab()
    made.open(site.first("briefings/*/*.html"))
    return made


def citations(page: Page) -> Locator:
    """Links to sentences."""
    return page.locator("article a[href*='#s']:not(.s)").filter(has_text=re.compile(r"^\[\d+\]$"))


def words_of(page: Page, anchor: str) -> str:
    """The paragraph in which a sentence stands."""
    return page.locator(f"p:has(> {anchor})").evaluate("p => p.textContent")


def test_the_pointer_shows_the_sentence_and_may_move_onto_it(briefing: Tab) -> None:
    page, note = briefing.page, briefing.page.get_by_role("tooltip")
    citation = citations(page).nth(1)
    citation.hover()

    expect(note).to_be_visible()
    said = note.inner_text()
    assert len(said) > 20
    assert said in words_of(page, citation.get_attribute("href") or "")
    expect(citation).to_have_attribute("aria-describedby", "cited-sentence")
    note.hover()
    page.wait_for_timeout(600)
    expect(note).to_be_visible()
    page.mouse.move(2, 2)
    expect(note).to_be_hidden()


def test_one_sentence_is_shown_and_not_its_neighbour(briefing: Tab) -> None:
    page = briefing.page
    shared = page.evaluate(
        "() => [...document.querySelectorAll('p')].find(p => p.querySelectorAll(':scope > a.s').length > 1)"
        "?.querySelector('a.s').hash"
    )
    citation = page.locator(f"article a[href='{shared}']:not(.s)").first

    citation.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")

    said = page.get_by_role("tooltip").inner_text()
    whole = words_of(page, shared)
    assert said in whole
    assert len(said) < len(whole) - 20


def test_escape_dismisses_what_the_keyboard_showed_and_the_focus_stays(briefing: Tab) -> None:
    page, note = briefing.page, briefing.page.get_by_role("tooltip")
    citations(page).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(note).to_be_visible()

    page.keyboard.press("Escape")

    expect(note).to_be_hidden()
    expect(citations(page).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"#s\d+$"))


def test_an_event_shows_sentences_of_its_articles(site: Site, tab: OpenTab) -> None:
    made = tab()
    made.open(site.first("events/*.html"))
    citation = citations(made.page).first
    page, _, anchor = (citation.get_attribute("href") or "").partition("#")
    citation.hover()

    note = made.page.get_by_role("tooltip")
    expect(note).to_be_visible()
    sentence, title = note.locator("p").all_inner_texts()
    citation.click()
    made.page.wait_for_url(re.compile(anchor))
    assert sentence in words_of(made.page, f"#{anchor}")
    expect(made.page.locator("article h1")).to_contain_text(title)
    assert page


def test_the_note_stays_inside_a_narrow_window(site: Site, tab: OpenTab) -> None:
    made = tab(width=320)
    made.open(site.first("briefings/*/*.html"))
    for citation in citations(made.page).all()[:6]:
        citation.hover()
        note = made.page.get_by_role("tooltip")
        expect(note).to_be_visible()
        box = note.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        made.page.keyboard.press("Escape")
    assert made.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_tap_follows_the_link(site: Site, browser) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site.url}{site.first('briefings/*/*.html')}")
    citations(page).first.tap()

    page.wait_for_url(re.compile(r"#s\d+$"))
    expect(page.get_by_role("tooltip")).to_be_hidden()
    context.close()


def test_a_page_that_cannot_be_fetched_leaves_a_link(site: Site, tab: OpenTab) -> None:
    made = tab()
    made.open(site.first("events/*.html"))
    made.page.route("**/briefings/**", lambda route: route.abort())
    citations(made.page).first.hover()
    made.page.wait_for_timeout(500)

    expect(made.page.get_by_role("tooltip")).to_be_hidden()
    made.wrong[:] = [line for line in made.wrong if "ERR_FAILED" not in line]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The committed pages, one of them under a title that no format takes as it is."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(REPOSITORY / "docs", root / "docs")
    page = sorted((root / "docs" / "briefings").rglob("*.md"))[0]
    head = page.read_text("utf-8").replace("\nauthors:\n", "\nx:\n")
    head = re.sub(r"(?m)^title: .*$", lambda _: f"title: '{TITLE}'", head, count=1)
    source = "source: The Wall Street Journal\nauthors:\n- Bühl & {Söhne}\n- Jo Low"
    head = re.sub(r"(?m)^source: .*$", source, head, count=1)
    head = re.sub(r"(?m)^date_edtf: .*$", "date_edtf: 2023-05-30~", head, count=1)
    page.write_text(head, "utf-8")
    with served(root) as found:
        yield found


def cited(made: Tab) -> dict[str, str]:
    """What each button puts on the clipboard, by its label."""
    made.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    made.page.get_by_text(re.compile("^Cite this")).click()
    found = {}
    for button in made.page.locator("details.cite button").all():
        button.click()
        name = (button.get_attribute("aria-label") or "").removeprefix("Copy citation: ")
        expect(made.page.locator("details.cite [role=status]")).to_have_text(f"Copied: {name}")
        found[name] = made.page.evaluate("navigator.clipboard.readText()")
    return found


def test_a_citation_is_right_in_every_format(hostile: Site, tab: OpenTab) -> None:
    made = tab(url=hostile.url)
    address = hostile.first("briefings/*/*.html")
    made.open(address)
    found = cited(made)
    number = address.removesuffix(".html").rpartition("-")[2]

    assert list(found) == ["In words", "Markdown", "BibTeX"]
    assert found["In words"] == (
        f"Bühl & {{Söhne}}, Jo Low. “{TITLE}”. The Wall Street Journal, about 2023-05-30 (estimated). "
        f"Briefing {number}, Briefings. {hostile.url}{address}"
    )
    assert found["Markdown"].startswith(
        r"Bühl \& {Söhne}, Jo Low. [50% of {all} \\ A\&B\_c \#1 costs \$2 \~ ^ \[x\](y) \*z\* ‹b›](<" + hostile.url
    )
    assert found["BibTeX"].splitlines() == [
        f"@misc{{briefing-{number},",
        r"  author = {{Bühl \& \textbraceleft{}Söhne\textbraceright{}} and {Jo Low}},",
        r"  title = {{50\% of \textbraceleft{}all\textbraceright{} \textbackslash{} A\&B\_c \#1 costs \$2 "
        r"\textasciitilde{} \textasciicircum{} [x](y) *z* ‹b›}},",
        "  howpublished = {The Wall Street Journal},",
        "  date = {2023-05-30~},",
        "  year = {2023},",
        f"  note = {{Briefing {number}, Briefings; date estimated}},",
        f"  url = {{{hostile.url}{address}}}",
        "}",
    ]
    assert found["BibTeX"].count("{") == found["BibTeX"].count("}")


def test_an_event_can_be_cited_too_by_either_engine(zensical_site: Site, tab: OpenTab) -> None:
    made = tab(url=zensical_site.url)
    address = zensical_site.first("events/*.html")
    made.open(address)
    found = cited(made)

    assert found["In words"].endswith(f", Briefings. {zensical_site.url}{address}")
    assert found["BibTeX"].startswith("@misc{event-")


def test_without_the_clipboard_the_citation_is_selected(site: Site, tab: OpenTab) -> None:
    made = tab()
    made.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined});")
    made.page.add_init_script("document.execCommand = () => false;")
    made.open(site.first("briefings/*/*.html"))
    made.page.get_by_text(re.compile("^Cite this")).click()
    made.page.get_by_role("button", name="Copy citation: BibTeX").click()

    assert made.page.evaluate("getSelection().toString()").startswith("@misc{")
    expect(made.page.locator("details.cite [role=status]")).to_contain_text("Selected")


def test_a_site_that_does_not_know_its_address_takes_the_readers(site: Site, tab: OpenTab) -> None:
    made = tab()
    address = site.first("briefings/*/*.html")
    known = (site.folder / address).read_text("utf-8")
    unknown = known.replace(f"{site.url}{address}", "https://address.invalid/").replace(
        '<details class="cite briefing">', '<details class="cite briefing" hidden>'
    )
    assert unknown != known
    made.page.route(f"**/{address}*", lambda route: route.fulfill(body=unknown, content_type="text/html"))
    made.open(f"{address}?h=words")
    found = cited(made)

    assert all("address.invalid" not in text for text in found.values())
    assert found["BibTeX"].splitlines()[-2] == f"  url = {{{site.url}{address}}}"
    assert found["Markdown"].count(f"(<{site.url}{address}>)") == 1


def test_without_scripts_only_a_citation_with_an_address_is_there(site: Site, browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}{site.first('briefings/*/*.html')}")
    page.get_by_text(re.compile("^Cite this")).click()

    expect(page.locator("details.cite pre").first).to_contain_text(site.url)
    expect(page.locator("details.cite button")).to_have_count(0)
    citations(page).first.click()
    page.wait_for_url(re.compile(r"#s\d+$"))
    context.close()
