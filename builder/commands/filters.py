"""The commands that give one step of the line, as JSONL or (`--out`) as tables of an archive: read, analyse."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from builder import config
from builder.commands.archives import Over, over_archives, run_over
from builder.commands.options import EXTRACT
from builder.records import Problem
from builder.rows import article_row, articles, finding_row
from builder.terminal import DONE, SKIPPED, say, tell_json


@click.command()
@click.argument("findings")
@click.option("--out", required=True, metavar="FILE", help="The table to write, in Parquet; an address of fsspec.")
def group(findings: str, out: str) -> None:
    """Tell which articles of an archive are on one event, out of the tables of `builder analyse --out`.

    Works through the days, so that memory does not grow with the archive but for some numbers of each article. An
    article whose day is not known within some weeks is on no event.

    \b
    Example:
      builder analyse crawl/ --out findings && builder group findings --out events.parquet
    """  # noqa: D301
    from builder.archives.engines import need
    from builder.archives.grouping import group as grouped

    need("local")
    found = grouped(findings, out)
    click.echo(f"{found.events:,} events of {found.articles:,} articles in {out}; {found.undated:,} without a day")


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_LINES = click.File("r", encoding="utf-8")


def _argument(context: click.Context) -> click.Parameter:
    """What an error of usage is about."""
    return next(one for one in context.command.params if isinstance(one, click.Argument))


@click.command()
@click.argument("files", nargs=-1, required=True)
@over_archives
@EXTRACT
@click.pass_context
def read(context: click.Context, files: tuple[str, ...], extract: config.Extract | None, over: Over) -> None:
    """Print articles as JSONL: id, path, title, date, date_basis, source, authors, lang, text.

    The id is the file's name without its ending. A date is cut to what is known, and null when nothing is.

    With --out, FILES may also be folders, patterns and addresses such as s3://bucket/news/*.warc.gz: web archives, JSON
    lines and Parquet, however many and large. Run it again after an interrupt: what is done is not done again.

    \b
    Examples:
      builder read seeds/*.txt | jq -r .title
      builder read page.html | builder analyse
      builder read crawl/ --out articles/
    """  # noqa: D301
    root: Path = context.obj
    if over.out is not None:
        run_over(root, "read", files, over, extract)
    from builder import pipeline, seeds

    problems: list[Problem] = []
    settings = config.load(root)
    settings = replace(settings, extract=extract or settings.extract)
    for file in [_FILE.convert(file, _argument(context), context) for file in files]:
        for article in seeds.read_articles(file, Path(), problems, settings):
            tell_json(article_row(pipeline.dated(article)))
    for problem in problems:
        say(f"skipped {problem}")
    sys.exit(SKIPPED if problems else DONE)


@click.command()
@click.argument("rows", nargs=-1)
@over_archives
@click.option(
    "--points",
    "most_points",
    type=click.IntRange(min=1),
    metavar="N",
    help="Print at most N points of each article (default: as many as its page shows, 3 to 6).",
)
@click.pass_context
def analyse(context: click.Context, rows: tuple[str, ...], most_points: int | None, over: Over) -> None:
    """Print findings as JSONL, for JSONL rows of articles: id, title, date, text.

    \b
    Each row printed has, with offsets in characters of `text`:
      actors   [{type PER|ORG|STATE|LOC, name, aliases, role}]
      quotes   [{start, end, text, speaker, via}]
      timexes  [{start, end, text, type, value}]
      points   [[start, end]], best first

    With --out, ROWS are as for `builder read --out`, or the tables that it wrote.
    Each table of findings names article, path and offsets.

    \b
    Examples:
      builder analyse articles.jsonl > findings.jsonl
      builder analyse crawl/ --out findings/
      builder analyse s3://bucket/articles --out s3://bucket/findings --engine dask --scheduler tcp://head:8786
      builder read seeds/*.txt | builder analyse
      builder read seeds/*.txt | builder analyse --points 2
    """  # noqa: D301
    if over.out is not None:
        run_over(context.obj, "analyse", rows, over)
    if len(rows) > 1:
        raise click.UsageError("several files go with --out; else give one, or none for what is piped in")
    from builder import pipeline

    problems: list[Problem] = []
    lines = _LINES.convert(rows[0] if rows else "-", _argument(context), context)
    for briefing in pipeline.findings(articles(lines, problems)):
        tell_json(finding_row(briefing, most_points))
    for problem in problems:
        say(f"skipped {problem}")
    sys.exit(SKIPPED if problems else DONE)
