"""Rules for days, months, seasons and years of the calendar."""

from collections.abc import Sequence

from builder.analyse.timex.grammar import Match, Rule
from builder.analyse.timex.lexer import Token
from builder.analyse.timex.mention import Mention, is_date

EDGE = "(edge hyphen?|the? edge of the?)?"
_WEEKDAY = "(weekday comma?)?"
_MONTH = "(month|may) dot?"


def _words(match: Match, first: Token | None = None, last: Token | None = None) -> tuple[int, int]:
    """Offsets of the matched words, or from the one to the other."""
    return (first.start if first else match.span[0], last.end if last else match.span[1])


def _number(token: Token | None) -> int | None:
    """Value of a token that holds a number."""
    return int(token.value) if token is not None and isinstance(token.value, int | float) else None


def read_date(match: Match) -> Sequence[Mention]:
    """Day, month and year, as far as they are given, in any order."""
    month, dom, year = _number(match.one("month", "may")), match.one("day", "ordinal"), _number(match.one("year"))
    day = _number(dom)
    if not is_date(year, month, day) or (year is not None and not 1000 <= year <= 2199):
        return ()
    if year is None and day is not None and _counts_things(match):
        return ()
    weekday = None if year else _number(match.one("weekday"))
    return (Mention(*_words(match), year=year, month=month, day=day, weekday=weekday, edge=match.edge),)


def _counts_things(match: Match) -> bool:
    """Whether the number at the end belongs to what follows: `May 10 percent`, `in March 12 people`."""
    last = match.line[match.end - 1]
    after = match.beside(1)
    return last.name == "day" and (
        match.listed("counted", 1)
        or match.near(1) in ("%", "percent", "per")
        or (after is not None and after.name in ("hyphen", "units", "figure"))
    )


def read_month(match: Match) -> Sequence[Mention]:
    """A month without a year, or with `this`, `last`, `next` or such a year."""
    token = match.one("month", "may")
    if token is None or match.near(1) in ("'s", "’"):
        return ()
    unit, shift = match.one("unit"), match.one("shift", "behind")
    doubtful = token.name == "may" and unit is None
    if doubtful and not (match.one("edge") or shift or match.listed("before_month", -1)):
        return ()
    if doubtful and match.listed("before_month_weak", -1) and match.near(1).isalpha():
        return ()
    if unit is not None:
        if unit.value != "Y" or shift is None:
            return ()
        return (Mention(*_words(match), month=token.value, unit="Y", shift=shift.value, edge=match.edge),)
    return (Mention(*_words(match), month=token.value, shift=shift.value if shift else None, edge=match.edge),)


def read_year(match: Match) -> Sequence[Mention]:
    """A year that stands alone; four figures that count or name something else are left."""
    tokens = match.all("year")
    year = int(tokens[0].value)
    before = match.beside(-1)
    if match.one("edge") is None:
        if match.listed("about", -1) or match.listed("counted", 1) or match.near(1) in ("%", "percent"):
            return ()
        if before is not None and before.name in ("money", "hyphen", "figure", "day") and before.name != "edge":
            return ()
        if not 1900 <= year <= 2099 and not match.listed("before_year", -1):
            return ()
        after, second = match.beside(1), match.beside(2)
        if after is not None and after.name in ("units", "money"):
            return ()
        # "a 2000-unit order", "2019-13-40"; "the 2018-19 season" stays
        counts = second is not None and (second.name in ("unit", "units", "figure") or match.near(3) == "-")
        if match.follows("hyphen") and counts:
            return ()
    bare = match.edge is None and not match.listed("before_year", -1)
    return tuple(
        Mention(
            *_words(match, None if token is tokens[0] else token, token),
            year=int(token.value),
            bare=bare,
            edge=match.edge,
        )
        for token in tokens
    )


def read_range(match: Match) -> Sequence[Mention]:
    """Two days of which the second gives month or year to the first: `May 3-5, 2022`."""
    days = match.all("day", "ordinal")
    months = match.all("month", "may")
    year = _number(match.one("year"))
    numbers, names = [int(token.value) for token in days], [int(token.value) for token in months]
    if len(names) == 1 and numbers[1] <= numbers[0]:
        return ()
    if not all(is_date(year, names[place * (len(names) - 1)], numbers[place]) for place in (0, 1)):
        return ()
    if year is None and _counts_things(match):
        return ()
    first_end = max(
        (token for token in (days[0], *months[:1]) if token.start < days[1].start), key=lambda token: token.end
    )
    second_start = min(token.start for token in (days[1], *months[1:]))
    return (
        Mention(match.span[0], first_end.end, year=year, month=names[0], day=numbers[0]),
        Mention(second_start, match.span[1], year=year, month=names[-1], day=numbers[1]),
    )


def read_months(match: Match) -> Sequence[Mention]:
    """`September and October of 2007`: two months of one year."""
    first, second = match.all("month", "may")
    year = _number(match.one("year"))
    return (
        Mention(first.start, first.end, year=year, month=first.value),
        Mention(second.start, match.span[1], year=year, month=second.value),
    )


def read_iso(match: Match) -> Sequence[Mention]:
    """`2023-05-30`."""
    year, month, day = (int(part) for part in str(match.line[match.first].value).split("-"))
    return (Mention(*_words(match), year=year, month=month, day=day),) if is_date(year, month, day) else ()


def read_slashed(match: Match) -> Sequence[Mention]:
    """`30.5.2023`, `7/8/07`; when two orders are possible the day is left open (`inner` keeps both)."""
    first, second, year = (int(part) for part in str(match.line[match.first].value).replace(".", "/").split("/"))
    if year < 100:
        year += 2000 if year < 50 else 1900
    orders = {
        (month, day) for month, day in ((first, second), (second, first)) if is_date(year, month, day) and month and day
    }
    if not orders or year < 1000:
        return ()
    if len(orders) == 2:
        return (Mention(*_words(match), year=year, inner=f"{first:02}/{second:02}"),)
    month, day = orders.pop()
    return (Mention(*_words(match), year=year, month=month, day=day),)


def read_short_year(match: Match) -> Sequence[Mention]:
    """`'82`."""
    figures = int(match.line[match.first].value)
    return (Mention(*_words(match), year=figures + (2000 if figures < 30 else 1900)),)


def read_season(match: Match) -> Sequence[Mention]:
    """A season, of this year or another."""
    token, year = match.one("season", "spring"), match.one("year", "short_year")
    shift, unit = match.one("shift"), match.one("unit")
    if token is None or (unit is not None and unit.value != "Y"):
        return ()
    alone = token.name == "spring" and not (year or shift or match.edge)
    if alone and (not match.listed("before_season", -1) or match.near(1) == "of"):
        return ()
    whole = _number(year)
    return (
        Mention(
            *_words(match),
            year=whole,
            inner=token.value,
            unit="Y" if shift else None,
            shift=shift.value if shift else None,
            edge=match.edge,
        ),
    )


def read_holiday(match: Match) -> Sequence[Mention]:
    """A feast with a fixed day."""
    token = match.one("holiday")
    if token is None:
        return ()
    month, day = (int(part) for part in str(token.value).split("-"))
    return (Mention(*_words(match), year=_number(match.one("year")), month=month, day=day),)


def read_decade(match: Match) -> Sequence[Mention]:
    """`the 1990s`; not an age (`in his 80s`) and not degrees."""
    token = match.one("decade")
    if token is None or match.listed("persons", -1) or match.within("persons"):
        return ()
    return (Mention(*_words(match), value=str(token.value), edge=match.edge),)


def read_century(match: Match) -> Sequence[Mention]:
    """`the 19th century` is 18, the first figures of its years."""
    number, unit = match.one("ordinal"), match.one("unit")
    if number is None or unit is None or unit.value != "CE" or not 1 <= number.value <= 21:
        return ()
    return (Mention(*_words(match), value=f"{number.value - 1:02}", edge=match.edge),)


RULES = (
    Rule(f"{EDGE} {_WEEKDAY} {_MONTH} (day|ordinal) comma? year", read_date, "Monday, May 18, 2015", "May 18"),
    Rule(
        f"{EDGE} {_WEEKDAY} the? (day|ordinal) of? (month|may) (dot? comma? year)?",
        read_date,
        "11 December",
        "11 people",
    ),
    Rule(f"{EDGE} {_WEEKDAY} {_MONTH} (day|ordinal)", read_date, "June 1st", "June 80"),
    Rule(f"{_MONTH} day (hyphen|dash|to) day (comma? year)?", read_range, "June 3-5, 2022", "June 3"),
    Rule(
        f"{_MONTH} (day|ordinal) (hyphen|dash|to|and) {_MONTH} (day|ordinal) comma? year",
        read_range,
        "May 31 to June 4, 2022",
        "May 31 to June 4",
    ),
    Rule(
        "(day|ordinal) (month|may)? (hyphen|dash|to|and) (day|ordinal) (month|may) (dot? year)?",
        read_range,
        "3-5 May 2022",
        "3-5 people",
    ),
    Rule(f"{EDGE} {_MONTH} (comma|of)? year", read_date, "June 2022", "June"),
    Rule("(month|may) (hyphen|dash|to|and) (month|may) of? year", read_months, "April to June 2022", "April"),
    Rule(f"{EDGE} (the? shift)? (month|may) (dot? of? the? shift unit)?", read_month, "in May last year", "may be"),
    Rule("month behind", read_month, "en mai dernier", "en mai", "fr"),
    Rule(f"{EDGE} year (hyphen year)?", read_year, "the end of 2022", "$2022"),
    Rule(
        f"{EDGE} (the? shift)? (season|spring) (of? (year|short_year)|of? the? shift unit)?",
        read_season,
        "last summer",
        "spring water",
    ),
    Rule("holiday comma? year?", read_holiday, "Christmas Day", "Christmas"),
    Rule("iso", read_iso, "2023-05-30", "2023-13-30"),
    Rule("slashed", read_slashed, "30.5.2023", "1/2/3/4"),
    Rule("short_year", read_short_year, "since '82", "it's"),
    Rule(f"{EDGE} the? decade", read_decade, "the 1990s", "in his 80s"),
    Rule(f"{EDGE} the? ordinal hyphen? unit", read_century, "the 19th century", "the 19th week"),
)
