"""Rules for what is counted from a day: `last week`, `two years ago`, `the third quarter`."""

from collections.abc import Sequence

from builder.analyse.timex.dates import EDGE
from builder.analyse.timex.grammar import Match, Rule
from builder.analyse.timex.lengths import COUNT, amount_of, length
from builder.analyse.timex.mention import Anchor, Kind, Mention


def read_near(match: Match) -> Sequence[Mention]:
    """`today`, `yesterday morning`."""
    token, part = match.one("near"), match.one("part")
    if token is None:
        return ()
    inner = str(token.value).lstrip("-0123456789")  # "tonight" is `0NI` in the table
    shift = str(token.value).removesuffix(inner)
    clock = f"T{part.value}" if part else f"T{inner}" if inner else None
    kind: Kind = "TIME" if part else "DATE"
    return (Mention(*match.span, kind=kind, unit="D", shift=int(shift), clock=clock, edge=match.edge),)


def read_weekday(match: Match) -> Sequence[Mention]:
    """`Monday`, `next Monday`, `Thursday night`."""
    token, part, shift = match.one("weekday"), match.one("part"), match.one("shift", "pivot", "behind")
    if token is None or match.listed("named_days", -1):
        return ()
    clock = f"T{part.value}" if part else None
    anchored: Anchor = "before" if shift is not None and shift.name == "pivot" else "day"
    return (
        Mention(
            *match.span,
            kind="TIME" if part else "DATE",
            weekday=token.value,
            clock=clock,
            anchor=anchored,
            shift=shift.value if shift else None,
            edge=match.edge,
        ),
    )


def read_counted(match: Match) -> Sequence[Mention]:
    """`last week`, `this morning`, `the end of this year`, `the same day`, `the weekend`."""
    shift, unit, part = match.one("shift", "pivot", "behind"), match.one("unit", "weekend"), match.one("part")
    pivot = shift is not None and shift.name == "pivot"
    amount = int(shift.value) if shift else 0
    if part is not None:
        if shift is None or pivot or amount > 0:
            return ()
        return (Mention(*match.span, kind="TIME", unit="D", shift=amount, clock=f"T{part.value}"),)
    if unit is None or unit.value in ("TH", "TM"):
        return ()
    if unit.value in ("DE", "CE", "2W"):
        return () if pivot or amount >= 0 else (Mention(*match.span, kind="DURATION", value=length(1, unit.value)),)
    if unit.name == "weekend":
        return (Mention(*match.span, unit="W", inner="WE", shift=shift.value if shift else None),)
    # "the next day" goes on from the date before; "next day delivery" does not.
    if unit.value == "D" and not pivot:
        if match.one("the") is None or amount != 1:
            return ()
        pivot = True
    if pivot and match.one("the") is None and match.near(-1) == "that":
        return ()
    return (Mention(*match.span, unit=unit.value, shift=amount, anchor="before" if pivot else "day", edge=match.edge),)


def read_edge_of_unit(match: Match) -> Sequence[Mention]:
    """`the end of the year`, `year-end`; `the start of the day` is a day."""
    unit = match.one("unit")
    if unit is None or unit.value not in ("D", "W", "M", "Q", "Y"):
        return ()
    named = unit.value in ("D", "W")  # the day or week that the text tells of
    if match.line[match.first] is unit:  # "year-end": the last day
        return (
            (Mention(*match.span, unit="Y", shift=0, month=12, day=31),)
            if (unit.value, match.edge) == ("Y", "END")
            else ()
        )
    return (Mention(*match.span, unit=unit.value, shift=0, anchor="before" if named else "day", edge=match.edge),)


def read_the_day(match: Match) -> Sequence[Mention]:
    """`ended the day`, `for the day`: the day the text is about. Not `the day he left`."""
    unit = match.one("unit")
    if unit is None or unit.value != "D" or match.listed("before_event", 1) or match.near(1).istitle():
        return ()
    if not (match.listed("whole_day", -1) or match.near(-2) in match.words.set_of("whole_day")):
        return ()
    return (Mention(*match.span, unit="D", shift=0, anchor="before"),)


def read_quarter(match: Match) -> Sequence[Mention]:
    """`the fourth quarter of 2005`, `third-quarter`, `Q3`, `the first half of this year`."""
    token, year = match.one("quarter", "ordinal"), match.one("year")
    units = match.all("unit")
    shift = match.one("shift")
    half = match.one("half")
    if match.follows("hyphen"):  # "quarter-final"
        return ()
    if token is None or (half is None and token.name == "ordinal" and (not units or units[0].value != "Q")):
        return ()
    if half is not None and year is None and shift is None and not any(unit.value == "Y" for unit in units):
        return ()
    if token.value > (2 if half else 4) or (shift is not None and units[-1].value != "Y"):
        return ()
    inner = f"{'H' if half else 'Q'}{token.value}"
    return (
        Mention(
            *match.span,
            year=int(year.value) if year else None,
            inner=inner,
            unit="Y" if shift or len(units) > 1 else None,
            shift=shift.value if shift else 0 if len(units) > 1 else None,
        ),
    )


def read_week_of_month(match: Match) -> Sequence[Mention]:
    """`the last week of March`, `the first week of May 2022`; weeks that begin in the month are counted."""
    which, unit, month, year = (
        match.one("ordinal", "shift"),
        match.one("unit"),
        match.one("month", "may"),
        match.one("year"),
    )
    if which is None or unit is None or month is None or unit.value != "W" or which.value in (0, 5):
        return ()
    number = int(which.value)
    if which.name == "shift" and number != -1:
        return ()
    return (Mention(*match.span, year=int(year.value) if year else None, month=month.value, inner=f"W{number}"),)


def read_ago(match: Match) -> Sequence[Mention]:
    """`two years ago`, `a week ago`; `years ago` is some time in the past."""
    unit, amount = match.one("unit", "units"), amount_of(match)
    if unit is None:
        return ()
    if not isinstance(amount, int) or unit.value.startswith("T"):
        return (Mention(*match.span, value="PAST_REF"),)
    if unit.value == "2W":
        return (Mention(*match.span, unit="W", shift=-2 * amount),)
    return (Mention(*match.span, unit=unit.value, shift=-amount),)


def read_later(match: Match) -> Sequence[Mention]:
    """`three days later`, `a year earlier`: counted from the date named before."""
    unit, amount, way = match.one("unit", "units"), amount_of(match), match.one("later", "edge")
    if unit is None or way is None:
        return ()
    sign = way.value if way.name == "later" else -1 if way.value == "START" else 1
    if not isinstance(amount, int) or unit.value not in ("D", "W", "M", "Y"):
        return (Mention(*match.span, kind="DURATION", value=length(amount, unit.value)),)
    return (Mention(*match.span, unit=unit.value, shift=amount * sign, anchor="before"),)


def read_entire(match: Match) -> Sequence[Mention]:
    """`the entire year` is the year the text speaks of."""
    unit, long = match.one("unit"), match.one("long")
    if (
        unit is None
        or long is None
        or long.value not in match.words.set_of("entire")
        or unit.value not in ("D", "W", "M", "Y")
    ):
        return ()
    return (Mention(*match.span, unit=unit.value, shift=0, anchor="before"),)


RULES = (
    Rule("edge? near part?", read_near, "earlier today", "to-day"),
    Rule("edge? hyphen? (the? (shift|pivot))? weekday part?", read_weekday, "next Monday", "Mondays"),
    Rule(f"{EDGE} the? (shift|pivot) (unit|weekend|part)", read_counted, "later this year", "this time"),
    Rule("weekday part? behind", read_weekday, "mardi prochain", "mardi", "fr"),
    Rule("(unit|weekend) behind", read_counted, "la semaine dernière", "la semaine", "fr"),
    Rule(f"since {COUNT} (unit|units)", read_ago, "il y a deux jours", "deux jours", "fr"),
    Rule("the weekend", read_counted, "the weekend", "weekend"),
    Rule("the? edge of the unit|unit hyphen? edge", read_edge_of_unit, "the end of the year", "the end of the war"),
    Rule("the unit", read_the_day, "closed the day", "the day he left"),
    Rule(
        "the? ordinal hyphen? (unit|half) ((of|comma)? (the? shift unit|the unit|year))?",
        read_quarter,
        "the third quarter of this year",
        "the third quarter-final",
    ),
    Rule("quarter (of? (the? shift unit|year))?", read_quarter, "Q3 2009", "q5"),
    Rule(
        "the? (ordinal|shift) unit of (month|may) (comma? year)?",
        read_week_of_month,
        "the last week of March",
        "the last day of March",
    ),
    Rule(f"({COUNT} long?)? (unit|units) ago", read_ago, "two years ago", "two years"),
    Rule(f"({COUNT} long?)? (unit|units) (later|edge)", read_later, "three days later", "three days"),
    Rule("the long unit", read_entire, "the entire year", "the long year"),
)
