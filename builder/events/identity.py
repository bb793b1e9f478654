"""Ids of events, and the order of their members."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from hashlib import sha256

from builder.records import Briefing

Key = tuple[date, str]


def by_appearance(briefing: Briefing) -> Key:
    """Sorts by day of publication, those without one last; then by id."""
    dating = briefing.article.dating
    return (dating.day if dating and dating.basis != "retrieved" else date.max, briefing.article.id)


def new_id(earliest: str, taken: Container[str]) -> str:
    """`e` and ten hex digits from the id of the earliest member, or the next such id that is not taken."""
    found, turn = "", 0
    while not found or found in taken:
        found = f"e{sha256(f'{earliest} {turn}'.encode() if turn else earliest.encode()).hexdigest()[:10]}"
        turn += 1
    return found


def kept_id(members: Sequence[Briefing], labels: Mapping[str, str]) -> tuple[str | None, tuple[str, ...]]:
    """The event id that most members had, of equals the one whose member is earliest; and the others, by age.

    `labels` maps article ids to event ids; members are earliest first.
    """
    had = [labels[one.article.id] for one in members if one.article.id in labels]
    ids = list(dict.fromkeys(had))
    if not ids:
        return None, ()
    kept = max(ids, key=lambda one: (had.count(one), -ids.index(one)))
    return kept, tuple(one for one in ids if one != kept)
