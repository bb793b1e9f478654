"""Which sections of which pages a person wrote or changed, and since when: what readers are told."""

from functools import partial
from pathlib import Path
from typing import TypedDict

from builder.memory import NO_MEMORY, Memory
from builder.write.edit_days import EditDays
from builder.write.files import read
from builder.write.merge import edited_sections
from builder.write.scan import scan


class Edited(TypedDict):
    """What a person did to a page."""

    day: str
    """ISO 8601: when the builder first saw the words as they are now; empty when it has not yet."""

    sections: dict[str, str]
    """Anchor -> `edited` or `person`."""


def provenance(root: Path, memory: Memory = NO_MEMORY) -> dict[str, Edited]:
    """Path below `docs/` of each page with a person's words -> what they did.

    Pages that are as the machine wrote them are left out, and so are those that cannot be read: `check` names them.
    """
    days = EditDays(root)
    docs, base = root / "docs", root / ".builder" / "base"
    found: dict[str, Edited] = {}
    with memory.one_look():
        for page_id, where in scan(docs, memory=memory).paths.items():
            files = (f"{base}/{page_id}.md", f"{docs}/{where}")
            marked = memory.read(("provenance", page_id), None, files, partial(_marked, *files))
            if marked:
                found[str(where)] = Edited(day=days.known(page_id), sections=marked)
    return found


def _marked(base: str, page: str) -> dict[str, str]:
    """What a person did to each section of a page, by its anchor; empty where nothing is known."""
    own, now = read(Path(base)), read(Path(page))
    if own is None or now is None or own == now:
        return {}
    try:
        states = edited_sections(own.decode(), now.decode())
    except ValueError:
        return {}
    return {anchor: str(state) for anchor, state in states.items() if state != "generated"}
