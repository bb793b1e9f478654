"""The commands that print one step of the line as JSONL: read, analyse."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from builder import config
from builder.commands.options import EXTRACT
from builder.records import Problem
from builder.rows import article_row, articles, finding_row
from builder.terminal import DONE, SKIPPED, say, tell_json


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@EXTRACT
@click.pass_obj
def read(root: Path, files: tuple[Path, ...], extract: config.Extract | None) -> None:
    """Print articles as JSONL: id, path, title, date, date_basis, source, authors, lang, text.

    The id is the file's name without its ending. A date is cut to what is known, and null when nothing is.

    \b
    Examples:
      builder read seeds/*.txt | jq -r .title
      builder read page.html | builder analyse
    """  # noqa: D301
    from builder import pipeline, seeds

    problems: list[Problem] = []
    settings = config.load(root)
    settings = replace(settings, extract=extract or settings.extract)
    for file in files:
        for article in seeds.read_articles(file, Path(), problems, settings):
            tell_json(article_row(pipeline.dated(article)))
    for problem in problems:
        say(f"skipped {problem}")
    sys.exit(SKIPPED if problems else DONE)


@click.command()
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
        tell_json(finding_row(briefing, most_points))
    for problem in problems:
        say(f"skipped {problem}")
    sys.exit(SKIPPED if problems else DONE)
