"""Quotes in a page are the article's words, character by character: what its own source text must hold."""

import html
import re
from collections.abc import Iterator

from builder.publish.front_matter import Fault
from builder.saying import LANGUAGES, saying

_SECTION = re.compile(r"^## Who said what\s*$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)

_OPENS = re.compile(r": (?=[\"“„«‘'&])")
"""`- **Ada Lund**, on record: “We will not.” [\\[3\\]](#s3)`; the builder writes no `: ` before the one that counts."""

_CITED = re.compile(r" \[\\\[\d+\\\]\]\(#s(\d+)\)")
"""What ends a quote; a line that a person added has none."""

_SENTENCE = re.compile(r"^ *\[(\d+)\]\(#s\1\)\{#s\1 \.s\} (.*)$", re.MULTILINE)

_NO_TEXT = re.compile(
    "|".join(re.escape(saying(one)("characters", start="0", end="0")).replace("0", r"\d+") for one in LANGUAGES)
)
"""What stands for a sentence on a site that shows no text of articles: nothing to compare with."""


def check_quotes(body: str, first_line: int) -> Iterator[Fault]:
    """A fault for each quote that its cited sentence and those after it do not hold."""
    section = _SECTION.search(body)
    if not section:
        return
    known = sentences(body)
    if not known:
        return
    for number, line in enumerate(section[1].split("\n"), start=first_line + body.count("\n", 0, section.start(1))):
        opened = _OPENS.search(line) if line.startswith("- ") else None
        closed = _CITED.search(line, opened.end() + 1) if opened else None
        if opened is None or closed is None:
            continue
        text = " ".join(words for sentence, words in known if sentence >= int(closed[1]))
        if _plain(line[opened.end() : closed.start()]) not in text:
            what = "a quote that is not in the article word for word"
            yield Fault("quote", number, what, f"see sentence {closed[1]} of the source text")


def sentences(body: str) -> list[tuple[int, str]]:
    """Number and words of each sentence that a page shows of its article; none on a site that shows no text."""
    found = [(int(one[1]), _plain(one[2])) for one in _SENTENCE.finditer(body)]
    return [] if found and _NO_TEXT.fullmatch(found[0][1]) else found


def _plain(text: str) -> str:
    """The words as a reader sees them."""
    if "\\" not in text and "&" not in text:
        return " ".join(text.split())
    return " ".join(html.unescape(re.sub(r"\\(?=[^\w\s])", "", text)).split())
