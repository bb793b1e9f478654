"""Title: which headline an article had, which one is shown, and whether it stands in the text."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from builder.clean.fold import fold
from builder.clean.lead import headline_from_lead
from builder.clean.text import find_paragraphs
from builder.records import Removed, Statement

_MAX_LENGTH = 250
"""Characters; the longest headlines measured on news pages have 200."""

_SEPARATOR = re.compile(r"\s+[|»·•:]{1,2}\s+|\s+[-–—]\s+")


class Headline(NamedTuple):
    """What is shown above an article, and the article's paragraphs that go with it."""

    title: str
    original: str | None
    by: str
    """Name of the rule that found the title."""

    paragraphs: tuple[str, ...]
    """Of the article; the first is `original`, if there is one that the article itself had."""

    removed: tuple[Removed, ...] = ()


class _Facts(NamedTuple):
    """What a title rule looks at."""

    stated: Sequence[Statement]
    paragraphs: Sequence[str]
    source: str | None

    def of(self, *by: str) -> list[str]:
        """Titles that one of these states, on one line each, in order."""
        values = [fact.value for fact in self.stated if fact.key == "title" and fact.by in by]
        lines = (" ".join(find_paragraphs(value)) for value in values)
        return [line for line in lines if 0 < len(line) <= _MAX_LENGTH and any(map(str.isalnum, line))]


Rule = Callable[[_Facts], str | None]


def stated(facts: _Facts) -> str | None:
    """The sidecar's."""
    return next(iter(facts.of("sidecar")), None)


def json_ld(facts: _Facts) -> str | None:
    """The headline of the page's JSON-LD, without the outlet's name that some put after it."""
    found = facts.of("json-ld")
    return _without_site(found[0], facts, guess=False) if found else None


def open_graph(facts: _Facts) -> str | None:
    """What the page asks others to show, without the outlet's name."""
    found = facts.of("meta og:title", "meta twitter:title", "meta headline", "meta dc.title", "meta dcterms.title")
    return _without_site(found[0], facts) if found else None


def first_heading(facts: _Facts) -> str | None:
    """The first h1 that is not the outlet's name in its logo."""
    site = fold(facts.source or "")
    return next((line for line in facts.of("h1") if fold(line) != site and len(line.split()) > 1), None)


def title_element(facts: _Facts) -> str | None:
    """The window's title, without the outlet's name."""
    found = facts.of("title element")
    return _without_site(found[0], facts) if found else None


def first_line(facts: _Facts) -> str | None:
    """The headline that the text itself has, as `headline_in_text.py` found it."""
    return next(iter(facts.of("text")), None)


TITLE_RULES: tuple[tuple[str, Rule], ...] = (
    ("stated", stated),
    ("json-ld", json_ld),
    ("open graph", open_graph),
    ("h1", first_heading),
    ("title element", title_element),
    ("first line", first_line),
)
"""The first rule that finds a title wins; `article.how["title"]` keeps its name."""


def find_title(stated_facts: Sequence[Statement], paragraphs: list[str], source: str | None, lang: str) -> Headline:
    """The headline, and the article's paragraphs with it on top.

    The original headline is the first paragraph of the article, so that it can be cited: found there it stays as it
    is written there, stated by the markup alone it is put there. A sidecar outranks it as the title shown; it is the
    original itself when the document has none. Without any, the title is cut from the lead and nothing is added.
    """
    facts = _Facts(stated_facts, paragraphs, source)
    found = [(name, title) for name, rule in TITLE_RULES if (title := rule(facts))]
    if not found:
        lead = next(paragraph for paragraph in paragraphs if any(map(str.isalnum, paragraph)))
        return Headline(headline_from_lead(lead, lang), None, "lead", tuple(paragraphs))
    by, title = found[0]
    original_by, original = next((pair for pair in found if pair[0] != "stated"), found[0])
    # The same headline in the text is the one to cite, down to its quote marks; a page repeats it near its top only.
    near = paragraphs[:1] if original_by == "first line" else paragraphs[:3]
    copies = [index for index, paragraph in enumerate(near) if fold(paragraph) == fold(original)]
    if copies:
        original = paragraphs[copies[0]]
    title = title if by == "stated" and fold(title) != fold(original) else original
    rest = tuple(paragraph for index, paragraph in enumerate(paragraphs) if index not in copies)
    removed = tuple(Removed(paragraphs[index], "headline, printed twice") for index in copies[1:])
    return Headline(title, original, by, (original, *rest), removed)


def _without_site(line: str, facts: _Facts, *, guess: bool = True) -> str:
    """`Dam breaks in the north - Daily Courier` without the outlet: its stated name, what an h1 lacks, or a guess.

    A guess cuts up to four capitalised words off a line that keeps at least three.
    """
    parts = list(_SEPARATOR.finditer(line))
    if not parts:
        return line
    last, first = parts[-1], parts[0]
    if facts.source:
        site = fold(facts.source)
        if fold(line[last.end() :]) == site:
            return line[: last.start()]
        if fold(line[: first.start()]) == site:
            return line[first.end() :]
    headings = {fold(heading) for heading in facts.of("h1")}
    for part in parts:
        if fold(line[: part.start()]) in headings:
            return line[: part.start()]
    words = line[last.end() :].split()
    named = len(words) <= 4 and all(word[0].isupper() or not word[0].isalpha() for word in words)
    return line[: last.start()] if guess and named and len(line[: last.start()].split()) >= 3 else line
