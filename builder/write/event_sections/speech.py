"""Who speaks about whom: whom the quotes of each speaker name, and to which outlet they were told."""

from typing import NamedTuple

from builder.records import Passage
from builder.write.event_view import EventSection, EventView, letters
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

    told_to: tuple[str, ...]
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
    return draw_speech({(one.speaker, one.about): len(one.passages) for one in speech(view)[:DRAWN]})


def render(view: EventView) -> str:
    """A table, then the same as a drawing."""
    found = speech(view)
    if not found:
        return ""
    rows = [
        f"| {view.actor(one.speaker)} | {view.actor(one.about)} | {len(one.passages)} "
        f"| {', '.join(map(view.source, one.told_to)) or '–'} | {view.tellers(one.passages)} |"
        for one in found[:SHOWN]
    ]
    head = ("| Speaker | Speaks about | Quotes | Told to | Found in |", "| --- | --- | ---: | --- | --- |")
    picture = drawing(view)
    words = "The table above as a drawing: speakers on the left, those they speak about on the right"
    parts = ("\n".join((*head, *rows)), view.more(len(found) - SHOWN))
    return "\n\n".join(filter(None, (*parts, shown(picture, view.picture("speech"), words) if picture else "")))


SECTION = EventSection("Who speaks about whom", render)
