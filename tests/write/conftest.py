"""A small briefing made by hand, so that these tests need no language model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import pytest

from builder.config import Settings
from builder.records import (
    Actor,
    Appearance,
    Article,
    Briefing,
    Dating,
    Dossier,
    Event,
    Evidence,
    OpenPoint,
    Page,
    Point,
    Possible,
    Quote,
    Removed,
    Role,
    Sentence,
    Sourcing,
    Span,
    Timex,
)
from builder.write import Store, render

TEXT = (
    "Harbour bridge closes for a year\n\n"
    "The mayor of Brockel, Ada Lund, closed the harbour bridge on Monday. “We will not gamble with lives,” she said. "
    "The port company would not confirm the cost.\n\n"
    "Work is to end on 3 June 2031, according to the Brockel Courier."
)


def at(words: str, start: int = 0) -> Span:
    """Where the words stand in the text."""
    offset = TEXT.index(words, start)
    return Span(offset, offset + len(words))


def make_briefing() -> Briefing:
    sentences = (
        Sentence(at("Harbour bridge closes for a year"), True),
        Sentence(at("The mayor of Brockel, Ada Lund, closed the harbour bridge on Monday."), True),
        Sentence(at("“We will not gamble with lives,” she said."), False),
        Sentence(at("The port company would not confirm the cost."), False),
        Sentence(at("Work is to end on 3 June 2031, according to the Brockel Courier."), True),
    )
    quote = at("“We will not gamble with lives,”")
    mayor = at("mayor of Brockel")
    lund = Actor("PER", "Ada Lund", ("Ada Lund",), (at("Ada Lund"),), (Role("mayor of Brockel", mayor),))
    port = Actor("ORG", "Port Company", ("port company",), (at("port company"),))
    brockel = Actor("LOC", "Brockel", ("Brockel",), (at("Brockel"),), acts=False)
    article = Article(
        id="b0123456789",
        path=PurePosixPath("seeds/bridge.txt"),
        digest="ab" * 32,
        text=TEXT,
        title="Harbour bridge closes for a year",
        original_title="Harbour bridge closes for a year",
        dating=Dating(
            "inferred", date(2030, 6, 4), "2030-06-03/2030-06-05", (Evidence("a Monday, past", at("on Monday")),)
        ),
        removed=(Removed("Leave a Reply", "comment form"),),
        how={"title": "first line", "date": "inferred"},
    )
    return Briefing(
        article=article,
        sentences=sentences,
        bottom_line=sentences[1].span,
        points=(Point(sentences[1].span, "reported"), Point(sentences[4].span, "claimed", "Brockel Courier")),
        actors=(lund, port, brockel),
        quotes=(Quote(quote, quote.of(TEXT), "Ada Lund", at("she"), "said"),),
        timexes=(
            Timex(at("Monday"), "Monday", "DATE", "2030-06-03", "past"),
            Timex(at("3 June 2031"), "3 June 2031", "DATE", "2031-06-03", "planned"),
        ),
        open_points=(OpenPoint(sentences[3].span, at("would not confirm"), "Port Company"),),
        sourcing=Sourcing(
            ("Brockel Courier",),
            (Evidence("according to", at("Brockel Courier")),),
            ("Ada Lund",),
            "moderate",
            "one origin",
        ),
    )


@pytest.fixture
def briefing() -> Briefing:
    return make_briefing()


@pytest.fixture
def pages(tmp_path: Path) -> Callable[..., dict[str, Page]]:
    """Renders briefings; gives the pages by path."""

    def rendered(
        *briefings: Briefing,
        settings: Settings = Settings(),  # noqa: B008 - frozen
        maybe: Mapping[str, tuple[Possible, ...]] = MappingProxyType({}),
        events: Sequence[Event] = (),
    ) -> dict[str, Page]:
        found: dict[tuple[str, str], list[Appearance]] = {}
        for one in briefings:
            for actor in one.actors:
                if actor.acts:
                    found.setdefault((actor.kind, actor.name), []).append(Appearance(one, actor))
        dossiers = [
            Dossier(kind, name, tuple(shown), maybe.get(name, ())) for (kind, name), shown in sorted(found.items())
        ]
        (tmp_path / "docs").mkdir(exist_ok=True)
        made = render(briefings, dossiers, Store(tmp_path), settings, model="none 1.0", events=events)
        return {str(page.path): page for page in made}

    return rendered


def retitled(briefing: Briefing, title: str) -> Briefing:
    """The same briefing under another title."""
    return replace(briefing, article=replace(briefing.article, title=title))
