"""Source pages, and their index."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from builder.records import Briefing, Event, Page
from builder.write import escape, front_matter
from builder.write.addresses import Addresses
from builder.write.data_file import as_text
from builder.write.listing import newest_first, sorting_day
from builder.write.names import UNKNOWN
from builder.write.over_time import assets, heads, over_time
from builder.write.pages.lists import First, Listing, list_pages
from builder.write.pages.long_lists import briefing_data, briefing_lines, data_link, data_name
from builder.write.pages.source_events import Part, events_of_source, source_parts
from builder.write.paging import by_letter
from builder.write.person import NameEdit


def names(briefings: Sequence[Briefing]) -> list[str]:
    """All sources, those only relayed and those that only reprint included, by name; `unknown` last."""
    found = {one.article.source or UNKNOWN for one in briefings}
    found |= {name for one in briefings for name in (*one.sourcing.via, *reprinting(one))}
    return sorted(found, key=lambda name: (name == UNKNOWN, name.casefold(), name))


def reprinting(briefing: Briefing) -> tuple[str, ...]:
    """The outlets that reprinted an article, each once."""
    return tuple(dict.fromkeys(one.source for one in briefing.article.versions if one.kind == "reprint" and one.source))


def source_pages(briefings: Sequence[Briefing], addresses: Addresses, events: Sequence[Event] = ()) -> list[Page]:
    """A page for each source: what it put out, what others relay from it, and its part in `events`, newest first."""
    own: dict[str, list[Briefing]] = {name: [] for name in names(briefings)}
    relayed: dict[str, list[Briefing]] = {name: [] for name in own}
    reprinted: dict[str, list[Briefing]] = {name: [] for name in own}
    for one in newest_first(briefings):
        own[one.article.source or UNKNOWN].append(one)
        for name in one.sourcing.via:
            relayed[name].append(one)
        for name in reprinting(one):
            reprinted[name].append(one)
    for name in own:
        addresses.source(name)
    parts = source_parts(events)
    return [_page(name, own[name], relayed[name], reprinted[name], parts.get(name, ()), addresses) for name in own]


def source_index(briefings: Sequence[Briefing], addresses: Addresses) -> list[Page]:
    """All sources, with counts as origin and as relayed."""
    own = Counter(one.article.source or UNKNOWN for one in briefings)
    relayed = Counter(name for one in briefings for name in one.sourcing.via)

    def row(name: str, here: PurePosixPath) -> tuple[str, ...]:
        link = addresses.link(addresses.source_title(name), addresses.source(name), here)
        return link, str(own[name]), str(relayed[name])

    columns = ("Source", "#Briefings", "#Relayed by others")
    listing = Listing("sources", "letter", "source", addresses.say, columns, row)
    by_name = names(briefings)
    often = sorted(by_name, key=lambda name: (-own[name], -relayed[name]))
    first = First("Most briefings", often)
    return list_pages(
        listing, by_letter(by_name, lambda name: "" if name == UNKNOWN else name, addresses.say), addresses, first
    )


def same_source_page(edit: NameEdit, addresses: Addresses) -> Page:
    """What is left of the page of a source that a person made one with another: the way there."""
    here = addresses.place(edit.id)
    name = edit.same_as or UNKNOWN
    target = addresses.link(addresses.source_title(name), addresses.source(name), here)
    values = {"id": edit.id, "type": "source", "title": edit.was}
    return Page(
        edit.id,
        here,
        front_matter.page(values, f"# {escape.markdown(edit.was)}\n\n{addresses.say('same_as', page=target)}"),
    )


def _page(
    name: str,
    own: Sequence[Briefing],
    relayed: Sequence[Briefing],
    reprinted: Sequence[Briefing],
    parts_played: Sequence[Part],
    addresses: Addresses,
) -> Page:
    page_id, say = addresses.source(name), addresses.say
    here = addresses.place(page_id)
    title = addresses.source_title(name)
    edit = addresses.source_edit(page_id)
    stated = {form for one in own for form in one.article.source_names} | ({edit.was} if edit else set())
    stated -= {name, title, UNKNOWN}
    forms = sorted((stated | set(edit.aliases if edit else ())) - {title}, key=lambda form: (form.casefold(), form))
    parts = [f"# {escape.markdown(title)}"]
    if forms:
        parts.append(f"{say('also_called', names=', '.join(map(escape.markdown, forms)))}\n{{: .meta }}")
    if name == UNKNOWN:
        parts.append(say("never_guessed"))
    if parts_played:
        parts.append(f"## Events\n\n{events_of_source(parts_played, here, addresses)}")
    if own:
        parts.append(f"## Briefings\n\n{briefing_lines(own, here, addresses)}")
    if relayed:
        parts.append(f"## Relayed by others\n\n{briefing_lines(relayed, here, addresses)}")
    if reprinted:
        parts.append(f"## Reprinted from others\n\n{briefing_lines(reprinted, here, addresses)}")
    picture = f"{here.stem}-over-time.svg"
    told = over_time(own, say)
    parts += [f"## {heading}\n\n{body}" for heading, body in heads(told, picture)]
    parts.append(data_link(here, say))
    data = {
        "id": page_id,
        "title": title,
        "briefings": [briefing_data(one, addresses) for one in own],
        "relayed": [briefing_data(one, addresses) for one in relayed],
        "reprinted": [briefing_data(one, addresses) for one in reprinted],
        "events": [{"id": one.event.id, "title": one.event.title, "articles": one.articles} for one in parts_played],
    }
    values = {
        "id": page_id,
        "type": "source",
        "title": title,
        "date": sorting_day(newest_first([*own, *relayed, *reprinted])[0]),
        "aliases": sorted(stated),
    }
    return Page(
        page_id,
        here,
        front_matter.page(values, "\n\n".join(parts)),
        {**assets(told, picture), data_name(here): as_text(data)},
        absorbs=addresses.merged_sources((*forms, title)),
    )
