"""What `read --out` and `analyse --out` share: options, progress, and how they end."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, get_args

import click

from builder import config
from builder.archives.records import Engine, Outcome, What
from builder.terminal import DONE, NOTHING, SKIPPED, counted, say

_EVERY = 5.0
"""Seconds between lines of progress."""


class Over(NamedTuple):
    """The options of a run over an archive."""

    out: str | None
    engine: Engine
    scheduler: str | None
    processes: int | None


def over_archives(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the options of archives, given to it as `over`."""

    def gathered(out: str | None, engine: Engine, scheduler: str | None, processes: int | None, **rest: Any) -> Any:
        if out is None and (scheduler or processes or engine != "local"):
            raise click.UsageError("--engine, --scheduler and --processes go with --out")
        return command(over=Over(out, engine, scheduler, processes), **rest)

    gathered.__name__, gathered.__doc__ = command.__name__, command.__doc__
    gathered.__click_params__ = list(getattr(command, "__click_params__", ()))  # type: ignore[attr-defined]
    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


_OPTIONS = (
    click.option("--out", metavar="FOLDER", help="Over archives: write tables in Parquet there; an address of fsspec."),
    click.option(
        "--engine",
        type=click.Choice(get_args(Engine)),
        default="local",
        show_default=True,
        help="With --out: processes of this machine, or a Dask cluster.",
    ),
    click.option("--scheduler", metavar="ADDRESS", help="With --engine dask: where its scheduler is, tcp://HOST:8786."),
    click.option(
        "--processes", type=click.IntRange(min=1), metavar="N", help="With --out: at most so many; default: all cores."
    ),
)


def run_over(root: Path, what: What, given: Sequence[str], over: Over, extract: config.Extract | None = None) -> None:
    """Do it, tell how far it is and what was left out, and end.

    An interrupt loses the pieces at hand; the same command goes on from there.
    """
    from builder.archives.engines import run

    settings = config.load(root)
    settings = replace(settings, extract=extract or settings.extract, processes=over.processes or settings.processes)
    progress = _Progress()
    assert over.out is not None
    try:
        outcomes = run(
            what, given, over.out, settings, engine=over.engine, scheduler=over.scheduler, tell=progress.tell
        )
    except KeyboardInterrupt:
        say(f"stopped after {progress.done:,} of {progress.count:,} pieces; the same command goes on from there")
        raise
    faults = [one for one in outcomes if one.fault]
    bad = sum(one.bad for one in outcomes)
    before = sum(one.before for one in outcomes)
    click.echo(
        f"{sum(one.articles for one in outcomes):,} articles of {counted(len(outcomes), 'piece')} in {over.out}"
        + (f"; {before:,} pieces were there" if before else "")
        + (f"; {bad:,} bad records in {over.out.rstrip('/')}/problems" if bad else "")
        + (f"; {len(faults):,} pieces not done: run it again" if faults else "")
    )
    sys.exit(NOTHING if len(faults) == len(outcomes) else SKIPPED if faults or bad else DONE)


class _Progress:
    """A line now and then: how far, how fast, how long still."""

    def __init__(self) -> None:
        self.begin = self.told = time.monotonic()
        self.done = self.count = self.fresh = self.articles = 0

    def tell(self, outcome: Outcome, count: int) -> None:
        """A piece is done."""
        self.done, self.count = self.done + 1, count
        if outcome.fault:
            say(f"not done {outcome.piece.path} {outcome.piece.stretch}".rstrip() + f": {outcome.fault}")
        elif not outcome.before:
            self.fresh, self.articles = self.fresh + 1, self.articles + outcome.articles
        now = time.monotonic()
        if now - self.told < _EVERY or not self.fresh:
            return
        self.told, spent = now, now - self.begin
        left = spent / self.fresh * (count - self.done)
        say(f"{self.done:,} of {count:,} pieces, {self.articles / spent:,.1f} articles/s, {_span(left)} left")


def _span(seconds: float) -> str:
    """`2 h 05 min`, `3 min`, `20 s`."""
    minutes, hours = round(seconds / 60), int(seconds // 3600)
    if hours:
        return f"{hours} h {minutes - 60 * hours:02} min"
    return f"{minutes} min" if minutes > 1 else f"{seconds:.0f} s"
