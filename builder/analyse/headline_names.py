"""Names out of a headline that gives every word a capital, where the model cannot tell a name from a word."""

import re
from collections.abc import Iterable, Iterator

from builder.analyse.candidates import title_span
from builder.analyse.gazetteer import tables
from builder.analyse.name import Name
from builder.analyse.nlp import Parsed

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = 3
"""Letters of words that such headlines write small: `of`, `for`, `and`."""


def without_headline_words(parsed: Parsed, names: Iterable[Name]) -> Iterator[Name]:
    """The names less those of such a headline that the article below never writes: `Home Depot Stock Is Falling`.

    What is a name in it is found again by the forms that the article uses.
    """
    headline, text = title_span(parsed), parsed.article.text
    if headline is None or not _is_capitalised(headline.of(text)) or not text[headline.end :].strip():
        yield from names
        return
    below = text[headline.end :]
    known = tables().texts
    for one in names:
        if not headline.holds(one.span) or one.text in known or re.search(rf"\b{re.escape(one.text)}\b", below):
            yield one


def _is_capitalised(headline: str) -> bool:
    """Whether all longer words of a headline have a capital, two at least."""
    words = [word for word in _WORD.findall(headline) if len(word) > _SMALL]
    return len(words) > 1 and all(word[0].isupper() for word in words)
