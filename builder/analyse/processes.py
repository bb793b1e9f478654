"""Many articles shared out among processes, each with models of its own; the findings are those of one process.

Should one die, or fail at anything, this process goes on alone from there: what was at fault then shows itself here, as
it would without children.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from builder.analyse import nlp
from builder.analyse.briefing import analyse
from builder.processes import DiedError, cores, shared_out
from builder.records import Article, Briefing

Answer = tuple[list[Briefing], dict[str, str]]
"""What was found, and the faults of models that showed."""

FEWEST = 24
"""Articles for each process beside the first. Starting one and its model costs what 15 to 25 articles do (of 1,200
characters, on the machine of development), and the first is started too."""

CHUNK = 8
"""Articles that a process is sent at a time: half a second's work, so that none waits long for the others."""


def analyse_on_cores(
    articles: Iterable[Article], processes: int | None = None, died: Callable[[], object] = lambda: None
) -> Iterator[Briefing]:
    """The same as `analyse`, in so many processes, at most one for each core; None for one a core.

    Few articles are analysed in this process, and all that are left when a process has died, of which `died` is told.
    """
    most = min(processes or cores(), cores())
    waiting = iter(articles)
    first = list(islice(waiting, FEWEST * most)) if most > 1 else []
    most = min(most, len(first) // FEWEST)
    whole = chain(first, waiting)
    return _shared_out(whole, most, died) if most > 1 else analyse(whole)


def _shared_out(articles: Iterator[Article], processes: int, died: Callable[[], object]) -> Iterator[Briefing]:
    try:
        for briefings, faults in shared_out(f"{__name__}:answer", articles, processes, CHUNK):
            nlp.note(faults)
            yield from briefings
    except DiedError as death:
        died()
        rest = death.rest
    else:
        return
    yield from analyse(rest)


def answer(articles: list[Article]) -> Answer:
    """What a child finds."""
    return list(analyse(articles)), nlp.faults()
