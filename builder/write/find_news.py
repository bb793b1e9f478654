"""Compares what a run has with what the last run that had news knew."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from hashlib import sha256
from typing import Literal, NamedTuple

from builder.records import Briefing, Event
from builder.write.escape import one_line
from builder.write.event_changes import Changes
from builder.write.listing import is_dated, newest_events, newest_first, sorting_day
from builder.write.news import BUILDS, KINDS, LISTED, Build, Corrected, Item, News, NewsKind


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
    news: dict[NewsKind, list[_State]] = {kind: [] for kind in KINDS}
    for one in found:
        if _line(one) not in had and (kind := _kind(one, pages)):
            news[kind].append(one)
    if not any(news.values()):
        return News(lines, before.builds)
    number = max((one.number for one in before.builds), default=1 if had else 0) + 1
    newest = next((sorting_day(one).isoformat() for one in briefings if is_dated(one)), "")
    counts = {kind: len(states) for kind, states in news.items() if states}
    items = tuple(_item(kind, one) for kind in counts for one in news[kind][:LISTED])
    return News(lines, (*before.builds, Build(number, newest, counts, items))[-BUILDS:])


class _State(NamedTuple):
    """A page as this run has it, or a correction."""

    page: str
    aspect: Literal["event", "text", "correction"]
    mark: str
    title: str
    what: str = ""


def _of_events(events: Mapping[str, tuple[Event, Changes | None]]) -> Iterator[_State]:
    for event in newest_events(event for event, _ in events.values()):
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


def _kind(state: _State, pages: Set[str]) -> NewsKind | None:
    """What kind of news it is; None for an event of which nothing that is told has changed."""
    known = _line(state).rpartition(" ")[0] in pages
    if state.aspect == "correction":
        return "correction"
    if state.aspect == "text":
        return "updated briefing" if known else "new briefing"
    return "new event" if not known else "changed event" if state.what else None


def _item(kind: NewsKind, state: _State) -> Item:
    what = "" if kind == "new event" else state.what
    return Item(kind, state.page, one_line(state.title), state.mark, one_line(what))


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


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
