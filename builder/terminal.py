"""What the commands share: exit status, and lines of unknown origin that are safe on a terminal."""

import json
from collections.abc import Iterable
from typing import Any

import click

DONE, FOUND, SKIPPED, NOTHING = 0, 1, 3, 4
"""Exit status; 2 is click's, for wrong usage."""

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def say(text: str) -> None:
    """A line for the person who waits, on stderr."""
    click.echo(printable(text), err=True)


def tell(text: str, colour: bool | None = None, **style: bool | str) -> None:
    """A line of the answer, on stdout; styled on a terminal, or as `colour` says."""
    click.echo(click.style(printable(text), **style) if style else printable(text), color=colour)  # type: ignore[arg-type]


def tell_json(value: Any, indent: int | None = 1) -> None:
    """An answer for programs, on stdout; a terminal that shows it finds nothing in it to obey."""
    tell_json_text(json.dumps(value, ensure_ascii=False, indent=indent))


def tell_json_text(text: str) -> None:
    """The same for what is JSON already: what is not printable stands in a string, and is escaped there."""
    lines = (one if one.isprintable() else "".join(map(_escaped, one)) for one in text.split("\n"))
    click.echo("\n".join(lines))


def _escaped(character: str) -> str:
    return character if character.isprintable() else json.dumps(character)[1:-1]


def tell_diff(lines: Iterable[str], colour: bool | None = None) -> None:
    """A unified diff: added lines green, lines gone red."""
    for number, line in enumerate(lines):
        if number < 2:  # the names of the two sides
            tell(line, colour, bold=True)
        elif line[:1] in _COLOURS:
            tell(line, colour, fg=_COLOURS[line[:1]])
        else:
            tell(line, colour)


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def printable(text: str) -> str:
    """Text of unknown origin, safe on a terminal: what is not printable is shown by its number."""
    return "".join(one if one.isprintable() else f"\\x{ord(one):02x}" for one in text)
