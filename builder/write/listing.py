"""What the pages that list briefings share: order, one line a briefing, citations from afar, plain pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from builder.headings import slug
from builder.records import Briefing, Event, Page
from builder.saying import ENGLISH, Saying
from builder.write import escape, front_matter
from builder.write.addresses import Addresses, way
from builder.write.calendar import dating_in_words, edtf_in_words, is_estimate
from builder.write.view import citation


def sorting_day(briefing: Briefing) -> date:
    """The day that sorts a briefing."""
    dating = briefing.article.dating
    if dating is None:
        raise ValueError(f"{briefing.article.path}: has no dating; the pipeline gives every article one")
    return dating.day


def is_dated(briefing: Briefing) -> bool:
    """Whether the day of publication is known or estimated."""
    dating = briefing.article.dating
    return dating is not None and dating.basis != "retrieved"


def newest_first(briefings: Iterable[Briefing]) -> list[Briefing]:
    """By day, undated ones last, then by id: an order that no clock changes."""
    return sorted(briefings, key=lambda one: (is_dated(one), sorting_day(one), one.article.id), reverse=True)


def when(briefing: Briefing, say: Saying = ENGLISH) -> str:
    """Markdown of the date with its precision; with its basis only where it is a guess: the briefing tells the rest."""
    dating = briefing.article.dating
    if dating is None:
        return ""
    stated = dating.basis == "metadata"  # the page says so, only not in its text
    words = edtf_in_words(dating.edtf or dating.day.isoformat(), say) if stated else dating_in_words(dating, say)
    return escape.markdown(words)


def line(briefing: Briefing, here: PurePosixPath, addresses: Addresses) -> str:
    """One list item: link, date, source."""
    article = briefing.article
    source = escape.markdown(article.source or addresses.say("no_source"))
    return f"- {addresses.link(article.title, article.id, here)} · {when(briefing, addresses.say)} · {source}"


def lines(briefings: Iterable[Briefing], here: PurePosixPath, addresses: Addresses) -> str:
    """A list of briefings."""
    return "\n".join(line(one, here, addresses) for one in briefings)


def event_day(event: Event) -> date:
    """The day of the newest report, which sorts an event."""
    return max(map(sorting_day, [one for one in event.members if is_dated(one)] or event.members))


def event_is_dated(event: Event) -> bool:
    """Whether the day of a report is known or estimated."""
    return any(map(is_dated, event.members))


def newest_events(events: Iterable[Event]) -> list[Event]:
    """By the newest report, undated ones last, then by id."""
    return sorted(events, key=lambda one: (event_is_dated(one), event_day(one), one.id), reverse=True)


def event_days(event: Event, say: Saying = ENGLISH) -> str:
    """Markdown of the days of the first and the newest report; "about" a day that is an estimate."""
    days: dict[date, bool] = {}
    for one in filter(is_dated, event.members):
        days[sorting_day(one)] = days.get(sorting_day(one), True) and is_estimate(one.article.dating)
    shown = [f"{day}{'~' if days[day] else ''}" for day in sorted(days)]
    return edtf_in_words("/".join(dict.fromkeys((shown[0], shown[-1]))), say) if shown else say("day_unknown")


def outlets_and_origins(event: Event, say: Saying = ENGLISH) -> str:
    """`2 outlets, 1 origin`: how many outlets tell of an event, and how many independent origins it has."""
    origins = say.count(event.independent, "origin") if event.independent else say("no_origin")
    return f"{say.count(event.outlets, 'outlet')}, {origins}"


def event_line(event: Event, here: PurePosixPath, addresses: Addresses) -> str:
    """One list item: link, days, counts, confidence."""
    say = addresses.say
    link = addresses.link(event.title, event.id, here)
    confidence = say("confidence", level=say(f"confidence_{event.confidence}"))
    return f"- {link} · {event_days(event, say)} · {outlets_and_origins(event, say)} · {confidence}"


def event_lines(events: Iterable[Event], here: PurePosixPath, addresses: Addresses) -> str:
    """A list of events."""
    return "\n".join(event_line(one, here, addresses) for one in events)


def cite(briefing: Briefing, offset: int, here: PurePosixPath, addresses: Addresses) -> str:
    """`[n]` that leads from another page to a sentence; nothing where a person deleted the briefing."""
    path = addresses.path(briefing.article.id)
    if path is None:
        return ""
    page = way(path, here)
    number = briefing.sentence_at(offset)
    return (
        citation(number, page)
        if addresses.has_sentences(briefing.article.id)
        else rf"[\[{addresses.say('page')}\]]({page})"
    )


def bottom_line(briefing: Briefing) -> str:
    """Markdown of the bottom line; three dots say that its sentence goes on."""
    words = escape.markdown(briefing.bottom_line.of(briefing.article.text))
    ends = any(one.span.end == briefing.bottom_line.end for one in briefing.sentences)
    return words if ends else f"{words.rstrip(' ,;:')} …"


def heading(words: str, in_english: str) -> str:
    """The words of a heading whose anchor is the same in all languages."""
    return words if words == in_english else f"{words} {{ #{slug(in_english)} }}"


def begun(values: Mapping[str, Any], title: str) -> str:
    """The text of a page that has a heading and nothing else yet; the title is a person's own Markdown."""
    return front_matter.page(values, f"# {title}")


def plain_page(page_id: str, here: PurePosixPath, title: str, in_english: str, body: str, **metadata: Any) -> Page:
    """A page with front matter and its own heading, whose anchor is that of English."""
    values = {"id": page_id, "type": "page", "title": title, **metadata}
    return Page(
        page_id,
        here,
        front_matter.page(values, f"# {heading(escape.markdown(title), escape.markdown(in_english))}\n\n{body}"),
    )
