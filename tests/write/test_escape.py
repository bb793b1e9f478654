"""The escaper's law, against the extensions of the real `mkdocs.yml`."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.config import load_config

from builder.write import escape

ROOT = Path(__file__).parents[2]

SYNTAX = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("\\`*_{}[]()#+-.!|~^$=:<>&\"'%;?/@, \n\t1ai")), st.characters(exclude_categories=())
    ),
    max_size=80,
)


@cache
def engine() -> markdown.Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


class _Reader(HTMLParser):
    """What a reader sees, and the elements it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.append(tag)
        assert not attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(source: str) -> tuple[str, set[str]]:
    reader = _Reader()
    reader.feed(engine().reset().convert(source))
    reader.close()
    return " ".join("".join(reader.text).split(" ")).strip("\n"), set(reader.elements)


def read_heading(source: str) -> tuple[str, set[str]]:
    """`read` without the id and the permalink that a heading gets."""
    html = re.sub(r' id="[^"]*"|<a class="headerlink".*?</a>', "", engine().reset().convert(source))
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.text).strip("\n"), set(reader.elements)


@given(SYNTAX)
@example("{: #__config }")
@example("[x](http://[x)")
@example('--8<-- "secret.txt"')
@example('*[HTML]: x\n[^1]: note\n!!! note\n??? x\n=== "Tab"\n:smile: ++ctrl++ ==mark== ~~x~~ ^^y^^ {++z++}')
@example("1. one\n2) two\na. three\n    indented code")
@example("<script>alert(1)</script> &lt;b&gt; &#60; javascript:x http://x.y www.x.y me@x.y")
@example("| a | b |\n| - | - |\n| 1 | 2 |")
@example("Term\n: definition")
@example("x" * 9 + "\\" * 3)
def test_a_reader_sees_the_text_and_nothing_becomes_markup(text: str) -> None:
    seen, elements = read(escape.markdown(text))

    assert seen == escape.one_line(text)
    assert elements <= {"p"}


@given(SYNTAX)
@example("What we know about C#")
def test_in_a_heading_the_text_stays_whole(text: str) -> None:
    seen, elements = read_heading(f"# x{escape.markdown(text)}")

    assert seen == escape.one_line(f"x{escape.one_line(text)}")
    assert elements == {"h1"}


@given(SYNTAX)
def test_several_lines_become_paragraphs_with_the_same_words(text: str) -> None:
    seen, elements = read(escape.paragraphs(text))

    assert seen.split() == escape.visible(text).split()
    assert elements <= {"p"}


@given(SYNTAX)
def test_after_a_citation_mark_the_text_is_still_text(text: str) -> None:
    html = engine().reset().convert(f"[1](#s1){{#s1 .s}} {escape.markdown(text)}")

    assert html.startswith('<p><a class="s" href="#s1" id="s1">1</a>')
    assert html.count("<") == 4


@given(SYNTAX)
def test_in_a_table_cell_the_text_stays_in_its_cell(text: str) -> None:
    html = engine().reset().convert(f"| a | b |\n| --- | --- |\n| x {escape.markdown(text)} | y |")

    assert html.count("<td") == 2
    assert set(re.findall(r"<(\w+)", html)) <= {"table", "thead", "tbody", "tr", "th", "td", "div"}


@given(SYNTAX | st.text(max_size=60), st.sampled_from(["https://a.example/", "http://", "//", "javascript:", ""]))
@example("[x", "http://")
@example("0.\ufb18", "http://")
@example("b\u00fccher.example/", "http://")
@example("_a_*b*&copy=1&amp;(x)", "https://a.example/")
@example('"><img src=x>', "https://a.example/")
def test_a_link_is_one_link_to_the_web_or_the_bare_words(text: str, start: str) -> None:
    html = engine().reset().convert(f"- by X · {escape.link('original', start + text)} · {escape.markdown(text)} end")

    links = re.findall(r'<a rel="[a-z ]+" href="(https?://[^"<>\s]+)">original</a>', html)
    assert html.count("<a ") == len(links)
    assert len(links) == 1 or "· original ·" in html
    assert set(re.findall(r"<(\w+)", html)) <= {"ul", "li", "a"}
    if links and text.isascii() and text.isalnum():
        assert links == [start + text]


@given(st.text())
def test_seeing_twice_changes_nothing_more(text: str) -> None:
    assert escape.visible(escape.visible(text)) == escape.visible(text)


@given(SYNTAX)
def test_front_matter_strings_hold_no_markup(text: str) -> None:
    safe = escape.front_matter(text)

    assert "<" not in safe
    assert ">" not in safe
    assert "\n" not in safe
    assert not re.search(r"&(#|\w+;)", safe)


def test_ordinary_prose_stays_legible_for_an_editor() -> None:
    prose = "“The Department firmly believes it,” he said - on May 31 (a Monday), at 5 percent; it's U.S. policy."

    assert escape.markdown(prose) == prose


def test_a_very_long_line_is_cut_at_white_space() -> None:
    paragraphs = escape.paragraphs("word " * 2_000).split("\n\n")

    assert max(map(len, paragraphs)) <= escape.PARAGRAPH_LIMIT
    assert " ".join(paragraphs).split() == ["word"] * 2_000


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\U000e0041", "\x00", "\x1b", "\ufeff"])
def test_invisible_characters_are_dropped(hidden: str) -> None:
    assert escape.visible(f"a{hidden}b") == "ab"
