"""The home page: finite by design, built from the newest source date, never from the clock."""

from collections.abc import Sequence
from itertools import islice
from pathlib import PurePosixPath

from builder.config import Settings
from builder.records import Briefing, Dossier, Event, Page
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.calendar import YEAR, day_in_words, is_estimate, value_in_words
from builder.write.listing import cite, counted, is_dated, lines, newest_first, plain_page, sorting_day
from builder.write.pages import since
from builder.write.pages.home_day import newest_day, tell_day
from builder.write.pages.home_events import TELLERS, folded, open_questions, planned, top_events

HERE = PurePosixPath("index.md")

DISPUTES, WATCH, TOP_ACTORS = 5, 7, 15
"""Most lines of each list."""

NEWS = 2
"""Most lines of each kind of news."""

_LISTS = (
    ("All events", "page-events"),
    ("All dates", "page-dates"),
    ("All actors", "page-actors"),
    ("All sources", "page-sources"),
    ("Since last time", "page-since"),
    ("Corrections", "page-corrections"),
    ("How these pages are made", "page-method"),
)
"""Ways into the site: words, id of the page."""

_SEARCH = "- Search: the field at the top of every page, or the key /"


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
    about = "about " if today and all(is_estimate(one.article.dating) for one in today) else ""
    shown = f"{about}{day_in_words(newest)}" if newest else ""
    day = tell_day(today, events, HERE, addresses)
    sections = (
        (f"The newest day in {counted(day.sentences, 'sentence')}: {shown}", day.lines),
        ("Since last time", since.latest(news, HERE, NEWS) if news else ""),
        ("Top events", top_events(events, HERE, addresses, day.told)),
        ("Open disputes", _disputes(ordered, events, addresses)),
        ("Dates to watch", _watch(ordered, events, addresses)),
        ("Latest briefings", lines(ordered[: settings.home_briefings], HERE, addresses)),
        ("Most named", _actors(dossiers, addresses)),
    )
    parts = [_status(ordered, dossiers, events)]
    parts += [f"Newest source: {shown}\n{{: .meta .newest }}"] if shown else []
    parts += [f"## {heading}\n\n{body}" for heading, body in sections if body]
    ways = [f"- {addresses.link(words, page_id, HERE)}" for words, page_id in _LISTS if addresses.path(page_id)]
    parts.append("\n".join(("## Browse and search\n", *ways, _SEARCH)))
    return plain_page("page-home", HERE, "Briefings", "\n\n".join(parts), **({"date": newest} if newest else {}))


def _status(briefings: Sequence[Briefing], dossiers: Sequence[Dossier], events: Sequence[Event]) -> str:
    if not briefings:
        return "No briefings yet: drop an article into `seeds/` and build.\n{: .meta }"
    in_events = f", {counted(len(events), 'event')}" if events else ""
    counts = f"{counted(len(briefings), 'briefing')}{in_events}, {counted(len(dossiers), 'actor')}"
    return f"{counts}. Every line cites the sentence it came from.\n{{: .meta }}"


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
                words = value_in_words(value)
                about = "about " if is_estimate(one.article.dating) and not YEAR.search(timex.text) else ""
                if words:
                    text = escape.markdown(one.sentences[number - 1].span.of(one.article.text))
                    items[value, text] = f"- **{about}{words}** — {text} {cite(one, timex.span.start, HERE, addresses)}"
    return "\n".join(items[key] for key in sorted(items)[:WATCH])


def _actors(dossiers: Sequence[Dossier], addresses: Addresses) -> str:
    top = sorted(dossiers, key=lambda one: (-len(one.appearances), one.name))[:TOP_ACTORS]
    return " · ".join(
        f"{addresses.link(one.name, addresses.actor(one.kind, one.name), HERE)} ({len(one.appearances)})" for one in top
    )
