"""Lines of the text that say no more than who wrote it: shown above the article, so they go from its text."""

from collections import Counter
from collections.abc import Sequence

from builder.clean.authors import names_of
from builder.clean.fold import fold
from builder.records import Removed

BYLINE = "byline"

_MAX_LENGTH = 120


def remove_bylines(paragraphs: Sequence[str], authors: Sequence[str]) -> tuple[list[str], tuple[Removed, ...]]:
    """The paragraphs without lines that only name authors that are known, and those lines; the last one stays.

    A name alone that comes twice is that of a speaker.
    """
    known = {fold(author) for author in authors}
    often = Counter(map(fold, paragraphs))
    kept: list[str] = []
    removed: list[Removed] = []
    for paragraph in paragraphs:
        alone = fold(paragraph) in known
        names = {fold(name) for name in names_of(paragraph)} if known and _is_line(paragraph) else set()
        if names and names <= known and not (alone and often[fold(paragraph)] > 1):
            removed.append(Removed(paragraph, BYLINE))
        else:
            kept.append(paragraph)
    return (kept, tuple(removed)) if kept else (list(paragraphs), ())


def _is_line(paragraph: str) -> bool:
    return len(paragraph) <= _MAX_LENGTH and not paragraph.endswith((":", "?", "!"))
