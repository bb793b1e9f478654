"""Which sections of which pages a person wrote or changed, and since when: what readers are told."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, TypedDict

from builder.write.files import read
from builder.write.merge import edited_keys, edited_sections, same
from builder.write.merge.front import Entry
from builder.write.merge.normal import words
from builder.write.merge.page import Page, take_apart
from builder.write.scan import scan

CORRECTIONS = "corrections"
"""Anchor of the section that lists what was corrected."""


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
            day = (read(edit_record(root, page_id)) or b"").decode().partition(" ")[0]
            found[str(where)] = Edited(day=day, sections=marked)
    return found


def edit_record(root: Path, page_id: str) -> Path:
    """Where it is kept since when a page has its person's words."""
    return root / ".builder" / "edited" / page_id


def edit_digest(base: bytes, page: bytes) -> str | None:
    """A digest of what a person brought in, however it is written down; None when there is no edit.

    News of the builder that come into both pages do not change it, nor does the list of corrections, which tells of it.
    """
    try:
        own, mine = base.decode(), page.decode()
        if same(own, mine):
            return None
        origin, edited = take_apart(own), take_apart(mine)
        keys = {key: _brought(value, origin.front.entries.get(key)) for key, value in edited_keys(own, mine).items()}
    except ValueError:
        return None
    brought = _words_of(edited) - _words_of(origin)
    return sha256(json.dumps([sorted(brought), keys], sort_keys=True, default=str).encode()).hexdigest()[:16]


def _words_of(page: Page) -> set[str]:
    return words("\n".join(unit.raw for unit in page.sections if unit.anchor != CORRECTIONS))


def _brought(value: Any, own: Entry | None) -> Any:
    """A person's value of a key; of a list what is not in the builder's own."""
    if isinstance(value, list) and own is not None and isinstance(own.value, list):
        return [item for item in value if item not in own.value]
    return value
