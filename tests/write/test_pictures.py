"""Drawings of who stands beside whom, who speaks about whom, and of briefings over time."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.publish.drawings import check_drawing
from builder.records import Actor, Event, Page, Quote
from builder.write.event_sections.speech import SHOWN
from builder.write.pictures.over_time import draw_over_time
from builder.write.pictures.speech import MOST, draw_speech
from builder.write.pictures.together import draw_together
from tests.write.event_parts import at
from tests.write.events import HOSTILE, make_event

GOLDEN = Path(__file__).parent / "golden"
PAGE = "events/harbour-bridge-in-brockel-closed-e00000000a1.md"
NAMES = st.text(max_size=60)
COUNTS = st.integers(1, 10_000)

Pages = Callable[..., dict[str, Page]]

BESIDE = [
    ("United States Department of Harbours and Bridges", 12),
    ("Port Company", 9),
    ("Ada Lund", 5),
    ("Olaf Berg", 5),
    ("Brockel", 1),
]
SPEECH = {
    ("Ada Lund", "Port Company"): 6,
    ("Ada Lund", "Olaf Berg"): 2,
    ("an unnamed official of the Port Company", "Ada Lund"): 3,
    ("Olaf Berg", "Ada Lund"): 1,
}


@pytest.mark.parametrize(
    ("name", "drawing"),
    [
        ("together", draw_together("Harbour Board of Brockel", BESIDE)),
        ("speech", draw_speech(SPEECH)),
        ("over-time", draw_over_time([("3 June 2030", 2), ("4 June 2030", 0), ("5 June 2030", 14)])),
    ],
)
def test_drawing(name, drawing, golden):
    golden(GOLDEN / f"picture__{name}.svg", drawing.text)


@given(NAMES, st.lists(st.tuples(NAMES, COUNTS), max_size=20))
def test_neighbours_pass_whatever_their_names(name, beside):
    drawing = draw_together(name, beside)

    assert (drawing is None) == (len(beside) < 3)
    assert drawing is None or list(check_drawing(drawing.text.encode())) == []
    assert drawing is None or len(drawing.text) < 20_000


@given(st.dictionaries(st.tuples(NAMES, NAMES), COUNTS, max_size=20))
def test_speech_passes_whatever_the_names(counts):
    drawing = draw_speech(counts)

    assert drawing is None or list(check_drawing(drawing.text.encode())) == []
    assert drawing is not None or len(counts) < 3 or len(counts) > MOST


def test_hostile_names_stay_words():
    text = draw_together(HOSTILE, [(HOSTILE, 1)] * 3).text

    assert "<script>" not in text
    assert list(check_drawing(text.encode())) == []


def talking() -> Event:
    """The event, its first article with quotes that name two others."""
    event = make_event()
    first, *rest = event.members
    text = first.article.text
    quote = at(first, "“")
    whole = type(quote)(quote.start, text.index("”") + 1)
    others = [Actor("PER", name, (name,), (type(quote)(whole.start + 1, whole.start + 3),)) for name in ("A B", "C D")]
    said = [Quote(whole, whole.of(text), "Ada Lund", None, "said", via="Brockel Courier")] * 2
    changed = replace(first, actors=(*first.actors, *others), quotes=tuple(said))
    return replace(event, members=(changed, *rest), sides=())


def test_who_speaks_about_whom_counts_a_quote_once_and_cites_it(pages: Pages) -> None:
    event = talking()
    page = pages(*event.members, events=(event,))[PAGE]
    rows = [line for line in page.text.splitlines() if line.startswith("| ") and "[A B]" in line and "Ada Lund" in line]

    assert len(rows) == 1
    assert "| 1 | [Brockel Courier](../sources/brockel-courier.md) |" in rows[0]
    assert "#s" in rows[0]
    assert page.text.index("## Who speaks about whom") < page.text.index("-speech.svg)")
    assert page.assets[f"{Path(PAGE).stem}-speech.svg"].startswith("<svg")


def test_a_page_with_little_to_draw_has_no_drawing_and_leaves_none_behind(pages: Pages) -> None:
    page = pages(*make_event().members[:1])["actors/ada-lund.md"]

    assert ".svg)" not in page.text
    assert {text for name, text in page.assets.items() if name.endswith(".svg")} == {""}


def test_the_table_of_speech_is_bounded(pages: Pages) -> None:
    event = talking()
    first, *rest = event.members
    many = [replace(first.actors[-1], name=f"Actor {n}") for n in range(SHOWN + 5)]
    event = replace(event, members=(replace(first, actors=(first.actors[0], *many)), *rest))

    text = pages(*event.members, events=(event,))[PAGE].text
    part = text.partition("## Who speaks about whom")[2].partition("\n## ")[0]

    assert part.count("\n| [") == SHOWN
    assert "more in the [data of this page]" in part
