"""One name for each outlet: what people wrote on the pages of sources outranks the tables.

Articles state outlets in many ways, and relay them by others (`WSJ`). The rules, first that fits: a person's page of
that title, old title or alias; the table `media.yml`, for names that a person or a file states, not for what the pages
of some other site call it; another name that the pages of an outlet, known by its address, use for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from builder.analyse.linking import fold
from builder.data import load
from builder.records import Article, Briefing, Chain
from builder.write import ActorEdit, NameEdit

_UNKNOWN = "unknown"
_BY_PERSON = "a person"
_KNOWING = ("sidecar", "folder", "table of publishers")
"""Who states the outlet of a seed for sure; anyone else's word for it may be another site's own abbreviation."""


class Outlets:
    """Which outlet a name means."""

    def __init__(self, edits: Sequence[NameEdit], actors: Sequence[ActorEdit], articles: Sequence[Article]) -> None:
        self._forms: dict[str, list[NameEdit]] = {}
        for edit in edits:
            for form in dict.fromkeys(map(fold, (edit.name, edit.was, *edit.aliases))):
                self._forms.setdefault(form, []).append(edit)
        self._apart = {pair for edit in edits for other in edit.apart for pair in _pairs(edit, other)}
        # A name on an actor's page is of the actor: the source keeps the name that its own page has.
        self._actors = {one.name: one.was for one in actors if one.kind == "ORG" and one.name != one.was}
        self._called = _called(articles)
        self._stated: dict[str, set[str]] = {}
        for name in {one.source for one in articles if one.source}:
            self._stated.setdefault(fold(name), set()).add(name)

    def settled(self, article: Article) -> Article:
        """The article under the one name of its outlet; the name that it states is kept as another one."""
        stated = article.source
        name = stated or _UNKNOWN
        by = article.how.get("source", "")
        known = self._by_person(name)
        if known == name and by != _BY_PERSON and stated:
            known = self._by_rule(stated, in_table=article.url is None or by.startswith(_KNOWING))
        if known == name:
            return article
        others = (one for one in (*article.source_names, stated) if one and one != known)
        return replace(article, source=None if known == _UNKNOWN else known, source_names=tuple(dict.fromkeys(others)))

    def relayed(self, briefing: Briefing) -> Briefing:
        """The briefing, what it relays under the one name of each outlet; its own outlet is none of them."""
        sourcing, own = briefing.sourcing, briefing.article.source
        names = {name: self._relayed(name) for name in sourcing.via}
        if all(old == new != own for old, new in names.items()):
            return briefing
        kept = {new: at for at, new in reversed(list(enumerate(names.values()))) if new != own}
        order = sorted(kept.items(), key=lambda pair: pair[1])
        chains = (_relayed_chain(one, names, own) for one in sourcing.chains)
        return replace(
            briefing,
            sourcing=replace(
                sourcing,
                via=tuple(name for name, _ in order),
                via_evidence=tuple(sourcing.via_evidence[at] for _, at in order),
                chains=tuple(one for one in chains if own is None or one.origin != own),
            ),
        )

    def _relayed(self, name: str) -> str:
        name = self._actors.get(name, name)
        stated = self._stated.get(fold(name), set())
        if len(stated) == 1:  # "the Brockel Courier" in a text, `The Brockel Courier` as its own articles have it
            (name,) = stated
        known = self._by_person(name)
        return self._by_rule(name, in_table=True) if known == name else known

    def _by_rule(self, name: str, *, in_table: bool) -> str:
        known = _table().get(name) if in_table else None
        known = known or self._called.get(name, name)
        return name if (fold(known), fold(name)) in self._apart else self._by_person(known)

    def _by_person(self, name: str) -> str:
        """The name by the pages that people wrote on; itself when none, or several, claim it."""
        seen = {name}
        while (known := self._page_of(name)) not in seen:
            seen.add(known)
            name = known
        return name

    def _page_of(self, name: str) -> str:
        form = fold(name)
        pages = [one for one in self._forms.get(form, ()) if (fold(one.name), form) not in self._apart]
        pages = [one for one in pages if fold(one.name) == form and not one.same_as] or pages
        found = {one.same_as or one.name for one in pages}
        return found.pop() if len(found) == 1 else name


def _relayed_chain(chain: Chain, names: Mapping[str, str], own: str | None) -> Chain:
    """The chain under the names of outlets; an article does not relay its own outlet."""
    via = dict.fromkeys(names.get(name, name) for name in chain.via)
    named = chain._replace(via=tuple(name for name in via if name != own))
    if chain.speaker is None and chain.origin in names:
        named = named._replace(origin=names[chain.origin])
        if chain.group == chain.origin:
            named = named._replace(group=named.origin)
    return named


def _pairs(edit: NameEdit, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (fold(edit.name), fold(other)), (fold(other), fold(edit.name))


def _called(articles: Sequence[Article]) -> dict[str, str]:
    """Name that its own pages use -> outlet, where it is the same name, longer or shorter, and nobody else's."""
    found: dict[str, set[str]] = {}
    for article in articles:
        for name in article.source_names if article.source else ():
            one, other = set(fold(name).split()), set(fold(article.source or "").split())
            if min(len(one), len(other)) > 1 and (one <= other or other <= one):
                found.setdefault(name, set()).add(article.source or "")
    known = _table()
    return {name: outlets.pop() for name, outlets in found.items() if len(outlets) == 1 and name not in known}


@cache
def _table() -> dict[str, str]:
    """Form -> name of the outlet, for every form of `media.yml` that one outlet alone has."""
    rows = load("media").values()
    names = {row["name"] for row in rows}
    found: dict[str, set[str]] = {}
    for row in rows:
        for form in (*row.get("names", ()), *row.get("sources", ())):
            found.setdefault(form, set()).add(row["name"])
    forms = {form: outlets.pop() for form, outlets in found.items() if len(outlets) == 1 and form not in names}
    return forms | {name: name for name in names}
