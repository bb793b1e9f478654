"""Which of several titles that a page states is the headline: the one that most places agree on.

What a page tells machines (window title, Open Graph, JSON-LD) is often one text from one form field, made for search
engines: those places together count little more than one of them. A heading counts as much as it has words in common
with them, since a page has headings of other kinds too.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from builder.clean.fold import fold
from builder.clean.site_name import names_site, without_site

_HEADING: Mapping[str, float] = {"h1": 1.2, "headline element": 0.4}
_MACHINE: Mapping[str, float] = {
    "json-ld": 1.0,
    "meta og:title": 0.8,
    "title element": 0.5,
    "meta twitter:title": 0.5,
}
"""Place -> what its word counts."""

_OTHER = 0.4
_REPEATED = 0.2
"""What each further place of machines adds to the best of them."""

_UNRELATED = 0.3
_LATER = 0.3
"""What a heading loses that shares no words with any other title, and one that is not the first related one.
Tuned, as the numbers above, on 417 labelled pages of news sites, shops and blogs."""

_WORD = re.compile(r"[^\W_]+")


class Agreed(NamedTuple):
    """A headline, and the places that state it."""

    title: str
    by: str


def agreed_title(titles: Sequence[tuple[str, str]], sites: Sequence[str]) -> Agreed | None:
    """The headline of a page from (place, words) pairs, without the outlet's name; None when there is none."""
    bare = [without_site(words, sites, (), guess=False) for by, words in titles if by in _HEADING]
    headings = [line for line in bare if not names_site(line, sites)]
    votes: dict[str, dict[str, str]] = {}
    for by, words in titles:
        line = without_site(words, sites, headings, guess=by not in ("h1", "json-ld"))
        if not (by in _HEADING and names_site(line, sites)):
            votes.setdefault(fold(line), {}).setdefault(by, line)
    if not votes:
        return None
    related = {
        key: any(_related(key, other) for other in votes if other != key) or set(votes[key]) - set(_HEADING)
        for key in votes
    }
    first = next((key for key in votes if related[key] and _HEADING.keys() & votes[key]), None)

    def score(key: str) -> float:
        by = votes[key]
        machine = sorted((_MACHINE.get(place, _OTHER) for place in by if place not in _HEADING), reverse=True)
        total = sum(machine[:1]) + _REPEATED * len(machine[1:])
        heading = sum(_HEADING[place] for place in by if place in _HEADING)
        if heading:
            total += heading - (0 if related[key] else _UNRELATED) - (0 if key == first else _LATER)
        return total

    best = max(votes, key=score)  # of equals the first stated
    return Agreed(next(iter(votes[best].values())), " + ".join(by.removeprefix("meta ") for by in votes[best]))


def _related(one: str, other: str) -> bool:
    """Whether two titles share a third of the shorter one's words, or of its pairs of letters where none are spaced."""
    ours, theirs = _pieces(one), _pieces(other)
    return 3 * len(ours & theirs) >= max(2, min(len(ours), len(theirs)))


def _pieces(line: str) -> set[str]:
    words = _WORD.findall(line)
    if len(words) < 4 and len(line) > 12:
        return {line[at : at + 2] for at in range(len(line) - 1)}
    return {word for word in words if len(word) > 2}
