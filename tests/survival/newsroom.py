"""A newsroom as the days go by: articles come, people edit pages and delete some, the machine is cut off at work."""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.survival.text import dressed, opened, plain

EDITS, DELETIONS = 20, 5
"""What people do in a day."""

IN_FILES = 6
"""New articles of a day that lie in files of their own; the others are rows of one file."""

SYLLABLES = (
    *("ba", "do", "fi", "gu", "ke", "la", "mi", "no", "pe", "ru", "sa", "ti", "vo", "we", "za", "bri", "sto", "kla"),
    *("mer", "lin", "tor", "hal", "ven", "gro", "sund"),
)
WORDS = 12
"""Words of its own that an article may use."""

FIRST_NAMES = ("Ada", "Tom", "Ida", "Mirjam", "Jon", "Per", "Lea", "Sami", "Ines", "Karl", "Tea", "Olav")
LAST_NAMES = ("Lund", "Okafor", "Voss", "Oke", "Brekke", "Aas", "Maurer", "Aalto", "Duarte", "Holm", "Moen", "Tveit")
TOLD_TWICE = 0.1
"""How many of the articles tell what another one of the day tells: events."""

OUTLETS = ("Agder Times", "Valdora Post", "Brockel Courier", "Sundby Echo")


@dataclass
class Newsroom:
    """A project and what its people did so far."""

    root: Path
    dice: random.Random
    a_day: int
    """New articles of a day."""

    number: int = 0
    told: list[str] = field(default_factory=list)
    """The words of the last article."""

    typed: dict[str, list[str]] = field(default_factory=dict)
    """Id of a page -> the words that people typed on it."""

    deleted: set[str] = field(default_factory=set)
    """Ids of pages that a person took away."""

    gone: set[str] = field(default_factory=set)
    """Ids of pages whose seeds were taken away."""

    def articles_come(self, day: int) -> None:
        """The new articles of a day, some as files, most as rows of one file."""
        folder = self.root / "seeds" / f"{day:02}"
        folder.mkdir(parents=True)
        rows = []
        for _ in range(self.a_day):
            self.number += 1
            title, text = self._article()
            when = f"2031-{1 + self.number // 401 % 12:02}-{1 + self.number % 28:02}"
            source = self.dice.choice(OUTLETS)
            if len(rows) < self.a_day - IN_FILES:
                rows.append(json.dumps({"title": title, "text": text, "date": when, "source": source}))
            else:
                (folder / f"{self.number}.txt").write_text(f"{title}\n\n{text}\n")
                (folder / f"{self.number}.yml").write_text(f"date: {when}\nsource: {source}\n")
        (folder / "rows.jsonl").write_text("\n".join(rows))

    def _article(self) -> tuple[str, str]:
        """Headline and text of news in brief, of words that hardly any other has unless it tells what the last did."""
        dice = self.dice
        if not self.told or dice.random() > TOLD_TWICE:
            self.told = ["".join(dice.choices(SYLLABLES, k=dice.choice((2, 3)))) for _ in range(WORDS)]
        words = iter(dice.sample(self.told, WORDS))
        who, other = (f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}" for _ in range(2))
        met = [f"The {next(words)} of the {next(words)} met the {next(words)} by the {next(words)}." for _ in range(2)]
        said = f"{who} said so to the {next(words)}, and {other} saw it."
        return f"{self.told[0].title()} meets {self.told[1]} {self.number}", f"{met[0]} {said}\n\n{met[1]}"

    def pages(self, below: str = "") -> list[Path]:
        return sorted((self.root / "docs" / below).rglob("*.md"))

    def people_edit(self) -> None:
        """Edits on pages of any kind: a note at the end, a sentence in the middle, a key of their own."""
        briefings = self.pages("briefings")
        pages = self.dice.sample(briefings, min(len(briefings), EDITS - 4))
        pages += self.dice.sample(self.pages("actors"), 2) + self.dice.sample(self.pages("sources"), 1)
        for path in [*pages, self.root / "docs" / "index.md"]:
            self.edit(path)

    def edit(self, path: Path) -> None:
        data = path.read_bytes()
        page = opened(plain(data))
        assert page is not None
        word = f"zqk{sum(map(len, self.typed.values())):05x}q"
        match self.dice.randrange(3):
            case 0:
                page.body.extend(["", f"A note of ours: {word}.", ""])
            case 1:
                at = next(at for at, line in enumerate(page.body) if line.startswith("# "))
                page.body[at + 1 : at + 1] = ["", f"We saw {word} there."]
            case _:
                page.front.append(f"note_{word}: {word}")
        path.write_bytes(dressed(str(page), crlf=self.dice.random() < 0.1, bom=False))
        self.typed.setdefault(id_of(path), []).append(word)

    def people_delete(self) -> None:
        """Two pages, and three seeds; what somebody wrote on stays."""
        bare = [path for path in self.pages("briefings") if id_of(path) not in self.typed]
        for path in self.dice.sample(bare, min(len(bare), 2)):
            self.deleted.add(id_of(path))
            path.unlink()
        of_seed = {seed_of(path): id_of(path) for path in self.pages("briefings")}
        files = [self.root / seed for seed in of_seed if seed.endswith(".txt")]
        bare_files = [one for one in sorted(files) if of_seed[one.relative_to(self.root).as_posix()] not in self.typed]
        for path in self.dice.sample(bare_files, min(len(bare_files), DELETIONS - 2)):
            self.gone.add(of_seed[path.relative_to(self.root).as_posix()])
            path.unlink()
            path.with_suffix(".yml").unlink()


def id_of(path: Path) -> str:
    return _value(path, "id")


def seed_of(path: Path) -> str:
    return _value(path, "seed").rpartition(" sha256:")[0]


def _value(path: Path, key: str) -> str:
    lines = path.read_text("utf-8-sig").splitlines()
    return next(line.removeprefix(f"{key}: ") for line in lines if line.startswith(f"{key}: ")).strip()
