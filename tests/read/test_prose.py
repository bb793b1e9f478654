"""HTML that is all text: what a reader would see, as paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.read.prose import one_line, paragraphs, plain


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("", []),
        ("<!-- -->", []),
        ("words & more", ["words & more"]),
        ("<p>One <b>two</b>\nthree</p>four", ["One two three", "four"]),
        ("one<br>two<br><br>three", ["one\ntwo", "three"]),
        ("<h2>Head</h2><ul><li>a<li>b</ul>", ["Head", "a", "b"]),
        (
            "<table><tr><td>Brockel</td><td>3</td></tr><tr><td>Agder</td><td>4</td></tr></table>",
            ["Brockel 3", "Agder 4"],
        ),
        ("<table role=presentation><tr><td>One.</td><td>Two.</td></tr></table>", ["One.", "Two."]),
        ("<pre>a\n  b</pre>c\nd", ["a\nb", "c d"]),
        ("<pre hidden>x</pre>c\nd", ["c d"]),
        ("seen<script>x</script> <style>y</style>too<!-- z -->.", ["seen too."]),
        ('<div style="color:red; display : none">preview</div><p>Words.', ["Words."]),
        ('<p style="--display: none">Words.', ["Words."]),
        ("<img src=x>after <span hidden>x</span>all", ["after all"]),
        (b"<p>caf\xc3\xa9", ["café"]),
        (b"<meta charset=latin-1><p>caf\xe9", ["café"]),
        ("<p>a\0b \ud800", ["ab ?"]),
    ],
)
def test_a_fragment_reads_as_in_a_browser(fragment: str | bytes, expected: list[str]) -> None:
    assert paragraphs(fragment) == expected


def test_a_tree_of_xhtml_is_read_and_left_as_it_is() -> None:
    source = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><p>A<br/>b</p></body></html>'
    )
    tree = etree.fromstring(source)

    assert paragraphs(tree) == ["A\nb"]
    assert etree.tostring(tree).decode() == source


def test_elements_too_deep_are_refused_not_cut() -> None:
    with pytest.raises(ValueError, match="over 2,048 deep"):
        paragraphs("<div>" * 3_000 + "words")


def test_only_what_looks_like_html_is_read_as_such() -> None:
    assert plain("a < b,\nc > d <name withheld> & e") == "a < b,\nc > d <name withheld> & e"
    assert plain("<p>a</p><p>b") == "a\n\nb"
    assert one_line("<b>Dam</b> breaks &amp; floods\n&lt;north&gt;") == "Dam breaks & floods <north>"


@given(st.text(alphabet="<>/ab p=\"'&;\n!-", max_size=200))
def test_any_text_gives_paragraphs_without_gaps(text: str) -> None:
    assert all(one.strip() == one and "\n\n" not in one for one in paragraphs(text))
    plain(text)
