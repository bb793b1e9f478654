"""What a person is, in the article's own words: before the name, after it, or by relation to another person.

Nothing is inferred: a role is a stretch of the text next to the name, and its span is kept.
"""

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from builder.analyse.cast import POSSESSIVES
from builder.analyse.gazetteer import tables
from builder.analyse.titles import titles
from builder.records import Role, Span

_LINKS = frozenset(("of", "for"))
_ARTICLES = frozenset(("the", "a", "an"))
_NEVER = frozenset(("VERB", "AUX", "DET", "PRON", "SCONJ", "INTJ", "ADV", "NUM", "PUNCT", "SYM", "SPACE"))
"""Word classes that end a role on its left."""

_LONGEST = 12
"""Words in a role after a name; longer ones are sentences. Covers the appositions of the development articles."""

_LONGEST_COMPLEMENT = 4
"""Words of what an office is for: `national football team`."""


def find_roles(doc: Doc, first: int, last: int, person_at: Callable[[int], bool]) -> Iterator[Role]:
    """Roles that the words around a name give.

    Args:
        doc: The parsed article.
        first: Index of the name's first token.
        last: Index of its last token.
        person_at: Whether the token of that index belongs to a person's name.
    """
    for find in (_related, _before, _after):
        role = find(doc, first, last, person_at)
        if role is not None:
            yield role
            if find is _related:
                return


def _before(doc: Doc, first: int, last: int, person_at: Callable[[int], bool]) -> Role | None:
    """`Defense Secretary` of "Defense Secretary Lloyd Austin"; `Minister of National Defense` of the like."""
    table = titles()
    end = first
    while end > 0 and table.is_honorific(doc[end - 1].text) and not doc[end].is_sent_start:
        end -= 1
    comma = end > 1 and doc[end - 1].text == ","
    if comma:
        end -= 1
        if not (
            last + 1 < len(doc)
            and (doc[last + 1].text == "," or doc[last + 1].pos_ in ("VERB", "AUX") or doc[last + 1].is_punct)
        ):
            return None
    elif end < len(doc) and doc[end].is_sent_start:
        return None
    start = _before_complement(doc, end) if comma else end
    while start > 0 and not doc[start].is_sent_start and _may_stand_before(doc, start - 1, start < end, person_at):
        start -= 1
    start = _without_lead(doc, start, end)
    offices = [index for index in range(start, end) if table.is_office(doc[index].text)]
    if not offices:
        return None
    last_office = doc[offices[-1]]
    if last_office.text.islower() and last_office.tag_ == "NNS":  # "athletes Vitas Gerulaitis and ..." are many
        return None
    if end - start == 1 and last_office.lower_ in table.relations and start > 0 and doc[start - 1].tag_ == "PRP$":
        return None  # "his lawyer": whose is said elsewhere
    rest = doc[offices[-1] + 1 : end]
    if len(rest) and rest[0].lower_ not in _LINKS:
        return None
    if comma and not _opens(doc, start):
        return None
    return _role(doc, start, end)


def _opens(doc: Doc, start: int) -> bool:
    """Whether a noun phrase begins there, or behind the article or the "its" before it."""
    left = doc[start - 1]
    return doc[start].is_sent_start or left.lower_ in _ARTICLES or left.is_punct or left.tag_ == "PRP$"


def _before_complement(doc: Doc, end: int) -> int:
    """Where "of the jury" of "the chairman of the jury" begins, if the words before `end` are such; else `end`."""
    start = end
    while start > max(0, end - _LONGEST_COMPLEMENT) and doc[start - 1].pos_ in ("NOUN", "ADJ", "PROPN"):
        start -= 1
    if start == end or doc[end - 1].pos_ == "ADJ" or titles().is_office(doc[end - 1].text):
        return end
    start -= start > 0 and doc[start - 1].lower_ in _ARTICLES
    fits = start > 1 and doc[start - 1].lower_ in _LINKS and titles().is_office(doc[start - 2].text)
    return start - 1 if fits else end


def _may_stand_before(doc: Doc, index: int, started: bool, person_at: Callable[[int], bool]) -> bool:
    """Whether the token may belong to a role that goes on to its right."""
    token, table = doc[index], titles()
    word = token.lower_
    if person_at(index) or token.ent_type_ in ("DATE", "TIME"):
        return False
    if table.is_office(token.text) or word in table.modifiers:
        return True
    left = doc[index - 1] if index > 0 else None
    if token.text == ".":  # "Lt. Gen.", which the tokenizer cuts
        return left is not None and left.lower_ in table.ranks
    if word in _LINKS or (word in _ARTICLES and left is not None and left.lower_ in _LINKS):
        office = doc[index - 1 if word in _LINKS else index - 2]
        return started and index > 0 and table.is_office(office.text)
    if started and token.dep_ == "compound" and token.pos_ == "NOUN" and table.is_office(token.head.text):
        return True  # "fisheries minister"
    if word in ("and", "&"):
        return bool(
            started
            and left is not None
            and _is_role_word(left)
            and _is_role_word(doc[index + 1])
            and not person_at(index - 1)
        )
    if word in POSSESSIVES:
        return bool(started and left is not None and left.text[0].isupper() and not person_at(index - 1))
    if token.text in ("-", "–"):
        return started
    return (
        token.text[0].isupper() and (token.pos_ not in _NEVER or token.text in tables().states) and not token.is_space
    )


def _is_role_word(token: Token) -> bool:
    return titles().is_office(token.text) or token.lower_ in titles().modifiers


def _without_lead(doc: Doc, start: int, end: int) -> int:
    """Where the role begins once links, articles and joints at its left are dropped."""
    while start < end and (doc[start].lower_ in _LINKS | _ARTICLES | POSSESSIVES | {"and", "&", "-", "–"}):
        start += 1
    return start


def _after(doc: Doc, first: int, last: int, person_at: Callable[[int], bool]) -> Role | None:
    """`chief executive of Y` of "X, the chief executive of Y, said"; an age in between is passed over."""
    index = last + 1
    if index + 2 < len(doc) and doc[index].text == "," and doc[index + 1].like_num and doc[index + 2].text == ",":
        index += 2
    if index + 1 >= len(doc) or doc[index].text not in (",", "(", "–", "—") or doc[index].is_sent_start:
        return None
    start = index + 1
    if person_at(start) or (doc[index].text == "," and _is_told_by(doc, first)):
        return None
    end = start
    while end < len(doc) and end - start < _LONGEST and not doc[end].is_sent_start and not _ends_role(doc[end]):
        end += 1
    cut = next((at for at in range(start, end) if doc[at].pos_ == "ADP"), end)
    office = doc[cut - 1]
    if cut == start or not titles().is_office(office.text) or (office.text.islower() and office.tag_ == "NNS"):
        return None
    if any(person_at(at) or doc[at].tag_ in ("PRP$", "RB") for at in range(start, cut)):
        return None
    end = end if end - start < _LONGEST and not any(person_at(at) for at in range(cut, end)) else cut
    start = _without_lead(doc, start, end)
    while end > start and (doc[end - 1].pos_ in ("ADP", "DET", "CCONJ")):
        end -= 1
    return _role(doc, start, end)


def _is_told_by(doc: Doc, first: int) -> bool:
    """Whether the sentence opens with `According to` and a name: the next words are its subject, not a role."""
    return first > 1 and doc[first - 1].lower_ == "to" and doc[first - 2].text == "According"


def _ends_role(token: Token) -> bool:
    return (
        token.text in (",", ";", ".", ")", "(", ":", "–", "—", '"', "“", "”")
        or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB")
        or token.is_space
    )


def _related(doc: Doc, first: int, last: int, person_at: Callable[[int], bool]) -> Role | None:
    """`Li Shangfu's predecessor` of "Li Shangfu's predecessor, Wei Fenghe"; nothing where no name owns the relation."""
    index = first - 1
    if index > 0 and doc[index].text == ",":
        index -= 1
    if index < 2 or doc[index].lower_ not in titles().relations or doc[index - 1].text not in POSSESSIVES:
        return None
    start = index - 1
    while start > 0 and person_at(start - 1):
        start -= 1
    return _role(doc, start, index + 1) if start < index - 1 else None


def _role(doc: Doc, start: int, end: int) -> Role | None:
    if start >= end:
        return None
    span = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    return Role(" ".join(doc[start:end].text.split()), span)
