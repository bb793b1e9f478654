"""Names that the words beside them give away as works, products, indices or flights, which act in no article."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from builder.analyse.acronyms import acronyms_in
from builder.analyse.gazetteer import tables
from builder.analyse.name import Name
from builder.analyse.naming import is_body
from builder.data import load


def without_things(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """The names less those that the article once says are things, and never calls anything else.

    A name is a thing when it follows a noun for things ("the novel Cold Harbour", "browser Safari"), or a product
    ("OS X Tiger"), and when all its mentions stand before one ("Orion computers") before a number of an index, or as a
    hull's letters ("DDG 70)"). So is the acronym of one.
    """
    names = list(names)
    before, after, mentions = set(), Counter[str](), Counter[str]()
    follows, precedes = _patterns()
    for one in names:
        mentions[one.text] += 1
        if one.text not in tables().texts:
            if follows.search(text, max(0, one.span.start - 30), one.span.start) and not _DOES.match(
                text, one.span.end
            ):
                before.add(one.text)
            elif precedes.match(text, one.span.end):
                after[one.text] += 1
    shorts = {short for short, long in acronyms_in(text).items() if not is_body(long)}
    things = before | shorts | {name for name, count in after.items() if count == mentions[name]}
    return (one for one in names if one.text not in things)


_DOES = re.compile(r" (?:\w+ed|had|has|won|lost|made|wrote|took|did|saw|sang|got|said)\b")
"""After somebody who does something: "the game Holm missed" is no game called Holm."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a thing's name, and after one."""
    table = load("institutions")["things"]
    before, products, after = ("|".join(map(re.escape, table[key])) for key in ("before", "products", "after"))
    follows = re.compile(rf"(?:\b(?:{before})|\b(?:{products})) [\"“‘']?$")
    precedes = re.compile(rf" (?:(?:\d[\d,.]* )?(?:[Ii]ndex|Composite|Average)\b|Flight \d|\d+\)|(?:{after})\b)")
    return follows, precedes
