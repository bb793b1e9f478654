"""Whether a capital's name means the city or the government.

"Beijing declined" is the state; "in Beijing" is the city. The grammar decides each occurrence; where an article uses a
capital for its government even once, its other occurrences go with that, since readers carry one sense through.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from spacy.tokens import Doc, Token

from builder.analyse.gazetteer import Entry, Hit

_Found = TypeVar("_Found")

_TOWARDS = frozenset(("between", "with", "by", "against", "towards", "toward", "from", "to"))
"""Prepositions before a party to something: "with Beijing"."""

_AMBIGUOUS = frozenset(("from", "to"))
"""Also before a place: count only beside a noun of dealing ("a message to Beijing"), not a verb of motion."""

_OF_A_CITY = frozenset(
    [
        "airport",
        "area",
        "centre",
        "center",
        "church",
        "citizen",
        "city",
        "court",
        "crowd",
        "district",
        "hall",
        "hospital",
        "hotel",
        "man",
        "market",
        "mayor",
        "metro",
        "museum",
        "neighborhood",
        "neighbourhood",
        "outskirt",
        "police",
        "people",
        "population",
        "port",
        "prison",
        "resident",
        "school",
        "shop",
        "square",
        "station",
        "street",
        "suburb",
        "subway",
        "time",
        "university",
        "woman",
    ]
)
"""What a city has and a government does not: "London's streets"."""


def place_capitals(
    doc: Doc, text: str, hits: Iterable[Hit], make: Callable[[str, Hit, Entry], _Found]
) -> Iterator[_Found]:
    """Mentions made of hits, in order; a capital that is only a place becomes one with the city's name."""
    hits = list(hits)
    tokens = {token.idx: token for token in doc} if any(hit.entry.form == "capital" for hit in hits) else {}
    governs = {
        hit.entry.key
        for hit in hits
        if hit.entry.form == "capital"
        and (
            (hit.span.start in tokens and acts(tokens[hit.span.start]))
            or text.endswith(("anti-", "pro-"), 0, hit.span.start)
        )
    }
    for hit in hits:
        entry = hit.entry
        if entry.form == "capital" and (entry.key not in governs or entry.text.endswith(("D.C.", "DC"))):
            city = "Washington, D.C." if entry.key == "state:US" else entry.text
            entry = entry._replace(key=f"city:{city}", name=city, kind="LOC", form="name")
        yield make(text, hit, entry)


def acts(token: Token) -> bool:
    """Whether a place's name stands where a government does: subject, owner of a deed, party to something."""
    head = token.head
    if token.dep_ in ("conj", "appos") and head is not token:
        return head.pos_ == "PROPN" and acts(head)
    if token.dep_ in ("nsubj", "csubj"):
        return head.pos_ in ("VERB", "AUX") and head.lemma_ != "be"
    if token.dep_ == "agent" or (token.dep_ == "pobj" and head.dep_ == "agent"):
        return True
    if token.dep_ == "poss":
        return head.pos_ == "NOUN" and head.lemma_.lower() not in _OF_A_CITY
    if token.dep_ == "pobj" and head.lower_ in _TOWARDS:
        return head.lower_ not in _AMBIGUOUS and head.head.pos_ in ("NOUN", "VERB")
    return False
