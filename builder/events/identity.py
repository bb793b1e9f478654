"""Ids of events, and the order of their members."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from builder.records import Briefing, Group

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


def heirs(groups: Sequence[Group], before: Mapping[str, str]) -> Iterator[Group]:
    """The groups, each with the events that are no more and most of whose articles it has: addresses lead on there."""
    known = {one for group in groups for one in (group.id, *group.absorbs)}
    now = {one.article.id: group.id for group in groups for one in group.members}
    went: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article, event in sorted(before.items()):
        if event not in known and article in now:
            went[event][now[article]] += 1
    gets: defaultdict[str, list[str]] = defaultdict(list)
    for event, counts in went.items():
        gets[min(counts, key=lambda one: (-counts[one], one))].append(event)
    for group in groups:
        yield replace(group, absorbs=(*group.absorbs, *gets[group.id])) if gets[group.id] else group
