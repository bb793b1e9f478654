"""Pages that the quick renderer takes on come out as Python-Markdown, MkDocs and the cleaning make them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.pages import Page

from builder.publish import engine
from builder.publish.fast.bodies import Bodies
from builder.publish.fast.inline import UnknownError
from builder.publish.fast.links import Links
from tests.publish.fast.machine_pages import pages

ROOT = Path(__file__).parents[3]
GOLDEN = sorted((ROOT / "tests").rglob("golden/**/*.md"))
FRONT = "---\ntitle: x\n---\n"


class Site:
    """The pages of the repository, one of which can say anything."""

    def __init__(self) -> None:
        self.config: MkDocsConfig = engine.load(ROOT)
        self.files: Files = get_files(self.config)
        set_exclusions(self.files, self.config)
        self.bodies = Bodies(self.config, self.files)

    def quick(self, file: File) -> Page | None:
        """The page; None when it is not recognised."""
        page = Page(None, file, self.config)
        return page if self.bodies._quickly(page) else None

    def slow(self, file: File) -> Page:
        page = Page(None, file, self.config)
        page.read_source(self.config)
        with engine.listening():
            page.render(self.config, self.files)
        return page

    def saying(self, text: str) -> File:
        file = self.files.src_uris["method.md"]
        assert file is not None
        file._content = text
        return file


@pytest.fixture(scope="module")
def site() -> Site:
    return Site()


def told(page: Page) -> tuple[object, ...]:
    """All that MkDocs and templates read."""
    links = {file.src_uri: set(anchors) for file, anchors in (page.links_to_anchors or {}).items()}
    return page.content, str(page.toc), page.present_anchor_ids, links, page.title, page.meta


def test_the_pages_of_the_repository_are_the_same_and_nearly_all_recognised(site: Site) -> None:
    docs = list(site.files.documentation_pages())
    quick = {file.src_uri: page for file in docs if (page := site.quick(file))}

    assert {file.src_uri for file in docs} - quick.keys() <= {"method.md"}
    for file in docs:
        if file.src_uri in quick:
            assert told(quick[file.src_uri]) == told(site.slow(file)), file.src_uri


def test_golden_pages_are_the_same(site: Site) -> None:
    recognised = 0
    for path in GOLDEN:
        text = path.read_text("utf-8")
        if not text.startswith("---\n"):
            continue
        file = site.saying(text)
        page = site.quick(file)
        recognised += page is not None
        assert page is None or told(page) == told(site.slow(file)), path

    assert recognised


@settings(max_examples=300, deadline=None)
@given(body=pages)
def test_whatever_is_recognised_is_the_same(body: str) -> None:
    site = _SITES[0] if _SITES else Site()
    _SITES[:] = [site]
    file = site.saying(f"{FRONT}{body}\n")
    page = site.quick(file)

    assert page is None or told(page) == told(site.slow(file))


_SITES: list[Site] = []
"""One for all examples: settings take a tenth of a second to load."""


@pytest.mark.parametrize(
    "body",
    [
        *(
            "a_b_c",
            "a < b",
            "a `code`",
            "a  \nb",
            "<p>x</p>",
            "[x][y]",
            "1. one",
            "> quoted",
            "a | b",
            "a\tb",
            "***x***",
        ),
        *(
            "- a\n\n- b",
            "- a\n\n    b",
            "# a #",
            "a\n---",
            "[x](nowhere.md)",
            "[x](//a.example)",
            "![x](https://a.example/x.png)",
        ),
        *(
            "| a |\n| --- |",
            "| a | b |\n| --- |\n| c |",
            '!!! note "x"\n\n    y',
            "[x]: method.md",
            "{x}",
            "a\u00a0b",
            "* a",
            "a\n{: .md-x }",
        ),
    ],
)
def test_whatever_a_person_may_write_is_left_to_python_markdown(site: Site, body: str) -> None:
    assert site.quick(site.saying(f"{FRONT}{body}\n")) is None


def test_other_settings_of_markdown_are_left_to_python_markdown(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(f"{FRONT}Words.\n")
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    for old, new in (("permalink: true", "permalink: false"), ("  - admonition\n", "  - admonition\n  - smarty\n")):
        (tmp_path / "overrides").mkdir(exist_ok=True)
        (tmp_path / "mkdocs.yml").write_text(text.replace(old, new))
        config = engine.load(tmp_path)

        assert not Bodies(config, get_files(config))._title_of_link


def test_a_link_is_followed_as_mkdocs_follows_it(site: Site) -> None:
    follow = Links(site.files).of(site.files.src_uris["actors/index.md"])

    assert follow("../method.md#confidence") == "../method.html#confidence"
    assert [file.src_uri for file in follow.anchors] == ["method.md"]
    for address in ("", "#", "nowhere.md", "/method.md", "../../method.md"):
        with pytest.raises(UnknownError):
            follow(address)
