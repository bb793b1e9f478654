"""The figures of the rules in force, as the page on method tells them."""

from typing import NamedTuple


class Rule(NamedTuple):
    """A figure that decides something."""

    words: str
    """What it decides, plain text."""

    figure: str
    """With its unit."""
