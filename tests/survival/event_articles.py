"""Short articles on three events and two things beside them, analysed once for all sequences."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from builder import analyse
from builder.records import Article, Briefing

ARTICLES = {
    "bridge-post": (
        "Valdora Post",
        "2031-05-06",
        "Harbour bridge in Brockel closed after cracks were found\n\nThe harbour bridge in Brockel was closed "
        "on Tuesday "
        "after inspectors found cracks in two pillars, Mayor Ada Lund said. The repair will cost 12 million crowns, "
        "she said.\n\nThe Port Company would not confirm the cost.",
    ),
    "bridge-courier": (
        "Brockel Courier",
        "2031-05-06",
        "Cracks close Brockel's harbour bridge\n\nBrockel has closed its harbour bridge because of cracks in "
        "two pillars, "
        "Mayor Ada Lund said on Tuesday. Repairing the bridge will cost 15 million crowns, according to the "
        "Port Company. "
        "Inspectors found the cracks last week.",
    ),
    "bridge-times": (
        "Agder Times",
        "2031-05-07",
        "Brockel harbour bridge to stay closed for a year\n\nThe harbour bridge in Brockel will stay closed for a year "
        "after cracks were found in its pillars, Mayor Ada Lund said on Wednesday. The cracks in the two "
        "pillars of the "
        "harbour bridge were found by inspectors.",
    ),
    "bridge-echo": (
        "Sundby Echo",
        None,
        "Sundby ferry helps out while Brockel's harbour bridge is closed\n\nThe harbour bridge in Brockel was "
        "closed on "
        "Tuesday after inspectors found cracks in two pillars, Mayor Ada Lund said. A ferry from Sundby carries the "
        "lorries until the pillars of the harbour bridge are repaired.",
    ),
    "vote-post": (
        "Valdora Post",
        "2031-05-06",
        "Norrheim parliament rejects fishing treaty\n\nThe parliament of Norrheim rejected the fishing treaty "
        "with Kesten "
        "on Tuesday by 61 votes to 48. Fisheries Minister Karl Voss said he would resign. The treaty would have "
        "cut the "
        "herring quota of both countries by a third.",
    ),
    "vote-courier": (
        "Brockel Courier",
        "2031-05-07",
        "Fisheries minister resigns after Norrheim rejects treaty\n\nFisheries Minister Karl Voss of Norrheim "
        "resigned on "
        "Wednesday after parliament rejected the fishing treaty with Kesten by 61 votes to 48. The treaty would "
        "have cut "
        "the herring quota by a third.",
    ),
    "fire-times": (
        "Agder Times",
        "2031-05-20",
        "Fire destroys the glass works of Hallin\n\nA fire destroyed the glass works of Hallin on Tuesday "
        "night. Fire chief "
        "Mirjam Oke said that a furnace had burst. Nobody was hurt, and 140 people have lost their work.",
    ),
    "fire-echo": (
        "Sundby Echo",
        "2031-05-21",
        "Burst furnace blamed for fire at Hallin glass works\n\nA burst furnace set fire to the glass works of "
        "Hallin on "
        "Tuesday night, fire chief Mirjam Oke said. The glass works burned down, and 140 people have lost their work.",
    ),
    "lamp": (
        "Agder Times",
        "2031-05-12",
        "Lighthouse on Storoya sold to a painter\n\nThe lighthouse on Storoya was sold on Monday. The painter "
        "Ida Brekke "
        "paid two million crowns and will keep it white.",
    ),
    "orchestra": (
        "Valdora Post",
        None,
        "City orchestra plays without a conductor\n\nThe orchestra of Valdora played without a conductor. The first "
        "violinist, Jon Tveit, gave the beat with his bow.",
    ),
}
FIRST = tuple(name for name in ARTICLES if name not in ("bridge-echo", "fire-echo", "orchestra"))


def sow(root: Path, name: str) -> None:
    source, day, text = ARTICLES[name]
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds" / f"{name}.txt").write_text(text)
    (root / "seeds" / f"{name}.yml").write_text(f"source: {source}\n" + (f"date: {day}\n" if day else ""))


class Remembered:
    """Findings that are made once for each article and date."""

    known: dict[tuple[object, ...], Briefing] = {}  # noqa: RUF012
    deaths = 0

    def __init__(self, *_: object, **__: object) -> None: ...

    def of(self, articles: Sequence[Article]) -> Iterator[Briefing]:
        for one in articles:
            key = (one.id, one.text, one.title, one.dating)
            if key not in self.known:
                (self.known[key],) = analyse.analyse([one])
            yield replace(self.known[key], article=one)

    def tidy(self) -> None: ...
