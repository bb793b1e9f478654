"""Articles and actors for tests, from case files that an editor can read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from builder.analyse.nlp import Parsed, parse
from builder.records import Actor, Article, Span

_ACTOR = re.compile(r"- (PER|ORG|STATE|LOC) (.+)")


@dataclass
class Case:
    title: str
    text: str = ""
    actors: list[tuple[str, list[str]]] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def parsed(self) -> Parsed:
        return parsed(self.text)

    def cast(self) -> tuple[Actor, ...]:
        return tuple(actor(kind, names, self.text) for kind, names in self.actors)


def read_cases(path: Path) -> Iterator[Case]:
    for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, _, rest = part.partition("\n")
        case = Case(title.strip())
        for line in rest.splitlines():
            if match := _ACTOR.fullmatch(line.strip()):
                case.actors.append((match[1], [name.strip() for name in match[2].split("=")]))
            elif line.startswith(">"):
                case.text += line[1:].strip() + "\n"
            elif line.startswith("* "):
                case.expected.append(line[2:].strip())
        case.text = case.text.strip()
        yield case


def parsed(text: str, title: str = "") -> Parsed:
    article = Article(id="b0000000000", path=PurePosixPath("seeds/case.txt"), digest="", text=text, title=title)
    return next(parse([article]))


def actor(kind: str, names: list[str], text: str) -> Actor:
    forms = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b")
    mentions = tuple(Span(*match.span()) for match in pattern.finditer(text))
    return Actor(kind=kind, name=names[0], aliases=tuple(names), mentions=mentions)  # type: ignore[arg-type]
