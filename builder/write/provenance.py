"""Which sections of which pages a person wrote or changed: what readers are told."""

from collections.abc import Mapping
from pathlib import Path

from builder.write.files import read
from builder.write.merge import edited_sections
from builder.write.scan import scan


def provenance(root: Path) -> dict[str, Mapping[str, str]]:
    """Path below `docs/` -> anchor of each section that is not the machine's alone -> `edited` or `person`.

    Pages that are as the machine wrote them are left out, and so are those that cannot be read: `check` names them.
    """
    docs, base = root / "docs", root / ".builder" / "base"
    found: dict[str, Mapping[str, str]] = {}
    for page_id, where in scan(docs).paths.items():
        own, page = read(base / f"{page_id}.md"), read(docs / where)
        if own is None or page is None or own == page:
            continue
        try:
            states = edited_sections(own.decode(), page.decode())
        except ValueError:
            continue
        marked = {anchor: state for anchor, state in states.items() if state != "generated"}
        if marked:
            found[str(where)] = marked
    return found
