"""The commands. They, here and in `commands.py`, alone print, read the clock, or pick an exit status.

The build is imported where it is used: it loads a language model, and most commands need none.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from builder import __version__, config, findings
from builder.commands import COMMANDS
from builder.desk.editing import compared
from builder.desk.standing import Open
from builder.desk.standing import conflicts as conflicts_of
from builder.errors import BuilderError
from builder.intake import add
from builder.publish import Engine
from builder.records import PageState, Problem, Report
from builder.rows import article_row, articles, finding_row
from builder.summary import append_summary
from builder.terminal import DONE, FOUND, NOTHING, SKIPPED, counted, printable, say, tell_diff

Item = TypeVar("Item")

_EPILOG = """\b
Exit status: 0 all done; 1 `check`, `--check` or `--strict` found problems; 2 wrong usage;
3 done, but some inputs were skipped or are doubtful, each named; 4 nothing was written.
"""


class _Teaching(click.Group):
    """A group whose errors are ours to print: one line, no traceback for a user's mistake."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BuilderError as error:
            for number, line in enumerate(str(error).split("\n")):
                say(line if number else f"error: {line}")
            ctx.exit(NOTHING)


@click.group(cls=_Teaching, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="Project folder."
)
@click.pass_context
def main(ctx: click.Context, root: Path) -> None:
    """Turn news articles into a cited, searchable briefing site.

    \b
    Drop articles into seeds/ (text, Markdown, web pages, feeds, JSON, mails, PDF, Word, e-books, web archives, ZIP),
    or let `builder add` put them there, then:
      builder build      write the pages in docs/
      builder publish    make the site in site/
      builder serve      look at it while you edit

    A file NAME.yml beside a seed states what the article does not: source, url, date, title, lang, authors.
    """  # noqa: D301 - \b is click's mark for "do not rewrap"
    ctx.obj = root.resolve()


_EXTRACT = click.option(
    "--extract",
    type=click.Choice(get_args(config.Extract)),
    help="How to find the main text of a page: by vote, or fast. Default: as mkdocs.yml says.",
)


@main.command()
@_EXTRACT
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
    report = pipeline.build(root, settings, today=_today(), progress=_bar, dry=check or dry_run)
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


@main.command()
@click.option("--force", is_flag=True, help="Publish even if nothing changed since the last time.")
@click.option(
    "--engine",
    type=click.Choice(get_args(Engine)),
    default="mkdocs",
    show_default=True,
    help="What renders the pages: MkDocs with Material, or Zensical.",
)
@click.pass_obj
def publish(root: Path, force: bool, engine: Engine) -> None:
    """Check the pages and make the site in site/.

    Fails, and leaves the site that is there, on broken front matter, ids, links, anchors or citations.
    """
    from builder import pipeline

    published = pipeline.publish(root, force=force, by=engine)
    state = "published" if published.fresh else "unchanged"
    click.echo(
        f"{state}: {counted(published.pages, 'page')} in {_relative(published.site)}/ - look at them with `make serve`"
    )


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.pass_obj
def serve(root: Path, host: str, port: int) -> None:
    """Show the site in a browser; it follows every change in docs/."""
    from builder import publish as room

    room.serve(root, host, port)


@main.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(findings.FORMS)),
    default="text",
    show_default=True,
    help="text: file:line:column: what (fix); sarif: for code hosts and editors; github, gitlab: marks in a change.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_obj
def check(root: Path, form: str, as_json: bool) -> None:
    """Check the pages in docs/: front matter, ids, dates, names, links, anchors, citations, quotes, pictures.

    Exits 1 when something was found.

    \b
    Examples:
      builder check
      builder check --format sarif > check.sarif
      builder check --format github       in a GitHub workflow
      builder check --format gitlab > found.json
    """  # noqa: D301
    from builder import publish as room

    found = room.check(root)
    text = findings.FORMS["json" if as_json else form](found)
    for line in text.split("\n") if text else ():
        click.echo(printable(line))
    say(counted(len(found), "problem"))
    sys.exit(FOUND if found else DONE)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_EXTRACT
@click.pass_obj
def read(root: Path, files: tuple[Path, ...], extract: config.Extract | None) -> None:
    """Print articles as JSONL: id, path, title, date, date_basis, source, authors, lang, text.

    The id is the file's name without its ending. A date is cut to what is known, and null when nothing is.

    \b
    Examples:
      builder read seeds/*.txt | jq -r .title
      builder read page.html | builder analyse
    """  # noqa: D301
    from builder import pipeline

    problems: list[Problem] = []
    settings = config.load(root)
    settings = replace(settings, extract=extract or settings.extract)
    for file in files:
        for article in pipeline.read_articles(file, Path(), problems, settings):
            _print_row(article_row(pipeline.dated(article)))
    for problem in problems:
        say(f"skipped {problem}")
    sys.exit(SKIPPED if problems else DONE)


@main.command()
@click.argument("rows", type=click.File("r", encoding="utf-8"), default="-")
@click.option(
    "--points",
    "most_points",
    type=click.IntRange(min=1),
    metavar="N",
    help="Print at most N points of each article (default: as many as its page shows, 3 to 6).",
)
def analyse(rows: Iterable[str], most_points: int | None) -> None:
    """Print findings as JSONL, for JSONL rows of articles: id, title, date, text.

    \b
    Each row printed has, with offsets in characters of `text`:
      actors   [{type PER|ORG|STATE|LOC, name, aliases, role}]
      quotes   [{start, end, text, speaker, via}]
      timexes  [{start, end, text, type, value}]
      points   [[start, end]], best first

    \b
    Examples:
      builder analyse articles.jsonl > findings.jsonl
      builder read seeds/*.txt | builder analyse
      builder read seeds/*.txt | builder analyse --points 2
    """  # noqa: D301
    from builder import pipeline

    problems: list[Problem] = []
    for briefing in pipeline.findings(articles(rows, problems)):
        _print_row(finding_row(briefing, most_points))
    for problem in problems:
        say(f"skipped {problem}")
    sys.exit(SKIPPED if problems else DONE)


def _today() -> date:
    """The day of this run, or of SOURCE_DATE_EPOCH, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date()
    if not epoch.isdecimal():
        raise BuilderError(f"SOURCE_DATE_EPOCH is {epoch!r} (use seconds since 1970, or unset it)")
    return datetime.fromtimestamp(int(epoch), UTC).date()


def _bar(items: Iterable[Item], label: str, total: int) -> Iterator[Item]:
    """A progress bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=total, label=f"{label:<10}", file=sys.stderr) as bar:
        yield from bar


def _print_report(
    report: Report, conflicts: Sequence[Open], *, as_json: bool, quiet: bool, to_stderr: bool = False
) -> None:
    # A broken `_defaults.yml` is the problem of every seed below it: said once, with their number.
    for problem, seeds in Counter(map(str, report.problems)).items():
        say(f"skipped {problem}" + (f" - and so {seeds} seeds" if seeds > 1 else ""))
    for doubt in (*report.lacks, *report.doubts):
        say(f"doubtful {doubt}")
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
        }
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
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


def _print_row(row: dict[str, object]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False))


def _relative(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


for command in (add, *COMMANDS):
    main.add_command(command)
