"""A briefing page: front matter, title block, bottom line, sections, and its data file."""

from collections.abc import Container, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from builder.config import Settings
from builder.records import Actor, Briefing, Event, Page, Span
from builder.saying import Saying
from builder.write import escape, front_matter
from builder.write.addresses import Addresses
from builder.write.calendar import dating_in_words
from builder.write.data_file import as_text
from builder.write.listing import bottom_line, sorting_day
from builder.write.names import UNKNOWN
from builder.write.scan import DIGEST_SHOWN
from builder.write.sections import SECTIONS
from builder.write.view import Kin, Rows, View

FEWEST_ACTORS = 5
"""Front matter names at least this many, whatever its length."""

_OF_A_SEED = frozenset({"seed", "original_title", "confidence", "confidence_reason", "review", "translated", "via"})
"""Front matter that a page without a source text does not get."""

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults (Brysbaert 2019)."""


def briefing_page(
    briefing: Briefing,
    addresses: Addresses,
    settings: Settings,
    event: Event | None = None,
    told: Mapping[str, Rows] = MappingProxyType({}),
    shelf: Mapping[str, Briefing] = MappingProxyType({}),
    cited_afar: tuple[Span, ...] = (),
    kin: tuple[Kin, ...] = (),
) -> Page:
    """The page of one briefing, with its JSON beside it; the last five as in `View`."""
    verify(briefing)
    here = addresses.briefing(briefing.article)
    if briefing.article.by_hand:
        return Page(
            briefing.article.id, here, front_matter.page(_by_hand(briefing, settings, event, addresses.say), "")
        )
    view = View(briefing, here, addresses, settings, event, told, shelf, cited_afar, kin)
    parts = [f"# {escape.markdown(briefing.article.title)}", _title_block(view), _bottom_line(view)]
    for section in SECTIONS:
        body = section.render(view)
        if body:
            parts.append(f"## {section.heading}\n\n{body}")
    data = here.with_suffix(".json").name
    parts.append(f"[{view.say('data')}]({data})\n{{: .data }}")
    text = front_matter.page(_metadata(briefing, settings, event, addresses.say), "\n\n".join(parts))
    return Page(briefing.article.id, here, text, {data: _data(briefing, settings)}, briefing.article.other_ids)


def verify(briefing: Briefing) -> None:
    """Make sure that every finding points at its words.

    Raises:
        ValueError: one does not: a fault of ours, and no page is better than a page with an invented line.
    """
    text = briefing.article.text
    sentences = {sentence.span.end: sentence.span for sentence in briefing.sentences}
    wrong = [quote for quote in briefing.quotes if quote.span.of(text) != quote.text]
    loose = [
        point
        for point in briefing.points
        if point.span.end not in sentences or not sentences[point.span.end].holds(point.span)
    ]
    if wrong or loose or not briefing.bottom_line.of(text):
        raise ValueError(
            f"{briefing.article.path}: not in the article word for word: {wrong or loose or 'bottom line'}"
        )


def reading_minutes(text: str) -> int:
    """Whole minutes an adult needs to read the text, at least 1."""
    return max(1, round(len(text.split()) / WORDS_A_MINUTE))


def _title_block(view: View) -> str:
    article = view.briefing.article
    say = view.say
    parts = [say("source", source=view.source(article.source)) if article.source else _unknown(view)]
    if view.briefing.sourcing.via:
        parts.append(say("via", outlets=", ".join(map(view.source, view.briefing.sourcing.via))))
    if article.dating:
        parts.append(escape.markdown(dating_in_words(article.dating, say)))
    if article.authors:
        parts.append(say("by", authors=", ".join(map(escape.markdown, article.authors))))
    if article.url:
        parts.append(escape.link(say("original"), article.url))
    parts.append(say("minutes", count=reading_minutes(article.text)))
    lines = [" · ".join(parts) + "\n{: .meta }"]
    if article.original_title and article.original_title != article.title:
        lines.append(f"{say('original_headline', title=escape.markdown(article.original_title))}\n{{: .meta }}")
    if article.original_title is None:
        lines.append(f"{say('no_headline')}\n{{: .meta }}")
    if not view.briefing.in_full:
        lines.append(say("not_in_full", lang=escape.markdown(article.lang)) + "\n{: .meta }")
    return "\n\n".join(lines)


def _unknown(view: View) -> str:
    """`Source unknown`, with the link at the word that no language puts elsewhere."""
    page = view.addresses.link(view.say("unknown"), view.addresses.source(UNKNOWN), view.here)
    return view.say("source_is", unknown=page)


def _bottom_line(view: View) -> str:
    line = view.briefing.bottom_line
    return f"{bottom_line(view.briefing)} {view.cite(line)}\n{{: .lead }}"


def _metadata(briefing: Briefing, settings: Settings, event: Event | None, say: Saying) -> dict[str, Any]:
    article, sourcing = briefing.article, briefing.sourcing
    dating = article.dating
    values: dict[str, Any] = {
        "id": article.id,
        "type": "briefing",
        "title": article.title,
        "original_title": article.original_title,
        "description": front_matter.description(briefing.bottom_line.of(article.text)),
        "date": sorting_day(briefing),
        "date_edtf": dating.edtf if dating else None,
        "date_basis": dating.basis if dating else None,
        "source": article.source or "unknown",
        "source_url": article.url,
        "via": list(sourcing.via),
        "authors": list(article.authors),
        "event": event.id if event else None,
        "places": [actor.name for actor in briefing.actors if actor.kind in ("LOC", "STATE") and not actor.acts][:1],
        "lang": article.lang,
        "translated": article.translated,
        "confidence": sourcing.confidence,
        "confidence_reason": say.finding(sourcing.reason),
        "review": "draft",
        "seed": f"{article.path} sha256:{article.digest[:DIGEST_SHOWN]}",
    }
    gone = set(article.left_out).difference(actor.name for actor in briefing.actors)
    names = [_listed_as(actor, gone) for actor in briefing.actors if actor.acts]
    room = settings.front_matter_lines - 2 - front_matter.lines(values)
    return values | {"actors": names[: min(settings.front_matter_actors, max(FEWEST_ACTORS, room))]}


def _listed_as(actor: Actor, left_out: Container[str]) -> str:
    """The actor's name; or that under which a person took it out of this list: a new name does not bring it back."""
    return next((form for form in actor.aliases if form in left_out), actor.name)


def _by_hand(briefing: Briefing, settings: Settings, event: Event | None, say: Saying) -> dict[str, Any]:
    """What is filled in where a person wrote a page: nothing that speaks of a source text."""
    values = _metadata(briefing, settings, event, say)
    return {key: value for key, value in values.items() if key not in _OF_A_SEED}


def _data(briefing: Briefing, settings: Settings) -> str:
    """Everything found, with offsets: for other tools. The words themselves follow the setting `source_text`."""
    article = briefing.article
    full = settings.source_text == "full"
    data = {
        "id": article.id,
        "title": article.title,
        "lang": article.lang,
        "how": dict(sorted(article.how.items())),
        "dating": asdict(article.dating) if article.dating else None,
        "text": article.text if full else None,
        "sentences": [list(sentence.span) for sentence in briefing.sentences],
        "bottom_line": list(briefing.bottom_line),
        "points": [asdict(point) for point in briefing.points],
        "actors": [asdict(actor) for actor in briefing.actors],
        "quotes": [asdict(quote) for quote in briefing.quotes],
        "timexes": [asdict(timex) for timex in briefing.timexes],
        "open_points": [asdict(point) for point in briefing.open_points],
        "sourcing": asdict(briefing.sourcing),
        "removed": [one._asdict() for one in article.removed],
        "versions": [{**one._asdict(), "path": str(one.path)} for one in article.versions],
    }
    return as_text(data)
