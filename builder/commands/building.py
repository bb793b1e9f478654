"""The command `build`: what it prints, and how it ends."""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar, get_args

import click

from builder import config
from builder.commands.options import EXTRACT
from builder.desk.editing import compared
from builder.desk.standing import Open
from builder.desk.standing import conflicts as conflicts_of
from builder.errors import BuilderError
from builder.records import PageState, Report
from builder.summary import append_summary
from builder.terminal import DONE, FOUND, SKIPPED, counted, say, tell_diff, tell_json

Item = TypeVar("Item")


@click.command()
@EXTRACT
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a build would change anything.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would change as a unified diff.")
@click.option("--color/--no-color", "colour", default=None, help="Colour of the diff, or none, wherever it goes.")
@click.option("--strict", is_flag=True, help="Exit 1 if any seed or page was skipped or is doubtful.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--summary",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Add the report to FILE as Markdown, for a code host.",
)
@click.option("--quiet", is_flag=True, help="Print only problems.")
@click.pass_obj
def build(
    root: Path,
    extract: config.Extract | None,
    check: bool,
    dry_run: bool,
    colour: bool | None,
    strict: bool,
    as_json: bool,
    summary: Path | None,
    quiet: bool,
) -> None:
    """Write the pages in docs/ from the seeds.

    What a person wrote on a page stays, and news goes in around it; where both changed one passage, the person's stays
    and `builder status` lists the conflict. Running twice changes nothing more.

    \b
    Examples:
      builder build
      builder build --check               in a pre-commit hook
      builder build --dry-run | less      see it before it happens
      builder build --json | jq .problems
      builder build --summary "$GITHUB_STEP_SUMMARY"
    """  # noqa: D301
    from builder import pipeline

    settings = config.load(root)
    settings = replace(settings, extract=extract or settings.extract)
    report = pipeline.build_if_changed(root, settings, today=today(), progress=bar, dry=check or dry_run)
    if dry_run and not as_json:
        for path, (old, new) in report.pending.items():
            names = [f"{name}/{path}" if text else "/dev/null" for name, text in (("a", old), ("b", new))]
            tell_diff(compared(old, new, *names), colour)
    conflicts = () if check or dry_run else conflicts_of(root)
    _print_report(report, conflicts, as_json=as_json, quiet=quiet, to_stderr=dry_run)
    if summary:
        append_summary(summary, report, conflicts)
    changes = [path for path, state in report.pages.items() if state in ("new", "changed", "merged", "removed")]
    odd = report.problems or report.doubts
    if (check and changes) or (strict and (odd or report.lacks)):
        sys.exit(FOUND)
    sys.exit(SKIPPED if odd else DONE)


def today() -> date:
    """The day of this run, or of SOURCE_DATE_EPOCH, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date()
    if not epoch.isdecimal():
        raise BuilderError(f"SOURCE_DATE_EPOCH is {epoch!r} (use seconds since 1970, or unset it)")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise BuilderError(f"SOURCE_DATE_EPOCH is {epoch[:40]!r}, a day that no calendar has (unset it)") from error


def bar(items: Iterable[Item], label: str, total: int) -> Iterator[Item]:
    """A progress bar on a terminal, with the rate and the time that is left; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield from items
        return
    begin, done = time.monotonic(), count(1)

    def rate(item: Item | None) -> str | None:
        return f"{next(done) / max(time.monotonic() - begin, 0.1):,.0f}/s" if item is not None else None

    shown = click.progressbar(
        items, length=total, label=f"{label:<10}", file=sys.stderr, show_pos=True, item_show_func=rate
    )
    with shown as bar:
        yield from bar


def _print_report(
    report: Report, conflicts: Sequence[Open], *, as_json: bool, quiet: bool, to_stderr: bool = False
) -> None:
    # A broken `_defaults.yml` is the problem of every seed below it: said once, with their number.
    for problem, seeds in Counter(map(str, report.problems)).items():
        say(f"skipped {problem}" + (f" - and so {seeds} seeds" if seeds > 1 else ""))
    for doubt in (*report.lacks, *report.doubts):
        say(f"doubtful {doubt}")
    for delay in report.delays:
        say(f"slower {delay}")
    for note in () if quiet else report.notes:
        say(f"joined {note}")
    for one in conflicts:
        say(f"conflict {one.page}: {one.place} (`builder diff {one.id}`)")
    counts = Counter(report.pages.values())
    if as_json:
        rows = {
            "pages": dict(report.pages),
            "counts": {state: counts[state] for state in get_args(PageState)},
            "conflicts": [one._asdict() for one in conflicts],
            "problems": [problem._asdict() for problem in report.problems],
            "doubts": [doubt._asdict() for doubt in (*report.lacks, *report.doubts)],
            "notes": [note._asdict() for note in report.notes],
            "delays": [delay._asdict() for delay in report.delays],
        }
        tell_json(rows, indent=1)
        return
    if quiet:
        return
    for path, state in report.pages.items():
        if state not in ("unchanged", "kept"):
            say(f"{state} {path}")
    words = [f"{counts[state]} {state}" for state in get_args(PageState) if counts[state]]
    done = f"{counted(len(report.pages), 'page')}: {', '.join(words) or 'none'}"
    done += f"; {len(report.problems)} skipped, {len(report.doubts)} doubtful"
    click.echo(done + (f", {counted(len(conflicts), 'open conflict')}" if conflicts else ""), err=to_stderr)
