"""Events made by hand: a bridge that three outlets tell of, two with few facts, sixty, and hostile words."""

from dataclasses import replace
from datetime import date

from builder.records import (
    Dating,
    Event,
    Moment,
    Origin,
    Question,
    Related,
    Relay,
    Side,
)
from tests.write.event_members import COURIER, UNKNOWN, WIRE, members
from tests.write.event_parts import at, make_member, passage, row, stated

EVENT = "e00000000a1"
HOSTILE = (
    '<script>x</script> | {: #__config } [a](javascript:b) `c` **d** ![e](f) \\ "q" & &amp; ]]> <!-- --- # \u202e\x07'
)


def make_event() -> Event:
    """Three members with everything an event can hold."""
    courier, unknown, wire = found = members()
    closed = (
        passage(courier, "closed the harbour bridge on Monday"),
        passage(unknown, "Mayor Ada Lund shut the harbour bridge on Monday"),
    )
    hurt = ([passage(courier, "Twelve people were hurt")], [passage(unknown, "Fifteen people were hurt")])
    denial = passage(wire, "The port company denied that its ship had hit a pillar", "Port Company", "claimed")
    repaired = passage(wire, "the bridge was last repaired in 2018")
    end = passage(courier, "Work is to end on 3 June 2031.")
    over = passage(unknown, "Repairs should be over in June next year", "Ada Lund", "assessed")
    return Event(
        id=EVENT,
        title="Harbour bridge in Brockel closed",
        members=found,
        bottom_line=(passage(courier, "The mayor of Brockel, Ada Lund, closed the harbour bridge on Monday."),),
        rows=(
            row([*closed, passage(wire, "The harbour bridge in Brockel is closed.")]),
            row([end, over]),
            row(*hurt, aspect="12 against 15 hurt"),
            row([denial]),
            row([passage(courier, "when a cable broke")]),
            row([repaired]),
        ),
        origins=(
            Origin(
                "Ada Lund",
                "Brockel",
                True,
                (
                    Relay(COURIER, (), None, (at(courier, "she said"),)),
                    Relay(UNKNOWN, ("Brockel Courier",), None, (at(unknown, "the Brockel Courier reported"),)),
                ),
            ),
            Origin(
                "Port Company", "Port Company", True, (Relay(WIRE, (), "Olaf Berg", (at(wire, "Olaf Berg"),)),), True
            ),
        ),
        outlets=3,
        independent=1,
        confidence="moderate",
        reason="one origin on record: Ada Lund; Port Company denies",
        moments=(
            Moment("2018", False, False, (repaired,)),
            Moment("2030-06-03", False, True, closed),
            Moment("2031-06", True, True, (over,)),
            Moment("2031-06-03", True, False, (end,)),
        ),
        sides=(Side("Brockel", ((COURIER, 0), (UNKNOWN, 0))), Side("Port Company", ((WIRE, 0),))),
        questions=(
            Question((denial,), "denied"),
            Question((hurt[0][0], hurt[1][0]), "the accounts differ"),
            Question((end,), "planned, not yet reported"),
        ),
        related=(
            Related("e00000000b2", "shares Ada Lund and the words harbour, bridge", True),
            Related("e0000000000", "gone", True),
        ),
        dating=stated("2030-06-03"),
    )


def make_bare_event() -> Event:
    """Two members without a date that share nothing that could be shown."""
    found = tuple(
        make_member(
            f"b00000000d{n}",
            f"Storm over Brockel, {n}",
            "A storm passed.",
            source=None,
            dating=Dating("retrieved", date(2031, 1, n), None),
        )
        for n in (1, 2)
    )
    return Event("e00000000b2", "Storm over Brockel", found, (), (), (), 2, 0, "low", "no source named", (), (), ())


def make_crowd(number: int, source: str | None = None) -> Event:
    """Many members, by default each of an unknown outlet, that all tell three facts in two ways."""
    found = tuple(
        replace(
            make_member(
                f"b{n:010x}",
                f"Flood report {n}",
                f"Water rose by {3 + n % 2} metres in Brockel.",
                "The town hall said the dam holds.",
                f"House {n} was left alone.",
                source=source and f"{source} {n}",
                dating=stated(f"2031-02-{1 + n % 27:02}"),
            )
        )
        for n in range(number)
    )
    low = [passage(one, "Water rose by 3 metres") for one in found[::2]]
    high = [passage(one, "Water rose by 4 metres") for one in found[1::2]]
    dam = [passage(one, "the dam holds", "Town Hall", "claimed") for one in found]
    alone = tuple(row([passage(one, f"House {n} was left alone.")]) for n, one in enumerate(found))
    relays = tuple(Relay(one.article.id, (), None, (at(one, "The town hall said"),)) for one in found)
    return Event(
        "e00000000f3",
        "Flood in Brockel",
        found,
        (dam[0],),
        (row(dam), row(low, high, aspect="3 against 4 metres"), *alone),
        (Origin("Town Hall", "Brockel", True, relays),),
        number,
        1,
        "moderate",
        "one origin on record",
        (Moment("2031-02-01", False, False, tuple(dam)),),
        (),
        (Question((low[0], high[0]), "the accounts differ"),),
    )


def make_hostile_event() -> Event:
    """Two members in which every string tries to be markup."""
    found = tuple(
        make_member(
            f"b00000000e{n}", f"{HOSTILE} {n}", f"{n} {HOSTILE} went", source=HOSTILE, dating=stated("2031-03-01")
        )
        for n in (1, 2)
    )
    one, two = (passage(briefing, f"{n} {HOSTILE}", HOSTILE, "claimed") for n, briefing in enumerate(found, start=1))
    return Event(
        "e00000000d4",
        HOSTILE,
        found,
        (one,),
        (row([one, two]), row([one], [two], aspect=HOSTILE), row([two])),
        (
            Origin(
                HOSTILE,
                HOSTILE,
                True,
                (Relay(one.article, (HOSTILE,), HOSTILE, (one.span,)), Relay(two.article, (), None, (two.span,))),
            ),
        ),
        1,
        1,
        "low",
        HOSTILE,
        tuple(Moment(value, False, False, (one,)) for value in ("2031-03-01", "2031-03", "2030", "2031-W09")),
        (),
        (Question((one,), HOSTILE),),
    )
