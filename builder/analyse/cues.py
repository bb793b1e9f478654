"""The words that attribute, by language: see `data/en/cues.yml`."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from spacy.tokens import Token

from builder.data import load

Kind = Literal["say", "claim", "assess", "confirm", "deny", "name", "cite"]


_LISTS = (
    "people",
    "private",
    "agents",
    "bodies",
    "outlets",
    "statements",
    "unnamed",
    "titles_of",
    "female",
    "male",
    "doubt",
    "background",
    "refuse",
)


@dataclass(frozen=True, slots=True)
class Cues:
    """The table of one language, as sets."""

    verbs: dict[str, Kind]
    people: frozenset[str]
    private: frozenset[str]
    agents: frozenset[str]
    bodies: frozenset[str]
    outlets: frozenset[str]
    statements: frozenset[str]
    unnamed: frozenset[str]
    titles_of: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    doubt: frozenset[str]
    background: frozenset[str]
    refuse: frozenset[str]
    relay: tuple[str, ...]

    def kind(self, token: Token) -> Kind | None:
        """What a token does as a verb of speech, None when it is none."""
        if token.pos_ not in {"VERB", "AUX"}:
            return None
        return self.verbs.get(token.lemma_.lower()) or self.verbs.get(token.lower_)

    def is_person(self, word: str) -> bool:
        """Whether a noun stands for one who can speak: `officials`, `spokeswoman`."""
        return role_key(word) in self.people

    def is_body(self, word: str) -> bool:
        """Whether a noun stands for an institution: `ministry`, `companies`."""
        return role_key(word) in self.bodies


@cache
def cues(lang: str) -> Cues:
    """The table of a language; all empty for one that has none, so that nothing is guessed."""
    try:
        table = load(f"{lang}/cues") if lang.isalpha() else {}
    except FileNotFoundError:
        table = {}
    verbs: dict[str, Kind] = {}
    for kind in get_args(Kind):
        for lemma in table.get(kind, ()):
            verbs.setdefault(lemma, cast(Kind, kind))
    words = {name: frozenset(table.get(name, ())) for name in _LISTS}
    return Cues(verbs=verbs, relay=tuple(table.get("relay", ())), **words)


def role_key(word: str) -> str:
    """A noun of function without number or gender: `spokeswoman` and `spokesperson` are `spokes`."""
    word = word.lower()
    if word.startswith("spokes"):
        return "spokes"
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def _outlet_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Names, last words and first words of news outlets."""
    table = load("outlets")
    known = {name.lower() for row in load("media").values() for name in (row["name"], *row.get("names", ()))}
    bare = {name.removeprefix("the ") for name in known}
    return frozenset(known | bare), frozenset(table["words"]), frozenset(table["openings"])


def is_outlet(*names: str) -> bool:
    """Whether one of the names is that of a news outlet: `The Wall Street Journal`, not `Pentagon`."""
    known, last, first = _outlet_words()
    for name in names:
        folded = name.lower().removeprefix("the ").strip()
        words = folded.split()
        if folded in known:
            return True
        if len(words) > 1 and (words[-1] in last or words[0] in first or " ".join(words[-2:]) in last):
            return True
    return False
