"""Who speaks about whom: whom the quotes of each speaker name, and through which outlets."""

from collections.abc import Sequence
from typing import NamedTuple

from builder.records import Passage, Span
from builder.write.event_view import EventSection, EventView, letters, some
from builder.write.pictures.speech import draw_speech
from builder.write.pictures.svg import Drawing, shown

SHOWN = 20
"""Rows of the table, those with the most quotes; the data file has all."""

DRAWN = 12
"""Of these, so many are drawn."""


class Speech(NamedTuple):
    """What one says about another."""

    speaker: str
    about: str
    passages: tuple[Passage, ...]
    """The quotes, each once, wherever it was printed first."""

    through: tuple[str, ...]
    """Outlets that the quotes were told to, or that report them."""


def speech(view: EventView) -> list[Speech]:
    """Everything that the quotes give, most quotes first, then in the order of the articles."""
    quotes: dict[tuple[str, str], dict[str, Passage]] = {}
    through: dict[tuple[str, str], dict[str, None]] = {}
    for article, member in view.members.items():
        for quote in member.quotes:
            for actor in member.actors:
                if not quote.speaker or not actor.acts or actor.name == quote.speaker:
                    continue
                if any(quote.span.holds(mention) for mention in actor.mentions):
                    pair = (quote.speaker, actor.name)
                    quotes.setdefault(pair, {}).setdefault(letters(quote.text), Passage(article, quote.span))
                    through.setdefault(pair, {}).update(dict.fromkeys([quote.via] if quote.via else []))
    found = [Speech(*pair, tuple(same.values()), tuple(through[pair])) for pair, same in quotes.items()]
    return sorted(found, key=lambda one: -len(one.passages))


def drawing(view: EventView) -> Drawing | None:
    """The first rows of the table as a drawing, where it tells more."""
    return draw_speech({(one.speaker, one.about): len(one.passages) for one in speech(view)[:DRAWN]}, view.say)


def render(view: EventView) -> str:
    """A table, then the same as a drawing."""
    found = speech(view)
    if not found:
        return ""
    through = any(one.through for one in found[:SHOWN])
    head = ["Speaker", "Speaks about", "Quotes", *(["Through"] if through else []), "Found in"]
    rows = [_row(view, one, through) for one in found[:SHOWN]]
    table = [_line(head), _line(["---:" if name == "Quotes" else "---" for name in head]), *map(_line, rows)]
    parts = ["\n".join(table), view.more(len(found) - SHOWN)]
    if picture := drawing(view):
        words = view.say("speech_drawn", count=DRAWN) if len(found) > DRAWN else view.say("all_speech_drawn")
        parts.append(shown(picture, view.picture("speech"), words))
    return "\n\n".join(filter(None, parts))


def _row(view: EventView, one: Speech, through: bool) -> list[str]:
    cells = [view.actor(one.speaker), view.actor(one.about), str(len(one.passages))]
    outlets = [", ".join(map(view.source, one.through)) or "–"] if through else []
    places: dict[str, list[Span]] = {}
    for passage in one.passages:
        places.setdefault(passage.article, []).append(passage.span)
    found = [f"{view.name(article)} {view.cite(article, *spans)}".rstrip() for article, spans in places.items()]
    return [*cells, *outlets, some(found, view.say)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


SECTION = EventSection("Who speaks about whom", render)
