"""Which articles of an archive are on one event: out of the tables of `analyse`, a stretch of days at a time.

Twice over the tables: first the days of each article and how common words are, then the events. Of a window the
articles are held, of the archive some numbers for each article and the words that are in it. A window opens the tables
that have articles of its days: an archive whose files are of some days each is read about three times, one in no order
for every window again.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from uuid import uuid4

from builder.archives.records import Piece
from builder.archives.rows import dicts, from_row
from builder.archives.store import Store
from builder.errors import BuilderError
from builder.events.identity import new_id
from builder.events.vocabulary import Common, common
from builder.events.windows import day_of, events_by_days
from builder.records import Actor, Briefing, Sourcing, Span

_NOBODY = Sourcing((), (), (), None, "")


class Grouped(NamedTuple):
    """What was found."""

    events: int
    articles: int
    """Those that were compared."""

    undated: int
    """Those whose day is not known within some weeks: on no event."""


def group(findings: str, out: str) -> Grouped:
    """The events of an archive, into one table: `event`, `number` (from 1, earliest first), `article`, `path`.

    Of articles with the same id, which have the same text, one is taken.

    Raises:
        BuilderError: there are no findings.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    tables = _Tables(findings)
    days, places, undated, known = _index(tables)

    def load(wanted: Sequence[int]) -> Iterator[Briefing]:
        found: dict[tuple[int, int], Briefing] = {}
        for part in sorted({places[at][0] for at in wanted}):
            rows = {places[at][1] for at in wanted if places[at][0] == part}
            found |= {(part, row): one for row, one in tables.briefings(part, rows)}
        return (found[places[at]] for at in wanted)

    store = Store(out.rpartition("/")[0] or ".")
    place, new = f"{store.top}/{out.rpartition('/')[2]}", f"{store.top}/.{uuid4().hex}"
    store.system.makedirs(store.top, exist_ok=True)
    schema = pa.schema(
        [("event", pa.string()), ("number", pa.int64()), ("article", pa.string()), ("path", pa.string())]
    )
    taken: set[str] = set()
    try:
        with store.system.open(new, "wb") as file, ParquetWriter(file, schema) as writer:
            for members in events_by_days(days, load, known):
                event = new_id(members[0].article.id, taken)
                taken.add(event)
                rows = [
                    {"event": event, "number": number, "article": one.article.id, "path": str(one.article.path)}
                    for number, one in enumerate(members, start=1)
                ]
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
        store.system.mv(new, place)
    finally:
        if store.system.exists(new):
            store.system.rm_file(new)
    return Grouped(len(taken), len(days), undated)


def _index(tables: "_Tables") -> tuple[list[Any], list[tuple[int, int]], int, Common]:
    """Days and place (part and row) of each article to compare; how many have no day; how common words are."""
    days, places, undated, seen = [], [], 0, set[str]()
    known = Common(0, Counter(), Counter())
    for part in range(len(tables.names)):
        fresh = []
        for row, one in tables.briefings(part):
            if one.article.id in seen:
                continue
            seen.add(one.article.id)
            day = day_of(one.article)
            if day is None:
                undated += 1
                continue
            days.append(day)
            places.append((part, row))
            fresh.append(one)
        of_part = common(fresh)
        known.words.update(of_part.words)
        known.names.update(of_part.names)
        known = known._replace(articles=known.articles + of_part.articles)
    return days, places, undated, known


class _Tables:
    """The tables of `analyse`: parts, each with its articles and their actors."""

    def __init__(self, findings: str) -> None:
        self._store = Store(findings)
        self.names = sorted(self._store.done())
        if not self.names:
            raise BuilderError(f"{findings}: no findings there (first: builder analyse ARCHIVE --out {findings})")

    def briefings(self, part: int, wanted: Container[int] | None = None) -> Iterator[tuple[int, Briefing]]:
        """Row and briefing, with no more in it than grouping asks for."""
        articles, actors = self._rows("articles", part), self._rows("actors", part)
        actor = next(actors, None)
        for row, told in enumerate(articles):
            own = []
            while actor and actor["path"] == told["path"]:  # both tables are in the order of the file
                own.append(actor)
                actor = next(actors, None)
            if wanted is None or row in wanted:
                article = from_row(told)
                found = tuple(Actor(one["kind"], one["name"], (), _spans(one["mentions"])) for one in own)
                yield row, Briefing(article, (), Span(0, 0), (), found, (), (), (), _NOBODY)

    def _rows(self, table: str, part: int) -> Iterator[dict[str, Any]]:
        place = self._store.system.unstrip_protocol(f"{self._store.top}/{table}/{self.names[part]}.parquet")
        columns = ["path", "text", "record"] if table == "articles" else ["path", "kind", "name", "mentions"]
        return dicts(Piece(place, PurePosixPath(place).name), columns)


def _spans(told: Sequence[dict[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(one["start"], one["end"]) for one in told)
