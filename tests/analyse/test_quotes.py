import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from casts import actor, parsed, staged

from builder.analyse.quote_marks import find_quoted
from builder.analyse.quotes import find_quotes

# fmt: off
WORDS = st.sampled_from([
    "“", "”", "\"", "«", "»", "„", "‘", "’", "'", " ", "\n", "\n\n", ". ", ", ", "said ", "Jane Smith ",
    "she ", "told the BBC ", "It is so", "?", "!", ":",
])
# fmt: on


@pytest.mark.cases("quotes.md")
def test_case(case: Any) -> None:
    found = find_quotes(*staged(case.input))

    said = [(quote.text, quote.speaker or "nobody", quote.via) for quote in found]
    expected = case.expected.splitlines()
    assert len(said) == len(expected), said
    for (words, speaker, via), line in zip(said, expected, strict=True):
        opening, _, rest = line.partition(" → ")
        wanted, _, outlet = rest.partition(" | ")
        assert words.startswith(opening)
        assert speaker == wanted
        assert via == (outlet or None)


def test_an_unnamed_speaker_is_off_the_record() -> None:
    (quote,) = find_quotes(parsed("“The whole house was shaking,” said a resident of the village."), ())

    assert not quote.on_record
    assert quote.cue == "said"


def test_a_speaker_span_points_at_the_words_that_name_him() -> None:
    text = "Jane Smith left early. “Nothing has been decided yet,” she said."
    (quote,) = find_quotes(parsed(text), (actor("PER", ["Jane Smith"], text),))

    assert quote.speaker_span is not None
    assert quote.speaker_span.of(text) == "she"


def test_a_language_without_a_table_attributes_nothing() -> None:
    text = "“Hún fer heim á morgun, sagði hún við mig,” sagði Jón."
    one = parsed(text)
    one = replace(one, article=replace(one.article, lang="is"))

    assert all(quote.speaker is None for quote in find_quotes(one, ()))


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=40).map("".join)))
def test_quotes_are_words_of_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for quote in find_quotes(parsed(text), (actor("PER", ["Jane Smith"], text), actor("ORG", ["BBC"], text))):
        assert quote.span.of(text) == quote.text
        assert quote.span.start >= end
        assert quote.speaker_span is None or quote.speaker_span.of(text).strip()
        end = quote.span.end


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=60).map("".join)))
def test_quoted_stretches_never_overlap(text: str) -> None:
    spans = find_quoted(text)

    assert all(span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
