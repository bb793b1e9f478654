"""A French site in a browser: what scripts show is French too, and the search knows forms of French words."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, Site, served
from tests.publish.french_site import french_site
from tests.publish.test_words import english_words

BRIEFING = "briefings/2024/pont.html"

SAID = """() => {
  const names = ["aria-label", "placeholder", "title"];
  const said = [...document.querySelectorAll("body *")].flatMap(one => names.map(name => one.getAttribute(name) || ""));
  return [document.body.innerText, ...said].join("\\n");
}"""


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(french_site(tmp_path_factory.mktemp("project") / "french")) as found:
        yield found


def english_on(page: Page) -> list[str]:
    """English words of the site's own that a reader sees or hears."""
    said = page.evaluate(SAID)
    return [word for word in english_words() if re.search(rf"(?<!\\w){re.escape(word)}(?!\\w)", said)]


def test_the_search_speaks_french(french: Site, tab: OpenTab) -> None:
    reader = tab(url=french.url)
    reader.open("method.html")
    page = reader.page
    page.get_by_role("button", name="Rechercher").click()
    page.keyboard.type("zzyzzx")
    expect(page.locator(".find__status")).to_have_text("Aucun résultat. Essayez moins de mots ou moins de filtres.")

    page.get_by_role("searchbox", name="Rechercher").fill("l'ouvrage")
    expect(page.locator(".find__hit mark").first).to_have_text(re.compile("ouvrage"))

    page.get_by_role("searchbox", name="Rechercher").fill("ponts Valbrune")
    expect(page.locator(".find__hit mark").first).to_be_visible()
    expect(page.locator(".find__status")).to_have_text(re.compile(r"^\d pages$"))
    page.evaluate("for (const facet of document.querySelectorAll('.find__facet')) facet.open = true")
    expect(page.get_by_label("Source inconnue")).to_be_attached()
    expect(page.get_by_label("À relire")).to_be_attached()
    assert english_on(page) == []


def test_a_list_is_sorted_and_filtered_in_french(french: Site, tab: OpenTab) -> None:
    reader = tab(url=french.url)
    reader.open("actors/index.html")
    page = reader.page
    page.locator("article table").get_by_role("button", name="Notes").click()
    expect(page.locator("article").get_by_role("status")).to_have_text(re.compile("^Trié par Notes, ordre "))
    page.get_by_label("Filtrer cette page").fill("valbrune")
    expect(page.locator("article").get_by_role("status")).to_have_text("3 sur 9.")
    assert english_on(page) == []


def test_a_citation_is_copied_and_the_age_told_in_french(french: Site, tab: OpenTab) -> None:
    reader = tab(url=french.url)
    reader.open(BRIEFING)
    page = reader.page
    page.get_by_text("Citer cette note").click()
    page.get_by_role("button", name="Copier la référence : BibTeX").click()
    expect(page.locator(".cite .said")).to_have_text(re.compile("^(Copié : BibTeX|Sélectionné : )"))
    assert english_on(page) == []

    reader.open("index.html")
    expect(page.locator(".newest")).to_have_text(re.compile("il y a [\\d\\s]+ jours"))
    expect(page.locator(".age-warning")).to_contain_text("La source la plus récente")
    assert english_on(page) == []
