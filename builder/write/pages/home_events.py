"""What the home page tells of events: the top ones, what they leave open, what they say is planned."""

import re
from collections.abc import Iterator, Sequence, Set
from datetime import timedelta
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.records import Briefing, Event, Moment, Passage
from builder.saying import ENGLISH, Saying
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.calendar import about, value_in_words
from builder.write.event_sections.claims import row_anchor
from builder.write.event_sections.questions import question_anchor
from builder.write.event_view import labels, sentence_part
from builder.write.listing import cite, event_day, event_is_dated, event_line

TOP = 7
"""Events listed."""

OF_AN_EVENT = 2
"""Open questions of one event: others are to be heard too."""

TELLERS = 2
"""Articles that one line cites."""

_WORD = re.compile(r"[^\W_]+")

RECENT = timedelta(days=30)
"""How old the newest report of a top event may be, counted back from the newest one of all: else old events with many
outlets would stay for ever."""


def ranking(say: Saying = ENGLISH) -> str:
    """The rule, as the home page and the page on method tell it."""
    return say("ranking", days=RECENT.days)


class Told(NamedTuple):
    """A line about an event, and the sentences it rests on."""

    line: str
    sentences: frozenset[tuple[str, int]]
    """Article and number."""

    words: str = ""
    """What is told, folded: two lines with the same words are one."""


def top_events(events: Sequence[Event], here: PurePosixPath, addresses: Addresses, told: Set[str] = frozenset()) -> str:
    """The rule in words, and at most seven events; `events` come newest first.

    The bottom lines of the events `told` stand on the page already.
    """
    dated = [one for one in events if event_is_dated(one)]
    recent = [one for one in dated if event_day(dated[0]) - event_day(one) <= RECENT]
    top = sorted(recent, key=lambda one: (-one.outlets, -one.independent))[:TOP]
    lines = (
        event_line(one, here, addresses) + ("" if one.id in told else _bottom_line(one, here, addresses)) for one in top
    )
    return "\n".join((f"{ranking(addresses.say)}\n{{: .meta }}", "", *lines)) if top else ""


def _bottom_line(event: Event, here: PurePosixPath, addresses: Addresses) -> str:
    members = {one.article.id: one for one in event.members}
    return "".join(
        f" — {sentence_part(members[one.article], one.span)} "
        f"{cite(members[one.article], one.span.start, here, addresses)}"
        for one in event.bottom_line[:1]
    )


def open_questions(events: Sequence[Event], here: PurePosixPath, addresses: Addresses) -> Iterator[Told]:
    """What events leave open, newest event first and two of each; what is planned is no dispute."""
    for event in events:
        for question in event.questions:
            if question.passages and not question.reason.startswith("planned"):
                words = f"**{escape.markdown(addresses.say.finding(question.reason))}**{addresses.say('colon')}"
                yield _told(
                    event,
                    question.passages,
                    words,
                    here,
                    addresses,
                    row_anchor(event, question) or question_anchor(event, question),
                )


def planned(events: Sequence[Event], day: str, here: PurePosixPath, addresses: Addresses) -> dict[str, list[Told]]:
    """Planned dates not over on a day (ISO 8601) -> what is planned then, each told once."""
    found: dict[str, list[Told]] = {}
    for event in events:
        for moment in event.moments:
            if (
                moment.planned
                and moment.passages
                and moment.value >= day[: len(moment.value)]
                and _words(moment, addresses.say)
            ):
                line = _told(event, moment.passages, f"**{_words(moment, addresses.say)}** — ", here, addresses)
                found.setdefault(moment.value, []).append(line)
    return found


def _words(moment: Moment, say: Saying) -> str:
    words = value_in_words(moment.value, say)
    return about(words, say) if moment.estimated and words else words


def _told(
    event: Event, passages: Sequence[Passage], opening: str, here: PurePosixPath, addresses: Addresses, anchor: str = ""
) -> Told:
    members: dict[str, Briefing] = {one.article.id: one for one in event.members}
    names = labels(event.members, addresses.say)
    first = passages[0]
    told = sentence_part(members[first.article], first.span)
    where = [
        f"{escape.markdown(names[one.article])} {cite(members[one.article], one.span.start, here, addresses)}"
        for one in passages[:TELLERS]
    ]
    tellers = ", ".join(where)
    if len(passages) > TELLERS:
        tellers = addresses.say("and_more", those=tellers, count=len(passages) - TELLERS)
    line = f"- {opening}{told} — {tellers} · {addresses.link_into(event.title, event.id, here, anchor)}"
    sentences = frozenset((one.article, members[one.article].sentence_at(one.span.start)) for one in passages)
    return Told(line, sentences, folded(first.span.of(members[first.article].article.text)))


def folded(text: str) -> str:
    """The words of a text, without what does not tell two sentences apart."""
    return " ".join(_WORD.findall(text.casefold()))
