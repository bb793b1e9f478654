"""Language: as a person states it, else as the text reads, else as the page says."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from builder.records import Statement

UNKNOWN = "und"
"""ISO 639-2 for undetermined."""

_PRIMARY = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
"""Matches `en`, `pt-BR` and `en_US`, not `English`."""

_NO_LANGUAGE = frozenset({"iso", "mul", "und", "utf", "zxx"})
"""What templates put there instead: encodings, and codes for none."""

_PEOPLE = ("sidecar", "front matter")
_FOLDER = "folder"

_MAX_CHARACTERS = 2_000
"""Of the beginning; more changes no result."""

_FEWEST_LETTERS = 10
_SURE = 0.5
"""Probability. Of 226 labelled articles in 23 languages no text that reaches it is taken for another language, but that
pages of South Africa in Xhosa and Zulu are told apart by chance."""

_OUTVOTES = 0.995
"""Probability from which the text is believed before the page: templates often say `en` of whatever they hold."""

_SAME = {"no": "nb", "nn": "nb"}
"""Codes that outlets use for one another."""


def find_language(stated: Sequence[Statement], text: str) -> tuple[str, str]:
    """ISO 639 code (`und` when there is no evidence) and the name of the rule."""
    said = [(fact.by, code) for fact in stated if fact.key == "lang" and (code := _primary(fact.value))]
    for by, code in said:
        if by in _PEOPLE:
            return code, by
    read, probability = _classified(text)
    for by, code in said:
        same = _SAME.get(code, code) == _SAME.get(read, read)
        if by != _FOLDER and (same or probability < _OUTVOTES):
            return code, by
    if probability >= _SURE:
        return read, "text"
    return next(((code, by) for by, code in said), (UNKNOWN, "none"))


def _primary(value: str) -> str | None:
    found = _PRIMARY.fullmatch(value)
    code = found[1].lower() if found else None
    return None if code in _NO_LANGUAGE else code


def _classified(text: str) -> tuple[str, float]:
    """Language of the beginning of a text, and how probable it is."""
    start = text[:_MAX_CHARACTERS]
    if sum(map(str.isalpha, start)) < _FEWEST_LETTERS:
        return UNKNOWN, 0.0
    code, probability = _identifier().classify(start)
    return str(code), float(probability)


@cache
def _identifier() -> Any:
    """The model of the package; first use costs a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
