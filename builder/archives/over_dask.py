"""Pieces handed out to the workers of a Dask cluster, which have the builder installed and reach the same addresses."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from builder.archives.records import Job, Outcome, Piece
from builder.archives.work import attempt
from builder.errors import BuilderError

if TYPE_CHECKING:
    from distributed import Client, as_completed

_AHEAD = 4
"""Pieces for each thread that the scheduler knows of; it stays small whatever the archive."""

SECONDS = 20
"""Waited for the scheduler."""


def over_dask(planned: Sequence[Piece], job: Job, scheduler: str | None) -> Iterator[Outcome]:
    """What became of each piece, as it is done. The scheduler gives those of a worker that died to others.

    Raises:
        BuilderError: no scheduler answers.
    """
    from distributed import Client, as_completed

    if not scheduler:
        raise BuilderError("no scheduler (give its address: --scheduler tcp://HOST:8786)")
    try:
        client = Client(scheduler, timeout=SECONDS)
    except (OSError, ValueError) as fault:
        raise BuilderError(f"no scheduler answers at {scheduler} (start one: dask scheduler): {fault}") from fault
    waiting = iter(planned)
    with client:
        threads = sum(client.nthreads().values())
        asked = {}
        done = as_completed()
        for piece in islice(waiting, max(1, threads) * _AHEAD):
            asked[_asked(client, piece, job, done)] = piece
        for future in done:
            piece = asked.pop(future.key)
            why = future.exception()  # what `attempt` does not catch: a worker that died too often
            yield future.result() if why is None else Outcome(piece, fault=f"{type(why).__name__}: {why}"[:500])
            future.release()
            for more in islice(waiting, 1):
                asked[_asked(client, more, job, done)] = more


def _asked(client: "Client", piece: Piece, job: Job, done: "as_completed") -> str:
    future = client.submit(attempt, (piece, job), pure=False)
    done.add(future)
    return str(future.key)
