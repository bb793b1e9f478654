"""Articles and findings as JSONL rows: the public interface of the commands `read` and `analyse`."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from builder.config import Limits
from builder.records import Article, Briefing, Dating, Problem

_LIMIT = Limits().characters


def articles(lines: Iterable[str], problems: list[Problem]) -> Iterator[Article]:
    """An article for each row `{id, title, date, text}`; a row that is none becomes a line in `problems`."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield _article(row, number)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            fix = "give a JSON object with id, title, date (YYYY, YYYY-MM or YYYY-MM-DD) and text"
            problems.append(Problem(f"row {number}", f"is no article: {type(error).__name__} {error}", fix))


def _article(row: dict[str, Any], number: int) -> Article:
    text, title = row["text"], row.get("title")
    if not isinstance(text, str) or not isinstance(title, str | None):
        raise TypeError("title and text must be strings")
    if len(text) > _LIMIT:
        raise ValueError(f"with over {_LIMIT:,} characters")
    return Article(
        id=str(row.get("id", number)),
        path=PurePosixPath(f"row {number}"),
        digest="",
        text=text,
        title=title or "",
        original_title=title if title and text.startswith(title) else None,
        dating=_dating(row.get("date")),
        lang=str(row.get("lang") or "en"),
    )


def _dating(value: object) -> Dating | None:
    """`2023-05-30` (a time after it is ignored), `2023-05` or `2023`; None when the row has no date."""
    if not value:
        return None
    edtf = str(value)[:10]
    padded = edtf + "-01-01"[len(edtf) - len("YYYY") :] if len(edtf) in (4, 7) else edtf
    return Dating("stated", date.fromisoformat(padded), edtf)


def article_row(article: Article) -> dict[str, object]:
    """`{id, path, title, date, date_basis, source, authors, lang, text}`; the text without the headline on top of it.

    The date is null when nothing is known.
    """
    dating = article.dating if article.dating and article.dating.basis != "retrieved" else None
    return {
        "id": article.path.stem,
        "path": str(article.path),
        "title": article.title,
        "date": (dating.edtf or dating.day.isoformat()).rstrip("~") if dating else None,
        "date_basis": dating.basis if dating else None,
        "source": article.source,
        "authors": list(article.authors),
        "lang": article.lang,
        "text": _body(article),
    }


def _body(article: Article) -> str:
    """The text below the headline."""
    return article.text.removeprefix(article.original_title or "").lstrip("\n")


def finding_row(briefing: Briefing, most_points: int | None = None) -> dict[str, object]:
    """`{id, actors, quotes, timexes, points}`; offsets are in characters of the text.

    All points that the page shows, best first, or only the best so many.
    """
    text = briefing.article.text
    return {
        "id": briefing.article.id,
        "actors": [
            {
                "type": actor.kind,
                "name": actor.name,
                "aliases": list(actor.aliases),
                "role": actor.roles[0].text if actor.roles else None,
            }
            for actor in briefing.actors
        ],
        "quotes": [
            {"start": one.span.start, "end": one.span.end, "text": one.text, "speaker": one.speaker, "via": one.via}
            for one in briefing.quotes
        ],
        "timexes": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "text": one.span.of(text),
                "type": one.kind,
                "value": one.value,
            }
            for one in briefing.timexes
        ],
        "points": [list(one.span) for one in briefing.points[:most_points]],
    }
