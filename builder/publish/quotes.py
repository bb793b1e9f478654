"""Quotes in a page are the article's words, character by character: what its own source text must hold."""

import html
import re
from collections.abc import Iterator

from builder.publish.front_matter import Fault

_SECTION = re.compile(r"^## Who said what\s*$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)

_QUOTE = re.compile(r"^- .*?: (?=[\"“„«‘'&])(.+?) \[\\\[\d+\\\]\]\(#s(\d+)\)", re.MULTILINE)
"""`- **Ada Lund**, on record: “We will not.” [\\[3\\]](#s3)`; not a line that a person added without a citation."""

_SENTENCE = re.compile(r"^ *\[(\d+)\]\(#s\1\)\{#s\1 \.s\} (.*)$", re.MULTILINE)

_NO_TEXT = re.compile(r"characters \d+ to \d+")
"""What stands for a sentence on a site that shows no text of articles: nothing to compare with."""


def check_quotes(body: str, first_line: int) -> Iterator[Fault]:
    """A fault for each quote that its cited sentence and those after it do not hold."""
    section = _SECTION.search(body)
    if not section:
        return
    sentences = [(int(found[1]), _plain(found[2])) for found in _SENTENCE.finditer(body)]
    if not sentences or _NO_TEXT.fullmatch(sentences[0][1]):
        return
    for quote in _QUOTE.finditer(body, *section.span(1)):
        text = " ".join(words for number, words in sentences if number >= int(quote[2]))
        if _plain(quote[1]) not in text:
            line = first_line + body.count("\n", 0, quote.start())
            what = "a quote that is not in the article word for word"
            yield Fault("quote", line, what, f"see sentence {quote[2]} of the source text")


def _plain(text: str) -> str:
    """The words as a reader sees them."""
    if "\\" not in text and "&" not in text:
        return " ".join(text.split())
    return " ".join(html.unescape(re.sub(r"\\(?=[^\w\s])", "", text)).split())
