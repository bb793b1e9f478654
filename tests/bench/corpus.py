"""Articles for measuring, the same ones each time: as many words, actors and outlets as news have, as often as there.

Words, people and outlets follow Zipf's law: a few are in every other article, most in one or two, and new ones keep
coming as the corpus grows. Some articles stand alone, most are of a story that one to eight outlets tell within three
days; forty stories begin on a day, so that a larger corpus is a longer time and no denser one.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice

STORIES_A_DAY = 40
FIRST_DAY = date(2019, 1, 1)
FIRST = ("Ada", "Jonas", "Mira", "Tom", "Ines", "Karl", "Lea", "Sami", "Nora", "Emil", "Vera", "Hugo", "Alma", "Ivo")
SYLLABLES = ("bren", "dal", "kor", "mar", "vik", "ost", "lund", "hal", "ner", "sten", "rup", "tor", "bek", "nor", "gas")
ROLES = ("Mayor", "Minister", "Judge", "Professor", "Director", "Senator", "Commissioner", "Ambassador")
DEEDS = (
    "closed",
    "reopened",
    "inspected",
    "praised",
    "criticised",
    "sold",
    "visited",
    "measured",
    "flooded",
    "defended",
)
THINGS = ("bridge", "plant", "train", "hospital", "park", "market", "library", "tunnel", "school", "ferry", "museum")
BODIES = ("Council", "Ministry", "Institute", "Police", "Railways", "University", "Union", "Bank")
OUTLETS = ("Post", "Courier", "Gazette", "Herald", "Tribune", "Observer")
MONTHS = ("January", "March", "May", "June", "September", "October")
_RANKS = 30_000
_ZIPF = list(accumulate(1 / (rank + 3) for rank in range(_RANKS)))


def articles(count: int) -> Iterator[tuple[str, str]]:
    """Name of a seed and its text, so many; the first are the same whatever the number."""
    return islice(_articles(), count)


def _articles() -> Iterator[tuple[str, str]]:
    number = 0
    story = 0
    while True:
        pick = random.Random(story)
        day = FIRST_DAY + timedelta(days=story // STORIES_A_DAY)
        people = [_person(_rank(pick)) for _ in range(4)]
        place, matter = _word(_rank(pick)).capitalize(), f"{_word(_rank(pick))} {pick.choice(THINGS)}"
        body = f"{place} {pick.choice(BODIES)}"
        core = [_paragraph(pick, people, place, matter, body) for _ in range(4)]
        for _ in range(pick.choice((1, 1, 1, 2, 2, 3, 5, 8))):
            outlet = f"{_word(_rank(pick) % 300).capitalize()} {pick.choice(OUTLETS)}"
            own = [_paragraph(pick, [*people[:2], _person(_rank(pick))], place, matter, body) for _ in range(3)]
            title = f"{place}: {matter} {pick.choice(DEEDS)} after {pick.randint(2, 90)} {_word(_rank(pick))}s"
            facts = (
                f"---\ntitle: {title}\ndate: {day + timedelta(pick.choice((0, 0, 0, 1, 2)))}\nsource: {outlet}\n---\n"
            )
            yield f"{number // 1000:03}/{number:06}.md", f"{facts}\n" + "\n\n".join([core[0], *own, *core[1:]]) + "\n"
            number += 1
        story += 1


def _paragraph(pick: random.Random, people: list[str], place: str, matter: str, body: str) -> str:
    who, role = pick.choice(people), pick.choice(ROLES)
    words = [_word(_rank(pick)) for _ in range(5)]
    return (
        f"{role} {who} {pick.choice(DEEDS)} the {matter} in {place} on {pick.randint(1, 28)} {pick.choice(MONTHS)}, a "
        f"spokeswoman for the {body} said. “We did not expect the {words[0]} to cost {pick.randint(2, 900)} million,” "
        f"{who} told reporters. Residents with {pick.randint(2, 900)} {words[1]}s would not confirm that the "
        f"{words[2]} of the {words[3]} had been {pick.choice(DEEDS)} last week."
    )


def _rank(pick: random.Random) -> int:
    return pick.choices(range(_RANKS), cum_weights=_ZIPF)[0]


def _word(rank: int) -> str:
    pick = random.Random(rank)
    return "".join(pick.choices(SYLLABLES, k=pick.choice((2, 3, 3))))


def _person(rank: int) -> str:
    return f"{FIRST[rank % len(FIRST)]} {_word(rank + _RANKS).capitalize()}"
