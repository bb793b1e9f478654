"""The home page: finite by design, built from the newest source date, never from the clock."""

from collections.abc import Sequence
from itertools import islice
from pathlib import PurePosixPath

from builder.config import Settings
from builder.records import Briefing, Dossier, Page
from builder.write import escape
from builder.write.addresses import Addresses
from builder.write.calendar import YEAR, day_in_words, is_estimate, value_in_words
from builder.write.listing import bottom_line, cite, counted, is_dated, lines, newest_first, plain_page, sorting_day

HERE = PurePosixPath("index.md")

NEWEST_DAY, DISPUTES, WATCH, TOP_ACTORS = 7, 5, 7, 15
"""Most lines of each list."""


def home_page(
    briefings: Sequence[Briefing], dossiers: Sequence[Dossier], addresses: Addresses, settings: Settings
) -> Page:
    """The newest day in sentences, the latest briefings, what is disputed, what comes next, ways to browse."""
    ordered = newest_first(briefings)
    dated = [one for one in ordered if is_dated(one)]
    newest = sorting_day(dated[0]) if dated else None
    today = [one for one in dated if sorting_day(one) == newest]
    about = "about " if today and all(is_estimate(one.article.dating) for one in today) else ""
    sections = (
        (f"The newest day: {about}{day_in_words(newest)}" if newest else "", _day(today, addresses)),
        ("Latest briefings", lines(ordered[: settings.home_briefings], HERE, addresses)),
        ("Not confirmed", _disputes(ordered, addresses)),
        ("Dates to watch", _watch(ordered, addresses)),
        ("Most named", _actors(dossiers, addresses)),
    )
    parts = [_status(ordered, dossiers)]
    parts += [f"## {heading}\n\n{body}" for heading, body in sections if heading and body]
    parts.append(
        "## Browse\n\n"
        "- [All dates](dates/index.md)\n- [All actors](actors/index.md)\n- [All sources](sources/index.md)\n"
        "- [How these pages are made](method.md)\n- [Corrections](corrections.md)"
    )
    return plain_page("page-home", HERE, "Briefings", "\n\n".join(parts), **({"date": newest} if newest else {}))


def _status(briefings: Sequence[Briefing], dossiers: Sequence[Dossier]) -> str:
    if not briefings:
        return "No briefings yet: drop an article into `seeds/` and build.\n{: .meta }"
    counts = f"{counted(len(briefings), 'briefing')}, {counted(len(dossiers), 'actor')}"
    return f"{counts}. Every line cites the sentence it came from.\n{{: .meta }}"


def _day(today: Sequence[Briefing], addresses: Addresses) -> str:
    """Bottom lines of the newest day."""
    return "\n".join(
        f"- {bottom_line(one)} "
        f"{cite(one, one.bottom_line.start, HERE, addresses)} — {addresses.link('briefing', one.article.id, HERE)}"
        for one in today[:NEWEST_DAY]
    )


def _disputes(ordered: Sequence[Briefing], addresses: Addresses) -> str:
    """Open points of the newest briefings."""
    items = (
        f"- {escape.markdown(point.span.of(one.article.text))} {cite(one, point.cue.start, HERE, addresses)}"
        for one in ordered
        for point in one.open_points
    )
    return "\n".join(islice(items, DISPUTES))


def _watch(ordered: Sequence[Briefing], addresses: Addresses) -> str:
    """Planned days not over on the newest source date, soonest first."""
    known = [sorting_day(one).isoformat() for one in ordered if is_dated(one)]
    items = {}
    for one in ordered:
        for timex in one.timexes:
            value = timex.value or ""
            if (
                timex.direction == "planned"
                and value[:1] in ("1", "2")
                and known
                and value[:10] >= known[0][: len(value[:10])]
            ):
                words = value_in_words(value)
                about = "about " if is_estimate(one.article.dating) and not YEAR.search(timex.text) else ""
                if words:
                    sentence = one.sentences[one.sentence_at(timex.span.start) - 1].span
                    text = escape.markdown(sentence.of(one.article.text))
                    items[value, text] = f"- **{about}{words}** — {text} {cite(one, timex.span.start, HERE, addresses)}"
    return "\n".join(items[key] for key in sorted(items)[:WATCH])


def _actors(dossiers: Sequence[Dossier], addresses: Addresses) -> str:
    top = sorted(dossiers, key=lambda one: (-len(one.appearances), one.name))[:TOP_ACTORS]
    return "\n".join(
        f"- {addresses.link(one.name, addresses.actor(one.kind, one.name), HERE)} ({len(one.appearances)})"
        for one in top
    )
