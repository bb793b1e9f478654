"""Briefings for tests of events: a text, who acts in it and what it quotes."""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from builder.records import (
    Actor,
    ActorKind,
    Article,
    Briefing,
    Chain,
    Dating,
    OpenPoint,
    Quote,
    Sentence,
    Sourcing,
    Span,
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def briefing(
    number: int,
    text: str,
    *,
    day: date | None = None,
    source: str | None = None,
    actors: Sequence[tuple[ActorKind, str]] = (),
    quotes: Sequence[tuple[str, str]] = (),
    chains: Sequence[Chain] = (),
    opens: Sequence[tuple[str, str | None]] = (),
) -> Briefing:
    sentences = []
    start = 0
    for part in text.split(". "):
        end = min(len(text), start + len(part) + 1)
        sentences.append(Sentence(Span(start, end), start == 0))
        start = end + 1
    article = Article(
        id=f"b{number:010d}",
        path=PurePosixPath(f"seeds/{number}.txt"),
        digest="",
        text=text,
        title=text.split(". ")[0],
        original_title=None,
        source=source,
        dating=Dating("stated", day, day.isoformat()) if day else None,
    )
    return Briefing(
        article=article,
        sentences=tuple(sentences),
        bottom_line=sentences[0].span,
        points=(),
        actors=tuple(Actor(kind, name, (name,), (span(text, name),)) for kind, name in actors),
        quotes=tuple(
            Quote(span(text, words), words, who, on_record=not who.startswith(("a ", "an "))) for words, who in quotes
        ),
        timexes=(),
        open_points=tuple(
            OpenPoint(next(one.span for one in sentences if one.span.holds(span(text, cue))), span(text, cue), by)
            for cue, by in opens
        ),
        sourcing=Sourcing((), (), tuple(one.origin for one in chains if one.account), "moderate", "", tuple(chains)),
    )


def chain(origin: str, group: str = "", *, speaker: str | None = None, on_record: bool = True) -> Chain:
    return Chain(origin, group or origin, on_record, speaker, (), (Span(0, 4),), account=True)
