"""The table of what news tell in other words, looked up by lemma."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from builder.data import load


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The table of one language; what it holds is explained on top of `data/en/predicates.yml`."""

    groups: Mapping[str, frozenset[str]]
    """Lemma -> names of its groups."""

    opposites: frozenset[tuple[str, str]]
    """Both ways round."""

    contrasts: Mapping[str, tuple[str, str]]
    """Word -> its sort, and the first of the words that mean the same."""

    units: Mapping[str, frozenset[int]]
    """What is counted -> the lines it stands on: two that share one are the same."""

    vague: frozenset[str]
    light: frozenset[str]
    hollow: frozenset[str]
    unreal: frozenset[str]
    relations: frozenset[str]
    mutual: frozenset[str]
    causes: frozenset[str]

    def groups_of(self, lemma: str) -> frozenset[str]:
        """Names of the groups a lemma is in; none for a word the table does not know."""
        return self.groups.get(lemma, frozenset())

    def same_unit(self, one: str, other: str) -> bool:
        """Whether two amounts count the same: `people` and `dead`, `house` and `houses`."""
        if _singular(one) == _singular(other):
            return True
        return bool(self.units.get(one, frozenset()) & self.units.get(other, frozenset()))

    def clash(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether two acts cannot both be done to one thing."""
        return not one & other and any((left, right) in self.opposites for left in one for right in other)


@cache
def lexicon(lang: str = "en") -> Lexicon:
    """The table of a language."""
    table = load(f"{lang}/predicates")
    groups: dict[str, set[str]] = {}
    for name, row in table["groups"].items():
        for lemma in (*row.get("do", ()), *row.get("noun", ())):
            groups.setdefault(lemma, set()).add(name)
    contrasts = {}
    for sort, words in table["contrasts"].items():
        for same in words:
            forms = same.split("=")
            contrasts.update(dict.fromkeys(forms, (sort, forms[0])))
    units: dict[str, set[int]] = {}
    for line, words in enumerate(table["units"]):
        for word in words:
            units.setdefault(word, set()).add(line)
    pairs = [tuple(pair) for pair in table["opposites"]]
    return Lexicon(
        groups={lemma: frozenset(names) for lemma, names in groups.items()},
        opposites=frozenset([(a, b) for a, b in pairs] + [(b, a) for a, b in pairs]),
        contrasts=contrasts,
        units={word: frozenset(lines) for word, lines in units.items()},
        **{
            name: frozenset(table[name])
            for name in ("vague", "light", "hollow", "unreal", "relations", "mutual", "causes")
        },
    )


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
