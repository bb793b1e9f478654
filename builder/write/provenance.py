"""Which sections of which pages a person wrote or changed, and since when: what readers are told."""

from pathlib import Path
from typing import TypedDict

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


def provenance(root: Path) -> dict[str, Edited]:
    """Path below `docs/` of each page with a person's words -> what they did.

    Pages that are as the machine wrote them are left out, and so are those that cannot be read: `check` names them.
    """
    days = EditDays(root)
    docs, base = root / "docs", root / ".builder" / "base"
    found: dict[str, Edited] = {}
    for page_id, where in scan(docs).paths.items():
        own, page = read(base / f"{page_id}.md"), read(docs / where)
        if own is None or page is None or own == page:
            continue
        try:
            states = edited_sections(own.decode(), page.decode())
        except ValueError:
            continue
        marked = {anchor: str(state) for anchor, state in states.items() if state != "generated"}
        if marked:
            found[str(where)] = Edited(day=days.known(page_id), sections=marked)
    return found
