"""Words without end: spaCy looks at each end of a word again for every mark it takes off, which is quadratic.

12,000 brackets in a row took it 25 seconds. What is longer than any word is cut into pieces and read piece by piece.
"""

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc

_LONGEST = 200
"""Characters between blanks; the longest addresses in news texts have about 150."""

_ENDLESS = re.compile(rf"\S{{{_LONGEST + 1}}}")


class Cutting:
    """A tokenizer that cuts what is too long for the one it was given; all other texts it leaves to that."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """The tokens of a text; `doc.text` is the text."""
        if not _ENDLESS.search(text):
            return self._tokenizer(text)
        docs = [self._tokenizer(piece) for piece in _pieces(text)]
        whole = Doc.from_docs(docs, ensure_whitespace=False)
        return docs[0] if whole is None else whole


def _pieces(text: str) -> Iterator[str]:
    """The text, cut within what is too long alone."""
    start = 0
    for found in re.finditer(r"\S+", text):
        for cut in range(found.start() + _LONGEST, found.end(), _LONGEST):
            yield text[start:cut]
            start = cut
    yield text[start:]
