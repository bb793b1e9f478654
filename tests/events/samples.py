"""Briefings for tests of events, made without a language model."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import PurePosixPath

from builder.records import Actor, Article, Briefing, Dating, Sourcing, Span

START = date(2024, 3, 4)


def briefing(name: str, text: str, day: int | None = 0, actors: Sequence[str] = (), lang: str = "en") -> Briefing:
    """A briefing named `b-NAME`, published so many days after `START`; None for an article without a date."""
    when = None if day is None else START + timedelta(days=day)
    dating = Dating("retrieved", START, None) if when is None else Dating("stated", when, when.isoformat())
    article = Article(f"b-{name}", PurePosixPath(f"seeds/{name}.txt"), name, text, "", dating=dating, lang=lang)
    return Briefing(
        article=article,
        sentences=(),
        bottom_line=Span(0, 0),
        points=(),
        actors=tuple(Actor("PER", one, (one,), (Span(0, 1),)) for one in actors),
        quotes=(),
        timexes=(),
        open_points=(),
        sourcing=Sourcing((), (), (), None, ""),
    )


def story(number: int, telling: int = 0) -> str:
    """A text on an event: equal numbers share their facts, tellings differ in a third of their words."""
    facts = " ".join(_word(number, at) for at in range(36))
    words = " ".join(_word(100 + number, 100 * telling + at) for at in range(12))
    return f"{facts} {words}"


def _word(*numbers: int) -> str:
    """A word of letters alone, another one for other numbers."""
    return "".join(chr(ord("a") + int(digit)) for number in numbers for digit in f"{number:05}") + "q"
