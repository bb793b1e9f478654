"""What two texts are to each other: copies, reprints, an update, or two articles."""

from datetime import timedelta

from builder.records import VersionKind
from builder.versions.texts import FEWEST, Text, day_of, folded

SAME = 0.8
"""Shared shingles (Jaccard) of two copies of one text: an edited word costs five of them, a reprint's new first and
last paragraph a fifth."""

UPDATED = 0.4
"""The same for an article that was updated, where the address or headline says that it is the same article."""

_UPDATED_WITHIN = timedelta(days=7)


def kind(one: Text, other: Text) -> VersionKind | None:
    """What two texts are to each other; None when they are two articles."""
    if one.article.by_hand or other.article.by_hand:
        return None
    same_source = not one.article.source or not other.article.source or one.article.source == other.article.source
    alike = _alikeness(one, other)
    if one.shingles == other.shingles or (alike >= SAME and one.numbers == other.numbers):
        return "copy" if same_source else "reprint"
    return "update" if same_source and alike >= UPDATED and _says_same(one, other) else None


def _alikeness(one: Text, other: Text) -> float:
    if min(len(one.shingles), len(other.shingles)) < FEWEST:
        return 0.0
    return len(one.shingles & other.shingles) / len(one.shingles | other.shingles)


def _says_same(one: Text, other: Text) -> bool:
    """Whether address, or headline and day, say that two texts are one article."""
    if one.address and one.address == other.address:
        return True
    days = [day for text in (one, other) if (day := day_of(text.article))]
    near = len(days) < 2 or abs(days[0] - days[1]) <= _UPDATED_WITHIN
    return near and folded(one.article.title) == folded(other.article.title)
