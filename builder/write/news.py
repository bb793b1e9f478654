"""What is new, changed or corrected: how what a run writes differs from what the last run with news knew.

Two small files in `.builder/news/` say what that was. `known` has a line for each briefing, event and correction;
`builds.jsonl` has a line for each of the last runs that had news, with the news. Both are written together with the
page that shows them, in one step. Their lines stand for themselves, so that git can join those of two branches and a
line that is none (a mark of a conflict, half a line) is passed over. Without `known` whatever has a page is known: to
delete the folder forgets the news, and makes none.

No clock: a run is dated by the newest source that it knew.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from hashlib import sha256
from typing import Any, Literal, NamedTuple, get_args

from builder.records import Briefing, Event
from builder.write.escape import one_line
from builder.write.event_changes import Changes
from builder.write.listing import is_dated, newest_first, sorting_day
from builder.write.listing import newest_events as newest_events_first

NewsKind = Literal["new event", "new briefing", "changed event", "updated briefing", "correction"]
KINDS: tuple[NewsKind, ...] = get_args(NewsKind)
"""In the order in which they are told."""

BUILDS = 10
"""Runs with news that are remembered, the last ones."""

LISTED = 20
"""News of a kind that are remembered of one run, the newest; the others are counted."""

KNOWN, PAST = "news/known", "news/builds.jsonl"
"""Files below `.builder/`."""


class Item(NamedTuple):
    """One piece of news."""

    kind: NewsKind
    page: str
    """Id of the page that it is about."""

    title: str
    """Of that page, when it was news."""

    mark: str
    """Tells one state of the page from another."""

    what: str = ""
    """What changed, or what was corrected; plain text."""


class Build(NamedTuple):
    """A run that had news."""

    number: int
    """1 for the first one, to which all was new."""

    day: str
    """Of the newest source then, ISO 8601; empty when no day was known."""

    counts: Mapping[NewsKind, int]
    items: tuple[Item, ...]


class Corrected(NamedTuple):
    """A line of the page of corrections."""

    page: str
    title: str
    text: str
    day: str = ""
    """As a person stated it, else since when the change has been seen; empty when neither is known."""

    stated: bool = True
    """Whether a person stated it; False for a change that was found by comparing."""


class News(NamedTuple):
    """What the last run knew and what those before it told."""

    known: frozenset[str] | None = None
    """Lines of `KNOWN`; None when nothing is on record."""

    builds: tuple[Build, ...] = ()
    """Oldest first."""

    def files(self) -> dict[str, str]:
        """Path below `.builder/` -> text, for the next run; empty for one that need not be there."""
        known = "".join(f"{line}\n" for line in sorted(self.known or ()))
        return {KNOWN: known, PAST: "".join(f"{_written(one)}\n" for one in self.builds)}


def read_news(known: bytes | None, past: bytes | None) -> News:
    """What two files of the last run say; what cannot be read in them was not said."""
    lines = [] if known is None else known.decode(errors="replace").split("\n")
    found = [_read(line) for line in (past or b"").decode(errors="replace").split("\n")]
    builds = {_written(one): one for one in found if one is not None}
    ordered = [builds[line] for line in sorted(builds, key=lambda line: (builds[line].number, line))]
    return News(frozenset(line for line in lines if len(line.split(" ")) == 3) or None, tuple(ordered[-BUILDS:]))


def with_news(
    before: News,
    briefings: Iterable[Briefing],
    events: Mapping[str, tuple[Event, Changes | None]],
    corrections: Sequence[Corrected],
    *,
    has_page: Callable[[str], bool],
) -> News:
    """The record with the news of this run, if it has any; the same record when it has none.

    Args:
        before: the record of the last run.
        briefings: all of them.
        events: all of them by id, each with what its page says has changed.
        corrections: all of them.
        has_page: whether the machine wrote a page of this id before.
    """
    briefings = newest_first(briefings)
    states = (*_of_events(events), *_of_briefings(briefings), *_of_corrections(corrections))
    found = list(dict.fromkeys(states))
    lines = frozenset(_line(one) for one in found) or None
    had = before.known if before.known is not None else _adopted(found, has_page)
    pages = {line.rpartition(" ")[0] for line in had}
    news = [item for one in found if _line(one) not in had and (item := _news(one, pages))]
    if not news:
        return News(lines, before.builds)
    number = max((one.number for one in before.builds), default=1 if had else 0) + 1
    counts = {kind: count for kind in KINDS if (count := sum(one.kind == kind for one in news))}
    listed = [one for kind in counts for one in [two for two in news if two.kind == kind][:LISTED]]
    newest = next((sorting_day(one).isoformat() for one in briefings if is_dated(one)), "")
    return News(lines, (*before.builds, Build(number, newest, counts, tuple(listed)))[-BUILDS:])


class _State(NamedTuple):
    """A page as this run has it, or a correction."""

    page: str
    aspect: Literal["event", "text", "correction"]
    mark: str
    title: str
    what: str = ""


def _of_events(events: Mapping[str, tuple[Event, Changes | None]]) -> Iterator[_State]:
    for event in newest_events_first(event for event, _ in events.values()):
        changes = events[event.id][1]
        mark = _digest(json.dumps(changes, ensure_ascii=False)) if changes else "-"
        yield _State(event.id, "event", mark, event.title, in_words(changes) if changes else "")


def _of_briefings(briefings: Iterable[Briefing]) -> Iterator[_State]:
    for one in briefings:
        article = one.article  # one that a person wrote as a page has no seed: its words tell
        yield _State(article.id, "text", article.digest[:8] or _digest(article.text), article.title)


def _of_corrections(corrections: Iterable[Corrected]) -> Iterator[_State]:
    for one in corrections:
        yield _State(
            one.page, "correction", _digest(f"{one.day if one.stated else ''} {one.text}"), one.title, one.text
        )


def _line(state: _State) -> str:
    return f"{''.join(state.page.split())} {state.aspect} {state.mark}"


def _adopted(found: Iterable[_State], has_page: Callable[[str], bool]) -> frozenset[str]:
    """What a project built before there was a record has told already."""
    return frozenset(_line(one) for one in found if has_page(one.page))


def _news(state: _State, pages: Set[str]) -> Item | None:
    known = _line(state).rpartition(" ")[0] in pages
    if state.aspect == "correction":
        kind: NewsKind = "correction"
    elif state.aspect == "event":
        kind = "changed event" if known else "new event"
    else:
        kind = "updated briefing" if known else "new briefing"
    what = state.what if known or kind == "correction" else ""
    return (
        None
        if kind == "changed event" and not what
        else Item(kind, state.page, one_line(state.title), state.mark, one_line(what))
    )


def in_words(changes: Changes) -> str:
    """What changed on an event, on one line of plain text."""
    kinds = [one.kind for one in changes.items]
    parts = [
        f"{count} {'article' if count == 1 else 'articles'} {word}"
        for kind, word in (("added", "more"), ("removed", "fewer"), ("corrected", "corrected or updated"))
        if (count := kinds.count(kind))  # type: ignore[arg-type]
    ]
    for one in changes.items:
        if one.kind == "origins":
            parts.append(f"{one.now} {'origin' if one.now == '1' else 'origins'}, before {one.words}")
        elif one.kind == "confidence":
            parts.append(f"confidence {one.now}, before {one.words}")
    told = [one.words or "one fact" for one in changes.items if one.kind == "differs"]
    parts += [f"now told differently: {told[0]}{f' and {len(told) - 1} more' if told[1:] else ''}"] if told else []
    return "; ".join(parts)


def _written(build: Build) -> str:
    values = {"build": build.number, "day": build.day, "counts": dict(build.counts), "items": build.items}
    return json.dumps(values, ensure_ascii=False)


def _read(line: str) -> Build | None:
    try:
        found: Any = json.loads(line)
        items = tuple(Item(one[0], *map(str, one[1:])) for one in found["items"] if one[0] in KINDS)
        counts = {kind: int(found["counts"][kind]) for kind in KINDS if kind in found["counts"]}
        day = date.fromisoformat(found["day"]).isoformat() if found["day"] else ""
        return Build(int(found["build"]), day, counts, items)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
