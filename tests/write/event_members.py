"""Three outlets that tell of a bridge."""

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from builder.records import (
    Actor,
    Briefing,
    Dating,
    Evidence,
    OpenPoint,
    Quote,
    Role,
    Sourcing,
    Span,
    Timex,
    Version,
)
from tests.write.event_parts import at, make_member, stated

COURIER, UNKNOWN, WIRE = "b00000000c1", "b00000000c2", "b00000000c3"


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
