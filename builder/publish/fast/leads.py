"""Whether all links of a site's pages lead somewhere, looked up only where that may have changed."""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256

from builder.publish.fast.store import Store
from builder.publish.goals import file_at
from builder.publish.search import is_index


def names_of(files: Iterable[str]) -> str:
    """A digest of the names of a site's files, but for those of the search index: no page links to one."""
    names = sorted(name for name in files if not is_index(name))
    return sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def lead_somewhere(
    store: Store, pages: Mapping[str, str], new: Collection[str], files: Collection[str], names: str
) -> bool:
    """Whether all links do.

    Args:
        store: knows where they lead.
        pages: place of each page -> its key.
        new: places of the pages that were rendered now.
        files: all files of the site.
        names: `names_of` these.

    Raises:
        LostError: the store does not know it of one.
    """
    same = store.was_whole(names=names) and _keep_ids(store, pages, new)
    wanted: dict[str, set[str]] = {}
    for _, goals in store.goals([pages[place] for place in (new if same else pages)]):
        for place, anchors in goals.needs.items():
            file = file_at(place, files)
            if file is None:
                return False
            if anchors and file in pages:
                wanted.setdefault(pages[file], set()).update(anchors)
    return all(wanted[key].issubset(goals.ids) for key, goals in store.goals(wanted))


def _keep_ids(store: Store, pages: Mapping[str, str], new: Iterable[str]) -> bool:
    """Whether pages that were rendered now have all ids that links could lead to before."""
    before = {key: pages[place] for place in new if (key := store.at(place))}
    now = {key: frozenset(goals.ids) for key, goals in store.goals(before.values())}
    return all(now[before[key]].issuperset(goals.ids) for key, goals in store.goals(before.keys()))
