"""One actor across articles: equal key of the tables, or equal full name and kind; a surname alone never.

Each article has merged its own actors already (`actors.py`). Here every actor is looked up once in dictionaries, so
the cost grows with the number of actors only.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from builder.records import Actor, ActorKind, Article

GROUPS: dict[ActorKind, str] = {"PER": "person", "ORG": "body", "STATE": "place", "LOC": "place"}
"""A state and a place of one name are one: whether Singapore acts differs from article to article."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a person's page says of an actor."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    """Forms that name this actor in every article."""

    distinct: tuple[str, ...] = ()
    """Names of actors that this one must never be taken for."""


def link(
    found: Sequence[tuple[Article, tuple[Actor, ...]]], known: Sequence[Known] = ()
) -> list[tuple[Article, tuple[Actor, ...]]]:
    """The same articles, each actor under the name it has across all of them.

    What a page says outvotes all rules: its name and its aliases rename, its `distinct` forbids. Else actors with one
    key, or with one full name (capitals, accents, articles and stops aside) and kind, take the name most articles use.
    """
    pages = _Pages(known)
    names = _common_names(actor for _, actors in found for actor in actors)
    return [(article, _merged(_renamed(actor, pages, names) for actor in actors)) for article, actors in found]


class _Pages:
    """The actor pages by group and folded form."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.by_form: dict[tuple[str, str], list[Known]] = {}
        self.apart: set[tuple[str, str, str]] = set()
        for page in known:
            group = GROUPS[page.kind]
            for form in dict.fromkeys(fold(form) for form in (page.name, *page.aliases)):
                self.by_form.setdefault((group, form), []).append(page)
            for other in page.distinct:
                self.apart.add((group, fold(page.name), fold(other)))
                self.apart.add((group, fold(other), fold(page.name)))

    def name_for(self, actor: Actor) -> str | None:
        """The name of the one page that holds the actor's name; None when none or several do."""
        group, own = GROUPS[actor.kind], fold(actor.name)
        pages = [page for page in self.by_form.get((group, own), ()) if (group, fold(page.name), own) not in self.apart]
        exact = [page for page in pages if fold(page.name) == own]
        chosen = exact or pages
        return chosen[0].name if len({page.name for page in chosen}) == 1 else None


def _renamed(actor: Actor, pages: _Pages, names: dict[tuple[str, str], str]) -> Actor:
    name = pages.name_for(actor) or names.get(_identity(actor), actor.name)
    return actor if name == actor.name else replace(actor, name=name)


def _identity(actor: Actor) -> tuple[str, str]:
    """What makes two actors of different articles one."""
    return (GROUPS[actor.kind], actor.key or fold(actor.name))


def _common_names(actors: Iterable[Actor]) -> dict[tuple[str, str], str]:
    """The name most articles use for each identity; of equals the longest, then the first in the alphabet."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for actor in actors:
        counts.setdefault(_identity(actor), Counter())[actor.name] += 1
    return {
        identity: min(names, key=lambda name: (-names[name], -len(name), name)) for identity, names in counts.items()
    }


def _merged(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors of one article that now bear one name, made one; the more prominent one's place and kind."""
    kept: dict[tuple[str, str], Actor] = {}
    for actor in actors:
        identity = (GROUPS[actor.kind], actor.name)
        first = kept.get(identity)
        kept[identity] = actor if first is None else _joined(first, actor)
    return tuple(kept.values())


def _joined(first: Actor, second: Actor) -> Actor:
    return replace(
        first,
        aliases=tuple(dict.fromkeys((*first.aliases, *second.aliases))),
        mentions=tuple(sorted({*first.mentions, *second.mentions})),
        roles=tuple(sorted({*first.roles, *second.roles}, key=lambda role: role.span)),
        key=first.key or second.key,
        acts=first.acts or second.acts,
    )


@lru_cache(1 << 16)
def fold(name: str) -> str:
    """A name without capitals, accents, leading article and stops: `the U.N.` and `UN` are one."""
    letters = unicodedata.normalize("NFKD", name)
    letters = "".join(char for char in letters if not unicodedata.combining(char)).casefold()
    letters = letters.replace(".", "").replace("’", "'").replace("-", " ")
    return " ".join(letters.split()).removeprefix("the ")
