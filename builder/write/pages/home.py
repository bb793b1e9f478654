"""The home page: finite by design, built from the newest source date, never from the clock."""

from collections.abc import Sequence
from itertools import islice
from pathlib import PurePosixPath

from builder.config import Settings
from builder.records import Briefing, Dossier, Event, Page
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.calendar import YEAR, day_in_words, is_estimate, value_in_words
from builder.write.listing import bottom_line, cite, counted, is_dated, lines, newest_first, plain_page, sorting_day
from builder.write.pages.home_events import TELLERS, folded, open_questions, planned, top_events

HERE = PurePosixPath("index.md")

NEWEST_DAY, DISPUTES, WATCH, TOP_ACTORS = 7, 5, 7, 15
"""Most lines of each list."""


def home_page(
    briefings: Sequence[Briefing],
    dossiers: Sequence[Dossier],
    addresses: Addresses,
    settings: Settings,
    events: Sequence[Event] = (),
) -> Page:
    """The newest day in sentences, top events, the latest briefings, what is disputed, what comes next, ways to browse.

    `events` come newest first.
    """
    ordered = newest_first(briefings)
    dated = [one for one in ordered if is_dated(one)]
    newest = sorting_day(dated[0]) if dated else None
    today = [one for one in dated if sorting_day(one) == newest]
    about = "about " if today and all(is_estimate(one.article.dating) for one in today) else ""
    sections = (
        (f"The newest day: {about}{day_in_words(newest)}" if newest else "", _day(today, addresses)),
        ("Top events", top_events(events, HERE, addresses)),
        ("Latest briefings", lines(ordered[: settings.home_briefings], HERE, addresses)),
        ("Not confirmed", _disputes(ordered, events, addresses)),
        ("Dates to watch", _watch(ordered, events, addresses)),
        ("Most named", _actors(dossiers, addresses)),
    )
    parts = [_status(ordered, dossiers, events)]
    parts += [f"## {heading}\n\n{body}" for heading, body in sections if heading and body]
    parts.append(
        "## Browse\n\n"
        "- [All events](events/index.md)\n"
        "- [All dates](dates/index.md)\n- [All actors](actors/index.md)\n- [All sources](sources/index.md)\n"
        "- [How these pages are made](method.md)\n- [Corrections](corrections.md)"
    )
    return plain_page("page-home", HERE, "Briefings", "\n\n".join(parts), **({"date": newest} if newest else {}))


def _status(briefings: Sequence[Briefing], dossiers: Sequence[Dossier], events: Sequence[Event]) -> str:
    if not briefings:
        return "No briefings yet: drop an article into `seeds/` and build.\n{: .meta }"
    in_events = f", {counted(len(events), 'event')}" if events else ""
    counts = f"{counted(len(briefings), 'briefing')}{in_events}, {counted(len(dossiers), 'actor')}"
    return f"{counts}. Every line cites the sentence it came from.\n{{: .meta }}"


def _day(today: Sequence[Briefing], addresses: Addresses) -> str:
    """Bottom lines of the newest day."""
    return "\n".join(
        f"- {bottom_line(one)} "
        f"{cite(one, one.bottom_line.start, HERE, addresses)} — {addresses.link('briefing', one.article.id, HERE)}"
        for one in today[:NEWEST_DAY]
    )


def _disputes(ordered: Sequence[Briefing], events: Sequence[Event], addresses: Addresses) -> str:
    """What the newest events leave open, then the open points of the newest briefings that no event has told.

    A sentence that several articles carry is one line, which cites two of them.
    """
    told = {one.words: one for one in reversed(list(islice(open_questions(events, HERE, addresses), 4 * DISPUTES)))}
    lines = [one.line for one in reversed(told.values())][:DISPUTES]
    known = {sentence for one in told.values() for sentence in one.sentences}
    found: dict[str, list[str]] = {}
    for one in ordered:
        for point in one.open_points:
            if len(found) > DISPUTES or (one.article.id, one.sentence_at(point.span.start)) in known:
                continue
            text = point.span.of(one.article.text)
            if folded(text) in told:
                continue
            item = found.setdefault(folded(text), [escape.markdown(text)])
            citation = cite(one, point.cue.start, HERE, addresses)
            if len(item) <= TELLERS and citation not in item:
                item.append(citation)
    lines += [f"- {item[0]} {', '.join(item[1:])}" for item in found.values()]
    return "\n".join(lines[:DISPUTES])


def _watch(ordered: Sequence[Briefing], events: Sequence[Event], addresses: Addresses) -> str:
    """Planned days not over on the newest source date, soonest first; an event tells its own once."""
    known = [sorting_day(one).isoformat() for one in ordered if is_dated(one)]
    if not known:
        return ""
    told = planned(events, known[0], HERE, addresses)
    items = {(value, one.line): one.line for value, found in told.items() for one in found}
    sentences = {sentence for found in told.values() for one in found for sentence in one.sentences}
    for one in ordered:
        for timex in one.timexes:
            value, number = timex.value or "", one.sentence_at(timex.span.start)
            if (
                timex.direction == "planned"
                and value[:1] in ("1", "2")
                and value[:10] >= known[0][: len(value[:10])]
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
    return "\n".join(
        f"- {addresses.link(one.name, addresses.actor(one.kind, one.name), HERE)} ({len(one.appearances)})"
        for one in top
    )
