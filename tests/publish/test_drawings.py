"""Drawings: those of the builder pass, whatever the articles hold; nothing else does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.publish import check
from builder.publish.drawings import check_drawing
from builder.publish.gate import inspect
from builder.records import Event, Moment, Origin, Passage, Relay, Span
from builder.write.pictures.origins import draw_origins
from builder.write.pictures.timeline import draw_timeline

GOOD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">{}</svg>'

HOSTILE = [
    GOOD.format("<script>alert(1)</script>"),
    GOOD.format('<a href="https://a.example/"><text>x</text></a>'),
    GOOD.format('<image href="https://a.example/x.png"/>'),
    GOOD.format('<use href="#x"/>'),
    GOOD.format('<rect onload="alert(1)"/>'),
    GOOD.format('<rect class="x" fill="url(https://a.example/)"/>'),
    GOOD.format('<path d="M0 0" style="fill:url(//a.example)"/>'),
    GOOD.format("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
    GOOD.format("<style>@import 'https://a.example/x.css';</style>"),
    GOOD.format("<style>rect{fill:ur\\6c (//a.example)}</style>"),
    GOOD.format("<style>rect{background:url(x)}</style>"),
    GOOD.format("<animate attributeName='x'/>"),
    GOOD.format("<!-- x -->"),
    '<?xml-stylesheet href="x.css"?>' + GOOD.format(""),
    '<!DOCTYPE svg [<!ENTITY x "y">]>' + GOOD.format("<text>&x;</text>"),
    "<svg><rect/></svg>",
    '<html xmlns="http://www.w3.org/1999/xhtml"/>',
    "<svg",
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_the_builder_does_not_draw_is_refused(text: str, project: Path) -> None:
    assert list(check_drawing(text.encode()))

    (project / "docs" / "drawing.svg").write_text(text)
    assert [problem.path for problem in check(project)] == ["docs/drawing.svg"] * len(
        list(check_drawing(text.encode()))
    )


def test_the_gate_looks_at_drawings_too(tmp_path: Path) -> None:
    (tmp_path / "good.svg").write_text(GOOD.format('<rect class="box" x="1" y="2"/><text x="1">a &lt;b&gt;</text>'))
    (tmp_path / "bad.svg").write_text(HOSTILE[0])

    assert {problem.path for problem in inspect(tmp_path, scripts=frozenset()).unsafe} == {"bad.svg"}


def _event(origins: tuple[Origin, ...], moments: tuple[Moment, ...]) -> Event:
    return Event("e0", "", (), (), (), origins, 0, 0, "low", "", moments, (), ())


NAMES = st.text(max_size=60)
RELAYS = st.builds(
    Relay,
    st.sampled_from(["b1", "b2", "b3", "b4", "b5"]),
    st.lists(NAMES, max_size=3).map(tuple),
    st.none(),
    st.just(()),
)
ORIGINS = st.builds(Origin, NAMES, NAMES, st.booleans(), st.lists(RELAYS, max_size=6).map(tuple), st.booleans())


@given(st.lists(ORIGINS, max_size=6).map(tuple), NAMES)
def test_drawings_of_origins_pass_whatever_the_names(origins: tuple[Origin, ...], name: str) -> None:
    drawing = draw_origins(_event(origins, ()), {f"b{n}": f"{name} {n}" for n in range(1, 6)})

    assert drawing is None or list(check_drawing(drawing.text.encode())) == []


VALUES = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.dates().map(lambda day: str(day)[:4]),
    st.sampled_from(["2023-W22", "2023-W54", "P2Y", "XXXX-05", "2023-02-30", "0000", "2023-13", ""]),
)
PASSAGES = (Passage("b1", Span(0, 1)),)
MOMENTS = st.builds(Moment, VALUES, st.booleans(), st.booleans(), st.just(PASSAGES))


@given(st.lists(MOMENTS, max_size=12).map(tuple))
def test_drawings_of_dates_pass_whatever_the_dates(moments: tuple[Moment, ...]) -> None:
    drawing = draw_timeline(_event((), moments))

    assert drawing is None or list(check_drawing(drawing.text.encode())) == []
