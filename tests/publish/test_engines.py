"""MkDocs with Material and Zensical make one site of the same pages: what differs is told in README, "Engines"."""

import gzip
import json
import shutil
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.files import File

from builder.errors import PublishError
from builder.publish import Engine, engine, publish, zensical

REPOSITORY = Path(__file__).parents[2]
NOT_TEXT = ".//a[contains(@class, 'headerlink')] | .//a[@id='__skip']"
"""Links that the themes put into an article."""


def made(project: Path, by: Engine) -> Path:
    """The site of a project, moved aside."""
    edited = {"briefings/2023/minister.md": {"day": "2031-05-02", "sections": {"key-points": "edited"}}}
    aside = project / f"site-of-{by}"
    publish(project, by=by, edited=edited if (project / "docs/briefings/2023/minister.md").exists() else {})
    (project / "site").rename(aside)
    return aside


def read_by_people(page: Path) -> tuple[str, str, list[str]]:
    """Title, text of the main content, and its marks of edits."""
    tree = lxml.html.document_fromstring(page.read_bytes())
    article = tree.find(".//article")
    assert article is not None, page
    for link in article.xpath(NOT_TEXT):
        link.drop_tree()
    marks = [f"{one.get('id')} {one.get('data-origin')}" for one in article.xpath(".//*[@data-origin]")]
    return tree.findtext(".//title") or "", " ".join(article.text_content().split()), marks


@pytest.fixture(params=["sample", "committed pages"])
def pages(request: pytest.FixtureRequest, project: Path) -> Path:
    """A project: the sample, or this repository's own pages."""
    if request.param == "committed pages":
        shutil.rmtree(project / "docs")
        shutil.copytree(REPOSITORY / "docs", project / "docs")
    return project


def test_both_engines_make_one_site(pages: Path) -> None:
    one, other = made(pages, "mkdocs"), made(pages, "zensical")

    names = [{path.relative_to(site).as_posix() for path in site.rglob("*.html")} for site in (one, other)]
    assert names[0] == names[1]
    assert len(names[0]) > 10
    assert {name: read_by_people(one / name) for name in names[0]} == {
        name: read_by_people(other / name) for name in names[1]
    }


def test_both_indexes_know_the_same_of_every_page(project: Path) -> None:
    found = {engine: fragments(made(project, engine)) for engine in ("mkdocs", "zensical")}

    assert found["mkdocs"] == found["zensical"]
    assert "/briefings/2023/minister.html" in found["mkdocs"]
    assert not [address for address in found["mkdocs"] if address.endswith("index.html")]


def fragments(site: Path) -> dict[str, object]:
    """What the search knows of each page, by address."""
    found = {}
    for path in (site / "search" / "fragment").iterdir():
        known = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[known["url"]] = (known["content"], known["filters"], known["meta"])
    return found


def test_nothing_of_the_run_stays_in_the_project(project: Path) -> None:
    before = {path.name for path in project.iterdir()}

    publish(project, by="zensical")

    assert {path.name for path in project.iterdir()} - before == {"site"}


def test_a_project_without_the_other_engine_is_told_how_to_get_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zensical, "find_spec", lambda _name: None)

    with pytest.raises(PublishError, match=r"the engine zensical is not installed \(make site ENGINE=zensical"):
        publish(project, by="zensical")


def test_the_site_of_one_engine_is_not_taken_for_that_of_the_other(project: Path) -> None:
    publish(project)

    assert publish(project, by="zensical").fresh
    assert not publish(project, by="zensical").fresh
    assert publish(project).fresh


@given(parts=st.lists(st.sampled_from(["a", "index", "README", "é b", "x.y", "2023"]), min_size=1, max_size=3))
@pytest.mark.parametrize("as_folders", [False, True])
def test_the_address_of_a_page_is_that_which_mkdocs_gives_it(as_folders: bool, parts: list[str]) -> None:
    path = f"{'/'.join(parts)}.md"

    assert engine.address(path, as_folders=as_folders) == File(path, "docs", "site", as_folders).url
