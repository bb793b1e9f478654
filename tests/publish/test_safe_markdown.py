import re
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from builder.headings import slug
from builder.publish.safe_markdown import ATTRIBUTES, TAGS, clean

EXTENSIONS = ["attr_list", "tables", "admonition", "pymdownx.details", "toc", "builder.publish.safe_markdown"]


def convert(text: str) -> str:
    return Markdown(extensions=EXTENSIONS, extension_configs={"toc": {"permalink": True}}).convert(text)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg onload=alert(1)>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='javascript:alert(1)'></object>",
        "<base href='//evil.example'>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<form action=//evil.example><button>x</button></form>",
        "<style>body{display:none}</style>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<img src='//evil.example/x.png'>",
        "<img src='/\\evil.example/x.png'>",
        "<img src='https://evil.example/x.png' srcset='https://evil.example/y.png 2x'>",
        "![x](https://evil.example/x.png)",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "[x](javascript:alert(1))",
        "[x](vbscript:x)",
        "[x](a.md){onclick=alert(1)}",
        "[x](a.md){href=javascript:alert(1)}",
        "[x](a.md){style='position:fixed'}",
        "text\n{: onmouseover=alert(1) }",
        "text\n{: #__config }",
        "<p id=__config>x</p>",
        "## heading {: #__search }",
        "text\n{: .md-overlay }",
        '## heading {data-toc-label="<img src=x onerror=alert(1)>"}',
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<!--><img src=x onerror=alert(1)>-->",
        "`<script>alert(1)</script>`\n\n<xmp><p title='</xmp><script>alert(1)</script>'>",
    ],
)
def test_a_hostile_page_comes_out_harmless(hostile: str) -> None:
    assert_harmless(convert(hostile))


@given(st.text("<>/ =\"'()[]{}:#.!\\`&;\n\tabehijnoprstvxcl_", max_size=80))
def test_any_text_comes_out_harmless(text: str) -> None:
    assert_harmless(convert(text))


def assert_harmless(html: str) -> None:
    tree = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
    body: Any = tree.body
    for element in list(body.iter())[1:]:
        assert element.tag in TAGS
        for key, value in element.items():
            assert key in ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set()) | {"rel"}
            if key == "id":
                assert not value.startswith("_")
            if key == "class":
                assert not re.search(r"(^|\s)md-", value)
            if key == "href":
                assert re.match(r"(https?|mailto):", value) or ":" not in value.split("/")[0].split("#")[0]
            if key == "src":
                assert not re.match(r"[a-z]+:|[/\\]{2}", value, re.IGNORECASE)


@pytest.mark.parametrize("address", ["http://[x", "https://[::1", "http://a]b", "//[x"])
def test_a_link_that_no_parser_takes_becomes_text(address: str) -> None:
    assert convert(f"[words]({address}) ![picture]({address})") == "<p><span>words</span> <span>picture</span></p>"


def test_links_to_other_hosts_are_marked_and_others_are_not() -> None:
    html = convert("[out](https://example.org/) [in](a.md) <a href=//example.org>raw</a> [mail](mailto:a@example.org)")

    assert html == (
        '<p><a rel="noopener nofollow ugc" href="https://example.org/">out</a> <a href="a.md">in</a> '
        '<a rel="noopener nofollow ugc" href="//example.org">raw</a> <a href="mailto:a@example.org">mail</a></p>'
    )


def test_marking_links_never_reaches_into_an_attribute() -> None:
    assert clean("<p title='<a href=\"//x\">'>t</p>") == '<p title="&lt;a href=&quot;//x&quot;&gt;">t</p>'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("## Who said what", '<h2 id="who-said-what">'),
        ("## 中文", '<h2 id="zhong-wen">'),
        ("## !!!", '<h2 id="section">'),
        ("## _private", '<h2 id="private">'),
        ("## Mine {: #own }", '<h2 id="own">'),
        ("- **Reported**{ .tag .reported } x", '<strong class="tag reported">Reported</strong>'),
        ("A line.\n{: .lead }", '<p class="lead">A line.</p>'),
        (r"[\[3\]](#s3)", '<a href="#s3">[3]</a>'),
        ("[1](#s1){#s1 .s} Words.", '<a class="s" href="#s1" id="s1">1</a> Words.'),
        ('??? note "2 sentences"\n\n    Words.', '<details class="note"><summary>2 sentences</summary><p>Words.</p>'),
        ("| a |\n| --: |\n| b |", "<td>b</td>"),
        ("<details open><summary>a</summary>b</details>", '<details open=""><summary>a</summary>b</details>'),
    ],
)
def test_what_pages_are_made_of_stays(page: str, expected: str) -> None:
    assert expected in re.sub(r'(?<=>)\n+|\n+(?=<)| style="[^"]*"', "", convert(page))


def test_menus_get_cleaned_headings() -> None:
    md = Markdown(extensions=EXTENSIONS)
    md.convert('## a <img src=x onerror=alert(1)> {data-toc-label="<svg onload=alert(1)>b"}')

    (token,) = md.toc_tokens  # type: ignore[attr-defined]

    assert "onerror" not in token["html"]
    assert "<" not in token["name"] + token["data-toc-label"]


@given(st.text())
def test_a_slug_is_portable(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug(text))


RAW = """<div class="note" markdown="1">A <b>bold</b> word.</div>

Water is H<sub>2</sub>O &amp; <kbd>salt</kbd>, says <https://example.org/x>. `<b>`

<!-- a remark -->

<script>alert(1)</script>
"""


def test_raw_html_of_a_person_is_let_through_as_far_as_it_is_harmless() -> None:
    html = convert(RAW)

    assert "<b>bold</b>" in html
    assert "<sub>2</sub>" in html
    assert "script" not in html


def test_raw_html_is_shown_as_it_was_typed_where_the_site_says_so() -> None:
    safe = {"toc": {"permalink": True}, "builder.publish.safe_markdown": {"html": "none"}}
    html = Markdown(extensions=EXTENSIONS, extension_configs=safe).convert(RAW)
    words = lxml.html.fromstring(f"<div>{html}</div>").text_content()

    assert "<b>bold</b>" in words
    assert "H<sub>2</sub>O & <kbd>salt</kbd>" in words
    assert "<script>alert(1)</script>" in words
    assert '<a rel="noopener nofollow ugc" href="https://example.org/x">' in html
    assert not lxml.html.fromstring(f"<div>{html}</div>").xpath("//b | //sub | //kbd | //script")


@pytest.mark.parametrize("option", [{"html": "all"}, {"htlm": "none"}])
def test_an_option_that_is_none_is_refused(option: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="html: basic or none"):
        Markdown(
            extensions=["builder.publish.safe_markdown"], extension_configs={"builder.publish.safe_markdown": option}
        )
