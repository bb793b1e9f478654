"""The search, as a reader uses it: on the committed pages, below a folder of a host, under the site's own policy."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, Site, Tab

EVENT = "China refuses: No meeting with US Secretary of Defense"


def opened(reader: Tab, address: str = "method.html") -> Page:
    reader.open(address)
    reader.page.get_by_role("button", name="Search").click()
    expect(reader.page.locator(".find__input")).to_be_focused()
    return reader.page


def settled(page: Page, count: str | re.Pattern[str] = re.compile(r"^\d+ pages?$")) -> None:
    expect(page.locator(".find__status")).to_have_text(count)
    expect(page.locator("[data-facet=kind] li").first).to_be_attached()


def addresses(reader: Tab) -> list[str]:
    found = reader.page.locator(".find__hit").evaluate_all("all => all.map(a => a.href)")
    return [urlsplit(one)._replace(query="", fragment="").geturl().removeprefix(reader.url) for one in found]


def counts(page: Page, facet: str) -> dict[str, int]:
    rows = page.locator(f"[data-facet={facet}] li").evaluate_all(
        "all => all.map(row => [...row.querySelectorAll('span')].map(one => one.textContent))"
    )
    return {value: int(count) for value, count in rows}


@pytest.mark.parametrize("words", ["Shangri-La", "Shangri", "Austin", "Wei Fenghe", "Fenghe", "China's", "China’s"])
def test_typing_finds_the_pages_that_say_so(site: Site, tab: OpenTab, words: str) -> None:
    names = [page for kind in ("briefings/*", "events", "actors") for page in site.all(f"{kind}/*.html")]
    pages = {page: (site.docs / page).with_suffix(".md").read_text("utf-8") for page in names}
    plain = {page: text.partition("\n## Source text")[0].partition("\n---\n")[2] for page, text in pages.items()}
    word = words.removesuffix("'s").removesuffix("’s")
    wanted = {page for page, text in plain.items() if re.search(rf"^# .*{word}", text, re.MULTILINE)}
    wanted |= {page for page, text in plain.items() if page.startswith(("briefings/", "events/")) and word in text}
    assert wanted, f"no page speaks of {words}"
    reader = tab()
    page = opened(reader)

    page.keyboard.type(words)
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator(".find__hit mark").first).to_be_visible()
    settled(page)
    while page.locator(".find__more").is_visible():
        before = page.locator(".find__hit").count()
        page.locator(".find__more").click()
        expect(page.locator(".find__hit").nth(before)).to_be_visible()

    found = addresses(reader)
    assert wanted <= set(found)
    assert found[0] in wanted


def found_by(page: Page, words: str) -> int:
    page.locator(".find__input").fill(words)
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator(".find__status")).not_to_have_text("Searching …")
    page.wait_for_timeout(400)
    told = page.locator(".find__status").inner_text()
    return 0 if "Nothing" in told else int(told.split()[0])


def test_forms_of_a_word_are_one(tab: OpenTab) -> None:
    page = opened(tab())

    assert found_by(page, "refuse") == found_by(page, "refuses") == found_by(page, "refused") > 1
    assert found_by(page, "ministers") >= found_by(page, "minister") > 1


def test_words_in_quotes_stand_side_by_side(tab: OpenTab) -> None:
    page = opened(tab())

    assert found_by(page, '"Lloyd Austin"') > 1
    assert found_by(page, "Austin Lloyd") > 1
    assert found_by(page, '"Austin Lloyd"') == 0


def test_lists_of_pages_are_not_found(tab: OpenTab) -> None:
    reader = tab()
    page = opened(reader)
    settled(page)
    while page.locator(".find__more").is_visible():
        before = page.locator(".find__hit").count()
        page.locator(".find__more").click()
        expect(page.locator(".find__hit").nth(before)).to_be_visible()

    assert not [one for one in addresses(reader) if one.endswith("index.html") or one.startswith("dates/")]


def test_facets_count_what_they_would_leave(tab: OpenTab) -> None:
    reader = tab()
    page = opened(reader)
    page.keyboard.type("China")
    expect(page.locator(".find__hit mark").first).to_be_visible()
    settled(page)
    kinds = counts(page, "kind")
    assert {"Briefing": 2, "Event": 1}.items() <= kinds.items()
    expect(page.locator(".find__status")).to_have_text(f"{sum(kinds.values())} pages")

    page.locator("[data-facet=kind] input[value=briefing]").check()
    settled(page, "2 pages")
    assert {one.split("/")[0] for one in addresses(reader)} == {"briefings"}
    assert counts(page, "kind") == kinds

    page.locator("[data-facet=kind] input[value=event]").check()
    settled(page, "3 pages")
    page.locator("[data-facet=actor] > summary").click()
    expect(page.locator("[data-facet=actor] li").first).to_be_visible()
    assert counts(page, "actor")["China"] == 3

    page.locator(".find__clear").click()
    settled(page, f"{sum(kinds.values())} pages")


def test_a_range_of_days(tab: OpenTab) -> None:
    reader = tab()
    page = opened(reader)
    page.get_by_label("From", exact=True).fill("2023-05-30")
    page.get_by_label("To", exact=True).fill("2023-05-31")
    expect(page).to_have_url(re.compile("from=2023-05-30&to=2023-05-31"))
    settled(page)
    days = page.locator(".find__facts").evaluate_all("all => all.map(one => one.textContent)")
    assert days
    assert all("2023-05-3" in one for one in days)

    page.get_by_label("From", exact=True).fill("2023-06-30")
    page.get_by_label("To", exact=True).fill("2023-07-31")
    expect(page.locator(".find__status")).to_contain_text("Nothing found")


def test_the_order_can_be_that_of_days(tab: OpenTab) -> None:
    reader = tab()
    page = opened(reader)
    page.keyboard.type("China")
    page.get_by_label("Order").select_option("Newest first")
    expect(page).to_have_url(re.compile("sort=date"))
    expect(page.locator(".find__facts").first).to_contain_text("2023")

    page.get_by_label("Order").select_option("Oldest first")
    expect(page).to_have_url(re.compile("sort=oldest"))
    settled(page)


def test_an_address_holds_the_whole_search(tab: OpenTab) -> None:
    reader = tab()
    reader.open(
        "index.html?q=Singapore&kind=briefing&actor=Lloyd+Austin&source=unknown&review=draft&from=2023-05-01&sort=date"
    )
    page = reader.page
    settled(page, "2 pages")
    expect(page.locator(".find__input")).to_have_value("Singapore")
    expect(page.get_by_label("Lloyd Austin")).to_be_checked()
    expect(page.get_by_label("From", exact=True)).to_have_value("2023-05-01")

    assert parse_qs(urlsplit(page.url).query)["actor"] == ["Lloyd Austin"]
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{reader.url}index.html")


def test_an_event_is_a_facet_of_its_briefings(tab: OpenTab) -> None:
    reader = tab()
    reader.open(f"index.html?event={EVENT.replace(' ', '+')}&kind=briefing")
    settled(reader.page, "2 pages")

    assert {one.split("/")[0] for one in addresses(reader)} == {"briefings"}


def test_it_works_by_keyboard_alone(tab: OpenTab) -> None:
    reader = tab()
    reader.open("method.html")
    page = reader.page
    page.keyboard.press("/")
    expect(page.locator(".find__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.find")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("Fenghe")
    expect(page.locator(".find__hit").first).to_contain_text("Wei Fenghe")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".find__hit").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".find__hit").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".find__input")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/wei-fenghe.html?h=Fenghe*")

    marked = page.locator("article mark").filter(has_text=re.compile("fenghe", re.IGNORECASE))
    expect(marked.first).to_be_attached()


def test_nothing_found_is_said(tab: OpenTab) -> None:
    page = opened(tab())
    page.keyboard.type("zzyzzx")

    expect(page.locator(".find__status")).to_contain_text("Nothing found")
    expect(page.locator(".find__hit")).to_have_count(0)


def test_markup_that_is_typed_or_named_stays_text(tab: OpenTab) -> None:
    reader = tab()
    reader.open("index.html?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&actor=%3Cb%3Ex%3C/b%3E")
    expect(reader.page.locator(".find__status")).to_contain_text("Nothing found")

    assert reader.page.locator("dialog img, dialog b").count() == 0


def test_it_fits_a_phone(tab: OpenTab) -> None:
    page = opened(tab(width=360, scheme="dark"))
    page.keyboard.type("Singapore")
    settled(page)
    page.locator(".find__side > summary").click()
    for facet in ("actor", "source", "date", "review"):
        page.locator(f"[data-facet={facet}] > summary").click()
    expect(page.locator("[data-facet=actor] li").first).to_be_visible()

    for part in ("document.documentElement", "document.querySelector('.find__body')"):
        assert page.evaluate(f"{part}.scrollWidth - window.innerWidth") <= 0
    assert page.locator(".find__hit").first.bounding_box()["width"] > 300  # type: ignore[index]


def test_the_open_search_can_be_used_by_all(tab: OpenTab, axe: str) -> None:
    for scheme in ("light", "dark"):
        page = opened(tab(scheme=scheme))
        page.keyboard.type("China")
        expect(page.locator(".find__hit mark").first).to_be_visible()
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run('dialog.find').then(result => result.violations.map(v => v.id + ' ' + v.nodes[0].html))"
        )
        assert found == []


def test_an_excerpt_shows_the_words_that_were_sought(tab: OpenTab) -> None:
    page = opened(tab())
    for words in ("invitation", "minister", "Singapore", "meeting Pentagon"):
        page.locator(".find__input").fill(words)
        expect(page).to_have_url(re.compile("q="))
        page.wait_for_timeout(500)
        hits = page.locator(".find__hit").all()
        assert hits
        for hit in hits:
            marked = [text.lower() for text in hit.locator("mark").all_inner_texts()]
            assert marked, hit.inner_text()
            assert all(any(word.lower()[:4] in text for word in words.split()) for text in marked), marked
