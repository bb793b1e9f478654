"""The three-way merge of front matter, key by key; lists as sets."""

from typing import Any

from builder.write.merge import normal
from builder.write.merge.comments import comments, with_comments
from builder.write.merge.front import Entry, Front, dump, remove
from builder.write.merge.records import KEY, Conflict


def merge_front(base: Front | None, mine: Front, new: Front) -> list[Conflict]:
    """Bring what the machine changed into `mine`; give back where the two do not go together."""
    conflicts: list[Conflict] = []
    old = base.entries if base is not None else {}
    for key, entry in list(mine.entries.items()):
        if base is not None:
            _key(key, old.get(key), entry, new.entries.get(key), mine, conflicts)
    before: str | None = None
    for key, entry in new.entries.items():
        if key not in mine.entries and key not in old:
            _insert(mine, before, Entry(key, "", entry.raw, entry.value, entry.items, entry.head))
        if key in mine.entries:
            before = key
    return conflicts


def _key(key: str, base: Entry | None, mine: Entry, new: Entry | None, front: Front, conflicts: list[Conflict]) -> None:
    said, was = mine.said, base.said if base is not None else None
    if base is None and new is None:
        return
    if base is not None and said == was:
        if new is None:
            remove(front, key)
        elif new.said != said:
            front.entries[key] = _written(mine, new)
        return
    if new is not None and (new.said == said or new.said == was):
        return
    values = [one.value for one in (base, mine, new) if one is not None]
    if all(isinstance(value, list) for value in values):
        merged = _lists(base, mine, new)
        if merged is None:
            remove(front, key)
        else:
            front.entries[key] = merged
        return
    where = f"{KEY}{key}"
    conflicts.append(Conflict(where, base.raw if base else "", mine.raw, new.raw if new else ""))


def _written(mine: Entry, new: Entry) -> Entry:
    """The machine's value in the place of the person's; his comments stay."""
    raw = new.raw
    if "#" in mine.raw:
        raw = with_comments(raw, mine.raw)
    return Entry(mine.key, mine.lead, raw, new.value, new.items, new.head)


def _lists(base: Entry | None, mine: Entry, new: Entry | None) -> Entry | None:
    """What the person has without what the machine took away, then what it added; None when nothing is left."""
    was = {_hashed(one) for one in base.value} if base is not None else set()
    now = {_hashed(one) for one in new.value} if new is not None else set()
    has = {_hashed(one) for one in mine.value}
    kept = [index for index, one in enumerate(mine.value) if _hashed(one) in now or _hashed(one) not in was]
    added: list[Any] = []
    for one in new.value if new is not None else ():
        said = _hashed(one)
        if said not in was and said not in has:
            added.append(one)
            has.add(said)
    if len(kept) == len(mine.value) and not added:
        return mine
    value = [mine.value[index] for index in kept] + added
    if not value:
        return None if new is None else Entry(mine.key, mine.lead, with_comments(f"{mine.key}: []\n", mine.raw), [])
    if not mine.items:
        return Entry(mine.key, mine.lead, with_comments(dump(mine.key, value), mine.raw), value)
    items = [mine.items[index] for index in kept]
    staying = set(kept)
    lost = [one for index, text in enumerate(mine.items) if index not in staying for one in comments(_alone(text))]
    indent = mine.items[0][: len(mine.items[0]) - len(mine.items[0].lstrip())]
    for one in added:
        lines = dump("x", [one]).split("\n")[1:-1]
        items.append("".join(f"{indent}{line}\n" for line in lines))
    lead = mine.lead + "".join(f"{one}\n" for one in lost)
    return Entry(mine.key, lead, mine.head + "".join(items), value, tuple(items), mine.head)


def _alone(item: str) -> str:
    indent = len(item) - len(item.lstrip())
    return "\n".join(line[min(indent, len(line) - len(line.lstrip())) :] for line in item.split("\n"))


def _hashed(value: Any) -> str:
    return repr(normal.value(value))


def _insert(front: Front, before: str | None, entry: Entry) -> None:
    """Put a key behind another; first when there is none."""
    entries = front.entries
    if before is None:
        front.entries = {entry.key: entry, **entries}
        return
    front.entries = {}
    for key, one in entries.items():
        front.entries[key] = one
        if key == before:
            front.entries[entry.key] = entry
