"""The language models, each loaded when an article asks for it and tried once a process; an article as they read it.

Rules stand in where the model is missing: a site must still build there. Names then come from the tables and from
`by_rules.py`, and `lack` says so with what to do about it.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import spacy
from spacy.language import Language as Language_
from spacy.tokens import Doc

from builder.analyse import by_rules
from builder.analyse.languages import Language, language, language_of
from builder.analyse.pinned import digest_of
from builder.analyse.sentences import find_sentences
from builder.analyse.tokens import Cutting
from builder.records import Article, Problem, Sentence

if TYPE_CHECKING:
    from thinc.types import Ints2d

_WINDOW = 256
"""So many articles are sorted by language at a time: enough to keep a model busy, few enough to hold."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its sentences and its tokens; what every finder works on."""

    article: Article
    sentences: tuple[Sentence, ...]
    doc: Doc
    """`doc.text` is `article.text`; `doc.sents` follows `sentences` where a model read it."""

    language: Language | None
    """None for one without words of its own: nothing is known of its grammar."""


@Language_.component("rule_sentences")
def _rule_sentences(doc: Doc) -> Doc:
    """Tell the parser where sentences start, so that it agrees with `find_sentences`."""
    starts = {sentence.span.start for sentence in find_sentences(doc.text, doc.lang_)}
    marks = [1 if any(place in starts for place in range(token.idx, token.idx + len(token))) else -1 for token in doc]
    # All at once: setting `token.is_sent_start` looks at the whole document every time.
    column = np.array([1, *marks[1:]][: len(doc)], dtype=np.int64).astype(np.uint64).reshape(-1, 1)
    return doc.from_array(["SENT_START"], cast("Ints2d", column))


class _Loaded(NamedTuple):
    nlp: Language_
    fault: str | None
    """Why it is not the model."""


@cache
def _loaded(one: Language) -> _Loaded:
    """The model, if it is there and finds what it must in a sentence; else the rules. The trial costs 10 ms."""
    if not one.model:
        return _Loaded(_unread(), None)
    fault = _forged(one)
    try:
        if fault is None:
            nlp = spacy.load(one.model)
            nlp.add_pipe("rule_sentences", before="parser")
            found = {(name.text, name.label_) for name in nlp(one.trial).ents}
            if found >= one.expected:
                return _Loaded(_patient(nlp), None)
            fault = "the language model does not find the names it must"
    except (OSError, ImportError, ValueError) as error:
        fault = f"the language model cannot be loaded: {' '.join(str(error).split())[:80]}"
    if not one.grammar:
        return _Loaded(_unread(), fault)
    rules = by_rules.pipeline()
    rules.add_pipe("rule_sentences", first=True)
    return _Loaded(_patient(rules), fault)


def _patient(nlp: Language_) -> Language_:
    """The same, for words and texts of any length: how long a text may be is decided where it is read."""
    nlp.max_length = sys.maxsize
    nlp.tokenizer = Cutting(nlp.tokenizer)
    return nlp


def _forged(one: Language) -> str | None:
    """Why the model must not even be loaded: it calls itself the release that is pinned, and is another."""
    if not one.digest or installed(one) != one.version or digest_of(one.model) == one.digest:
        return None
    return f"the files of the language model are not those of {one.version}, so it is not loaded"


@cache
def _unread() -> Language_:
    """Words and nothing else, for a language without a model."""
    return _patient(spacy.blank("xx"))


_tried: set[Language] = set()
"""Whose model has been loaded."""

_told: dict[str, str] = {}
"""Faults of models by language, as other processes told."""


def installed(one: Language) -> str | None:
    """Version of the model's package; None without it. Cheap: nothing is loaded."""
    try:
        return version(one.model) if one.model else None
    except PackageNotFoundError:
        return None


def in_use(lang: str = "en") -> str | None:
    """Name and version of the model that reads a language; None when rules alone do."""
    one = language("en" if lang == "und" else lang)
    found = installed(one) if one else None
    return f"{one.model} {found}" if one and found and not _fault(one) else None


def _fault(one: Language) -> str | None:
    """Why the model is not in use, as far as is known without loading it."""
    return _loaded(one).fault if one in _tried else _told.get(one.code)


def faults() -> dict[str, str]:
    """What is wrong with models that this process has loaded, by language."""
    return {one.code: fault for one in _tried if (fault := _loaded(one).fault)}


def note(told: Mapping[str, str]) -> None:
    """Take note of the faults that another process came upon."""
    _told.update(told)


def lack(lang: str = "en") -> Problem | None:
    """What is wrong with a language's model, and what to do; None when nothing is, as far as is known."""
    one = language(lang)
    if one is None or not one.model:
        return None
    found = installed(one)
    of = "" if one.grammar else f" for {one.name}"
    if found is None:
        what = f"the language model{of} is not installed: {_FEWER}"
    elif fault := _fault(one):
        what = f"{fault}: {_FEWER}"
    elif found != one.version:
        what = f"the language model{of} is {found}, the rules were made for {one.version}: names may differ"
    else:
        return None
    return Problem(one.model, what, f"pip install {one.install}")


_FEWER = "names come from tables and rules alone, so fewer are found"


def model(one: Language | None = None) -> Language_:
    """The pipeline of a language, English unless told; first use costs about a second."""
    one = one or language("en")
    if one is None:
        raise LookupError("builder/data/en is missing")
    _tried.add(one)
    return _loaded(one).nlp


def ready() -> None:
    """Load the English model now, so that the first article need not wait for it."""
    model()


def parse(articles: Iterable[Article]) -> Iterator[Parsed]:
    """Each article, parsed by the model of its language, in order; each language's articles go together."""
    waiting = iter(articles)
    while window := list(islice(waiting, _WINDOW)):
        by_language: dict[Language | None, list[int]] = {}
        for place, article in enumerate(window):
            by_language.setdefault(language_of(article), []).append(place)
        parsed: dict[int, Parsed] = {}
        for one, places in by_language.items():
            nlp = model(one) if one else _unread()
            for place, doc in zip(places, nlp.pipe(window[place].text for place in places), strict=True):
                article = window[place]
                parsed[place] = Parsed(article, find_sentences(article.text, article.lang), doc, one)
        yield from (parsed[place] for place in range(len(window)))
