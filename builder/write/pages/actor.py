"""Actor pages, and their index."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from builder.records import Actor, ActorKind, Briefing, Dossier, Event, Page, Quote, Role
from builder.write import escape, front_matter
from builder.write.addresses import Addresses
from builder.write.listing import cite, counted, event_lines, lines, newest_first, sorting_day, when
from builder.write.over_time import assets, heads, over_time
from builder.write.pages.lists import First, Listing, list_pages
from builder.write.paging import by_letter
from builder.write.person import ActorEdit
from builder.write.pictures.svg import Drawing, shown
from builder.write.pictures.together import draw_together
from builder.write.sections.actors import KIND_WORDS

CO_ACTORS = 12
"""Co-actors shown on an actor's page."""

_HOW_TO_DECIDE = "Nothing is merged until a person writes such a name under `aliases` here, or under `not`.\n{: .meta }"


def actor_page(dossier: Dossier, addresses: Addresses, events: Sequence[Event] = ()) -> Page:
    """Everything the briefings say about one actor, each line with its sentence; `events` name it, newest first."""
    page_id = addresses.actor(dossier.kind, dossier.name)
    here = addresses.place(page_id)
    actors = {one.briefing.article.id: one.actor for one in dossier.appearances}
    pairs = [(one, actors[one.article.id]) for one in newest_first(one.briefing for one in dossier.appearances)]
    named_in = f"{KIND_WORDS[dossier.kind].capitalize()} named in {counted(len(pairs), 'briefing')}"
    names = {name: f"{here.stem}-{name}.svg" for name in ("together", "over-time")}
    beside = _co_actors(dossier)
    drawing = draw_together(dossier.name, [(name, count) for (name, _), count in beside])
    told = over_time(briefing for briefing, _ in pairs)
    sections = (
        ("Roles", _roles(pairs, here, addresses)),
        ("Latest", lines((briefing for briefing, _ in pairs), here, addresses)),
        ("Events", event_lines(events, here, addresses)),
        ("Said", _said(pairs, here, addresses)),
        ("Said about", _said_about(pairs, here, addresses)),
        ("Named together with", _named_together(beside, drawing, names["together"], here, addresses)),
        *heads(told, names["over-time"]),
        ("Written as", _forms(pairs)),
        ("Possible aliases", _maybe(dossier, here, addresses)),
    )
    parts = [f"# {escape.markdown(dossier.name)}", f"{named_in}\n{{: .meta }}"]
    parts += [f"## {heading}\n\n{body}" for heading, body in sections if body]
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
    return Page(page_id, here, front_matter.page(values, "\n\n".join(parts)), beside_page)


def same_as_page(edit: ActorEdit, addresses: Addresses) -> Page:
    """What is left of the page of an actor that a person made one with another: the way there."""
    here = addresses.place(edit.id)
    target = addresses.link(edit.same_as or "", addresses.actor(edit.kind, edit.same_as or ""), here)
    values = {"id": edit.id, "type": "actor", "title": edit.was, "kind": edit.kind}
    body = f"# {escape.markdown(edit.was)}\n\nThe same as {target}."
    return Page(edit.id, here, front_matter.page(values, body))


def actor_index(dossiers: Sequence[Dossier], addresses: Addresses) -> list[Page]:
    """All actors by name, with counts."""

    def row(one: Dossier, here: PurePosixPath) -> tuple[str, ...]:
        link = addresses.link(one.name, addresses.actor(one.kind, one.name), here)
        return link, KIND_WORDS[one.kind], str(len(one.appearances))

    listing = Listing("actors", "letter", "actor", "by name", "No actors yet.", ("Actor", "Kind", "#Briefings"), row)
    by_name = sorted(dossiers, key=lambda one: (one.name.casefold(), one.kind))
    often = sorted(by_name, key=lambda one: -len(one.appearances))
    first = First("Most named", "that most briefings name", often)
    return list_pages(listing, by_letter(by_name, lambda one: one.name), addresses, first)


def _forms(pairs: Sequence[tuple[Briefing, Actor]]) -> str:
    """Every form in use with its count."""
    forms = Counter(
        escape.one_line(mention.of(briefing.article.text)) for briefing, actor in pairs for mention in actor.mentions
    )
    ordered = sorted(forms.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join(f"- {escape.markdown(form)} ({count})" for form, count in ordered)


def _roles(pairs: Sequence[tuple[Briefing, Actor]], here: PurePosixPath, addresses: Addresses) -> str:
    """Each role once a briefing, oldest first, with its date and its words."""
    items = []
    for briefing, actor in reversed(pairs):
        roles: dict[str, Role] = {}
        for role in actor.roles:
            roles.setdefault(role.text.lower(), role)
        items += [
            f"- {escape.markdown(role.text)} · {when(briefing)} {cite(briefing, role.span.start, here, addresses)}"
            for role in roles.values()
        ]
    return "\n".join(items)


def _said(pairs: Sequence[tuple[Briefing, Actor]], here: PurePosixPath, addresses: Addresses) -> str:
    """The actor's own words, newest briefing first."""
    return "\n".join(
        f"- {escape.markdown(quote.text)} {cite(briefing, quote.span.start, here, addresses)}"
        for briefing, actor in pairs
        for quote in briefing.quotes
        if quote.speaker == actor.name
    )


def _said_about(pairs: Sequence[tuple[Briefing, Actor]], here: PurePosixPath, addresses: Addresses) -> str:
    """What others say in quotes that name the actor, newest briefing first."""
    return "\n".join(
        f"- {_speaker(briefing, quote, here, addresses)}: {escape.markdown(quote.text)} "
        f"{cite(briefing, quote.span.start, here, addresses)}"
        for briefing, actor in pairs
        for quote in briefing.quotes
        if quote.speaker not in (None, actor.name) and any(quote.span.holds(one) for one in actor.mentions)
    )


def _speaker(briefing: Briefing, quote: Quote, here: PurePosixPath, addresses: Addresses) -> str:
    name = quote.speaker or ""
    kinds = [one.kind for one in briefing.actors if one.name == name and one.acts]
    return addresses.link(name, addresses.actor(kinds[0], name), here) if kinds else escape.markdown(name)


def _maybe(dossier: Dossier, here: PurePosixPath, addresses: Addresses) -> str:
    """Who else this may be, for a person to decide."""
    items = [
        f"- {addresses.link(one.name, addresses.actor(one.kind, one.name), here)}: {one.reason}"
        for one in dossier.maybe
    ]
    return "\n".join((*items, "", _HOW_TO_DECIDE)) if items else ""


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
    words = "The list above as a drawing: the thicker a line, the more briefings name both"
    return f"{items}\n\n{shown(drawing, picture, words)}" if drawing else items
