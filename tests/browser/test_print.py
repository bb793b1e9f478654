"""Paper, measured on the PDF that Chromium prints: how many sheets, which words, which colours."""

import re
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from tests.browser.conftest import OpenTab, Scheme, Site, Tab

pytestmark = pytest.mark.browser

A4 = (595, 842)
"""Points."""


class Sheet(NamedTuple):
    """One side of paper."""

    size: tuple[int, int]
    words: str
    darkness: float
    """Share of its area that is darker than half grey."""


def printed(made: Tab, folder: Path) -> list[Sheet]:
    """What comes out of the printer for the page that is open."""
    file = folder / "page.pdf"
    made.page.pdf(path=file, format="A4", prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(file)
    try:
        return [_sheet(page) for page in document]
    finally:
        document.close()


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    width, height = page.get_size()
    text = " ".join(page.get_textpage().get_text_range().split())
    grey = page.render(scale=1).to_pil().convert("L")
    counts = grey.histogram()
    return Sheet((round(width), round(height)), text, sum(counts[:128]) / sum(counts))


def opened(tab: OpenTab, site: Site, address: str, scheme: Scheme = "light") -> Tab:
    """A tab at an address."""
    made = tab(scheme=scheme)
    made.open(address, idle=True)
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_event_of_two_articles_is_one_sheet(site: Site, tab: OpenTab, tmp_path: Path, scheme: Scheme) -> None:
    address = site.first("events/*.html")
    made = opened(tab, site, address, scheme)
    sheets = printed(made, tmp_path)

    assert len(sheets) == 1
    (sheet,) = sheets
    assert sheet.size == A4
    assert 0.003 < sheet.darkness < 0.2, "dark ground, or nothing at all"
    headings = made.page.locator("article h2").evaluate_all("all => all.map(h => h.firstChild.textContent)")
    assert len(headings) >= 6
    for heading in headings:
        assert (heading in sheet.words) == (heading != "Who speaks about whom"), heading
    assert re.search(r"\[\d+\]", sheet.words)
    assert f"{site.url}{address}" in sheet.words.replace(" ", ""), "the sheet does not say where it is from"
    for furniture in ("¶", "Table of contents", "Follow this", "Data of this page", "BibTeX", "Skip to content"):
        assert furniture not in sheet.words


def test_a_printed_briefing_holds_the_sentences_that_its_numbers_name(site: Site, tab: OpenTab, tmp_path: Path) -> None:
    made = opened(tab, site, site.first("briefings/*/*.html"))
    sheets = printed(made, tmp_path)
    text = " ".join(sheet.words for sheet in sheets)
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    last = made.page.locator("p:has(> a.s)").last.evaluate("p => p.lastChild.textContent.trim()")

    assert len(sheets) <= 2
    assert numbers
    assert " ".join(last.split())[-40:] in text
    for number in numbers:
        # Of another article it is told by name, of this one its sentence is there.
        assert re.search(rf"(?<!\[){number} \S", text)


@pytest.mark.parametrize("kind", ["home", "actor", "method", "events", "month"])
def test_other_pages_print_their_words_alone(site: Site, tab: OpenTab, tmp_path: Path, kind: str) -> None:
    made = opened(tab, site, site.pages()[kind], "dark")
    sheets = printed(made, tmp_path)
    text = " ".join(sheet.words for sheet in sheets)

    assert made.page.locator("article h1").evaluate("h => h.firstChild.textContent").split()[0] in text
    assert all(sheet.darkness < 0.2 for sheet in sheets)
    assert "¶" not in text
    assert "Table of contents" not in text
    assert len(sheets[-1].words.split()) > 1, "an empty last sheet"


def test_addresses_of_other_sites_are_printed(site: Site, tab: OpenTab, tmp_path: Path) -> None:
    made = opened(tab, site, site.first("briefings/*/*.html"))
    made.page.locator("article p.meta").last.evaluate(
        "p => { const a = document.createElement('a'); a.href = 'https://example.org/' + 'long'.repeat(60);"
        " a.textContent = 'original'; p.append(a) }"
    )
    text = "".join(sheet.words for sheet in printed(made, tmp_path)).replace(" ", "")

    assert f"(https://example.org/{'long' * 60})" in re.sub(r"[￾\x02\xad-]", "", text)


def test_no_row_of_a_table_is_cut(site: Site, tab: OpenTab) -> None:
    made = opened(tab, site, site.first("events/*.html"))
    made.page.emulate_media(media="print")

    breaks = "all => all.map(e => getComputedStyle(e).breakInside)"
    assert set(made.page.locator("article :is(tr, li, h2)").evaluate_all(breaks)) == {"avoid"}
    wide = "all => all.filter(e => e.scrollWidth > e.parentElement.clientWidth + 1).length"
    assert made.page.locator("article table:has(.who)").evaluate_all(wide) == 0
