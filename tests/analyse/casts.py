"""Articles and actors for tests, from case files that an editor can read."""

import re
from pathlib import PurePosixPath
from typing import cast

from builder.analyse.nlp import Parsed, parse
from builder.records import Actor, ActorKind, Article, Span

_ACTOR = re.compile(r"- (PER|ORG|STATE|LOC) (.+)")


def staged(words: str) -> tuple[Parsed, tuple[Actor, ...]]:
    """The article of a case and who acts in it: lines `- PER Jane Smith = Smith`, then the text."""
    lines = words.splitlines()
    named = [match for line in lines if (match := _ACTOR.fullmatch(line))]
    text = "\n".join(lines[len(named) :]).strip()
    return parsed(text), tuple(actor(found[1], found[2].split(" = "), text) for found in named)


def parsed(text: str, title: str = "") -> Parsed:
    article = Article(id="b0000000000", path=PurePosixPath("seeds/case.txt"), digest="", text=text, title=title)
    return next(parse([article]))


def actor(kind: str, names: list[str], text: str) -> Actor:
    forms = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b")
    mentions = tuple(Span(*match.span()) for match in pattern.finditer(text))
    return Actor(kind=cast(ActorKind, kind), name=names[0], aliases=tuple(names), mentions=mentions)
