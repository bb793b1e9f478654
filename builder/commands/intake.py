"""The command `add`: articles into `seeds/`. The only command that touches the network."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from builder import fetch, read, seeding
from builder.adding import Added, Intake, unasked
from builder.errors import BuilderError, FetchError, ReadError, SeedError
from builder.records import Problem
from builder.seeding import Facts, Folder
from builder.terminal import DONE, SKIPPED, say, tell

CACHE = Path(".builder/cache/http")


def on_terminal() -> bool:
    """Whether somebody is there to answer questions."""
    return sys.stdin.isatty()


def _checked_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    try:
        seeding.stated({"date": value})
    except ReadError as error:
        raise click.BadParameter(f"{error.what} ({error.fix})") from error
    return value


@click.command()
@click.argument("what", nargs=-1, metavar="[FILE|URL|-]...")
@click.option(
    "--list",
    "lists",
    multiple=True,
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help="Add the addresses in FILE, one a line; # starts a comment.",
)
@click.option(
    "--into", type=click.Path(path_type=Path), default="seeds", show_default=True, help="Folder for the new seeds."
)
@click.option("--source", metavar="NAME", help="Who published them.")
@click.option(
    "--date", "day", metavar="YYYY-MM-DD", callback=_checked_date, help="When; YYYY-MM or YYYY if no more is known."
)
@click.option(
    "--again", is_flag=True, help="Fetch addresses that are there already; what changed is saved beside the old."
)
@click.option("--no-input", is_flag=True, help="Never ask for the source and date of a text.")
@click.option(
    "--allow-port",
    "ports",
    multiple=True,
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="Fetch from this port too, not only 80 and 443.",
)
@click.pass_obj
def add(
    root: Path,
    what: tuple[str, ...],
    lists: tuple[Iterable[str], ...],
    into: Path,
    source: str | None,
    day: str | None,
    again: bool,
    no_input: bool,
    ports: tuple[int, ...],
) -> None:
    """Take articles into seeds/: web pages, files, or text from standard input.

    A page is saved as it comes, with its address in a file NAME.yml beside it. On a terminal you are asked for the
    source and date of a plain text, which says neither; Enter means unknown. Nothing there is ever overwritten: what is
    there already is named and left alone.

    Pages are fetched politely: robots.txt is respected, with a second between two requests to one site. Only public
    sites are asked, directly: proxy settings are ignored. A build never touches the network.

    \b
    Examples:
      builder add https://courier.example/harbour-reopens
      builder add --list addresses.txt --into seeds/harbour
      builder add ~/Downloads/harbour.html --source "Brockel Courier"
      pbpaste | builder add - --source "Brockel Courier" --date 2023-05-30

    \b
    Exit status: 0 all added or there already; 3 some were skipped, each named with reason and fix; 2 wrong usage.
    """  # noqa: D301 - \b is click's mark for "do not rewrap"
    if not what and not lists:
        raise click.UsageError("say what to add: FILE, URL, - for standard input, or --list FILE")
    try:
        folder = Folder(root, into)
    except BuilderError as error:
        raise click.BadParameter(str(error), param_hint="--into") from error
    client = fetch.Client(fetch.agent(root), cache=root / CACHE, ports=ports)
    intake = Intake(folder, client, ports, _ask if on_terminal() and not no_input else unasked)
    facts = seeding.stated({"source": source, "date": day})
    added = there = 0
    problems: list[Problem] = []
    for one, listed in (*((one, False) for one in what), *((one, True) for one in _addresses(lists))):
        try:
            done = _take(intake, one, facts, listed=listed, again=again)
        except (SeedError, FetchError) as error:
            problems.append(Problem(str(error.path), error.what, error.fix))
            say(f"skipped {problems[-1]}")
            continue
        added, there = added + done.fresh, there + (not done.fresh)
        tell(f"added {done.path}" if done.fresh else f"already there: {done.path}")
    tell(f"{added} added, {there} already there, {len(problems)} skipped" + ("; next: builder build" if added else ""))
    sys.exit(SKIPPED if problems else DONE)


def _take(intake: Intake, one: str, facts: Facts, *, listed: bool, again: bool) -> Added:
    if one == "-" and not listed:
        if on_terminal():
            say("Paste the article, then press Enter and Ctrl-D.")
        return intake.text(sys.stdin.buffer.read(read.Limits().seed_mb * 1_000_000 + 1), facts)
    if listed or "://" in one:
        if sys.stderr.isatty():
            say(f"fetching {one}")
        return intake.address(one, facts, again=again)
    path = Path(one)
    if not path.exists():
        # `courier.example/harbour` looks like an address without its start, `/tmp/harbour.txt` and `../a.txt` do not.
        host = one.partition("/")[0]
        fix = f"a file, or a web address: https://{one}" if "." in host.strip(".") else "check its name"
        raise SeedError(path, "no such file", fix=fix)
    return intake.file(path, facts)


def _addresses(lists: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of lists, without comments."""
    for lines in lists:
        for line in lines:
            found = "" if line.lstrip().startswith("#") else line.partition(" #")[0].strip()
            if found:
                yield found


def _ask(what: str, facts: Facts) -> Facts:
    """The facts, with source and date as a person on the terminal knows them."""
    if "source" in facts and "date" in facts:
        return facts
    say(f"{what} (Enter = unknown)")
    given: dict[str, Any] = {}
    if "source" not in facts:
        given["source"] = click.prompt("  Source", default="", show_default=False, err=True)
    if "date" not in facts:
        given["date"] = click.prompt("  Date, YYYY-MM-DD", default="", show_default=False, err=True, value_proc=_day)
    return facts | seeding.stated(given)


def _day(value: str) -> str:
    try:
        seeding.stated({"date": value})
    except ReadError as error:
        raise click.UsageError(f"{error.what} ({error.fix})") from error
    return value
