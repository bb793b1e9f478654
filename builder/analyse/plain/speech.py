"""The words of naming and attributing in a language that is read by word lists: `data/XX/speech.yml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

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
    """A pattern for one of the words, longest first, with any apostrophe."""
    return "|".join(re.escape(word).replace("'", "['’]") for word in sorted(words, key=len, reverse=True))


@cache
def speech(code: str) -> Speech:
    """The table of a language that has one."""
    table = load(f"{code}/speech")
    kinds = {form: kind for key in ("finite", "participles") for kind, forms in table[key].items() for form in forms}
    past = [form for forms in table["participles"].values() for form in forms]
    now = [form for forms in table["finite"].values() for form in forms]
    between = rf"(?:\s(?:\w+ment|{either(table.get('between', ()) or ('-',))}))?"
    small = frozenset(load("stop_words").get(code, ())) - {word.rstrip("'") for word in table["small"]}
    joined = rf"(?:{either(small)})\b|(?:{either(table['joins'])})\s(?!(?:{either(table['prepositions'])})\b)"
    people, articles = either(table["people"]), either(table["articles"])
    he = rf"(?:-t)?-(?P<he{{}}>{either(table['pronouns'])})"
    return Speech(
        verb=re.compile(
            rf"(?<![\w’'-])(?:(?:{either(table['helpers'])})(?:{he.format(1)})?{between}\s(?P<past>{either(past)})e?s?"
            rf"|(?P<now>{either(now)})(?:{he.format(2)})?)(?![\w’'-])"
        ),
        unknown=re.compile(rf",\s(?P<cue>(?:(?:{either(table['helpers'])})\s)?(?P<verb>[a-zà-ÿ]+))\s"),
        common=frozenset(load("stop_words").get(code, ())) | frozenset(table["prepositions"]),
        kinds=kinds,
        according=re.compile(rf"(?<![\w’'])(?:{either(table['according'])})\s", re.IGNORECASE),
        that=re.compile(rf"[^.,;«“\"]{{0,40}}?(?:\s(?:{either(table['that'])})|\s?[:«“\"])"),
        opinion=re.compile(rf"(?:{either(table.get('opinion', ()) or ('-',))})\s", re.IGNORECASE),
        own=re.compile(rf"[^.,;«]{{0,20}}?\s(?:{either(table['that'])})\s?(?:{either(table['pronouns'])})s?\s"),
        pronouns=frozenset(table["pronouns"]),
        stressed=frozenset(table.get("stressed", ())),
        title=re.compile(rf"(?<!\w)(?:{either(table['honorifics'])})\.?\s", re.IGNORECASE),
        not_names=frozenset(table["not_names"]),
        opening=tuple(table.get("opening", ())),
        people=frozenset(table["people"]),
        described=re.compile(
            rf"(?<![\w’'-])(?:{articles})\s?(?:[^\W\d_]+\s)?(?:{people})(?![\w-])(?:[\s’'-]+(?!{joined})[^\W\d_]+){{0,10}}",
            re.IGNORECASE,
        ),
        office=re.compile(
            rf"(?<![\w-])(?P<role>(?:{people})(?![\w-])(?:[\s’'-]+(?!{joined})[^\W\d_]+){{0,10}}?),?\s$", re.IGNORECASE
        ),
        prepositions=frozenset(table["prepositions"]),
        age=re.compile(rf",\s\d+\s{table['age']}\b"),
        companies=frozenset(table["companies"]),
        company=re.compile(rf"(?<!\w)(?:{either(table['companies'])})s?\s(?:[a-zà-ÿ]+\s){{0,2}}?$"),
        small=frozenset(table["small"]),
        joins=frozenset(table["joins"]),
        articles=tuple(table["articles"]),
        relay=tuple(table.get("relay", ())),
        relay_to=tuple(table.get("relay_to", ())),
        outlets=tuple(table.get("outlets", ())),
        merged=table.get("merged", {}),
        open=tuple(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for pattern in table["open"]),
    )
