"""A name in a text, before it is known whose it is."""

from typing import NamedTuple

from builder.records import ActorKind, Span


class Name(NamedTuple):
    """A stretch of text that the model, or a rule, takes for a name."""

    span: Span
    text: str
    """The words on one line, without article, titles and possessive."""
    kind: ActorKind


def one_line(words: str) -> str:
    """The words with single blanks between them."""
    return " ".join(words.split())
