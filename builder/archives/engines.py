"""Hands pieces out, to processes of this machine or to Dask, and tells what became of each as it is done."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from importlib.util import find_spec

from builder.archives.plan import pieces
from builder.archives.records import Engine, Job, Outcome, Piece, What
from builder.archives.store import Store
from builder.archives.tables import schemas
from builder.archives.version import rules
from builder.archives.work import attempt, path_key
from builder.config import Settings
from builder.errors import BuilderError
from builder.processes import DiedError, Pool, cores

TRIES = 2
"""Processes that one piece may bring down before it is left out of this run."""

_PARTS = 1_000_000_000
"""Articles of a file: those of an archive are counted by nobody."""

Tell = Callable[[Outcome, int], None]
"""Is told of each outcome, with the number of pieces in all."""


def run(
    what: What,
    given: Sequence[str],
    out: str,
    settings: Settings,
    *,
    engine: Engine = "local",
    scheduler: str | None = None,
    tell: Tell = lambda _outcome, _count: None,
) -> list[Outcome]:
    """Read, or analyse, what lies at addresses into tables in a folder; what became of each piece.

    What an earlier run did is not done again; its tables go when their file has changed since, or the program.

    Raises:
        BuilderError: nothing is there, the engine cannot be reached, or what it needs is not installed.
    """
    need(engine)
    job = Job(what, out, rules(), settings.extract, replace(settings.limits, parts=_PARTS))
    planned = pieces(given)
    if engine == "dask":
        from builder.archives.over_dask import over_dask

        found = over_dask(planned, job, scheduler)
    else:
        found = over_processes(planned, job, min(settings.processes or cores(), cores(), len(planned)))
    outcomes = []
    for outcome in found:
        outcomes.append(outcome)
        tell(outcome, len(planned))
    _tidy(job, outcomes)
    return outcomes


def need(engine: Engine) -> None:
    """Make sure that the libraries are there.

    Raises:
        BuilderError: one is not.
    """
    names = ("fsspec", "pyarrow", *(("distributed",) if engine == "dask" else ()))
    if missing := [name for name in names if find_spec(name) is None]:
        raise BuilderError(f"archives need {' and '.join(missing)} (pip install 'briefing-builder[archive]')")


def over_processes(planned: Sequence[Piece], job: Job, processes: int) -> Iterator[Outcome]:
    """What became of each piece, as it is done by processes of this machine; by this one if one is enough."""
    if processes <= 1:
        yield from (attempt((piece, job)) for piece in planned)
        return
    waiting = [(piece, 1) for piece in reversed(planned)]
    asked: dict[Future[Outcome], tuple[Piece, int]] = {}
    with Pool(f"{attempt.__module__}:{attempt.__name__}", processes) as pool:
        while waiting or asked:
            while waiting and len(asked) < processes:
                piece, tries = waiting.pop()
                asked[pool.ask((piece, job))] = piece, tries
            for done in wait(asked, return_when=FIRST_COMPLETED).done:
                piece, tries = asked.pop(done)
                try:
                    yield done.result()
                except DiedError:
                    if tries < TRIES:
                        waiting.append((piece, tries + 1))
                    else:
                        yield Outcome(piece, fault=f"{TRIES} processes died over it: too little memory?")


def _tidy(job: Job, outcomes: Sequence[Outcome]) -> None:
    """Once all is done: remove the tables that the same files had before."""
    if any(outcome.fault for outcome in outcomes):
        return
    store, now = Store(job.out), {outcome.name for outcome in outcomes}
    keys = {path_key(outcome.piece.path) for outcome in outcomes}
    for name in sorted(store.done() - now):
        if name.partition("-")[0] in keys:
            store.remove(name, schemas("analyse"))
    store.tidy()
