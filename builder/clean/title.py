"""Title: which headline an article had, which one is shown, and whether it stands in the text."""

from collections.abc import Callable, Container, Sequence
from typing import NamedTuple

from builder.clean.agreement import agreed_title
from builder.clean.fold import fold
from builder.clean.lead import headline_from_lead
from builder.clean.text import find_paragraphs
from builder.records import Removed, Statement

_MAX_LENGTH = 250
"""Characters; the longest headlines measured on news pages have 200."""


class Headline(NamedTuple):
    """What is shown above an article, and the article's paragraphs that go with it."""

    title: str
    original: str | None
    by: str
    """Name of the rule that found the title."""

    paragraphs: tuple[str, ...]
    """Of the article; the first is `original`, if there is one that the article itself had."""

    removed: tuple[Removed, ...] = ()


_SIDECAR = frozenset({"sidecar"})
_FILES = frozenset({"front matter", "feed", "json", "mail"})
_TEXT = frozenset({"text"})
_PROPERTIES = frozenset({"PDF metadata", "document properties"})


class _Facts(NamedTuple):
    """What a title rule looks at."""

    stated: Sequence[Statement]
    paragraphs: Sequence[str]
    sites: Sequence[str]
    """Names of the outlet."""

    def of(self, by: Container[str]) -> list[tuple[str, str]]:
        """Who states a title, and the title on one line, in order, of those in `by`."""
        found = [fact for fact in self.stated if fact.key == "title" and fact.by in by]
        lines = [(fact.by, " ".join(find_paragraphs(fact.value))) for fact in found]
        return [(by, line) for by, line in lines if 0 < len(line) <= _MAX_LENGTH and any(map(str.isalnum, line))]

    def of_markup(self) -> list[tuple[str, str]]:
        """The same of all others."""
        others = {fact.by for fact in self.stated} - _SIDECAR - _FILES - _TEXT - _PROPERTIES
        return self.of(others)


Rule = Callable[[_Facts], tuple[str, str] | None]
"""Gives the name under which `article.how` keeps it, and the title."""


def stated(facts: _Facts) -> tuple[str, str] | None:
    """The sidecar's."""
    return next((("stated", line) for _, line in facts.of(_SIDECAR)), None)


def in_file(facts: _Facts) -> tuple[str, str] | None:
    """What the file says outside its text: front matter, the entry of a feed, the row, the subject of a mail."""
    return next(iter(facts.of(_FILES)), None)


def markup(facts: _Facts) -> tuple[str, str] | None:
    """The one that most places of the page agree on, without the outlet's name."""
    found = agreed_title(facts.of_markup(), facts.sites)
    return (found.by, found.title) if found else None


def printed_property(facts: _Facts) -> tuple[str, str] | None:
    """The title among a document's properties, if one of its first paragraphs reads the same."""
    near = {fold(paragraph) for paragraph in facts.paragraphs[:3]}
    return next((pair for pair in facts.of(_PROPERTIES) if fold(pair[1]) in near), None)


def any_property(facts: _Facts) -> tuple[str, str] | None:
    """That title even so: programs fill it in, so that a headline in the text is asked first."""
    return next(iter(facts.of(_PROPERTIES)), None)


def first_line(facts: _Facts) -> tuple[str, str] | None:
    """The headline that the text itself has, as `headline_in_text.py` found it."""
    return next((("first line", line) for _, line in facts.of(_TEXT)), None)


TITLE_RULES: tuple[Rule, ...] = (stated, in_file, markup, printed_property, first_line, any_property)
"""The first rule that finds a title wins; `article.how["title"]` keeps its name."""


def find_title(stated_facts: Sequence[Statement], paragraphs: list[str], sites: Sequence[str], lang: str) -> Headline:
    """The headline, and the article's paragraphs with it on top.

    The original headline is the first paragraph of the article, so that it can be cited: found there it stays as it
    is written there, stated by the markup alone it is put there. A sidecar outranks it as the title shown; it is the
    original itself when the document has none. Without any, the title is cut from the lead and nothing is added.
    """
    facts = _Facts(stated_facts, paragraphs, sites)
    found = [pair for rule in TITLE_RULES if (pair := rule(facts))]
    if not found:
        lead = next(paragraph for paragraph in paragraphs if any(map(str.isalnum, paragraph)))
        return Headline(headline_from_lead(lead, lang), None, "lead", tuple(paragraphs))
    by, title = found[0]
    original_by, original = next((pair for pair in found if pair[0] != "stated"), found[0])
    # The same headline in the text is the one to cite, down to its quote marks; pages repeat it in paths and links.
    near = paragraphs[:1] if original_by == "first line" else paragraphs
    copies = [index for index, paragraph in enumerate(near) if _bare(paragraph) == _bare(original)]
    written = next((index for index in copies if fold(paragraphs[index]) == fold(original)), None)
    if written is not None:
        original = paragraphs[written]
    title = title if by == "stated" and fold(title) != fold(original) else original
    rest = tuple(paragraph for index, paragraph in enumerate(paragraphs) if index not in copies)
    removed = tuple(Removed(paragraphs[index], "headline, printed twice") for index in copies if index != written)
    return Headline(title, original, by, (original, *rest), removed)


def _bare(line: str) -> str:
    """Its letters and digits: `Storm: two dead` and `Storm:two dead` are one headline."""
    return "".join(character for character in fold(line) if character.isalnum())
