"""Many briefings, actors and events made by hand, for what holds whatever their number."""

from dataclasses import replace
from datetime import date, timedelta

from builder.records import Actor, Appearance, Briefing, Dossier, Event, Span
from tests.write.event_parts import make_member, stated

FIRST_NAMES = ("Ada", "Mira", "Olaf", "Tom", "Ines", "Sami", "Åse", "Éva", "Юрий", "3M")
PLACES = ("Brockel", "Agder", "Sundby", "Valdora", "Kesten", "Norrheim", "Port Mery")


def make_many(number: int, actors: int, days: int = 400, each: int = 3) -> list[Briefing]:
    """So many briefings on days from 2029 on, each naming a few of the actors; every tenth states no day."""
    return [_briefing(at, number, actors, days, each) for at in range(number)]


def _briefing(at: int, number: int, actors: int, days: int, each: int) -> Briefing:
    day = date(2029, 3, 1) + timedelta(days=at * days // number)
    names = dict.fromkeys((at * 7 + step * step * 13) % actors for step in range(each))
    place = PLACES[at % len(PLACES)]
    told = make_member(
        f"b{at:010x}",
        f"Council of {place} meets for the {at}th time",
        f"The council of {place} met on matter {at}.",
        source=f"{PLACES[at * 3 % 7]} Post {at % 40}",
        dating=replace(stated(str(day)), basis="retrieved", edtf=None) if at % 10 == 9 else stated(str(day)),
    )
    span = Span(0, 3)
    found = tuple(Actor("PER", actor_name(one), (actor_name(one),), (span,)) for one in names)
    return replace(told, actors=found)


def actor_name(number: int) -> str:
    """`Ada Brockel 12`."""
    return f"{FIRST_NAMES[number % 10]} {PLACES[number % 7]} {number}"


def dossiers(briefings: list[Briefing]) -> list[Dossier]:
    """Who is named where."""
    found: dict[str, list[Appearance]] = {}
    for one in briefings:
        for actor in one.actors:
            found.setdefault(actor.name, []).append(Appearance(one, actor))
    return [Dossier("PER", name, tuple(reversed(shown))) for name, shown in sorted(found.items())]


def make_events(briefings: list[Briefing], size: int = 3) -> list[Event]:
    """An event of each so many briefings in a row."""
    rows = [briefings[at : at + size] for at in range(0, len(briefings) - size + 1, size)]
    return [
        Event(f"e{at:010x}", f"Meeting {at} of the council", tuple(row), (), (), (), size, 1, "low", "", (), (), ())
        for at, row in enumerate(rows)
    ]
