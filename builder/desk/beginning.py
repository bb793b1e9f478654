"""A page begun by hand: the front matter it needs, under the name and in the folder of its kind."""

from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Literal, get_args

from builder.errors import PageError
from builder.records import ActorKind
from builder.write import Found, in_front_matter, put_file, slug, whole_page

Kind = Literal["briefing", "actor", "source"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ACTOR_KINDS: dict[str, ActorKind] = {"person": "PER", "organisation": "ORG", "state": "STATE", "place": "LOC"}


def begin(root: Path, kind: Kind, title: str, *, source: str, day: date, actor_kind: ActorKind) -> Path:
    """Write a new page below `docs/` and give its path.

    Args:
        root: the project folder.
        kind: what the page is.
        title: its heading: a headline, or a name.
        source: who published it; of a briefing.
        day: when it was published; of a briefing.
        actor_kind: of an actor.

    Raises:
        PageError: there is such a page, or its file cannot be written.
    """
    title = in_front_matter(title)
    if not title:
        raise PageError(root / "docs", "a page needs a title", fix="give it a name of letters or digits")
    values, where = _page(kind, title, source=source, day=day, actor_kind=actor_kind)
    found = Found(root)
    there = found.path(str(values.get("id") or ""))
    path = root / "docs" / (there or where)
    if there or path.exists():
        raise PageError(path, "is there already", fix="edit it, or choose another title")
    if values.get("id") and found.knows(str(values["id"])):
        raise PageError(path, "was deleted by a person", fix=f"bring it back: builder restore {values['id']}")
    put_file(path, whole_page(values, title).encode())
    return path


def _page(
    kind: Kind, title: str, *, source: str, day: date, actor_kind: ActorKind
) -> tuple[dict[str, Any], PurePosixPath]:
    """Front matter and place of the page. A briefing gets its id at the next build, from its place."""
    name = slug(title, fallback="page")
    if kind == "briefing":
        values = {"type": kind, "title": title, "date": day, "source": source}
        return values, PurePosixPath("briefings", str(day.year), f"{name}.md")
    values = {"id": f"{kind}-{name}", "type": kind, "title": title}
    if kind == "actor":
        values["kind"] = actor_kind
    return values, PurePosixPath(f"{kind}s", f"{name}.md")
