"""A noun phrase cut to what names or describes: its ends trimmed, its head found, its words as they read in prose."""

from collections.abc import Sequence

from spacy.tokens import Token

from builder.analyse.cast import Cast

_BREAKS = frozenset(
    {"who", "whom", "whose", "which", "that", "when", "while", "where", "because", "if", "after", "before", "as"}
)


def trim(tokens: Sequence[Token]) -> list[Token]:
    """Without punctuation, adverbs and conjunctions at both ends."""
    kept = list(tokens)
    while kept and (kept[0].pos_ in {"PUNCT", "ADV", "CCONJ", "SCONJ", "SYM", "INTJ"} or kept[0].lower_ in {"however"}):
        kept.pop(0)
    while kept and kept[-1].pos_ in {"PUNCT", "CCONJ"}:
        kept.pop()
    return kept


def nominal_of(tokens: Sequence[Token]) -> list[Token]:
    """The first run of a phrase up to its head noun: `the US Department` of `the US Department of Defense`."""
    run: list[Token] = []
    head = 0
    for token in tokens:
        compound = token.i > 0 and token.nbor(-1).text == "-"  # `run` of `the party-run ministry`
        if run and (
            (token.pos_ in {"ADP", "VERB", "AUX", "PRON", "SCONJ", "SPACE"} and not compound)
            or token.lower_ in _BREAKS
            or token.text in ",;:—–("
        ):
            break
        run.append(token)
        if token.pos_ in {"NOUN", "PROPN"}:
            head = len(run)
    return run[: head or len(run)]


def is_known_body(cast: Cast, nominal: Sequence[Token]) -> bool:
    """Whether a description means one institution that stands for its word: `police`, `the Israeli military`."""
    loose = {"a", "an", "one", "some", "several", "another", "many", "two", "any", "other"}
    return cast.cues.is_body(nominal[-1].text) and not any(token.lower_ in loose for token in nominal)


def in_prose(first: Token, words: str) -> str:
    """A description as it reads inside a sentence: without the capital that only the sentence's start gave it."""
    words = " ".join(words.split())
    plain = (
        first.is_sent_start
        and first.pos_ in {"DET", "NUM", "NOUN", "ADJ"}
        and not first.ent_type_
        and words[:2].istitle()
    )
    return words[0].lower() + words[1:] if plain or words.startswith(("A ", "An ", "The ", "One ")) else words


def described_to(tokens: Sequence[Token], nominal: Sequence[Token]) -> int:
    """Where a description ends: with its `of`, `for`, `at` and `familiar with` parts, at most eight words on."""
    end = nominal[-1].idx + len(nominal[-1])
    rest = [token for token in tokens if token.idx >= end][:8]
    if not rest or rest[0].lower_ not in {"of", "for", "at", "with", "from", "in", "familiar", "close"}:
        return end
    for token in rest:
        if token.pos_ in {"VERB", "AUX", "PUNCT", "SCONJ"} or token.lower_ in _BREAKS:
            break
        if token.pos_ in {"NOUN", "PROPN"}:
            end = token.idx + len(token)
    return end
