"""The tables: their columns, and the rows that an article and its findings give.

Every row names its article (`article`, and `path`, since one article may lie in an archive twice); offsets are in
characters of the `text` of that article.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from builder.archives.records import What
from builder.archives.rows import row_of
from builder.records import Article, Briefing, Span

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]

_ARTICLE = (
    "id path title original_title text date day:day date_basis source url authors:list lang translated:bool record"
)
_FOUND = (
    "sentences:spans bottom_line_start:int bottom_line_end:int via:list origins:list confidence reason in_full:bool"
)
_OWN = "article path number:int"
_SPAN = "start:int end:int"
_TABLES = {
    "actors": f"{_OWN} kind name aliases:list key acts:bool roles:list mentions:spans",
    "quotes": f"{_OWN} {_SPAN} text speaker speaker_start:int speaker_end:int cue via on_record:bool",
    "claims": f"{_OWN} {_SPAN} verb words:list actors:list subject numbers:list negated:bool hedge stance by via "
    "open:bool main:bool",
    "dates": f"{_OWN} {_SPAN} text kind value direction",
    "points": f"{_OWN} {_SPAN} stance by",
    "open_points": f"{_OWN} {_SPAN} cue_start:int cue_end:int by",
    "chains": f"{_OWN} origin group on_record:bool speaker via:list open:bool account:bool spans:spans",
}
_PROBLEMS = "path stretch record:int reason fix"


@cache
def schemas(what: What) -> Mapping[str, "pyarrow.Schema"]:
    """Name of a table -> its columns; text where nothing else is said."""
    columns = {"articles": _ARTICLE} if what == "read" else {"articles": f"{_ARTICLE} {_FOUND}", **_TABLES}
    return {name: _schema(name, told) for name, told in {**columns, "problems": _PROBLEMS}.items()}


def _schema(name: str, columns: str) -> "pyarrow.Schema":
    import pyarrow as pa

    kinds = {
        "": pa.string(),
        "int": pa.int64(),
        "bool": pa.bool_(),
        "day": pa.date32(),
        "list": pa.list_(pa.string()),
        "spans": pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())])),
    }
    fields = [(column, kinds[kind]) for column, _, kind in (one.partition(":") for one in columns.split())]
    return pa.schema(fields, metadata={"builder": name})


def article_row(article: Article) -> Row:
    """A row of `articles`; `date` is as precise as it is known (EDTF), `day` sorts."""
    dating = article.dating if article.dating and article.dating.basis != "retrieved" else None
    return {
        "id": article.id,
        "path": str(article.path),
        "title": article.title,
        "original_title": article.original_title,
        "text": article.text,
        "date": (dating.edtf or dating.day.isoformat()) if dating else None,
        "day": dating.day if dating else None,
        "date_basis": dating.basis if dating else None,
        "source": article.source,
        "url": article.url,
        "authors": list(article.authors),
        "lang": article.lang,
        "translated": article.translated,
        "record": row_of(article),
    }


def rows(found: Briefing) -> dict[str, list[Row]]:
    """The rows of all tables that an article with its findings gives."""
    sourcing, article = found.sourcing, found.article
    told = {
        "sentences": _spans(one.span for one in found.sentences),
        **_at(found.bottom_line, "bottom_line_"),
        "via": list(sourcing.via),
        "origins": list(sourcing.origins),
        "confidence": sourcing.confidence,
        "reason": sourcing.reason,
        "in_full": found.in_full,
    }
    kinds: dict[str, Iterable[Row]] = {
        "actors": (
            {**_fields(one, "kind name aliases key acts"), "roles": [role.text for role in one.roles],
             "mentions": _spans(one.mentions)}
            for one in found.actors
        ),
        "quotes": (
            {**_at(one.span), **_at(one.speaker_span, "speaker_"), **_fields(one, "text speaker cue via on_record")}
            for one in found.quotes
        ),
        "claims": (
            {**_at(one.span), **_fields(one, "verb words actors subject numbers negated hedge stance by via open main")}
            for one in found.claims
        ),
        "dates": ({**_at(one.span), **_fields(one, "text kind value direction")} for one in found.timexes),
        "points": ({**_at(one.span), **_fields(one, "stance by")} for one in found.points),
        "open_points": (
            {**_at(one.span), **_at(one.cue, "cue_"), **_fields(one, "by")} for one in found.open_points
        ),
        "chains": (
            {**_fields(one, "origin group on_record speaker via open account"), "spans": _spans(one.spans)}
            for one in sourcing.chains
        ),
    }  # fmt: skip
    of = {"article": article.id, "path": str(article.path)}
    listed = {name: [{**of, "number": at, **row} for at, row in enumerate(some, 1)] for name, some in kinds.items()}
    return {"articles": [{**article_row(article), **told}], **listed}


def _at(span: Span | None, prefix: str = "") -> Row:
    start, end = span or (None, None)
    return {f"{prefix}start": start, f"{prefix}end": end}


def _spans(spans: Iterable[Span]) -> list[Row]:
    return [{"start": one.start, "end": one.end} for one in spans]


def _fields(one: object, names: str) -> Row:
    return {name: getattr(one, name) for name in names.split()}
