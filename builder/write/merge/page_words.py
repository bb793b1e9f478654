"""The words of a page, front matter included: those that a merge must not lose."""

from collections.abc import Mapping
from typing import Any

from builder.write.merge import normal
from builder.write.merge.page import Page


def own_words(origin: Page, page: Page) -> set[str]:
    """Words of the page that the machine's does not have."""
    was = {unit.raw for unit in origin.sections}
    own = normal.words("\n".join(unit.raw for unit in page.sections if unit.raw not in was))
    if page.raw_front != origin.raw_front:
        own |= _written_front(page)
    return own - written(origin) if own else own


def written(page: Page) -> set[str]:
    """Every word of a page."""
    return normal.words(page.body) | _written_front(page)


def _written_front(page: Page) -> set[str]:
    """Every word of the front matter, comments included."""
    values = " ".join(map(str, _leaves([entry.value for entry in page.front.entries.values()])))
    return normal.words(values) | normal.comment_words(page.raw_front) | normal.words(" ".join(page.front.entries))


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return [leaf for pair in value.items() for leaf in _leaves(list(pair))]
    if isinstance(value, (list, tuple, set)):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value]
