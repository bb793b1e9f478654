"""Whether a state or place acts in an article, or is only where something happens."""

from collections.abc import Iterable

from builder.analyse.mentions import Mention
from builder.analyse.nlp import Parsed
from builder.records import ActorKind

_WHERE = frozenset(
    [
        "in",
        "at",
        "near",
        "across",
        "around",
        "inside",
        "outside",
        "over",
        "off",
        "throughout",
        "within",
        "from",
        "to",
        "into",
        "through",
        "toward",
        "towards",
        "along",
        "beyond",
    ]
)
"""Prepositions of place: "in Singapore", "travel to Singapore", "over Taiwan"."""


def acts_in(parsed: Parsed, kind: ActorKind, mentions: Iterable[Mention]) -> bool:
    """True for persons and bodies; for a state unless all its mentions are places or adjectives; never for a place."""
    if kind != "STATE":
        return kind != "LOC"
    return any(not one.weak and not _is_where(parsed, one) for one in mentions)


def _is_where(parsed: Parsed, one: Mention) -> bool:
    found = parsed.doc.char_span(one.span.start, one.span.end, alignment_mode="expand")
    if found is None:
        return True
    root = found.root
    while root.dep_ in ("conj", "appos", "compound") and root.head is not root and root.head.pos_ == "PROPN":
        root = root.head
    return root.dep_ == "pobj" and root.head.lower_ in _WHERE
