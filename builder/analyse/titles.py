"""Words around the names of persons: titles, offices, relations, family names that stand first."""

from dataclasses import dataclass
from functools import cache, lru_cache

from builder.data import load


@dataclass(frozen=True, slots=True)
class Titles:
    """The table `person_titles`, as sets of lower-case words."""

    honorifics: frozenset[str]
    offices: frozenset[str]
    ranks: frozenset[str]
    capital: frozenset[str]
    """Offices that are everyday words without a capital."""
    modifiers: frozenset[str]
    relations: frozenset[str]
    eastern: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    same_office: dict[str, str]
    """Office -> the first of its set."""
    topics: dict[str, str]
    """Word of a field -> the field."""

    def is_office(self, word: str) -> bool:
        """`Secretary`, `Ministers`, `co-founder`, `Gen.`; not `Defense`."""
        return self.office(word) is not None

    def office(self, word: str) -> str | None:
        """The office of a word: singular, lower case; of a compound its last part (`foreign-minister`)."""
        return _office(word)

    def is_title(self, word: str) -> bool:
        """A word that is cut from the front of a name: an office, a rank, an honorific, `former`."""
        return self.is_office(word) or self.is_honorific(word) or word.lower() in self.modifiers

    def is_honorific(self, word: str) -> bool:
        """`Mr.`, `Dr`; says nothing of an office."""
        return word.lower().rstrip(".") in self.honorifics


_SETS = ("honorifics", "offices", "ranks", "capital", "modifiers", "relations", "eastern", "particles", "not_names")


@cache
def titles() -> Titles:
    """The table, read once."""
    table = load("person_titles")
    sets = {name: frozenset(str(word) for word in table[name]) for name in _SETS}
    same = {word: group[0] for group in table["same_office"] for word in group}
    topics = {word: topic for topic, words in table["topics"].items() for word in words}
    return Titles(**sets, same_office=same, topics=topics)


@lru_cache(maxsize=1 << 16)
def _office(word: str) -> str | None:
    """Remembered for each word: the answer is asked for every word of every article, several times."""
    table, lower = titles(), word.lower().rstrip(".")
    if lower in table.capital and word[0].islower():
        return None
    if lower in table.ranks:
        return lower
    for form in (lower, lower.rpartition("-")[2]):
        if form in table.offices:
            return form
        if form.endswith("smen") and form[:-2] + "an" in table.offices:
            return form[:-2] + "an"
        if form.endswith("s") and form[:-1] in table.offices:
            return form[:-1]
    return None
