"""What becomes of the pages of a list that has grown shorter."""

from collections.abc import Sequence
from dataclasses import replace

from builder.records import Page
from builder.saying import ENGLISH, Saying
from builder.write import escape, front_matter
from builder.write.addresses import way
from builder.write.store import Store

_LISTS = ("actors", "sources", "events", "dates")


def with_left(pages: Sequence[Page], store: Store, say: Saying = ENGLISH) -> list[Page]:
    """The pages of all lists, and the way there where a person wrote on a page that a list needs no more.

    Other addresses that a list had lead to its index.
    """
    made = {page.id for page in pages}
    gone = [one for one in store.written_ids() if one not in made and one.partition("-")[0] in _LISTS]
    found = []
    for page in pages:
        key = page.id.removeprefix("page-")
        own = [one for one in gone if one.startswith(f"{key}-") and store.path(one)] if key != page.id else []
        edited = [one for one in own if store.is_edited(one)]
        found.append(replace(page, absorbs=tuple(one for one in own if one not in edited)) if own else page)
        found += [_the_way(one, page, store, say) for one in edited]
    return found


def _the_way(page_id: str, index: Page, store: Store, say: Saying) -> Page:
    here = store.path(page_id) or index.path
    title = str(store.written(page_id).get("title") or page_id)
    link = f"[{say(index.path.parent.name)}]({way(index.path, here)})"
    values = {"id": page_id, "type": "page", "title": title}
    body = f"# {escape.markdown(title)}\n\n{say('moved', page=link)}"
    return Page(page_id, here, front_matter.page(values, body))
