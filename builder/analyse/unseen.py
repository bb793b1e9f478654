"""Names that the language model passes over, found by the words beside them."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from builder.analyse.gazetteer import tables
from builder.analyse.name import Name, one_line
from builder.analyse.naming import is_body, is_name_word, is_person, newspaper_words
from builder.analyse.titles import titles
from builder.records import Span

_WATER = re.compile(r"\b(?:Gulf|Bay|Strait|Straits|Sea|Cape|Isle|Horn|Ivory Coast) of (?:the )?[A-Z]\w+(?: [A-Z]\w+)?")
"""Matches `Gulf of Oman`, `Horn of Africa`; not `Bank of Oman`."""
_NEAR = re.compile(r"(?:^|(?<=[.\n] )|(?<=\n))Near ((?:[A-Z][\w'’-]+ ){0,2}[A-Z][\w'’-]+)(?=,)")
"""Matches the place in "Near Ar Raqqah, two strikes"."""


def find_unseen(text: str, doc: Doc, found: Iterable[Name]) -> Iterator[Name]:
    """Names after offices, of newspapers and of waters that the model did not find, none overlapping those found."""
    taken = bytearray(len(text) + 1)
    for one in found:
        taken[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
    for name in (*_waters(text), *_newspapers(text), *_near(text), *_after_offices(doc, text, taken)):
        if not any(taken[name.span.start : name.span.end]):
            taken[name.span.start : name.span.end] = b"\1" * (name.span.end - name.span.start)
            yield name


def _waters(text: str) -> Iterator[Name]:
    for match in _WATER.finditer(text):
        yield Name(Span(*match.span()), one_line(match.group()), "LOC")


def _near(text: str) -> Iterator[Name]:
    for match in _NEAR.finditer(text):
        yield Name(Span(*match.span(1)), match[1], "LOC")


def _newspapers(text: str) -> Iterator[Name]:
    """`Deseret News` of "the Deseret News observed"; not "the Latest News", which nobody says anything in."""
    for match in _newspaper().finditer(text):
        if is_body(match[1]):
            yield Name(Span(*match.span(1)), one_line(match[1]), "ORG")


def _newspaper() -> re.Pattern[str]:
    heads = "|".join(map(re.escape, newspaper_words()))
    return re.compile(rf"\b[Tt]he ((?:[A-Z][a-z]+ ){{1,3}}(?:{heads}))(?= [a-z]|[,.])")


def _after_offices(doc: Doc, text: str, taken: bytearray) -> Iterator[Name]:
    """Capitalised names right after an office: "Defense Minister Li"."""
    table, states = titles(), tables().states
    for token in doc[:-1]:
        if not table.is_office(token.text):
            continue
        first = end = _past_field(doc, token.i + 1)
        while end < min(len(doc), first + 3) and not doc[end].is_sent_start and not taken[doc[end].idx]:
            if not is_name_word(doc[end].text):
                break
            end += 1
        if end == first or doc[first].pos_ != "PROPN":
            continue
        span = Span(doc[first].idx, doc[end - 1].idx + len(doc[end - 1]))
        words = span.of(text)
        if is_person(words) and is_body(words) and words not in states:
            yield Name(span, one_line(words), "PER")


def _past_field(doc: Doc, index: int) -> int:
    """Index of the token after an office's field: of `Li` in "Minister of National Defense Li Shangfu"."""
    if doc[index].lower_ not in ("of", "for"):
        return index
    at = index + 1
    while at < len(doc) - 1 and _is_field(doc[at].lower_):
        at += 1
    return at if at > index + 1 else index


def _is_field(word: str) -> bool:
    return word in titles().modifiers or word in titles().topics or word in ("affairs", "state", "the", "treasury")
