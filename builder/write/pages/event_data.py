"""The data file of an event: everything compared, for other tools, and what the next run compares with."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from builder.config import Settings
from builder.records import Briefing, Passage, Span
from builder.write.data_file import as_text
from builder.write.event_changes import state_of
from builder.write.event_sections.speech import speech
from builder.write.event_view import EventView


def event_data(view: EventView, settings: Settings) -> str:
    """JSON. The words of passages follow the setting `source_text`; offsets always lead to them."""
    event = view.event
    texts = {one: member.article.text for one, member in view.members.items()} if settings.source_text == "full" else {}
    data = {
        "id": event.id,
        "title": event.title,
        "members": [_member(view, member) for member in view.members.values()],
        "outlets": event.outlets,
        "independent": event.independent,
        "confidence": event.confidence,
        "reason": event.reason,
        "dating": event.dating,
        "bottom_line": event.bottom_line,
        "rows": event.rows,
        "origins": event.origins,
        "moments": event.moments,
        "sides": event.sides,
        "speech": speech(view),
        "questions": event.questions,
        "related": event.related,
        "absorbs": event.absorbs,
        "state": state_of(event),
        "changes": view.changes,
    }
    return as_text(_plain(data, view, texts))


def members_in(data: bytes | None) -> tuple[str, ...]:
    """Ids of the articles that a data file tells of, in its order; none of one that cannot be read."""
    try:
        return tuple(str(one["id"]) for one in json.loads(data or b"{}").get("members", ()))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def _member(view: EventView, member: Briefing) -> dict[str, Any]:
    article = member.article
    path = view.addresses.path(article.id)
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "page": str(path) if path else None,
        "date_edtf": article.dating.edtf if article.dating else None,
        "date_basis": article.dating.basis if article.dating else None,
        "via": member.sourcing.via,
        "versions": [str(one.path) for one in article.versions],
    }


def _plain(value: Any, view: EventView, texts: dict[str, str]) -> Any:
    """Records as mappings, spans as pairs, days as text; passages with sentence number and words."""
    if isinstance(value, Passage):
        told = {key: _plain(one, view, texts) for key, one in value._asdict().items()}
        told["sentence"] = view.members[value.article].sentence_at(value.span.start)
        return told | ({"words": value.span.of(texts[value.article])} if texts else {})
    if isinstance(value, tuple) and hasattr(value, "_asdict") and not isinstance(value, Span):
        return {key: _plain(one, view, texts) for key, one in value._asdict().items()}
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name), view, texts) for one in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(one, view, texts) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one, view, texts) for one in value]
    return value.isoformat() if isinstance(value, date) else value
