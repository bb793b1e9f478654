"""A language that somebody begins to add: no model yet, and a word or two in its files."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

import pytest

from builder import analyse
from builder.analyse import languages, nlp
from builder.analyse.timex import lexer
from builder.records import Article

room: Any = import_module("builder.analyse.plain.speech")  # the package shows a function of that name

FILES: dict[str, Any] = {
    "xx/language": {"name": "Test", "grammar": False},
    "xx/speech": {"finite": {"say": ["sagt"]}},
    "xx/time": {"weekday": {"montag": 1}},
}
CACHES = (languages.language, room.speech_words, room.speech, lexer.lexicon)


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The language `xx`, with the files above."""
    for module in (languages, room, lexer):
        real = module.load
        monkeypatch.setattr(module, "load", lambda name, real=real: FILES.get(name) or real(name))
    for cached in CACHES:
        cached.cache_clear()
    yield
    for cached in CACHES:
        cached.cache_clear()


def test_it_is_read_with_what_there_is() -> None:
    text = "Der Hafen ist offen. Ada Lund sagt am Montag: „Wir haben lange gewartet.“ Laut Plan ist es so."

    (found,) = analyse.analyse([Article("b1", PurePosixPath("a.txt"), "", text, "Hafen", None, lang="xx")])

    assert [timex.span.of(text) for timex in found.timexes] == ["Montag"]
    assert found.open_points == ()


def test_no_model_is_missed_where_there_is_none() -> None:
    assert nlp.lack("xx") is None
    assert nlp.in_use("xx") is None


def test_a_key_without_words_matches_nothing() -> None:
    assert not room.speech("xx").according.search("laut Plan, selon le plan, ")
    assert not room.speech("xx").age.search("Ada Lund, 74 Jahre")
