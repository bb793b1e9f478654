"""Words on a page that are in another language than the site's say so, and nothing else does."""

from pathlib import Path

import pytest

from builder.publish import Engine, publish
from builder.publish.reading import Told
from builder.publish.tongues import Foreign, foreign, told_apart
from tests.publish.french_site import french_site

BODY = """
??? note "2 sentences"

    [1](#s1){#s1 .s} Le pont de Valbrune est « fermé » depuis lundi.
    [2](#s2){#s2 .s} La mairie n’a rien dit.
"""
ARABIC = """
??? note "1 sentence"

    [1](#s1){#s1 .s} أعلنت بلدية بروكل إعادة فتح الجسر القديم اليوم.
"""


def briefing(lang: str, title: str, body: str = BODY) -> Told:
    return Told({"type": "briefing", "lang": lang, "title": title}, body, {})


PAGES = {
    "briefings/pont.md": briefing("fr", "Le pont fermé"),
    "briefings/bridge.md": briefing("en", "The bridge"),
    "briefings/jisr.md": briefing("ar", "إعادة فتح الجسر", ARABIC),
    "briefings/none.md": briefing("und", "?"),
    "events/pont.md": Told({"type": "event", "title": "Le pont fermé"}, "", {}),
    "events/bridge.md": Told({"type": "event", "title": "The bridge"}, "", {}),
    "actors/pont.md": Told({"type": "actor", "title": "Le pont fermé"}, "", {}),
}
KNOWN = {path.replace(".md", ".html"): page for path, page in foreign(PAGES, "en").items()}
CITE = '<a href="briefings/pont.html#s1">[1]</a>'


def marked(line: str, name: str = "index.html") -> str:
    """A line as it is on that page of an English site."""
    opening, closing = "<article><ul><li>", "</li></ul></article>"
    return told_apart(f"{opening}{line}{closing}", name, KNOWN).removeprefix(opening).removesuffix(closing)


def test_pages_about_words_in_another_language() -> None:
    assert {path: page.lang for path, page in foreign(PAGES, "en").items()} == {
        "briefings/pont.md": "fr",
        "briefings/jisr.md": "ar",
        "events/pont.md": "fr",
    }
    assert set(foreign(PAGES, "fr-CA")) == {"briefings/bridge.md", "briefings/jisr.md", "events/bridge.md"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            f"<strong>Reported</strong> Le pont de Valbrune est «&nbsp;fermé&nbsp;» depuis lundi. {CITE}",
            '<strong>Reported</strong> <span lang="fr">Le pont de Valbrune est «&nbsp;fermé&nbsp;» depuis lundi.</span>'
            f" {CITE}",
        ),
        (
            f"Ada Lund, on record: La mairie n’a rien dit. {CITE}",
            f'Ada Lund, on record: <span lang="fr">La mairie n’a rien dit.</span> {CITE}',
        ),
        (f"… fermé … — Gazette {CITE}", f"… fermé … — Gazette {CITE}"),
        (f"lundi {CITE}", f'<span lang="fr">lundi</span> {CITE}'),
        (f"2019 {CITE}", f"2019 {CITE}"),
        (f"Nothing of it is here {CITE}", f"Nothing of it is here {CITE}"),
        (
            'Le pont de Valbrune est fermé. <a href="briefings/bridge.html#s1">[1]</a>',
            'Le pont de Valbrune est fermé. <a href="briefings/bridge.html#s1">[1]</a>',
        ),
        (
            '<a href="briefings/pont.html">Le pont fermé</a> · 30 May 2023',
            '<a lang="fr" href="briefings/pont.html">Le pont fermé</a> · 30 May 2023',
        ),
        ('<a href="briefings/pont.html">Gazette</a>', '<a href="briefings/pont.html">Gazette</a>'),
        (
            'أعلنت بلدية بروكل إعادة <a href="briefings/jisr.html#s1">[1]</a>',
            '<span lang="ar" dir="rtl">أعلنت بلدية بروكل إعادة</span> <a href="briefings/jisr.html#s1">[1]</a>',
        ),
    ],
)
def test_what_a_line_repeats_says_its_language(line: str, expected: str) -> None:
    assert marked(line) == expected


def test_a_page_cites_itself_and_what_says_its_language_is_left() -> None:
    lead = '<p class="lead" lang="fr">La mairie n’a rien dit. <a href="#s2">[2]</a></p>'
    source = '<details class="note" lang="fr"><p><a id="s2" href="#s2">2</a> La mairie n’a rien dit.</p></details>'
    page = f'<article>{lead}<p>La mairie n’a rien dit. <a href="#s2">[2]</a></p>{source}</article>'

    assert told_apart(page, "briefings/pont.html", KNOWN) == (
        f'<article>{lead}<p><span lang="fr">La mairie n’a rien dit.</span> <a href="#s2">[2]</a></p>{source}</article>'
    )
    assert told_apart(page, "briefings/bridge.html", KNOWN) == page


def test_a_page_that_shows_no_sentences_has_none() -> None:
    assert Foreign("fr", "Le pont", briefing("fr", "Le pont", "A person wrote this.")).sentences == {}


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_french_articles_of_an_english_site(tmp_path: Path, engine: Engine) -> None:
    root = french_site(tmp_path / "project", language="en")
    site = publish(root, by=engine, plain=True).site
    page = (site / "briefings/2024/pont.html").read_text("utf-8")

    assert '<span lang="fr">La mairie de Valbrune rouvre le pont lundi.</span>' in page
    assert '<h1 lang="fr"' in page
    assert ' lang="fr"' not in page.split("<article")[0]
    if engine == "mkdocs":
        plain = {path.relative_to(site): path.read_bytes() for path in site.rglob("*.html")}
        fast = publish(root, force=True).site
        assert {path.relative_to(fast): path.read_bytes() for path in fast.rglob("*.html")} == plain


def test_a_page_follows_what_it_repeats(tmp_path: Path) -> None:
    root, store = french_site(tmp_path / "project", language="en"), tmp_path / "store"
    place, briefing = "events/pont.html", root / "docs/briefings/2024/pont.md"
    before = (publish(root, store=store).site / place).read_text("utf-8")

    briefing.write_text(briefing.read_text("utf-8").replace("lang: fr", "lang: it"), "utf-8")
    after = (publish(root, store=store, force=True).site / place).read_text("utf-8")
    assert before != after == (publish(root, plain=True, force=True).site / place).read_text("utf-8")
