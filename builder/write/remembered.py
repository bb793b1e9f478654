"""Pages that need not be made again: they are made of what they were made of, and every link leads where it led."""

from collections.abc import Callable
from typing import Any, NamedTuple

from builder.memory import Memory
from builder.records import Page
from builder.write.addresses import Addresses, Question


class _Rendered(NamedTuple):
    page: Page
    asked: tuple[Question, ...]


def remembered(
    memory: Memory, page_id: str, make: Callable[..., Page], of: Any, addresses: Addresses, *more: Any
) -> Page:
    """What `make` gives of these: made anew if they are other, or an answer of the addresses, which all pages ask.

    `make` must be a pure function of them.
    """

    def anew() -> _Rendered:
        with addresses.noted() as asked:
            return _Rendered(make(of, addresses, *more), tuple(asked.values()))

    def holds(rendered: _Rendered) -> bool:
        return addresses.still(rendered.asked)

    return memory.made(("page", page_id), (addresses.say.language, of, *more), anew, holds).page
