"""Source pages, and their index."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from builder.records import Briefing, Page
from builder.write import escape, front_matter
from builder.write.addresses import UNKNOWN, Addresses, source_title
from builder.write.listing import lines, newest_first, plain_page, sorting_day


def names(briefings: Sequence[Briefing]) -> list[str]:
    """All sources, those only relayed included, by name; `unknown` last."""
    found = {one.article.source or UNKNOWN for one in briefings} | {
        name for one in briefings for name in one.sourcing.via
    }
    return sorted(found, key=lambda name: (name == UNKNOWN, name.casefold(), name))


def source_pages(briefings: Sequence[Briefing], addresses: Addresses) -> list[Page]:
    """A page for each source: what it put out, and what others relay from it."""
    own: dict[str, list[Briefing]] = {name: [] for name in names(briefings)}
    relayed: dict[str, list[Briefing]] = {name: [] for name in own}
    for one in newest_first(briefings):
        own[one.article.source or UNKNOWN].append(one)
        for name in one.sourcing.via:
            relayed[name].append(one)
    return [_page(name, own[name], relayed[name], addresses) for name in own]


def source_index(briefings: Sequence[Briefing], addresses: Addresses) -> Page:
    """All sources, with counts as origin and as relayed."""
    here = PurePosixPath("sources/index.md")
    own = Counter(one.article.source or UNKNOWN for one in briefings)
    relayed = Counter(name for one in briefings for name in one.sourcing.via)
    rows = [
        f"| {addresses.link(source_title(name), addresses.source(name), here)} | {own[name]} | {relayed[name]} |"
        for name in names(briefings)
    ]
    table = "\n".join(("| Source | Briefings | Relayed by others |", "| --- | ---: | ---: |", *rows))
    return plain_page("page-sources", here, "Sources", table if rows else "No sources yet.")


def _page(name: str, own: Sequence[Briefing], relayed: Sequence[Briefing], addresses: Addresses) -> Page:
    page_id = addresses.source(name)
    here = addresses.place(page_id)
    parts = [f"# {escape.markdown(source_title(name))}"]
    if name == UNKNOWN:
        parts.append("These articles do not say who put them out, and an outlet is never guessed.")
    if own:
        parts.append(f"## Briefings\n\n{lines(own, here, addresses)}")
    if relayed:
        parts.append(f"## Relayed by others\n\n{lines(relayed, here, addresses)}")
    newest = newest_first([*own, *relayed])[0]
    values = {"id": page_id, "type": "source", "title": source_title(name), "date": sorting_day(newest)}
    return Page(page_id, here, front_matter.page(values, "\n\n".join(parts)))
