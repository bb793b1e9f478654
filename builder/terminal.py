"""What the commands share: exit status, and lines of unknown origin that are safe on a terminal."""

import json
from collections.abc import Iterable

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


def tell_diff(lines: Iterable[str], colour: bool | None = None) -> None:
    """A unified diff: added lines green, lines gone red."""
    for number, line in enumerate(lines):
        if number < 2:  # the names of the two sides
            tell(line, colour, bold=True)
        elif line[:1] in _COLOURS:
            tell(line, colour, fg=_COLOURS[line[:1]])
        else:
            tell(line, colour)


def tell_json(value: object, indent: int | None = None) -> None:
    """A value as JSON on stdout, in letters of any script; what is not printable is escaped as JSON does."""
    click.echo(printable_json(json.dumps(value, ensure_ascii=False, indent=indent)))


def printable_json(text: str) -> str:
    """JSON that says the same and is safe on a terminal."""
    return "".join(one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text)


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def printable(text: str) -> str:
    """Text of unknown origin, safe on a terminal: what is not printable is shown by its number."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
