"""Names that differ by one letter, as a slip of the pen makes them."""

from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

_SHORTEST = 5
"""Letters; shorter names one letter apart are often two (`Blair`, `Clair`)."""


def is_slip(name: str, other: str) -> bool:
    """Whether two names are one with a letter added, lost, changed or swapped: `Untied Nations`, `Mauer` for `Maurer`.

    Words are compared one by one: one word may differ, inside, and only where it has five letters or more. A last `s`
    is no slip, nor is a number or a lone initial.
    """
    words, others = name.split(), other.split()
    if len(words) != len(others):
        return False
    differing = [(one, two) for one, two in zip(words, others, strict=True) if one != two]
    return len(differing) == 1 and _is_slip_of_word(*differing[0])


def _is_slip_of_word(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= _SHORTEST
        and one[0] == other[0]
        and one[-1] == other[-1]
        and one.isalpha()
        and other.isalpha()
        and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1
    )


def intended(name: str, names: Iterable[str]) -> str | None:
    """The one name that another is a slip of; None when none or several fit."""
    fits = {other for other in names if other != name and is_slip(name, other)}
    return fits.pop() if len(fits) == 1 else None
