"""Which briefings are on one event, and what that event is called.

The rule, in order:

1. What a person wrote wins: `event` on an article, `same_as` on an event, `not` on either.
2. Articles that were on one event stay together unless they are clearly less alike than is asked of new ones.
3. Articles join when they are alike (`likeness.py`): the mean likeness of all pairs must reach `ALIKE` (`parts.py`).
   Articles that were published more than a week apart are not alike at all (`gate.py`).
4. One article alone is no event, unless a person speaks of it.

Ids and groups are those of the last run wherever the rule allows: the pages are the memory.
"""

from collections.abc import Iterator, Mapping, Sequence

from builder.events.identity import by_appearance, kept_id, new_id
from builder.events.likeness import Likeness
from builder.events.parts import Part, Parts
from builder.events.wishes import NONE, Settled, settle
from builder.memory import NO_MEMORY, Memory
from builder.records import Briefing, Group, Grouped, Wishes


def group(
    briefings: Sequence[Briefing], wishes: Wishes, before: Mapping[str, str], memory: Memory = NO_MEMORY
) -> Grouped:
    """The events, each with its briefings.

    `before` maps article ids to the event ids that the machine wrote in the last run.
    """
    of = ((*briefings,), wishes, before)
    return memory.made("groups", of, lambda: _grouped(*of, memory.part("groups")))


def _grouped(briefings: Sequence[Briefing], wishes: Wishes, before: Mapping[str, str], memory: Memory) -> Grouped:
    found = sorted(briefings, key=lambda one: one.article.id)
    ids = [one.article.id for one in found]
    settled = settle(wishes, before, ids)
    free = [one for one in found if settled.home.get(one.article.id) != NONE]
    if not free:
        return Grouped((), settled.problems)
    parts = Parts(free, settled, Likeness(free, memory)).all()
    memory.forget()
    return Grouped(tuple(_named(parts, settled, before)), settled.problems)


def _named(parts: Sequence[Part], settled: Settled, before: Mapping[str, str]) -> Iterator[Group]:
    """The parts that are events, by their first report."""
    elsewhere = (one for others in settled.former.values() for one in others)  # a person made these part of another
    taken = {*before.values(), *settled.home.values(), *settled.was.values(), *elsewhere, *settled.spoken}
    for part in sorted(parts, key=lambda part: by_appearance(part.members[0])):
        ids = [one.article.id for one in part.members]
        if len(ids) < 2 and ids[0] not in settled.home and part.labels.get(ids[0]) not in settled.spoken:
            continue
        decided = next((settled.home[one] for one in ids if one in settled.home), None)
        kept, others = kept_id(part.members, part.labels)
        event = decided or kept or new_id(ids[0], taken)
        taken.add(event)
        absorbed = [*((kept,) if kept else ()), *others, *settled.former.get(event, ())]
        yield Group(
            id=event,
            members=part.members,
            absorbs=tuple(one for one in dict.fromkeys(absorbed) if one != event),
            how={one: _how(one, event, settled) for one in ids},
        )


def _how(one: str, event: str, settled: Settled) -> str:
    if one in settled.home:
        return "a person"
    return "as before" if settled.was.get(one) == event else "alike"
