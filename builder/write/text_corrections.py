"""Generated text that a person changed on a page, told to readers as a correction."""

from builder.records import Correction, Page
from builder.write.edit_days import CORRECTIONS, edit_digest
from builder.write.merge import changed_sections, merge
from builder.write.store import Store


def text_corrections(page: Page, store: Store) -> tuple[Correction, ...]:
    """The sections of which a person changed or removed generated text, with the day where it is known.

    Text that was only added, such as an editor's note, corrects nothing. `page` is the page without these lines;
    they tell of the base and the page as this run will leave them: so the next run finds the same.
    """
    files = (*store.files_of(page.id), store.edit_days.file_of(page.id))
    of = (page.text, store.path(page.id), store.edit_days.today)
    return store.memory.read(("text corrections", page.id), of, files, lambda: _found(page, store))


def _found(page: Page, store: Store) -> tuple[Correction, ...]:
    old, base = store.pair(page.id)
    if old is None or base is None or old == base:
        return ()
    try:
        new = store.as_base(page)
        merged = merge(base.decode(), old.decode(), new).text
        changed = changed_sections(new, merged)
    except ValueError:
        return ()  # a page that cannot be read is refused when it is put
    day = store.edit_days.day(page.id, edit_digest(new.encode(), merged.encode()))
    since = f" on {day}" if day else ""
    return tuple(
        Correction(f"{heading or 'Opening'}: text changed by hand{since}", since=day)
        for anchor, heading in changed.items()
        if anchor != CORRECTIONS
    )
