"""One text, one briefing: copies, reprints and updates of an article are joined to it, and kept as its versions.

Two texts are compared by their shingles (runs of five words); candidates come from MinHash with locality-sensitive
hashing (Broder 1997; Leskovec, Rajaraman, Ullman 2014, chapter 3), so that the cost of an article does not grow with
the archive.
"""

from collections.abc import Container, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from builder.memory import NO_MEMORY, Memory
from builder.records import Article, Problem, Rule
from builder.versions.candidates import pairs
from builder.versions.kinds import SAME, UPDATED, kind
from builder.versions.shown import one_of, with_own_ids
from builder.versions.texts import Text, plain_address, shingles_of
from builder.versions.told import joined, look_alikes

__all__ = ["Joined", "join", "rules"]


class Joined(NamedTuple):
    """What is left when the versions of each article are joined."""

    articles: tuple[Article, ...]
    """One of each text: the latest update, the first of several that printed it; in the order they came in."""

    notes: tuple[Problem, ...]
    """A line for each that was joined to another."""

    doubts: tuple[Problem, ...]
    """Those that look like another, but are not alike enough, or have pages that people wrote on."""


def join(
    articles: Sequence[Article], kept: Mapping[str, bool], deleted: Container[str] = (), memory: Memory = NO_MEMORY
) -> Joined:
    """The articles with their versions joined.

    `kept` names the ids that have a page, with whether a person wrote on it: such an id is kept before others, and two
    pages that people wrote on are never joined. Pages of the ids `deleted` are gone, and like nothing.
    """
    texts = [
        Text(
            one,
            *memory.made(("shingles", one.id), (one.text, one.original_title), partial(shingles_of, one)),
            plain_address(one.url),
            at,
        )
        for at, one in enumerate(articles)
    ]
    groups: dict[int, list[Text]] = {one.at: [one] for one in texts}
    home = {one.at: one.at for one in texts}
    doubts = []
    for one, other in sorted(pairs(texts, memory), key=lambda pair: (pair[1].at, pair[0].at)):
        if home[one.at] == home[other.at] or kind(one, other) is None:
            continue
        members = [*groups[home[one.at]], *groups[home[other.at]]]
        if len({member.article.id for member in members if kept.get(member.article.id)}) > 1:
            fix = "delete one of the two seeds, or one of the two pages"
            doubts.append(
                Problem(
                    str(other.article.path), f"same article as {one.article.path}, but people wrote on both pages", fix
                )
            )
            continue
        del groups[home[other.at]]
        groups[home[one.at]] = members
        home |= dict.fromkeys((member.at for member in members), home[one.at])
    settled = sorted((one_of(members, kept) for members in groups.values()), key=lambda pair: pair[0])
    done = tuple(with_own_ids(article for _, article in settled))
    notes = tuple(note for article in done for note in joined(article))
    return Joined(done, notes, (*doubts, *look_alikes(one for one in done if one.id not in deleted)))


def rules() -> tuple[Rule, ...]:
    """The figures in force, for the page on method."""
    return (
        Rule("Share of runs of words from which two texts are copies of one", f"{SAME:.0%}"),
        Rule("The same for an update, where the address or headline says that it is one article", f"{UPDATED:.0%}"),
    )
