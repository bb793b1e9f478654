"""The words of naming and attributing in a language that is read by word lists: `data/XX/speech.yml`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from builder.data import load


@dataclass(frozen=True, slots=True)
class Speech:
    """The table of one language, ready for use."""

    verb: re.Pattern[str]
    """A verb of speech with its helper and a pronoun behind it, if it has one: groups `past`, `now`, `he`."""

    unknown: re.Pattern[str]
    """What may be a verb of speech right behind a quote: groups `cue`, `verb`."""

    common: frozenset[str]
    """The commonest small words."""

    kinds: Mapping[str, str]
    """Form of a verb -> kind of saying."""

    according: re.Pattern[str]
    opinion: re.Pattern[str]
    """Opens a sentence, before a person whose judgement it tells."""

    that: re.Pattern[str]
    """Right behind a verb: what is said follows."""

    own: re.Pattern[str]
    """Between a verb of speech and a verb of the same subject: `a indiqué qu'il ne ferait`."""

    pronouns: frozenset[str]
    stressed: frozenset[str]
    title: re.Pattern[str]
    """An honorific and the blank behind it."""

    not_names: frozenset[str]
    opening: tuple[str, ...]
    people: frozenset[str]
    described: re.Pattern[str]
    """A noun for one who can speak behind an article, with what belongs to it."""

    office: re.Pattern[str]
    """A noun for an office with what belongs to it, to the end of the stretch: group `role`."""

    prepositions: frozenset[str]
    age: re.Pattern[str]
    companies: frozenset[str]
    company: re.Pattern[str]
    small: frozenset[str]
    joins: frozenset[str]
    articles: tuple[str, ...]
    relay: tuple[str, ...]
    relay_to: tuple[str, ...]
    outlets: tuple[str, ...]
    merged: Mapping[str, str]
    open: tuple[re.Pattern[str], ...]


def either(words: Iterable[str]) -> str:
    """A pattern for one of the words, longest first, with any apostrophe; without words it matches nothing."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace("'", "['’]") for word in longest) or "(?!)"


@cache
def speech_words(code: str) -> Mapping[str, Any]:
    """The words of a language for speech and names; a key that its file leaves out has none."""
    return defaultdict(tuple, load(f"{code}/speech"))


@cache
def speech(code: str) -> Speech:
    """The table of a language that has one."""
    words = speech_words(code)
    finite, participles = dict(words["finite"]), dict(words["participles"])
    kinds = {form: kind for verbs in (finite, participles) for kind, forms in verbs.items() for form in forms}
    past = [form for forms in participles.values() for form in forms]
    now = [form for forms in finite.values() for form in forms]
    between = rf"(?:\s(?:\w+ment|{either(words['between'])}))?"
    small = frozenset(load("stop_words").get(code, ())) - {word.rstrip("'") for word in words["small"]}
    joined = rf"(?:{either(small)})\b|(?:{either(words['joins'])})\s(?!(?:{either(words['prepositions'])})\b)"
    people, articles = either(words["people"]), either(words["articles"])
    he = rf"(?:-t)?-(?P<he{{}}>{either(words['pronouns'])})"
    return Speech(
        verb=re.compile(
            rf"(?<![\w’'-])(?:(?:{either(words['helpers'])})(?:{he.format(1)})?{between}\s(?P<past>{either(past)})e?s?"
            rf"|(?P<now>{either(now)})(?:{he.format(2)})?)(?![\w’'-])"
        ),
        unknown=re.compile(rf",\s(?P<cue>(?:(?:{either(words['helpers'])})\s)?(?P<verb>[a-zà-ÿ]+))\s"),
        common=frozenset(load("stop_words").get(code, ())) | frozenset(words["prepositions"]),
        kinds=kinds,
        according=re.compile(rf"(?<![\w’'])(?:{either(words['according'])})\s", re.IGNORECASE),
        that=re.compile(rf"[^.,;«“\"]{{0,40}}?(?:\s(?:{either(words['that'])})|\s?[:«“\"])"),
        opinion=re.compile(rf"(?:{either(words['opinion'])})\s", re.IGNORECASE),
        own=re.compile(rf"[^.,;«]{{0,20}}?\s(?:{either(words['that'])})\s?(?:{either(words['pronouns'])})s?\s"),
        pronouns=frozenset(words["pronouns"]),
        stressed=frozenset(words["stressed"]),
        title=re.compile(rf"(?<!\w)(?:{either(words['honorifics'])})\.?\s", re.IGNORECASE),
        not_names=frozenset(words["not_names"]),
        opening=tuple(words["opening"]),
        people=frozenset(words["people"]),
        described=re.compile(
            rf"(?<![\w’'-])(?:{articles})\s?(?:[^\W\d_]+\s)?(?:{people})(?![\w-])(?:[\s’'-]+(?!{joined})[^\W\d_]+){{0,10}}",
            re.IGNORECASE,
        ),
        office=re.compile(
            rf"(?<![\w-])(?P<role>(?:{people})(?![\w-])(?:[\s’'-]+(?!{joined})[^\W\d_]+){{0,10}}?),?\s$", re.IGNORECASE
        ),
        prepositions=frozenset(words["prepositions"]),
        age=re.compile(rf",\s\d+\s(?:{either([words['age']] if words['age'] else ())})\b"),
        companies=frozenset(words["companies"]),
        company=re.compile(rf"(?<!\w)(?:{either(words['companies'])})s?\s(?:[a-zà-ÿ]+\s){{0,2}}?$"),
        small=frozenset(words["small"]),
        joins=frozenset(words["joins"]),
        articles=tuple(words["articles"]),
        relay=tuple(words["relay"]),
        relay_to=tuple(words["relay_to"]),
        outlets=tuple(words["outlets"]),
        merged=dict(words["merged"]),
        open=tuple(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for pattern in words["open"]),
    )
