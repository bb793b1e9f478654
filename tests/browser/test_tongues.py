"""Articles in French and in Arabic on an English site: no barrier, and words run in their own direction."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builder import pipeline
from builder.config import Settings
from tests.browser.conftest import Site, served

pytestmark = pytest.mark.browser

FRENCH = """Le port de Brockel rouvre après la tempête

BROCKEL, le 3 juin 2024. Le port de Brockel a rouvert lundi, a annoncé la maire Claire Dubois. « Nous avons longtemps
attendu ce matin », a déclaré Claire Dubois. Le directeur du port n'a pas voulu confirmer le coût des travaux.
"""
ARABIC = """إعادة فتح الجسر القديم في بروكل

أعلنت بلدية بروكل يوم الاثنين إعادة فتح الجسر القديم بعد إغلاق دام سنة كاملة.
وقالت البلدية إن تكلفة الإصلاحات بلغت مليونين.
ويعبر الجسر كل يوم تسعة آلاف شخص، ورحب سكان المدينة بعودته.
"""
BARRIERS = """async () => (await axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}))
  .violations.map(one => [one.id, one.nodes.map(node => node.html)])"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root: Path = tmp_path_factory.mktemp("project")
    (root / "seeds").mkdir()
    for name, text in (("port", FRENCH), ("jisr", ARABIC)):
        (root / "seeds" / f"{name}.txt").write_text(text, "utf-8")
        (root / "seeds" / f"{name}.yml").write_text("date: 2024-06-03\nsource: Courier\n", "utf-8")
    assert not pipeline.build(root, Settings(), today=date(2024, 6, 5)).problems
    with served(root) as found:
        yield found


@pytest.mark.parametrize(("lang", "side"), [("fr", "ltr"), ("ar", "rtl")])
def test_a_briefing_says_the_language_of_its_words(site, tab, axe, lang, side):
    reader = tab(url=site.url)
    (page,) = (
        path.relative_to(site.folder).as_posix()
        for path in site.folder.glob("briefings/2024/*.html")
        if f'<h1 lang="{lang}"' in path.read_text("utf-8")
    )
    reader.open(page)
    words = reader.page.locator(f'article [lang="{lang}"]')

    for place in ("h1", "p.lead", "li span"):
        assert reader.page.locator(f'article {place}[lang="{lang}"]').count(), place
    assert set(words.evaluate_all("all => all.map(one => getComputedStyle(one).direction)")) == {side}
    assert reader.page.locator("article h2").first.evaluate("e => e.closest('[lang]').lang") == "en"
    reader.page.evaluate(axe)
    assert reader.page.evaluate(BARRIERS) == []


def test_the_home_page_says_it_of_each_line(site, tab, axe):
    reader = tab(url=site.url)
    reader.open("index.html")

    for lang in ("fr", "ar"):
        assert reader.page.locator(f'article li a[lang="{lang}"]').count()
        assert reader.page.locator(f'article li span[lang="{lang}"]').count()
    reader.page.evaluate(axe)
    assert reader.page.evaluate(BARRIERS) == []
