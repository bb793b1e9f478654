"""One piece: read, analysed if that is asked for, stored. What a process of any engine does."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from threading import Lock

from builder import pipeline
from builder.archives.pieces import digest
from builder.archives.records import Job, Outcome, Piece
from builder.archives.rows import Bad, articles
from builder.archives.store import Store, Writing
from builder.archives.tables import article_row, rows
from builder.archives.version import rules
from builder.records import Article, Briefing

BATCH = 64
"""Articles that are held at once: their grammar is what takes memory."""

_ONE = Lock()
"""A language model serves one thread; a worker of Dask may have several."""

OTHER = (
    "the process that was to do it runs another version of the builder, of its libraries or of its language models "
    "(install the same ones everywhere)"
)


def path_key(path: str) -> str:
    """What the names of all pieces of a file begin with."""
    return sha256(path.encode("utf-8", "replace")).hexdigest()[:12]


def attempt(task: tuple[Piece, Job]) -> Outcome:
    """A piece done, or found done, or why it could not be."""
    piece, job = task
    if rules() != job.rules:
        return Outcome(piece, fault=OTHER)
    try:
        with _ONE:
            return _done(piece, job)
    except Exception as fault:  # noqa: BLE001 - told by who handed it out, and tried again in the next run
        return Outcome(piece, fault=f"{type(fault).__name__}: {fault}"[:500])


def _done(piece: Piece, job: Job) -> Outcome:
    store = Store(job.out)
    name = f"{path_key(piece.path)}-{digest(piece, job)[:24]}"
    if told := store.mark(name):
        return Outcome(piece, name, told["articles"], told["bad"], before=True)
    bad: list[Bad] = []
    count, lost = 0, 0
    with Writing(store, name, job.what) as tables:
        found = articles(piece, job, bad)
        while batch := list(islice(found, BATCH)):
            if job.what == "read":
                tables.add({"articles": [article_row(one) for one in batch]})
            else:
                for briefing in _analysed(batch, bad):
                    tables.add(rows(briefing))
            count += len(batch)
            lost += _told(bad, piece, tables)
        lost += _told(bad, piece, tables)
        told = {"articles": count, "bad": lost, "path": piece.path, "stretch": piece.stretch}
        tables.finish(told)
    return Outcome(piece, name, count, lost)


def _told(bad: list[Bad], piece: Piece, tables: Writing) -> int:
    """How many records went into the table of problems; the list is emptied."""
    count = len(bad)
    tables.add({"problems": [{**one._asdict(), "stretch": piece.stretch} for one in bad]})
    bad.clear()
    return count


def _analysed(batch: list[Article], bad: list[Bad]) -> Iterator[Briefing]:
    """The findings of each; of one that breaks a finder, a bad record."""
    try:
        yield from list(pipeline.findings(batch))
    except Exception:  # noqa: BLE001 - found out below, one by one
        for article in batch:
            yield from _alone(article, bad)


def _alone(article: Article, bad: list[Bad]) -> Iterable[Briefing]:
    try:
        return list(pipeline.findings([article]))
    except Exception as bug:  # noqa: BLE001 - one of a million must not stop the others
        bad.append(Bad(0, str(article.path), f"broke the builder: {type(bug).__name__} {bug}"[:300]))
        return ()
