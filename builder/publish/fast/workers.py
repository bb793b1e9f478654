"""Pages rendered on all cores; the same bytes whatever their number."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.publish.collector import collecting
from builder.publish.fast.pages import Maker, NotCleanError
from builder.publish.fast.store import Kept
from builder.publish.spread import spread

_MANY = 100
"""Pages, of which each leaves something behind that can be thrown away."""


def make_all(
    maker: Maker, pages: Sequence[tuple[str, Path]], processes: int | None = None
) -> Iterator[tuple[Kept, str]]:
    """Render pages into files; what is told of each, in order. Should a process die, this one goes on alone.

    Args:
        maker: what they share.
        pages: path of each below `docs/`, and the file.
        processes: at most so many, and one a core; None for one a core.

    Raises:
        NotCleanError: there is something to be said of a page.
    """

    def make(page: tuple[str, Path]) -> tuple[Kept, str] | None:
        try:
            return maker.make(*page)
        except NotCleanError:
            return None

    with collecting(wanted=len(pages) > _MANY):
        for kept in spread(make, pages, processes):
            if kept is None:
                raise NotCleanError
            yield kept
