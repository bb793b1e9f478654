"""The home page: finite by design, built from the newest source date, never from the clock."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import PurePosixPath

from builder.config import Settings
from builder.records import Briefing, Dossier, Event, Page
from builder.saying import ENGLISH, Saying
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.calendar import YEAR, about, is_estimate, value_in_words
from builder.write.listing import cite, heading, is_dated, lines, newest_first, plain_page, sorting_day
from builder.write.pages import since
from builder.write.pages.home_day import newest_day, tell_day
from builder.write.pages.home_events import TELLERS, folded, open_questions, planned, top_events

HERE = PurePosixPath("index.md")

DISPUTES, WATCH, TOP_ACTORS = 5, 7, 15
"""Most lines of each list."""

NEWS = 2
"""Most lines of each kind of news."""

_LISTS = (
    ("all_events", "page-events"),
    ("all_dates", "page-dates"),
    ("all_actors", "page-actors"),
    ("all_sources", "page-sources"),
    ("since_last_time", "page-since"),
    ("corrections", "page-corrections"),
    ("how_made", "page-method"),
)
"""Ways into the site: key of the words, id of the page."""


def home_page(
    briefings: Sequence[Briefing],
    dossiers: Sequence[Dossier],
    addresses: Addresses,
    settings: Settings,
    events: Sequence[Event] = (),
    news: since.Telling | None = None,
) -> Page:
    """The newest day in sentences, news, top events, what is disputed, what comes next, the latest, ways to browse.

    `events` come newest first.
    """
    ordered = newest_first(briefings)
    newest = newest_day(ordered)
    today = [one for one in ordered if is_dated(one) and sorting_day(one) == newest]
    say = addresses.say
    is_about = today and all(is_estimate(one.article.dating) for one in today)
    shown, in_english = (_day(newest, one, is_about=bool(is_about)) for one in (say, ENGLISH))
    day = tell_day(today, events, HERE, addresses)
    sections = (
        (_of_day(day.sentences, shown, in_english, say), day.lines),
        ("Since last time", since.latest(news, HERE, NEWS) if news else ""),
        ("Top events", top_events(events, HERE, addresses, day.told)),
        ("Open disputes", _disputes(ordered, events, addresses)),
        ("Dates to watch", _watch(ordered, events, addresses)),
        ("Latest briefings", lines(ordered[: settings.home_briefings], HERE, addresses)),
        ("Most named", _actors(dossiers, addresses)),
    )
    parts = [_status(ordered, dossiers, events, say)]
    parts += [f"{say('newest_source', day=shown)}\n{{: .meta .newest }}"] if shown else []
    parts += [f"## {heading}\n\n{body}" for heading, body in sections if body]
    ways = [f"- {addresses.link(say(key), page_id, HERE)}" for key, page_id in _LISTS if addresses.path(page_id)]
    parts.append("\n".join(("## Browse and search\n", *ways, f"- {say('where_search')}")))
    return plain_page(
        "page-home",
        HERE,
        say("briefings"),
        ENGLISH("briefings"),
        "\n\n".join(parts),
        **({"date": newest} if newest else {}),
    )


def _day(day: date | None, say: Saying, *, is_about: bool) -> str:
    words = say.day(day) if day else ""
    return about(words, say) if is_about else words


def _of_day(sentences: int, day: str, in_english: str, say: Saying) -> str:
    """The heading above the newest day; its anchor is that of English."""
    return heading(
        say("newest_day", sentences=say.count(sentences, "sentence"), day=day),
        ENGLISH("newest_day", sentences=ENGLISH.count(sentences, "sentence"), day=in_english),
    )


def _status(briefings: Sequence[Briefing], dossiers: Sequence[Dossier], events: Sequence[Event], say: Saying) -> str:
    if not briefings:
        return f"{say('no_briefings_yet')}\n{{: .meta }}"
    counts = [(len(briefings), "briefing"), *([(len(events), "event")] if events else []), (len(dossiers), "actor")]
    words = ", ".join(say.count(number, noun) for number, noun in counts)
    return f"{say('every_line', counts=words)}\n{{: .meta }}"


def _disputes(ordered: Sequence[Briefing], events: Sequence[Event], addresses: Addresses) -> str:
    """What the newest events leave open, then the open points of the newest briefings that are on none.

    A sentence that several articles carry is one line, which cites two of them.
    """
    told = {one.words: one for one in reversed(list(islice(open_questions(events, HERE, addresses), 4 * DISPUTES)))}
    lines = [one.line for one in reversed(told.values())][:DISPUTES]
    on_events = {one.article.id for event in events for one in event.members}
    found: dict[str, list[str]] = {}
    for one in ordered:
        for point in one.open_points:
            text = point.span.of(one.article.text)
            if len(found) > DISPUTES or one.article.id in on_events or folded(text) in told:
                continue
            item = found.setdefault(folded(text), [escape.markdown(text)])
            citation = cite(one, point.cue.start, HERE, addresses)
            if len(item) <= TELLERS and citation not in item:
                item.append(citation)
    lines += [f"- {item[0]} {', '.join(item[1:])}" for item in found.values()]
    return "\n".join(lines[:DISPUTES])


def _watch(ordered: Sequence[Briefing], events: Sequence[Event], addresses: Addresses) -> str:
    """Planned days not over on the newest source date, soonest first; an event tells its own once."""
    newest = newest_day(ordered)
    if newest is None:
        return ""
    today = newest.isoformat()
    told = planned(events, today, HERE, addresses)
    items = {(value, one.line): one.line for value, found in told.items() for one in found}
    sentences = {sentence for found in told.values() for one in found for sentence in one.sentences}
    for one in ordered:
        for timex in one.timexes:
            value, number = timex.value or "", one.sentence_at(timex.span.start)
            if (
                timex.direction == "planned"
                and value[:1] in ("1", "2")
                and value[:10] >= today[: len(value[:10])]
                and (one.article.id, number) not in sentences
            ):
                words = value_in_words(value, addresses.say)
                if words and is_estimate(one.article.dating) and not YEAR.search(timex.text):
                    words = about(words, addresses.say)
                if words:
                    text = escape.markdown(one.sentences[number - 1].span.of(one.article.text))
                    items[value, text] = f"- **{words}** — {text} {cite(one, timex.span.start, HERE, addresses)}"
    return "\n".join(items[key] for key in sorted(items)[:WATCH])


def _actors(dossiers: Sequence[Dossier], addresses: Addresses) -> str:
    top = sorted(dossiers, key=lambda one: (-len(one.appearances), one.name))[:TOP_ACTORS]
    return " · ".join(
        f"{addresses.link(one.name, addresses.actor(one.kind, one.name), HERE)} ({len(one.appearances)})" for one in top
    )
