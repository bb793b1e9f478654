"""Rules for lengths, repetitions, vague words and times of day."""

from collections.abc import Sequence

from builder.analyse.timex.grammar import Match, Rule
from builder.analyse.timex.lexer import Token
from builder.analyse.timex.mention import Mention

NUMBER = "(day|figure|number)"
COUNT = f"({NUMBER} (and a half)?|a)"
_LONG = "long? hyphen?"


def length(number: object, unit: str) -> str:
    """ISO 8601 duration: 2 and W give `P2W`, 3 and DE (decades) `P30Y`; half a year is `P0.5Y`."""
    if unit == "2W" or unit in ("DE", "CE"):
        factor, unit = {"2W": (2, "W"), "DE": (10, "Y"), "CE": (100, "Y")}[unit]
        number = number * factor if isinstance(number, int | float) else "X"
    if (number, unit) == (0.5, "TH"):
        return "PT30M"
    amount = f"{number:.12g}" if isinstance(number, float) else str(number)
    return f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}"


def amount_of(match: Match) -> object:
    """The number in the words, 1 for `a`, X when there is none."""
    token = match.one("day", "figure", "number")
    if token is None:
        return 1 if match.one("a") else "X"
    if match.one("half") and isinstance(token.value, int | float):
        return token.value + 0.5
    return token.value


def is_age(match: Match) -> bool:
    """`a 14-year-old`, `27 years old`."""
    return match.listed("age", 1) or (match.follows("hyphen") and match.listed("age", 2))


def read_length(match: Match) -> Sequence[Mention]:
    """`thirty minutes`, `12-year`, `two and a half years`, `the past decade`; not an age."""
    unit = match.one("unit", "units")
    if unit is None or is_age(match):
        return ()
    if match.one("lately", "shift", "number", "figure", "day") is None and match.one("half"):
        return (Mention(*match.span, kind="DURATION", value=length(0.5, unit.value)),)
    amount = amount_of(match)
    if amount == "X" and match.one("lately", "shift") and unit.name == "unit":
        amount = 1
    # "a two-minute video" stays; "the 90 minute mark" and "67th minute" are places in a game
    if (
        unit.name == "unit"
        and amount != 1
        and amount != "X"
        and "hyphen" not in [token.name for token in match.all("hyphen")]
    ):
        return ()
    return (Mention(*match.span, kind="DURATION", value=length(amount, unit.value)),)


def read_a_length(match: Match) -> Sequence[Mention]:
    """`for a year`, `more than a week`; `a year` without such a word before it says too little."""
    unit = match.one("unit", "units")
    if unit is None or is_age(match) or (unit.name == "unit" and unit.value == "Q"):
        return ()
    if not (match.listed("before_length", -1) or match.one("long")):
        return ()
    return (Mention(*match.span, kind="DURATION", value=length(amount_of(match), unit.value)),)


def read_pair(match: Match) -> Sequence[Mention]:
    """`between 60 and 90 days`: two lengths."""
    first, second = match.all("day", "figure", "number")
    unit = match.one("unit", "units")
    if unit is None or is_age(match) or (unit.name == "unit" and not match.one("hyphen")):
        return ()
    return (
        Mention(first.start, first.end, kind="DURATION", value=length(first.value, unit.value)),
        Mention(second.start, match.span[1], kind="DURATION", value=length(second.value, unit.value)),
    )


def read_often(match: Match) -> Sequence[Mention]:
    """`annual`, `every Monday`, `twice a year`."""
    often, unit, weekday = match.one("often"), match.one("unit", "units"), match.one("weekday", "weekdays")
    if often is not None:
        # "LA Weekly" is a name; "Weekly talks" at the start of a line is not
        if match.listed("often_unless", 1) or (
            match.text[often.start].isupper() and match.near(-1) not in ("", "\n", ".")
        ):
            return ()
        return (Mention(*match.span, kind="SET", value=often.value),)
    if weekday is not None:
        return (Mention(*match.span, kind="SET", value=f"XXXX-WXX-{weekday.value}"),)
    if unit is None:
        return ()
    amount = amount_of(match) if match.one("each") else 1
    return (Mention(*match.span, kind="SET", value=length(1 if amount == "X" else amount, unit.value)),)


def read_ref(match: Match) -> Sequence[Mention]:
    """`recently`, `the future`, `recent years`; `soon after` counts from an event instead."""
    token = match.one("ref")
    if token is None or match.listed("ref_unless", 1) or match.listed("ref_unless", -1) or match.follows("hyphen"):
        return ()
    if match.one("unit", "units") and match.text[token.start : token.end].lower() not in match.words.set_of("recent"):
        return ()
    return (Mention(*match.span, value=token.value),)


def read_past(match: Match) -> Sequence[Mention]:
    """`in the past`."""
    return (Mention(*match.span, value="PAST_REF"),) if match.near(-1) in match.words.set_of("before_past") else ()


def read_clock(match: Match) -> Sequence[Mention]:
    """`18:00 UTC`, `6:40 p.m.`, `12:00 UTC Monday`."""
    token, zone, weekday = match.one("clock"), match.one("zone"), match.one("weekday")
    if token is None:
        return ()
    clock = _clock(token, match)
    suffix = "Z" if zone is not None and zone.value in ("utc", "gmt") else ""
    if weekday is not None:
        return (Mention(*match.span, kind="TIME", weekday=weekday.value, clock=f"T{clock}{suffix}"),)
    return (Mention(*match.span, kind="TIME", unit="D", shift=0, anchor="before", clock=f"T{clock}{suffix}"),)


def _clock(token: Token, match: Match) -> str:
    """`18:40` of `6:40 p.m.`."""
    figures = "".join(char if char.isdigit() else " " for char in str(token.value)).split()
    hour, minute = int(figures[0]), figures[1] if len(figures) > 1 else "00"
    halves = match.words.table.get("half_day", {})
    letter = next((char for char in str(token.value) if char in halves), None)
    if letter is not None and hour <= 12:
        hour = hour % 12 + halves[letter]
    return f"{hour:02}:{minute}"


RULES = (
    Rule(
        f"{NUMBER} (hyphen? and hyphen? a hyphen? half)? hyphen? {_LONG} (unit|units) (hyphen long)?",
        read_length,
        "twelve-year",
        "the 67th minute",
    ),
    Rule(f"the? (lately|shift|pivot) {NUMBER}? long? (units|unit)", read_length, "the past nine days", "the past"),
    Rule("half (hyphen|of)? a? unit", read_length, "half a year", "half"),
    Rule("a unit|the? units|units hyphen long", read_a_length, "for a week", "a week"),
    Rule(f"{NUMBER} (to|hyphen|and) {NUMBER} hyphen? (unit|units)", read_pair, "60 and 90 days", "60 and 90 people"),
    Rule(
        f"often|each {NUMBER}? (unit|units|weekday)|(times) (a|per) unit|per unit|weekdays",
        read_often,
        "every two years",
        "every man",
    ),
    Rule("ref (unit|units)?", read_ref, "in recent years", "soon after"),
    Rule("the lately", read_past, "in the past", "past the house"),
    Rule("clock zone? weekday?", read_clock, "12:00 UTC Monday", "12.50"),
)
