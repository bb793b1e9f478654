"""Text -> page -> HTML -> what a reader sees is the identity, by each engine; and no text adds an element."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
import pytest

from builder.config import Settings
from builder.publish import publish
from builder.publish.quotes import check_quotes
from builder.records import Page
from builder.write import Store, escape, front_matter, render, write
from tests.publish.said import PLACES, TEXT, by_places, dossiers, drawn, saying
from tests.publish.test_engines import NOT_TEXT, REPOSITORY

TEXTS = 2_000
"""Of a run: 100 briefings, which an engine renders in some seconds."""

HARMLESS = tuple(f"zq{chr(97 + place)}q" for place in range(PLACES))
"""What the first briefing says; its page shows what templates write."""

CITING = ".//details[contains(@class, 'cite ')]"
"""How to cite the page: front matter, escaped once more for Markdown and BibTeX."""

WAYS: dict[str, dict[str, Any]] = {
    "mkdocs": {"by": "mkdocs", "plain": True},
    "mkdocs, only what is not known": {"by": "mkdocs"},
    "zensical": {"by": "zensical"},
}


IN_LISTS = {"article", "h1", "h2", "p", "a", "ul", "li", "strong", "em", "table", "thead", "tbody", "tr", "th", "td"}
"""Elements that templates write into pages that list others."""


class Shown(NamedTuple):
    """A page as it reached a reader."""

    text: str
    """What stands in the article, spaces folded."""

    elements: tuple[str, ...]
    """Its elements in order, with the names of their attributes and their classes."""


class Law(NamedTuple):
    """A project that says all these texts."""

    root: Path
    said: Sequence[tuple[str, ...]]
    """By briefing, the harmless one first."""

    about: Mapping[str, tuple[str, int]]
    """Path in the site -> kind of page, and number of the briefing that it is made of."""


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Law:
    root = tmp_path_factory.mktemp("law")
    shutil.copytree(REPOSITORY / "overrides", root / "overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    (root / "docs").mkdir()
    said = [HARMLESS, *by_places(drawn(TEXT, TEXTS))]
    briefings = [saying(number, words) for number, words in enumerate(said)]
    store = Store(root)
    pages = list(render(briefings, dossiers(briefings), store, Settings(), model="none 1.0"))
    write(pages, store)
    return Law(root, said, {page.path.with_suffix(".html").as_posix(): one for page in pages if (one := about(page))})


def about(page: Page) -> tuple[str, int] | None:
    """Kind and number, which stands in the id or at the end of the title; None for a page that lists others."""
    values, _ = front_matter.read(page.text)
    told = re.search(r"([A-Z])(\d{4})$", values["title"]) or re.search(r"^(b)\d{6}(\d{4})$", page.id)
    return (told[1], int(told[2])) if told else None


def shown(site: Path) -> dict[str, Shown]:
    """All pages of a site, by path."""
    return {path.relative_to(site).as_posix(): _shown(path) for path in sorted(site.rglob("*.html"))}


def _shown(page: Path) -> Shown:
    article = lxml.html.document_fromstring(page.read_bytes()).find(".//article")
    if article is None:
        return Shown("", ())
    for link in article.xpath(NOT_TEXT):
        link.drop_tree()
    elements = tuple(_elements(article))
    for told_again in article.xpath(CITING):
        told_again.drop_tree()
    return Shown(_folded(article.text_content()), elements)


def _elements(article: Any) -> Iterator[str]:
    for element in article.iter():
        yield f"{element.tag} {' '.join(sorted(element.attrib))} {element.get('class', '')}"


def _folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("way", WAYS)
def test_a_reader_sees_what_was_written_and_nothing_becomes_an_element(way: str, law: Law, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(law.root, root)
    publish(root, **WAYS[way])
    pages = shown(root / "site")
    assert len(law.said) > TEXTS // PLACES // 2

    for kind in {kind for kind, _ in law.about.values()}:
        of_kind = {number: pages[path] for path, (one, number) in law.about.items() if one == kind}
        assert of_kind.keys() == set(range(len(law.said)))
        harmless = of_kind.pop(0)
        for number, page in of_kind.items():
            words = law.said[number]
            assert page.text.split() == expected(harmless.text, number, words).split(), (kind, words)
            assert page.elements == harmless.elements, (kind, words)
    lists = [page for path, page in pages.items() if path not in {*law.about, "method.html"}]
    assert {element.split()[0] for page in lists for element in page.elements} <= IN_LISTS


def expected(harmless: str, number: int, words: Sequence[str]) -> str:
    """What a page says that says these in the place of harmless words."""
    text = harmless.replace("0000", f"{number:04}")
    for own, other in zip(HARMLESS, words, strict=True):
        text = text.replace(own, escape.one_line(other))
    return _folded(text)


@pytest.mark.parametrize("name", ["Mayor Tom: “He", "The chair: 'x'", "Group A: & B", "The x: “y” [3]"])
def test_somebody_who_is_called_like_a_quote_stops_no_site(name: str, tmp_path: Path) -> None:
    words = (*HARMLESS[:5], name, *HARMLESS[6:15], name, *HARMLESS[16:18], "“We will not.”", *HARMLESS[19:])
    briefing = saying(0, words)
    (page, *_) = (one for one in render([briefing], [], Store(tmp_path), Settings(), model=None) if one.id[0] == "b")
    before, heading, said = page.text.partition("## Who said what\n")

    assert list(check_quotes(page.text, 1)) == []
    changed = before + heading + said.replace("We will not", "We will", 1)
    assert [fault.line for fault in check_quotes(changed, 1)] == [before.count("\n") + 3]
