"""Forms for editing in the browser, made of the schema: a collection for each type of page, a field for each key."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.publish.front_matter import read_front_matter
from builder.publish.schema import keys_of, required_of, schema

_FOLDERS = {"briefing": "briefings", "event": "events", "actor": "actors", "source": "sources"}

_SHORT = 60
"""A text that may be longer than so many characters gets several lines."""


def collections(docs: Path) -> list[dict[str, Any]]:
    """A form for each type of page.

    Args:
        docs: the folder of the pages; its own pages are listed one by one.
    """
    return [*(_folder(kind, folder) for kind, folder in _FOLDERS.items()), *_pages(docs)]


def _folder(kind: str, folder: str) -> dict[str, Any]:
    made = {
        "name": folder,
        "label": schema()["definitions"][kind]["title"],
        "description": schema()["definitions"][kind]["description"],
        "folder": f"docs/{folder}",
        "create": kind == "briefing",
        "delete": kind == "briefing",
        "fields": _fields(kind),
        **_COMMON,
    }
    if kind == "briefing":
        return {
            **made,
            "path": "{{fields.date | date('YYYY')}}/{{slug}}",
            "sortable_fields": ["date", "title", "source"],
        }
    # The folder also holds its index, which is of another type.
    return {**made, "filter": {"field": "type", "value": kind}}


def _pages(docs: Path) -> Iterator[dict[str, Any]]:
    """Home, method and whatever else lies in `docs/` itself."""
    listed = []
    for path in sorted(docs.glob("*.md")):
        values = read_front_matter(path.read_text("utf-8-sig", errors="replace")).values
        title = str(values.get("title") or path.stem)
        listed.append({"name": path.stem, "label": title, "file": f"docs/{path.name}", "fields": _fields("page")})
    if listed:
        page = schema()["definitions"]["page"]
        yield {"name": "pages", "label": page["title"], "description": page["description"], "files": listed, **_COMMON}


_COMMON = {"format": "yaml-frontmatter", "editor": {"preview": False}}


def _fields(kind: str) -> list[dict[str, Any]]:
    needed = required_of(kind)
    fields = [_field(key, of, required=key in needed) for key, of in keys_of(kind).items()]
    for one in fields:
        if one["name"] == "type":
            one["default"] = kind
    # As plain text: an editor that shows headings and bold would write the whole text anew.
    hint = "Markdown. What you do not touch stays as it is, to the last character."
    return [*fields, {"name": "body", "label": "Text", "widget": "text", "required": False, "hint": hint}]


def _field(key: str, of: dict[str, Any], *, required: bool) -> dict[str, Any]:
    made = {"name": key, "label": of["title"], "hint": _hint(of), "required": required, **_widget(of)}
    if not of.get("readOnly"):
        return made
    # The builder's own keys have fields too, so that they stay where they stand in the file.
    if of.get("type") == "array":
        return {**made, "required": False, "readonly": True}
    return {"name": key, "label": of["title"], "widget": "hidden"}


def _widget(of: dict[str, Any]) -> dict[str, Any]:
    if "enum" in of:
        return {"widget": "select", "options": of["enum"]}
    kind = of["type"]
    if kind == "boolean":
        return {"widget": "boolean"}
    if kind == "array" and of["items"]["type"] == "object":
        items = of["items"]
        fields = [_field(key, one, required=key in items["required"]) for key, one in items["properties"].items()]
        return {"widget": "list", "fields": fields}
    if kind == "array":
        return {"widget": "list", "field": {"name": "item", "label": of["title"], "widget": "string"}}
    if of.get("format") == "date":
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    made: dict[str, Any] = {"widget": "text" if of.get("maxLength", 0) > _SHORT else "string"}
    if "pattern" in of:
        made["pattern"] = [of["pattern"], of["description"]]
    if "maxLength" in of:
        made["maxlength"] = of["maxLength"]
    return made


def _hint(of: dict[str, Any]) -> str:
    example = of.get("examples", [""])[0]
    return f"{of['description']} For example: {example}" if isinstance(example, str) and example else of["description"]
