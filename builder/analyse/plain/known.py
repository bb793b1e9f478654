"""States, bodies, ministries and media of the tables in a text whose grammar is not read.

Whether a capital means its government, and whether a state acts, the words beside it tell.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from builder.analyse.gazetteer import Hit, find_known, optional, plain, tables
from builder.analyse.mentions import Mention
from builder.analyse.plain.ministries import find_ministries
from builder.analyse.plain.speech import Speech, either, speech, speech_words
from builder.data import load
from builder.records import Span

_BEFORE = 40
"""Characters before a name in which the words that tell its sense stand."""


@dataclass(frozen=True, slots=True)
class _Senses:
    """What the table of a language says, as patterns."""

    table: dict[str, Any]
    power: re.Pattern[str]
    where: re.Pattern[str]
    party: re.Pattern[str]
    between: re.Pattern[str]
    both: re.Pattern[str]
    deed: re.Pattern[str]
    linked: re.Pattern[str]


@cache
def _senses(code: str) -> _Senses | None:
    table = optional(f"{code}/institutions")
    if table is None:
        return None
    words = speech(code)
    helpers = either(speech_words(code)["helpers"])
    links = either(table["ministries"]["links"])
    deeds = rf"(?:{either(table['deeds'])})\w*"
    return _Senses(
        table,
        power=re.compile(rf"(?<!\w)(?:{either(table['powers'])})\s(?:{links})?$", re.IGNORECASE),
        where=re.compile(rf"(?<![\w’'])(?:{either(table['where'])})\s?$", re.IGNORECASE),
        party=re.compile(rf"(?<!\w)(?:{either(table['party'])})\s$", re.IGNORECASE),
        between=re.compile(rf"(?<!\w){table['between']}\s$", re.IGNORECASE),
        both=re.compile(rf"\s{table['and']}\s$"),
        deed=re.compile(
            rf"\s(?:n['’]|ne\s|s['’]|se\s|l['’]|\w+ment\s)?(?:(?:{helpers})\s(?:pas\s|\w+ment\s|également\s)?)?{deeds}\b"
            rf"|\s?,?{words.verb.pattern}"
        ),
        linked=re.compile(rf"^\s(?:{links})"),
    )


def find_table_mentions(text: str, code: str, words: Speech) -> list[Mention]:
    """Mentions of what the tables know, in order; adjectives of states are weak ones."""
    senses = _senses(code)
    if senses is None:
        return []
    found = sorted(find_ministries(text, code, senses.table), key=lambda one: one.span)
    ministries = [one for place, one in enumerate(found) if not place or one.span.start >= found[place - 1].span.end]
    taken = bytearray(len(text) + 1)
    for one in ministries:
        taken[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
    hits = [hit for hit in find_known(text, code) if not any(taken[hit.span.start : hit.span.end])]
    of = {f"org:{key}": f"state:{row['of']}" for key, row in senses.table["bodies"].items() if "of" in row}
    states = {hit.entry.key for hit in hits} | {of[hit.entry.key] for hit in hits if hit.entry.key in of}
    states |= {one.state for one in ministries if one.state}
    hits = [
        hit
        for hit in hits
        if (hit.entry.needs is None or (hit.entry.needs in states and not _is_of_another(hit, hits)))
        and not _is_plain_word(text, hit, words)
    ]
    return sorted([*ministries, *_placed(text, hits, senses)], key=lambda one: one.span)


def _is_of_another(hit: Hit, hits: list[Hit]) -> bool:
    """Whether another state's adjective stands right behind a body's name: `Conseil constitutionnel sénégalais`."""
    return any(
        one.entry.form == "adjective" and one.span.start == hit.span.end + 1 and one.entry.key != hit.entry.needs
        for one in hits
    )


def _is_plain_word(text: str, hit: Hit, words: Speech) -> bool:
    """Whether an outlet's name may be common words that open a sentence: `Le Monde change`, not `Le Monde écrit`."""
    first = hit.entry.text.split()[0].lower()
    if not hit.entry.key.startswith("media:") or first not in words.articles or hit.entry.text.count(" ") != 1:
        return False
    opens = not (before := text[: hit.span.start].rstrip(' «“"')) or before[-1] in ".!?\n:"
    return opens and not words.verb.match(text, min(len(text), hit.span.end + 1))


def _placed(text: str, hits: list[Hit], senses: _Senses) -> Iterator[Mention]:
    """Mentions made of hits; a capital that is nowhere its government is a city."""
    straight = plain(text)
    governs = _governing(straight, hits, senses)
    for hit in hits:
        entry, span = hit.entry, hit.span
        if entry.form == "capital" and entry.key not in governs:
            english = load("states")[entry.key.removeprefix("state:")].get("capitals", [entry.text])[0]
            city = "Washington, D.C." if entry.key == "state:US" else english
            yield Mention(span, span.of(text), "LOC", city, f"city:{city}")
            continue
        weak = entry.form in ("adjective", "people")
        power = entry.kind != "ORG" and senses.power.search(straight[max(0, span.start - _BEFORE) : span.start])
        if power:
            span, weak = Span(span.start - len(power.group()), span.end), False
        yield Mention(span, span.of(text), entry.kind, entry.name, entry.key, weak)


def _governing(text: str, hits: list[Hit], senses: _Senses) -> set[str]:
    """Keys of the states whose capital stands for the government once: it does so everywhere in the article."""
    acting = [hit.entry.key.startswith("state:") and _acts(text, hit, senses) for hit in hits]
    for place, (first, second) in reversed(list(enumerate(pairwise(hits)))):  # "Londres, Paris et Berlin ont"
        gap = text[first.span.end : second.span.start]
        if not all(one.entry.key.startswith("state:") for one in (first, second)):
            continue
        before = text[max(0, first.span.start - _BEFORE) : first.span.start]
        if senses.both.fullmatch(gap) and senses.between.search(before):
            acting[place] = acting[place + 1] = True
        elif acting[place + 1] and (gap == ", " or senses.both.fullmatch(gap)) and not senses.where.search(before):
            acting[place] = True
    return {hit.entry.key for hit, one in zip(hits, acting, strict=True) if one and hit.entry.form == "capital"}


def _acts(text: str, hit: Hit, senses: _Senses) -> bool:
    """Whether a capital stands where a government does: `Pékin a rejeté`, `contre Pékin`; not `à Pékin`."""
    before = text[max(0, hit.span.start - _BEFORE) : hit.span.start]
    if senses.party.search(before):
        return True
    if senses.where.search(before) or before.endswith(("-", "(")):
        return False
    return senses.deed.match(text, hit.span.end) is not None


def acts_somewhere(text: str, code: str, mentions: Iterable[Mention]) -> bool:
    """Whether one of a state's mentions is more than the place where something happens, or an adjective."""
    senses = _senses(code)
    return any(
        not one.weak and not (senses and senses.where.search(plain(text[max(0, one.span.start - 12) : one.span.start])))
        for one in mentions
    )


def is_strong(text: str, span: Span, code: str) -> bool:
    """Whether a state's mention names it, and is no adjective or people: `la Chine`, not `chinois`."""
    return plain(span.of(text)) not in _weak_forms(code)


@cache
def _weak_forms(code: str) -> frozenset[str]:
    return frozenset(
        one.text for group in tables(code).forms.values() for one in group if one.form in ("adjective", "people")
    )
