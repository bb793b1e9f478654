"""Names as the language model finds them, repaired: trimmed, split, joined, dropped where they name nobody.

The model's spans are proposals. It takes hashtags, indices, laws and products for bodies, cuts names short, runs two
together and calls one name a person here and a place there. The rules below look at the words only, so that each can
be told by an example.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Doc

from builder.analyse.gazetteer import tables
from builder.analyse.headline_names import without_headline_words
from builder.analyse.joints import joined, split_at_joints, whole_person, without_persons
from builder.analyse.name import Name, one_line
from builder.analyse.naming import before_a_field, is_body, is_person, kind_by_head, may_be_surname, opens_with_office
from builder.analyse.nlp import Parsed
from builder.analyse.things import without_things
from builder.analyse.titles import titles
from builder.analyse.told_places import with_told_places
from builder.analyse.unseen import find_unseen
from builder.records import ActorKind, Span

_KINDS: dict[str, ActorKind] = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
WORD = re.compile(r"[^\W_][\w'’.&-]*")
_SPLIT = re.compile(r"(?<!\s)(?:\s*\n\s*|\s+and\s+|\s+or\s+|\s*[,;/|]\s*|\s+(?:with|vs\.?)\s+)")
"""Between joined names: matches in "Lloyd and Li", not in "Anderson"."""
_BODY_SPLIT = re.compile(r"(?<!\s)(?:\s*\n\s*|\s+/\s+|\s+[-–—]\s+(?=\d))")
_LEAD = re.compile(
    r"(?:Near|In|At|On|From|And|But|As|For|With|By|After|Before|While|When|Yet|Both|Also|Then|Later|Earlier|Now|Still|"
    r"Meanwhile|Yesterday|Today|However|Instead|Since|Only|Even|Although|Because|If|Like|Unlike|Said|Says) (?=[A-Z])"
)
"""Matches the start of `Near Palmyra`, not of `Norman`."""
_PLAIN = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])")
"""Whole words: matches `water`, not a part of `al-Assad`."""
_OWNER = re.compile(r"(?<=[a-z,] )((?:[A-Z][\w-]+ ){0,20}[A-Z][\w-]+) $")
"""Matches `Old Boats ` before "Society"; the first words of a sentence only if others stand before them."""
_FIELD = re.compile(r"(?: (?:for|of|on) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*)+")
"""Matches ` for the Welfare of Immigrants`, not ` of experts`."""
_ARTICLE = re.compile(r"(?:the|a|an|this|that|his|her|its|their|our|both|all|other|some)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_EDGES = " \t\"“”„'‘’«»()[]{}<>,;:!?…*_–—-•|/\\"
_STOPPED = re.compile(r"(?:\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|Bros)|\b[A-Z]|\.[A-Za-z])\.$")
"""A last stop that belongs to the name: matches `Facebook, Inc.`, `L.A.`; not `Washington.`"""


def find_names(parsed: Parsed) -> list[Name]:
    """Names in order of the text; equal forms have equal kinds."""
    text, doc = parsed.article.text, parsed.doc
    names = without_persons(text, joined(parsed, _model_names(text, doc)))
    names += find_unseen(text, doc, names)
    plain_words = {word for word in _PLAIN.findall(text) if word.islower()}
    named = (one for one in with_told_places(text, _voted(names)) if not _is_plain_word(one, plain_words))
    return sorted(without_headline_words(parsed, without_things(text, named)), key=lambda one: one.span)


def _model_names(text: str, doc: Doc) -> Iterator[Name]:
    """The model's persons, bodies and places, trimmed and split."""
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind is None:
            continue
        bare = entity.text.rstrip(_EDGES)
        if not bare:
            continue  # a lone star or dash
        kind = _told(bare, kind)
        parts = _SPLIT if kind == "PER" else _BODY_SPLIT
        whole = Span(entity.start_char, entity.end_char)
        pieces = _pieces(text, whole, parts)
        for span in pieces if kind == "PER" else chain.from_iterable(split_at_joints(text, one) for one in pieces):
            span = trim(text, span)
            lead = _LEAD.match(text, span.start, span.end)
            if lead:
                span = Span(lead.end(), span.end)
                kind = "LOC" if lead.group() in ("Near ", "In ", "At ") and kind == "PER" else kind
            if kind == "PER":
                span = bare_name(text, whole_person(text, doc, span))
            elif kind == "ORG":
                span = _before_office(text, _with_field(text, _with_owner(text, span)))
            words = span.of(text)
            if words and (is_person(words) if kind == "PER" else is_body(words)):
                yield Name(span, one_line(words), _told(words, kind))


def _told(words: str, kind: ActorKind) -> ActorKind:
    """The kind that the words of a name tell, else the model's."""
    if opens_with_office(words):
        return "PER"
    by_head = kind_by_head(words)
    return kind if by_head is None or (kind == "PER" and may_be_surname(words)) else by_head


def _pieces(text: str, span: Span, between: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for gap in between.finditer(text, span.start, span.end):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, span.end)


def trim(text: str, span: Span) -> Span:
    """The span without quotes, articles, possessive and stops at its ends."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    while True:
        words = text[start:end]
        possessive = _POSSESSIVE.search(words)
        if possessive:
            end = start + possessive.start()
        elif words and (words[-1] in _EDGES or (words[-1] == "." and not _STOPPED.search(words))):
            end -= 1
        else:
            return Span(start, end)


def bare_name(text: str, span: Span) -> Span:
    """A person's name without the titles before it: `Austin` of "Secretary Austin"; empty if nothing is left."""
    table, states = titles(), tables().states
    words = list(WORD.finditer(text, span.start, span.end))
    while words and (
        table.is_title(words[0].group())
        or words[0].group() in states
        or (words[0].group()[0].islower() and words[0].group() not in table.particles)
    ):
        if len(words) == 1 and not table.is_title(words[0].group()):
            break
        words.pop(0)
    while words and (
        (words[-1].group().islower() and words[-1].group() not in table.particles)
        or words[-1].group() in ("Image", "Photo")
    ):
        words.pop()
    return trim(text, Span(words[0].start(), words[-1].end())) if words else Span(span.start, span.start)


def _with_field(text: str, span: Span) -> Span:
    """A body's name with the field that the model cut off: "Joint Council" of "Joint Council for the Welfare"."""
    if text[span.start : span.end].rpartition(" ")[2].lower() not in before_a_field():
        return span
    field = _FIELD.match(text, span.end)
    return Span(span.start, field.end()) if field else span


def _with_owner(text: str, span: Span) -> Span:
    """A body's name with the words that the model cut off its front: "Old Boats Society" of "Society of Canada"."""
    if text[span.start : span.end].partition(" ")[0].lower() not in before_a_field():
        return span
    owner = _OWNER.search(text, max(0, span.start - 60), span.start)
    return Span(owner.start(), span.end) if owner and owner[1] not in tables().texts else span


def _before_office(text: str, span: Span) -> Span:
    """A body's name that runs into an office, cut back: `White House` of "White House National Security Adviser"."""
    after = WORD.match(text, span.end + 1)
    table = titles()
    if (
        not after
        or text[span.end : span.end + 1] != " "
        or not table.is_office(after.group())
        or not after.group()[0].isupper()
    ):
        return span
    words = list(WORD.finditer(text, span.start, span.end))
    while words and words[-1].group().lower() in table.modifiers:
        words.pop()
    return Span(span.start, words[-1].end()) if words else Span(span.start, span.start)


def _is_plain_word(one: Name, plain_words: set[str]) -> bool:
    """Whether a lone word is an ordinary one that only opens a sentence: the text also has it without a capital."""
    return one.text.istitle() and one.text.lower() in plain_words


def _voted(names: list[Name]) -> list[Name]:
    """One kind for one form: a part of a fuller person's name is a person, else the majority's, else the first's."""
    parts = {
        part
        for one in names
        if one.kind == "PER" and " " in one.text
        for part in (one.text.split()[0], one.text.split()[-1])
    }
    votes: dict[str, Counter[ActorKind]] = {}
    for one in names:
        votes.setdefault(one.text, Counter())[one.kind] += 1
    kinds: dict[str, ActorKind] = {
        form: ("PER" if form in parts else count.most_common(1)[0][0]) for form, count in votes.items()
    }
    return [one._replace(kind=kinds[one.text]) for one in names]
