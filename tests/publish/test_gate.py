from pathlib import Path

import pytest

from builder.publish.gate import inspect
from builder.publish.policy import digest

THEME = "var theme=1"
PAGE = '<!doctype html><html><head>{head}</head><body><article class="md-content__inner">{body}</article></body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of two pages."""
    write(tmp_path, "index.html", '<a href="a/b.html#there">x</a>', head=f"<script>{THEME}</script>")
    write(tmp_path, "a/b.html", '<h1 id="there">x</h1><a href="../index.html">y</a> <a href="#there">z</a>')
    (tmp_path / "search" / "fragment").mkdir(parents=True)
    (tmp_path / "search" / "entry.json").write_text("{}")
    (tmp_path / "search" / "fragment" / "1.pf_fragment").write_text("x")
    (tmp_path / "assets" / "javascripts").mkdir(parents=True)
    (tmp_path / "assets" / "javascripts" / "bundle.js").write_text("")
    return tmp_path


def write(site: Path, name: str, body: str, *, head: str = "") -> None:
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text(PAGE.format(head=head, body=body))


def findings(site: Path, *, base: str = "/") -> list[str]:
    found = inspect(site, scripts=frozenset({digest(THEME)}), base=base)
    return [str(problem) for problem in (*found.unsafe, *found.broken)]


def test_a_good_site_passes(site: Path) -> None:
    write(
        site,
        "c.html",
        '<a href="https://example.org/">x</a> <a href="mailto:a@example.org">y</a> <a href="?h=words">z</a>',
        head='<link rel="canonical" href="https://example.org/c.html">'
        '<script src="assets/javascripts/bundle.js"></script>'
        '<script id="__config" type="application/json">{}</script>',
    )

    assert findings(site) == []
    assert inspect(site, scripts=frozenset({digest(THEME)})).pages == 3


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p onclick=x()>", "runs script: onclick"),
        ("<p style='color:red'>", "inline style"),
        ("<iframe src=x.html></iframe>", "<iframe>"),
        ("<object data=index.html></object>", "<object>"),
        ("<embed src=index.html>", "<embed>"),
        ("<base href=/>", "<base>"),
        ("<style>a{}</style>", "<style>"),
        ("<math></math>", "<math>"),
        ("<meta http-equiv=Refresh content=0>", "steers the browser"),
        ("<form action=index.html></form>", "<form>"),
        ("<form name=search></form>", "<form> that is not the theme's"),
        ("<input>", "does not belong in an article"),
        ("<svg><script>1</script></svg>", "in a drawing"),
        ("<svg><a href=index.html><path/></a></svg>", "in a drawing"),
        ("<svg><animate></animate></svg>", "in a drawing"),
        ("<p id=__config>", "belongs to the theme"),
        ("<script>alert(1)</script>", "an unknown script: alert(1)"),
        (f"<script>{THEME}</script>", "does not belong in an article"),
        ("<script type=module>import 'x'</script>", "an unknown script"),
        ("<script src=x.js></script>", "not the theme's: x.js"),
        ("<script src=//evil.example/assets/javascripts/x.js></script>", "loads from another place"),
        ("<img src=https://evil.example/x.png>", "loads from another place"),
        ("<img src='//evil.example/x.png'>", "loads from another place"),
        ("<img srcset='https://evil.example/x.png 2x'>", "loads from another place"),
        ("<link rel=stylesheet href=https://evil.example/x.css>", "loads from another place"),
        ("<a href=javascript:alert(1)>x</a>", "a link that is not allowed: javascript:"),
        ("<a href=' JavaScript:alert(1)'>x</a>", "a link that is not allowed"),
        ("<a href='java&#9;script:alert(1)'>x</a>", "a link that is not allowed"),
        ("<a href='data:text/html,x'>x</a>", "a link that is not allowed: data:"),
        ("<a href='file:///etc/passwd'>x</a>", "a link that is not allowed: file:"),
        ("<a href=nowhere.html>x</a>", "no such file in the site"),
        ("<a href=a/b.html#nowhere>x</a>", "no place #nowhere"),
        ("<a href=#nowhere>x</a>", "no place #nowhere"),
        ("<img src=nowhere.png>", "no such file in the site"),
    ],
)
def test_a_bad_page_is_caught_and_named(site: Path, body: str, expected: str) -> None:
    write(site, "bad.html", body)

    assert any(line.startswith("bad.html: ") and expected in line for line in findings(site)), findings(site)


@pytest.mark.parametrize("name", ["search/index.html", "search/more.js", "search/fragment/x.svg"])
def test_nothing_else_lies_in_the_folder_of_the_search(site: Path, name: str) -> None:
    (site / name).write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    assert any("no part of the search index" in line for line in findings(site))


@pytest.mark.parametrize(("name", "text"), [("x.json", "{"), ("feed.xml", "<a>"), ("search/entry.json", "[")])
def test_damaged_data_is_caught(site: Path, name: str, text: str) -> None:
    (site / name).write_text(text)

    assert [line.split(":")[0] for line in findings(site)] == [name]


def test_links_from_the_root_of_the_host_are_followed_below_the_sites_folder(site: Path) -> None:
    write(site, "404.html", '<a href="/sub/a/b.html">x</a> <a href="/sub/">y</a>')

    assert findings(site, base="/sub/") == []
    assert len(findings(site, base="/other/")) == 2


def _data(text: str, *, attributes: str = 'type="application/ld+json"') -> str:
    return f"<script {attributes}>{text}</script>"


def test_data_for_programs_may_stand_in_a_head(site: Path) -> None:
    write(site, "c.html", "", head=_data('{"@context":"https://schema.org","@type":"Thing","name":"\\u003c/script>"}'))

    assert findings(site) == []


GOOD_DATA = '{"@context":"https://schema.org"}'


@pytest.mark.parametrize(
    "head",
    [
        _data("alert(1)"),
        _data("[]"),
        _data("{}"),
        _data('{"@context":"https://other.example"}'),
        _data(""),
        _data("<!-- " + GOOD_DATA),
        _data('{"@context":"https://schema.org","name":"<!--<script>"}'),
        _data("[" * 100_000),
        _data(GOOD_DATA, attributes='type="application/ld+json" id="x"'),
        _data(GOOD_DATA, attributes='type="application/json"'),
        _data(GOOD_DATA, attributes='type="Application/LD+JSON"'),
        _data(GOOD_DATA, attributes='type="application/ld+json;x=1"'),
        _data(GOOD_DATA, attributes='type="module"'),
        _data(GOOD_DATA, attributes=""),
    ],
)
def test_what_only_looks_like_data_is_refused(head: str, site: Path) -> None:
    write(site, "c.html", "", head=head)

    assert any("an unknown script" in one for one in findings(site))


def test_data_does_not_belong_in_an_article(site: Path) -> None:
    write(site, "c.html", _data(GOOD_DATA))

    assert len(findings(site)) == 2
