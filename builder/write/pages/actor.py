"""Actor pages, and their index."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import PurePosixPath

from builder.records import Actor, ActorKind, Briefing, Dossier, Event, Page, Quote, Role
from builder.write import escape, front_matter
from builder.write.addresses import Addresses
from builder.write.listing import cite, event_line, newest_first, sorting_day, when
from builder.write.over_time import assets, heads, over_time
from builder.write.pages.actor_data import Pairs, actor_data, roles, said, said_about
from builder.write.pages.lists import First, Listing, list_pages
from builder.write.pages.long_lists import SHOWN, briefing_lines, data_link, data_name, shortened
from builder.write.paging import by_letter
from builder.write.person import ActorEdit
from builder.write.pictures.svg import Drawing, shown
from builder.write.pictures.together import draw_together
from builder.write.sections.actors import kind_in_words

CO_ACTORS = 12
"""Co-actors shown on an actor's page."""


def actor_page(dossier: Dossier, addresses: Addresses, events: Sequence[Event] = ()) -> Page:
    """Everything the briefings say about one actor, each line with its sentence; `events` name it, newest first."""
    page_id = addresses.actor(dossier.kind, dossier.name)
    here, say = addresses.place(page_id), addresses.say
    actors = {one.briefing.article.id: one.actor for one in dossier.appearances}
    pairs = [(one, actors[one.article.id]) for one in newest_first(one.briefing for one in dossier.appearances)]
    kind, briefings = kind_in_words(dossier.kind, say), say.count(len(pairs), "briefing")
    named_in = say("named_in", kind=kind.capitalize(), briefings=briefings)
    names = {name: f"{here.stem}-{name}.svg" for name in ("together", "over-time")}
    beside = _co_actors(dossier)
    drawing = draw_together(dossier.name, [(name, count) for (name, _), count in beside], say)
    told = over_time((briefing for briefing, _ in pairs), say)
    sections = (
        ("Roles", _roles(pairs, here, addresses)),
        ("Latest", briefing_lines([briefing for briefing, _ in pairs], here, addresses)),
        ("Events", shortened([event_line(one, here, addresses) for one in events], here, say)),
        ("Said", shortened([_said(*one, here, addresses) for one in said(pairs)], here, say)),
        ("Said about", shortened([_said_about(*one, here, addresses) for one in said_about(pairs)], here, say)),
        ("Named together with", _named_together(beside, drawing, names["together"], here, addresses)),
        *heads(told, names["over-time"]),
        ("Written as", _forms(pairs)),
        ("Possible aliases", _maybe(dossier, here, addresses)),
    )
    parts = [f"# {escape.markdown(dossier.name)}", f"{named_in}\n{{: .meta }}"]
    parts += [f"## {heading}\n\n{body}" for heading, body in sections if body]
    parts.append(data_link(here, say))
    values = {
        "id": page_id,
        "type": "actor",
        "title": dossier.name,
        "description": f"{named_in}.",
        "date": sorting_day(pairs[0][0]),
        "kind": dossier.kind,
        "aliases": sorted({alias for _, actor in pairs for alias in actor.aliases} - {dossier.name}),
    }
    beside_page = {names["together"]: drawing.text if drawing else "", **assets(told, names["over-time"])}
    beside_page[data_name(here)] = actor_data(page_id, dossier, pairs, events, addresses)
    return Page(page_id, here, front_matter.page(values, "\n\n".join(parts)), beside_page)


def same_as_page(edit: ActorEdit, addresses: Addresses) -> Page:
    """What is left of the page of an actor that a person made one with another: the way there."""
    here = addresses.place(edit.id)
    target = addresses.link(edit.same_as or "", addresses.actor(edit.kind, edit.same_as or ""), here)
    values = {"id": edit.id, "type": "actor", "title": edit.was, "kind": edit.kind}
    body = f"# {escape.markdown(edit.was)}\n\n{addresses.say('same_as', page=target)}"
    return Page(edit.id, here, front_matter.page(values, body))


def actor_index(dossiers: Sequence[Dossier], addresses: Addresses) -> list[Page]:
    """All actors by name, with counts."""

    def row(one: Dossier, here: PurePosixPath) -> tuple[str, ...]:
        link = addresses.link(one.name, addresses.actor(one.kind, one.name), here)
        return link, kind_in_words(one.kind, addresses.say), str(len(one.appearances))

    listing = Listing("actors", "letter", "actor", addresses.say, ("Actor", "Kind", "#Briefings"), row)
    by_name = sorted(dossiers, key=lambda one: (one.name.casefold(), one.kind))
    often = sorted(by_name, key=lambda one: -len(one.appearances))
    first = First("Most named", often)
    return list_pages(listing, by_letter(by_name, lambda one: one.name, addresses.say), addresses, first)


def _forms(pairs: Sequence[tuple[Briefing, Actor]]) -> str:
    """Every form in use with its count."""
    forms = Counter(
        escape.one_line(mention.of(briefing.article.text)) for briefing, actor in pairs for mention in actor.mentions
    )
    ordered = sorted(forms.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join(f"- {escape.markdown(form)} ({count})" for form, count in ordered)


def _roles(pairs: Pairs, here: PurePosixPath, addresses: Addresses) -> str:
    """Each role with the date and the words of the first briefing that tells it, and of the newest; oldest first."""
    told = roles(pairs)
    newest = islice(dict.fromkeys(role.text.casefold() for _, role in reversed(told)), SHOWN)
    found: dict[str, list[tuple[Briefing, Role]]] = {}
    for briefing, role in told:
        found.setdefault(role.text.casefold(), []).append((briefing, role))
    shown = set(newest)
    return "\n".join(_role(one, here, addresses) for key, one in found.items() if key in shown)


def _role(told: Sequence[tuple[Briefing, Role]], here: PurePosixPath, addresses: Addresses) -> str:
    say, words = addresses.say, escape.markdown(told[0][1].text)
    days = [
        f"{when(briefing, say)} {cite(briefing, role.span.start, here, addresses)}".rstrip()
        for briefing, role in (told[0], told[-1])
    ]
    if len(told) == 1:
        return f"- {words} · {days[0]}"
    return f"- {words} · {say('first_to_newest', first=days[0], newest=days[1])} · {say.count(len(told), 'briefing')}"


def _said(briefing: Briefing, quote: Quote, here: PurePosixPath, addresses: Addresses) -> str:
    return f"- {escape.markdown(quote.text)} {cite(briefing, quote.span.start, here, addresses)}"


def _said_about(briefing: Briefing, quote: Quote, here: PurePosixPath, addresses: Addresses) -> str:
    words = f"{_speaker(briefing, quote, here, addresses)}{addresses.say('colon')}{escape.markdown(quote.text)}"
    return f"- {words} {cite(briefing, quote.span.start, here, addresses)}"


def _speaker(briefing: Briefing, quote: Quote, here: PurePosixPath, addresses: Addresses) -> str:
    name = quote.speaker or ""
    kinds = [one.kind for one in briefing.actors if one.name == name and one.acts]
    return addresses.link(name, addresses.actor(kinds[0], name), here) if kinds else escape.markdown(name)


def _maybe(dossier: Dossier, here: PurePosixPath, addresses: Addresses) -> str:
    """Who else this may be, for a person to decide."""
    say = addresses.say
    links = (addresses.link(one.name, addresses.actor(one.kind, one.name), here) for one in dossier.maybe)
    items = [f"- {link}{say('colon')}{say.finding(one.reason)}" for link, one in zip(links, dossier.maybe, strict=True)]
    return "\n".join((*items, "", f"{say('how_to_decide')}\n{{: .meta }}")) if items else ""


def _co_actors(dossier: Dossier) -> list[tuple[tuple[str, ActorKind], int]]:
    """Whom the briefings name beside this one, with counts, most first."""
    counts = Counter(
        (actor.name, actor.kind)
        for one in dossier.appearances
        for actor in one.briefing.actors
        if actor.acts and (actor.kind, actor.name) != (dossier.kind, dossier.name)
    )
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:CO_ACTORS]


def _named_together(
    beside: Sequence[tuple[tuple[str, ActorKind], int]],
    drawing: Drawing | None,
    picture: str,
    here: PurePosixPath,
    addresses: Addresses,
) -> str:
    """The list, then the same as a drawing."""
    items = "\n".join(
        f"- {addresses.link(name, addresses.actor(kind, name), here)} ({count})" for (name, kind), count in beside
    )
    words = addresses.say("together_drawn")
    return f"{items}\n\n{shown(drawing, picture, words)}" if drawing else items
