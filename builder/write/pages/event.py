"""An event page: front matter, status, bottom line, sections, drawings, and its data file."""

from collections.abc import Mapping
from typing import Any

from builder.config import Settings
from builder.records import Briefing, Event, Page, Passage
from builder.saying import Saying
from builder.write import escape, front_matter
from builder.write.addresses import Addresses, way
from builder.write.calendar import dating_in_words
from builder.write.event_changes import Changes
from builder.write.event_sections import SECTIONS
from builder.write.event_sections.speech import drawing as draw_speech
from builder.write.event_view import EventView, event_view
from builder.write.listing import is_dated, outlets_and_origins, sorting_day
from builder.write.over_time import over_time
from builder.write.pages.briefing import FEWEST_ACTORS
from builder.write.pages.event_data import event_data
from builder.write.pages.method import HERE as METHOD
from builder.write.paging import steps
from builder.write.pictures.origins import draw_origins
from builder.write.pictures.timeline import draw_timeline
from builder.write.sections.sourcing import confidence_line


def event_page(
    event: Event,
    addresses: Addresses,
    events: Mapping[str, Event],
    settings: Settings,
    changes: Changes | None,
    around: tuple[Event | None, Event | None] = (None, None),
) -> Page:
    """The page of one event.

    Args:
        event: what is compared.
        addresses: where pages lie.
        events: all events by id.
        settings: of the site.
        changes: what changed on it lately.
        around: the events before and after it in time.
    """
    verify(event)
    view = event_view(event, addresses, events, changes)
    parts = [f"# {escape.markdown(event.title)}", _status(view), _bottom_line(view)]
    for section in SECTIONS:
        if body := section.render(view):
            parts.append(f"## {section.heading}\n\n{body}")
    links = (addresses.link(one.title, one.id, view.here) if one else "" for one in around)
    parts.append(steps(links, (view.say("event_before"), view.say("event_after"))))
    parts.append(f"[{view.say('data')}]({view.data})\n{{: .data }}")
    told = over_time(event.members, view.say)
    drawings = {
        "origins": draw_origins(event, view.labels, view.say),
        "timeline": draw_timeline(event, view.say),
        "speech": draw_speech(view),
        "over-time": told.drawing() if told else None,
    }
    assets = {view.picture(name): drawing.text if drawing else "" for name, drawing in drawings.items()}
    assets[view.data] = event_data(view, settings)
    text = front_matter.page(_metadata(event, settings, view.say), "\n\n".join(filter(None, parts)))
    return Page(event.id, view.here, text, assets, event.absorbs)


def verify(event: Event) -> None:
    """Make sure that every passage points at words of a member.

    Raises:
        ValueError: one does not: a fault of ours, and no page is better than a page with an invented line.
    """
    texts = {one.article.id: one.article.text for one in event.members}
    for passage in passages(event):
        words = passage.span.of(texts.get(passage.article, ""))
        if not words.strip() or len(words) != passage.span.end - passage.span.start:
            raise ValueError(f"event {event.id}: no words at {passage}")
    for side in event.sides:
        for article, place in side.quotes:
            if not any(one.article.id == article and place < len(one.quotes) for one in event.members):
                raise ValueError(f"event {event.id}: no quote {place} in {article}")


def passages(event: Event) -> list[Passage]:
    """Everything that the page of the event cites."""
    return [
        *event.bottom_line,
        *(passage for row in event.rows for telling in row.tellings for passage in telling.passages),
        *(Passage(relay.article, span) for origin in event.origins for relay in origin.relays for span in relay.spans),
        *(passage for moment in event.moments for passage in moment.passages),
        *(passage for question in event.questions for passage in question.passages),
    ]


def _status(view: EventView) -> str:
    event, say = view.event, view.say
    articles = say.count(len(event.members), "article")
    method = way(METHOD, view.here)
    return (
        f"{_days(event, say)} · {articles}, **{outlets_and_origins(event, say)}**\n{{: .meta }}\n\n"
        f"{confidence_line(event.confidence, event.reason, say)} ([{say('rule')}]({method}#confidence))"
        "\n{: .meta .confidence }"
    )


def _days(event: Event, say: Saying) -> str:
    """First and last report, each as precisely as it is known."""
    dated = [one for one in event.members if is_dated(one)]
    first = event.dating if event.dating and event.dating.basis != "retrieved" else None
    if first is None and dated:
        first = min(dated, key=lambda one: (sorting_day(one), one.article.id)).article.dating
    if first is None:
        return say("Day_unknown")
    words = escape.markdown(dating_in_words(first, say))
    last = max(dated, key=lambda one: (sorting_day(one), one.article.id)).article.dating if dated else None
    if last is None or last.day <= first.day:
        return say("reported", when=words)
    return say("first_and_last", first=words, last=escape.markdown(dating_in_words(last, say)))


def _bottom_line(view: EventView) -> str:
    lines = [f"{view.told(one)} — {view.teller(one)}\n{{: .lead }}" for one in view.event.bottom_line]
    return "\n\n".join(lines)


def _metadata(event: Event, settings: Settings, say: Saying) -> dict[str, Any]:
    texts = {one.article.id: one.article.text for one in event.members}
    told = " ".join(passage.span.of(texts[passage.article]) for passage in event.bottom_line[:1])
    dated = [one for one in event.members if is_dated(one)]
    newest = max(dated or event.members, key=lambda one: (sorting_day(one), one.article.id))
    values: dict[str, Any] = {
        "id": event.id,
        "type": "event",
        "title": event.title,
        "description": front_matter.description(told or event.title, sentence=bool(told)),
        "date": sorting_day(newest),
        "date_edtf": _edtf(event, newest),
        "date_basis": None if dated else "retrieved",
        "places": _places(event),
        "confidence": event.confidence,
        "confidence_reason": say.finding(event.reason),
        "review": "draft",
    }
    room = settings.front_matter_lines - 2 - front_matter.lines(values)
    return values | {"actors": _actors(event)[: min(settings.front_matter_actors, max(FEWEST_ACTORS, room))]}


def _edtf(event: Event, newest: Briefing) -> str | None:
    """From the first report to the last; one date when they are alike."""
    first, last = event.dating, newest.article.dating
    edges = [
        edtf.split("/")[end] for one, end in ((first, 0), (last, -1)) if one and (edtf := one.edtf) and edtf[0] != "X"
    ]
    if len(edges) == 2 and edges[0] != edges[1] and edges[0].rstrip("~?%") < edges[1].rstrip("~?%"):
        return "/".join(edges)
    return edges[-1] if edges else last.edtf if last else None


def _actors(event: Event) -> list[str]:
    """Those whom most articles name first, then by prominence there."""
    ranks: dict[str, list[int]] = {}
    for member in event.members:
        for place, actor in enumerate(member.actors):
            if actor.acts:
                ranks.setdefault(actor.name, []).append(place)
    return sorted(ranks, key=lambda name: (-len(ranks[name]), sum(ranks[name]), name))


def _places(event: Event) -> list[str]:
    """Where most articles say it happens."""
    named: dict[str, int] = {}
    for member in event.members:
        places = (actor.name for actor in member.actors if actor.kind in ("LOC", "STATE") and not actor.acts)
        if (first := next(places, None)) is not None:
            named[first] = named.get(first, 0) + 1
    return sorted(named, key=lambda name: -named[name])[:1]
