"""Lines that other pages hold lead to the file that holds their text."""

import gzip
import json
import re
from html import unescape
from pathlib import Path

import pytest

from builder.publish import Engine, publish
from builder.publish.owners import link_owners

EDITOR = "https://github.com/OWNER/NAME/edit/main/docs/"


def name_repository(project: Path) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("# repo_url:", "repo_url:").replace("# edit_uri:", "edit_uri:")
    settings.write_text(text, "utf-8")


def owners(site: Path, page: str) -> list[tuple[str, str]]:
    """The lines with such a link: their words, and the file that the link opens."""
    rows = re.findall(
        r"<(?:li|td)\b[^>]*>((?:(?!<li|<td).)*?)</(?:li|td)>", (site / page).read_text("utf-8"), re.DOTALL
    )
    return [
        (unescape(re.sub(r"<[^>]+>", "", row)).removesuffix(" edit").strip(), link.removeprefix(EDITOR))
        for row in rows
        for link in re.findall(r'<a class="owner" href="([^"]+)"', row)
    ]


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_line_leads_to_the_page_that_it_comes_from(project: Path, engine: Engine) -> None:
    name_repository(project)

    site = publish(project, by=engine).site

    refuses = ("Beijing refuses defence talks in Singapore", "briefings/2023/refuses.md")
    minister = ("China's defence minister will not meet Lloyd Austin", "briefings/2023/minister.md")
    assert owners(site, "dates/2023-05.html") == [refuses]
    assert owners(site, "actors/lloyd-austin.html") == [refuses, minister]
    assert owners(site, "actors/index.html") == [
        ("Lloyd Austin", "actors/lloyd-austin.md"),
        ("China", "actors/china.md"),
        ("Wei Fenghe", "actors/wei-fenghe.md"),
    ]
    # Lines that lead to lists, and those that a briefing says itself, stand in the page's own file.
    assert [file for _, file in owners(site, "index.html")] == [refuses[1], minister[1]]
    assert owners(site, "briefings/2023/refuses.html") == []


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_without_a_repository_no_reader_sees_one(project: Path, engine: Engine) -> None:
    site = publish(project, by=engine).site

    assert not [page for page in site.rglob("*.html") if 'class="owner"' in page.read_text("utf-8")]


def test_search_does_not_know_of_them(project: Path) -> None:
    before = found_by(publish(project).site)
    name_repository(project)

    assert found_by(publish(project).site) == before


def found_by(site: Path) -> dict[str, list[str]]:
    """The words that lead to each page."""
    found = {}
    for path in (site / "search" / "fragment").iterdir():
        known = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[known["url"]] = re.findall(r"\w+", known["content"])
    assert found
    return found


def test_what_a_person_wrote_is_the_pages_own(project: Path) -> None:
    name_repository(project)
    edited = {"actors/lloyd-austin.md": {"day": "2023-06-01", "sections": {"briefings": "person"}}}

    site = publish(project, edited=edited).site

    assert owners(site, "actors/lloyd-austin.html") == []
    assert owners(site, "dates/2023-05.html")


PAGE = '<a href="https://forge.example/{}.md" rel="edit">x</a><article>{}</article>'


def linked(folder: Path, row: str, kind: str = "event") -> list[str]:
    """Where the links of one row on a page of a kind lead."""
    pages = {"here": kind, "one": "briefing", "two": "briefing", "ada": "actor", "index": "page"}
    for name in pages:
        (folder / f"{name}.html").write_text(PAGE.format(name, row if name == "here" else ""), "utf-8")
    link_owners(folder, {f"{name}.html": {"type": of, "title": f"<{name}>"} for name, of in pages.items()})
    html = (folder / "here.html").read_text("utf-8")
    assert html.count("<") == html.count(">")
    return re.findall(r'class="owner" href="https://forge.example/(\w+).md"', html)


@pytest.mark.parametrize(
    ("row", "files"),
    [
        ('<li><a href="ada.html">Ada</a>: “No” <a href="one.html#s2">[2]</a></li>', ["one"]),
        (
            '<li>No <a href="one.html#s2">[2]</a> <a href="two.html#s1">[1]</a> <a href="one.html#s3">[3]</a></li>',
            ["one", "two"],
        ),
        ('<li><a href="ada.html">Ada</a> (2)</li>', ["ada"]),
        ('<li><a href="index.html">All</a></li>', []),
        ('<li><a href="here.html#top">This page</a></li>', []),
        ('<li><a href="https://elsewhere.example/one.html">Elsewhere</a></li>', []),
        ("<li>Nothing</li>", []),
        ('<ul><li>Says <a href="one.html">One</a><ul><li>and <a href="two.html">Two</a></li></ul></li></ul>', ["two"]),
        ('<table><tr><td><a href="one.html">1</a></td><td><a href="two.html">2</a></td></tr></table>', ["one", "two"]),
    ],
)
def test_who_holds_a_line(tmp_path: Path, row: str, files: list[str]) -> None:
    assert linked(tmp_path, row) == files


def test_a_briefing_holds_its_own_lines_but_not_those_of_others(tmp_path: Path) -> None:
    assert linked(tmp_path, '<li><a href="ada.html">Ada</a></li>', "briefing") == []
    assert linked(tmp_path, '<li><a href="two.html">Also on this</a></li>', "briefing") == ["two"]


def test_an_owner_is_a_page_with_an_edit_button(tmp_path: Path) -> None:
    (tmp_path / "here.html").write_text('<article><li><a href="one.html">1</a></li></article>')
    (tmp_path / "one.html").write_text("<article></article>")

    told = {name: {"type": "briefing", "title": name} for name in ("here.html", "one.html", "gone.html")}

    assert link_owners(tmp_path, told) == 0
