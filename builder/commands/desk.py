"""The commands for what people edit: new, status, diff, accept, restore, explain."""

import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from builder.commands.options import COLOUR
from builder.desk import beginning, editing, explaining, standing
from builder.desk.lookup import Target, find
from builder.records import Problem
from builder.terminal import DONE, SKIPPED, counted, say, tell, tell_diff, tell_json
from builder.write.merge.records import KEY


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def status(root: Path, as_json: bool) -> None:
    """Show how the pages stand: open conflicts, pages people changed, deleted or wrote, pages refused.

    Reads only, and needs neither seeds nor a build.

    \b
    Examples:
      builder status
      builder status --json | jq -r '.conflicts[].page'
    """  # noqa: D301 - \b is click's mark for "do not rewrap"
    found = standing.status(root)
    if as_json:
        rows = asdict(found)
        rows |= {name: [one._asdict() for one in getattr(found, name)] for name in ("conflicts", "deleted", "refused")}
        tell_json(rows, indent=1)
        return
    _list("open conflict", [f"{one.page}: {one.place}" for one in found.conflicts])
    _list("page changed by a person", map(_edited, found.edited), "pages changed by a person")
    _list(
        "page deleted by a person",
        [f"{one.page} ({one.title}); `builder restore {one.id}` brings it back" for one in found.deleted],
        "pages deleted by a person",
    )
    _list("page written by hand", found.by_hand, "pages written by hand")
    _list("page refused", map(str, found.refused), "pages refused")
    if found.unfinished:
        tell("A run was killed before its end: the next build finishes it.")
    if found.conflicts:
        tell(f"See `builder diff {found.conflicts[0].id}`, then edit the page, or `builder accept PAGE --mine|--new`.")


def _edited(one: standing.Edited) -> str:
    parts = [f"{KEY}{', '.join(one.keys)}"] if one.keys else []
    words = {"edited": "edited", "person": "added", "removed": "removed"}
    parts += [f"{anchor} {words.get(state, state)}" for anchor, state in one.sections.items()]
    return f"{one.page}: {'; '.join(parts)}"


def _list(noun: str, lines: Iterable[str], plural: str | None = None) -> None:
    shown = list(lines)
    count = f"{len(shown)} {plural}" if plural and len(shown) != 1 else counted(len(shown), noun)
    tell(f"{count}{':' if shown else ''}", bold=True)
    for line in shown:
        tell(f"  {line}")


@click.command()
@click.argument("page")
@COLOUR
@click.pass_obj
def diff(root: Path, page: str, colour: bool | None) -> None:
    """Show the open conflicts of PAGE: what you changed, and what the builder would; else all your changes.

    PAGE is a path, an id, or a part of a name that fits one page alone; `#` and a section may follow.

    \b
    Examples:
      builder diff docs/actors/china.md
      builder diff china
      builder diff china#roles
      builder diff b34a639edea --color | less -R
    """  # noqa: D301
    target = find(root, page)
    shown = False
    for one in editing.differences(root, target):
        shown = True
        tell(f"{target.path}{': ' + one.place if one.place else ''}", colour, bold=True, fg="yellow")
        tell_diff(one.lines, colour)
    if not shown:
        say(f"{target.path}: {_no_difference(target)}")


def _no_difference(target: Target) -> str:
    if target.base is None:
        return "written by hand: there is nothing to compare it with"
    if target.text is None:
        return f"deleted; `builder restore {target.id}` brings it back"
    return "as the builder wrote it"


@click.command()
@click.argument("page")
@click.option("--mine", is_flag=True, help="Keep what is on the page.")
@click.option("--new", is_flag=True, help="Put the builder's text in its place.")
@click.pass_obj
def accept(root: Path, page: str, mine: bool, new: bool) -> None:
    """End the open conflicts of PAGE, or only that of PAGE#section or PAGE#key.

    Editing the passage on the page does the same, and so does deleting its record in .builder/review/.

    \b
    Examples:
      builder accept china --mine             keep all of yours
      builder accept china#roles --new        take the builder's section
      builder accept b34a639edea#title --new  take the builder's title
    """  # noqa: D301
    if mine == new:
        raise click.UsageError("say which text to keep: --mine or --new")
    done = editing.accept(root, page, "mine" if mine else "new")
    for one in done.ended:
        tell(f"{done.path}: {one.where}: {'kept yours' if mine else 'took the new text'}")
    if done.left:
        tell(f"still open: {', '.join(one.where for one in done.left)}")
    _end(done.problems)


@click.command()
@click.argument("page")
@click.option("--force", is_flag=True, help="Replace a page that exists, after keeping a copy of it.")
@COLOUR
@click.pass_obj
def restore(root: Path, page: str, force: bool, colour: bool | None) -> None:
    """Bring PAGE back as the builder last wrote it.

    A page that was deleted comes back to its place. One that was changed is replaced only with --force: what would be
    lost is shown, and the page as it was goes to .builder/replaced/.

    \b
    Examples:
      builder restore actor-wang-yi
      builder restore china           show what would be lost
      builder restore china --force
    """  # noqa: D301
    for one in editing.changes(find(root, page)):
        tell_diff(one.lines, colour)
    done = editing.restore(root, page, force=force)
    if not done.changed:
        tell(f"{done.path}: as the builder wrote it already")
    else:
        tell(f"restored {done.path}{f'; your version is in {done.copy}' if done.copy else ''}")
    _end(done.problems)


@click.command()
@click.argument("page")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@COLOUR
@click.pass_obj
def explain(root: Path, page: str, as_json: bool, colour: bool | None) -> None:
    """Say for each part of PAGE, or of PAGE#section, why it is there: rule, sentences cited, whose text, since when.

    The day is that of the last commit that touched the lines; without git it is left out.

    \b
    Examples:
      builder explain b34a639edea
      builder explain b34a639edea#key-points
      builder explain china#title
    """  # noqa: D301
    target = find(root, page)
    units = explaining.explain(root, target)
    if as_json:
        tell_json([asdict(unit) for unit in units], indent=1)
        return
    tell(str(target.path), colour, bold=True)
    for unit in units:
        since = f", since {unit.since}" if unit.since else ""
        tell("")
        tell(f"{unit.place} · {explaining.WHOSE[unit.hand]}{since}", colour, bold=True)
        tell(f"  {unit.text}", colour)
        tell(f"  why: {unit.rule}", colour)
        for cited in unit.cites:
            tell(f"  [{cited.number}] {cited.words}", colour, dim=True)


@click.command()
@click.argument("kind", type=click.Choice(beginning.KINDS))
@click.argument("title")
@click.option("--source", default="unknown", show_default=True, help="Of a briefing: who published it.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Of a briefing: when. Default: today.")
@click.option(
    "--kind",
    "actor_kind",
    type=click.Choice(list(beginning.ACTOR_KINDS)),
    default="person",
    show_default=True,
    help="Of an actor: what it is.",
)
@click.pass_obj
def new(root: Path, kind: beginning.Kind, title: str, source: str, day: datetime | None, actor_kind: str) -> None:
    """Begin a page by hand: a briefing, an actor or a source called TITLE; prints its path.

    Write below its heading. The next build fills in what the front matter lacks and never touches your text.

    \b
    Examples:
      builder new briefing "Harbour bridge closes" --source "Valdora Post" --date 2031-05-02
      builder new actor "Ada Lund"
      builder new actor "Port Company" --kind organisation
    """  # noqa: D301
    path = beginning.begin(
        root,
        kind,
        title,
        source=source,
        day=(day or datetime.now(UTC)).date(),
        actor_kind=beginning.ACTOR_KINDS[actor_kind],
    )
    tell(str(path.relative_to(root)))


def _end(problems: Iterable[Problem]) -> None:
    """Name what a killed run left damaged, then leave."""
    status = DONE
    for problem in problems:
        say(f"skipped {problem}")
        status = SKIPPED
    sys.exit(status)
