"""The words of naming and attributing in a language that is read by word lists: `data/XX/speech.yml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from builder.data import load

BETWEEN = r"(?:\s(?:\w+ment|aussi|encore|également|notamment|ensuite))?"


@dataclass(frozen=True, slots=True)
class Speech:
    """The table of one language, ready for use."""

    verb: re.Pattern[str]
    """A verb of speech with its helper and a pronoun behind it, if it has one: groups `past`, `now`, `he`."""

    kinds: Mapping[str, str]
    """Form of a verb -> kind of saying."""

    according: re.Pattern[str]
    that: re.Pattern[str]
    """Right behind a verb: what is said follows."""

    pronouns: frozenset[str]
    title: re.Pattern[str]
    """An honorific and the blank behind it."""

    not_names: frozenset[str]
    people: frozenset[str]
    small: frozenset[str]
    articles: tuple[str, ...]
    open: tuple[re.Pattern[str], ...]


def either(words: Iterable[str]) -> str:
    """A pattern for one of the words, longest first, with any apostrophe."""
    return "|".join(re.escape(word).replace("'", "['’]") for word in sorted(words, key=len, reverse=True))


@cache
def speech(code: str) -> Speech:
    """The table of a language that has one."""
    table = load(f"{code}/speech")
    kinds = {form: kind for key in ("finite", "participles") for kind, forms in table[key].items() for form in forms}
    past = [form for forms in table["participles"].values() for form in forms]
    now = [form for forms in table["finite"].values() for form in forms]
    he = rf"(?:-t)?-(?P<he{{}}>{either(table['pronouns'])})"
    return Speech(
        verb=re.compile(
            rf"(?<![\w’'-])(?:(?:{either(table['helpers'])})(?:{he.format(1)})?{BETWEEN}\s(?P<past>{either(past)})e?s?"
            rf"|(?P<now>{either(now)})(?:{he.format(2)})?)(?![\w’'-])"
        ),
        kinds=kinds,
        according=re.compile(rf"(?<![\w’'])(?:{either(table['according'])})\s", re.IGNORECASE),
        that=re.compile(rf"[^.,;«“\"]{{0,40}}?(?:\s(?:{either(table['that'])})|\s?[:«“\"])"),
        pronouns=frozenset(table["pronouns"]),
        title=re.compile(rf"(?<!\w)(?:{either(table['honorifics'])})\.?\s", re.IGNORECASE),
        not_names=frozenset(table["not_names"]),
        people=frozenset(table["people"]),
        small=frozenset(table["small"]),
        articles=tuple(table["articles"]),
        open=tuple(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for pattern in table["open"]),
    )
