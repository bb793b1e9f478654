"""Parts that events made by hand are put together from."""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from builder.records import (
    Article,
    Briefing,
    Dating,
    Passage,
    Point,
    Row,
    Sentence,
    Sourcing,
    Span,
    Stance,
    Telling,
)


def make_member(page_id: str, title: str, *sentences: str, source: str | None, dating: Dating | None) -> Briefing:
    """A briefing of a title and sentences, with no findings but its bottom line."""
    text = "\n\n".join((title, *sentences))
    spans, at = [], 0
    for words in (title, *sentences):
        spans.append(Span(at, at + len(words)))
        at += len(words) + 2
    article = Article(
        page_id, PurePosixPath(f"seeds/{page_id}.txt"), "cd" * 32, text, title, title, dating=dating, source=source
    )
    return Briefing(
        article=article,
        sentences=tuple(Sentence(span, True) for span in spans),
        bottom_line=spans[min(1, len(spans) - 1)],
        points=(Point(spans[min(1, len(spans) - 1)], "reported"),),
        actors=(),
        quotes=(),
        timexes=(),
        open_points=(),
        sourcing=Sourcing((), (), (), "low", "no source named"),
    )


def at(briefing: Briefing, words: str) -> Span:
    """Where the words stand."""
    start = briefing.article.text.index(words)
    return Span(start, start + len(words))


def passage(briefing: Briefing, words: str, by: str | None = None, stance: Stance = "reported") -> Passage:
    """The words as a passage."""
    return Passage(briefing.article.id, at(briefing, words), by, stance)


def stated(day: str) -> Dating:
    return Dating("stated", date.fromisoformat(day), day)


def row(*tellings: Sequence[Passage], aspect: str = "") -> Row:
    """A row of the kind that its tellings make it."""
    kind = "differs" if len(tellings) > 1 else "agreed" if len(tellings[0]) > 1 else "only"
    return Row(kind, tuple(Telling(tuple(one)) for one in tellings), aspect)  # type: ignore[arg-type]  # str is narrowed
