"""English read without a language model: names by capitals and titles, verbs of speech by their forms.

What stands in for the model where its package is missing. Names that only context tells apart are left out, and
there is no grammar: fewer actors, roles and speakers are found, none of the text is lost.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from builder.analyse.cues import cues
from builder.analyse.naming import is_name_word, kind_by_head
from builder.analyse.titles import titles
from builder.data import load

if TYPE_CHECKING:
    from thinc.types import Ints2d

_RUN = re.compile(
    r"[^\W\d_a-z][\w’'-]*(?:\.(?=[ A-Z]))?"
    r"(?: (?:al-[A-Z][\w’'-]*|(?:de|da|van|von|bin|der|la|al) (?=[A-Z])|&(?= [A-Z])|"
    r"[^\W\d_a-z][\w’'-]*(?:\.(?= [A-Z]))?))*"
)
"""Matches `Jane van Dyk`, `J. P. Smith`, `Smith & Sons`; every part begins with a capital or is a small word inside."""
_ENDING = re.compile(r"[’']s?$|\.$")
_COMPANY = re.compile(r"(?:Inc|Corp|Ltd|PLC|Plc|LLC|GmbH|AG|Airlines|Airways|Motors|Holdings|Industries)\.?$|&")
_WHERE = re.compile(r"\b(?:in|at|near|outside|around|from|across|throughout) (?:the )?$")
_SPEAKS = re.compile(r"(?:,? who)?,? (?:said|says|told|added|announced|warned|argued)\b|, \d\d,|, (?:a|an|the) ")
_SPOKEN = re.compile(r"\b(?:said|says|added|told|asked|by|with) $")

_CLOSED = {
    "DET": "the a an this that these those every each some any no all both another",
    "PRON": "i you he she it we they him her them us who whom which what his hers its their theirs our my your himself "
    "herself itself themselves somebody nobody everyone someone anyone",
    "ADP": "of in on at by for with from to into over under after before between against through during about as near",
    "AUX": "is are was were be been being am has have had do does did will would can could may might shall should must",
    "SCONJ": "if because although though while whereas since unless until whether",
    "CCONJ": "and or but nor yet",
    "ADV": "not also only then there here now never always again already still even just very too soon later",
}
"""Word class -> the words that are of no other, lower case; enough to know where a title ends."""

_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "swore": "swear", "thought": "think", "felt": "feel",
    "went": "go", "read": "read", "made": "make", "cried": "cry", "denied": "deny",
}  # fmt: skip


_WRAP = (1 << 64) - 1
"""spaCy takes distances as unsigned numbers."""


@Language.component("rule_names")
def _rule_names(doc: Doc) -> Doc:
    """Word classes and names of a document that has its sentences."""
    classes, verbs = _classes(), _verb_forms()
    for token in doc:
        word = token.lower_
        if word in classes:
            token.pos_ = classes[word]
        elif word in verbs:
            token.pos_, token.lemma_ = "VERB", verbs[word]
        elif token.is_punct:
            token.pos_ = "PUNCT"
        elif token.text[0].isupper():
            token.pos_ = "PROPN"
        elif titles().is_office(token.text):
            token.pos_ = "NOUN"
        if not token.lemma_:
            token.lemma_ = word
    doc.ents = filter_spans(_names(doc))
    heads, roles = _grammar(doc)
    rows = [
        [(head - place) & _WRAP, doc.vocab.strings.add(role)]
        for place, (head, role) in enumerate(zip(heads, roles, strict=True))
    ]
    columns = np.array(rows, dtype=np.uint64).reshape(-1, 2)
    return doc.from_array(["HEAD", "DEP"], cast("Ints2d", columns))


def _grammar(doc: Doc) -> tuple[list[int], list[str]]:
    """Head and function of each token, so that finders may ask: a sentence hangs on its first verb of speech.

    Certain is only that a name right before a verb of speech is its subject. A document without heads would not do:
    spaCy crashes when asked for the children of a token in one.
    """
    heads, roles = list(range(len(doc))), ["dep"] * len(doc)
    for sentence in doc.sents:
        root = next((token.i for token in sentence if token.pos_ == "VERB"), sentence.start)
        for token in sentence:
            heads[token.i] = root
        roles[root] = "ROOT"
    for name in doc.ents:
        last = name.end - 1
        for place in range(name.start, last):
            if roles[place] != "ROOT":
                heads[place], roles[place] = last, "compound"
        if name.end < len(doc) and doc[name.end].pos_ == "VERB" and not doc[name.end].is_sent_start:
            heads[last], roles[last] = name.end, "nsubj"
    return heads, roles


def pipeline() -> Language:
    """The English tokenizer and the rules; the sentences come from a component that the caller adds."""
    nlp = spacy.blank("en")
    nlp.add_pipe("rule_names")
    return nlp


@cache
def _classes() -> dict[str, str]:
    return {word: name for name, words in _CLOSED.items() for word in words.split()}


@cache
def _verb_forms() -> dict[str, str]:
    """Form of a verb of speech -> the verb; forms that are nouns as often ("claims") are no loss."""
    forms = dict(_IRREGULAR)
    for verb in cues("en").verbs:
        stem = verb.removesuffix("e")
        past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else f"{stem}ed"
        third = verb[:-1] + "ies" if past.endswith("ied") else f"{verb}s"
        for form in (past, f"{stem}ing", third, verb):
            forms.setdefault(form, verb)
    return forms


def _names(doc: Doc) -> Iterator[Span]:
    """Names of the document that something tells to be names, with the label the model would give."""
    text = doc.text
    small = {token.text for token in doc if token.is_lower} | frozenset(load("stop_words")["en"]) | titles().not_names
    for sentence in doc.sents:
        if _is_headline(sentence):
            continue
        for run in _RUN.finditer(text, sentence.start_char, sentence.end_char):
            start, end = _bare(text, *run.span(), opens=run.start() == sentence.start_char, small=small)
            label = _label(text, start, end) if end > start else None
            found = doc.char_span(start, end, label=label, alignment_mode="contract") if label else None
            if found is not None and len(found):
                yield found


def _is_headline(sentence: Iterable[Token]) -> bool:
    """Whether capitals tell nothing here: nearly all long words have one."""
    long = [token for token in sentence if token.is_alpha and len(token) > 3]
    return len(long) > 4 and sum(not token.is_lower for token in long) > 0.75 * len(long)


def _bare(text: str, start: int, end: int, *, opens: bool, small: set[str]) -> tuple[int, int]:
    """The run without a possessive, and without a first word that opens its sentence and is an ordinary one."""
    ending = _ENDING.search(text[start:end])
    end = start + ending.start() if ending else end
    first, _, rest = text[start:end].partition(" ")
    if opens and (first.lower() in small or not rest):
        return (end - len(rest), end) if rest else (start, start)
    return start, end


def _label(text: str, start: int, end: int) -> str | None:
    """`PERSON`, `ORG`, `GPE` or `FAC`; None when nothing tells."""
    words, before, after = text[start:end], text[max(0, start - 30) : start], text[end : end + 25]
    parts, table = words.split(), titles()
    by_head = kind_by_head(words)
    if by_head or _COMPANY.search(words):
        return "FAC" if by_head == "LOC" else "ORG"
    if words.isupper() and words.isalpha():
        return "ORG" if 2 < len(words) < 7 else None
    bare = [part for part in parts if not table.is_title(part)]
    shaped = (
        is_name_word(word) or len(word) < 3 or word in table.particles for word in (one.strip(".") for one in bare)
    )
    named = 0 < len(bare) < 5 and all(shaped)
    titled = len(bare) < len(parts) or any(table.is_title(one) for one in before.split()[-1:])
    if named and (titled or _SPEAKS.match(after) or (len(bare) > 1 and _SPOKEN.search(before))):
        return "PERSON"
    if _WHERE.search(before):
        return "GPE"
    return "PERSON" if named and 1 < len(bare) < 4 else None
