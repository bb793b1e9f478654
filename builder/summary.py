"""What a build did, as Markdown for those who review a change on a code host."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from builder.desk.standing import Open
from builder.errors import BuilderError
from builder.records import PageState, Problem, Report
from builder.terminal import counted, printable
from builder.write.escape import markdown

SHOWN = 50
"""Lines of each list: code hosts take about a megabyte, and nobody reads on."""

_LISTED: tuple[PageState, ...] = ("new", "changed", "merged", "removed")
"""The other states are only counted."""


def append_summary(file: Path, report: Report, conflicts: Sequence[Open]) -> None:
    """Add the summary to a file, which other steps of a workflow may have begun.

    Raises:
        BuilderError: it cannot be written.
    """
    try:
        with file.open("a", encoding="utf-8", newline="\n") as opened:
            opened.write(as_markdown(report, conflicts))
    except OSError as error:
        raise BuilderError(f"{file}: cannot be written: {error.strerror} (name another file)") from error


def as_markdown(report: Report, conflicts: Sequence[Open]) -> str:
    """The counts; then open conflicts, inputs left out and why, doubts, pages that changed."""
    return "".join(f"{line}\n" for line in _lines(report, conflicts))


def _lines(report: Report, conflicts: Sequence[Open]) -> Iterator[str]:
    states = list(report.pages.values())
    counts = [f"{states.count(state)} {state}" for state in get_args(PageState) if state in states]
    yield from ("## Briefings", "", f"{counted(len(states), 'page')}: {', '.join(counts) or 'none'}", "")
    yield from _list("Open conflicts", [_conflict(one) for one in conflicts])
    yield from _list("Left out", [_problem(one) for one in dict.fromkeys(report.problems)])
    yield from _list("Doubtful", [_problem(one) for one in dict.fromkeys((*report.lacks, *report.doubts))])
    for state in _LISTED:
        pages = [_code(path) for path, became in report.pages.items() if became == state]
        yield from _list(state.capitalize(), pages)


def _list(heading: str, items: Sequence[str]) -> Iterable[str]:
    if not items:
        return ()
    more = [f"- and {len(items) - SHOWN} more"] if len(items) > SHOWN else []
    return (f"### {heading} ({len(items)})", "", *(f"- {item}" for item in items[:SHOWN]), *more, "")


def _conflict(one: Open) -> str:
    return f"{_code(one.page)}: {_words(one.place)} ({_code(f'builder diff {one.id}')})"


def _problem(one: Problem) -> str:
    return f"{_code(one.path)}: {_words(one.what)}" + (f" ({_words(one.fix)})" if one.fix else "")


def _words(text: str) -> str:
    """Text of unknown origin; nobody is called by an `@name` in it."""
    return markdown(printable(" ".join(text.split()))).replace("@", "@\u2060")


def _code(text: str) -> str:
    """A code span, where code hosts look for no markup, names or links."""
    fence = "`"
    while fence in text:
        fence += "`"
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{printable(text)}{space}{fence}"
