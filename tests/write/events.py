"""Events made by hand: a bridge that three outlets tell of, two with few facts, sixty, and hostile words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from builder.records import (
    Actor,
    Article,
    Briefing,
    Dating,
    Event,
    Evidence,
    Moment,
    OpenPoint,
    Origin,
    Passage,
    Point,
    Question,
    Quote,
    Related,
    Relay,
    Role,
    Row,
    Sentence,
    Side,
    Sourcing,
    Span,
    Stance,
    Telling,
    Timex,
    Version,
)

EVENT = "e00000000a1"
COURIER, UNKNOWN, WIRE = "b00000000c1", "b00000000c2", "b00000000c3"
HOSTILE = (
    '<script>x</script> | {: #__config } [a](javascript:b) `c` **d** ![e](f) \\ "q" & &amp; ]]> <!-- --- # \u202e\x07'
)


def make_member(page_id: str, title: str, *sentences: str, source: str | None, dating: Dating | None) -> Briefing:
    """A briefing of a title and sentences, with no findings but its bottom line."""
    text = "\n\n".join((title, *sentences))
    spans, at = [], 0
    for words in (title, *sentences):
        spans.append(Span(at, at + len(words)))
        at += len(words) + 2
    article = Article(
        page_id, PurePosixPath(f"seeds/{page_id}.txt"), "cd" * 32, text, title, title, dating=dating, source=source
    )
    return Briefing(
        article=article,
        sentences=tuple(Sentence(span, True) for span in spans),
        bottom_line=spans[min(1, len(spans) - 1)],
        points=(Point(spans[min(1, len(spans) - 1)], "reported"),),
        actors=(),
        quotes=(),
        timexes=(),
        open_points=(),
        sourcing=Sourcing((), (), (), "low", "no source named"),
    )


def at(briefing: Briefing, words: str) -> Span:
    """Where the words stand."""
    start = briefing.article.text.index(words)
    return Span(start, start + len(words))


def passage(briefing: Briefing, words: str, by: str | None = None, stance: Stance = "reported") -> Passage:
    """The words as a passage."""
    return Passage(briefing.article.id, at(briefing, words), by, stance)


def stated(day: str) -> Dating:
    return Dating("stated", date.fromisoformat(day), day)


def row(*tellings: Sequence[Passage], aspect: str = "") -> Row:
    """A row of the kind that its tellings make it."""
    kind = "differs" if len(tellings) > 1 else "agreed" if len(tellings[0]) > 1 else "only"
    return Row(kind, tuple(Telling(tuple(one)) for one in tellings), aspect)  # type: ignore[arg-type]  # str is narrowed


def members() -> tuple[Briefing, Briefing, Briefing]:
    courier = make_member(
        COURIER,
        "Harbour bridge closes for a year",
        "The mayor of Brockel, Ada Lund, closed the harbour bridge on Monday.",
        "Twelve people were hurt when a cable broke.",
        "“We will not gamble with lives,” she said.",
        "Work is to end on 3 June 2031.",
        source="Brockel Courier",
        dating=stated("2030-06-03"),
    )
    unknown = make_member(
        UNKNOWN,
        "Bridge shut after cable snaps",
        "Mayor Ada Lund shut the harbour bridge on Monday, the Brockel Courier reported.",
        "Fifteen people were hurt, and “we will not gamble with lives”, Lund told the Courier.",
        "Repairs should be over in June next year, she added.",
        source=None,
        dating=Dating(
            "event", date(2030, 6, 4), "2030-06-04~", (Evidence("the same Monday", at(courier, "on Monday"), COURIER),)
        ),
    )
    wire = make_member(
        WIRE,
        "Port denies fault in bridge closure",
        "The harbour bridge in Brockel is closed.",
        "The port company denied that its ship had hit a pillar; the bridge was last repaired in 2018.",
        "“Lund’s bridge was rotten, our ship was nowhere near,” said Olaf Berg, its director.",
        source="Northern Wire",
        dating=stated("2030-06-05"),
    )
    lund = Actor("PER", "Ada Lund", ("Ada Lund", "Lund"), (), (), acts=True)
    port = Actor("ORG", "Port Company", ("port company",), (at(wire, "port company"),))
    berg = Actor(
        "PER", "Olaf Berg", ("Olaf Berg",), (at(wire, "Olaf Berg"),), (Role("director", at(wire, "director")),)
    )
    brockel = Actor("LOC", "Brockel", ("Brockel",), (at(courier, "Brockel"),), acts=False)
    mayor = Role("mayor of Brockel", at(courier, "mayor of Brockel"))
    said = at(courier, "“We will not gamble with lives,”")
    told = at(unknown, "“we will not gamble with lives”")
    denied = at(wire, "“Lund’s bridge was rotten, our ship was nowhere near,”")
    courier = replace(
        courier,
        actors=(replace(lund, mentions=(at(courier, "Ada Lund"),), roles=(mayor,)), brockel),
        quotes=(Quote(said, said.of(courier.article.text), "Ada Lund", at(courier, "she said"), "said"),),
        timexes=(Timex(at(courier, "3 June 2031"), "3 June 2031", "DATE", "2031-06-03", "planned"),),
        sourcing=Sourcing((), (), ("Ada Lund",), "moderate", "one origin on record"),
    )
    via = Evidence("told the Courier", at(unknown, "the Brockel Courier reported"))
    unknown = replace(
        unknown,
        actors=(
            replace(
                lund,
                mentions=(
                    at(unknown, "Ada Lund"),
                    Span(at(unknown, "Lund told").start, at(unknown, "Lund told").start + 4),
                ),
                roles=(Role("Mayor", at(unknown, "Mayor")),),
            ),
        ),
        quotes=(
            Quote(told, told.of(unknown.article.text), "Ada Lund", at(unknown, "Lund told"), "told", "Brockel Courier"),
        ),
        sourcing=Sourcing(("Brockel Courier",), (via,), ("Ada Lund",), "moderate", "one origin on record"),
    )
    lunds = Span(denied.start + 1, denied.start + 5)
    wire = replace(
        wire,
        article=replace(
            wire.article,
            url="https://wire.example/bridge",
            versions=(
                Version(
                    "reprint", PurePosixPath("seeds/reprint.txt"), "Port: not us", "Brockel Courier", None, "2030-06-06"
                ),
            ),
        ),
        actors=(port, replace(lund, mentions=(lunds,)), berg),
        quotes=(Quote(denied, denied.of(wire.article.text), "Olaf Berg", at(wire, "Olaf Berg"), "said"),),
        open_points=(OpenPoint(wire.sentences[2].span, at(wire, "denied"), "Port Company"),),
        sourcing=Sourcing((), (), ("Olaf Berg",), "moderate", "one origin on record"),
    )
    return courier, unknown, wire


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
