"""Which sections of which pages a person wrote or changed, and since when: what readers are told."""

from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from builder.write.files import read
from builder.write.merge import edited_sections, same
from builder.write.merge.normal import plain
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
    """A digest of the words that a person brought in, however they are written down; None when there is no edit."""
    try:
        own, mine = base.decode(), page.decode()
        if same(own, mine):
            return None
    except ValueError:
        return None
    words = set(plain(mine).split()) - set(plain(own).split())
    return sha256("\n".join(sorted(words)).encode()).hexdigest()[:16]
