"""Articles and actors for tests, from case files that an editor can read."""

import re
from datetime import date
from pathlib import PurePosixPath
from typing import cast

from builder.analyse.nlp import Parsed, parse
from builder.records import Actor, ActorKind, Article, Dating, Span

_ACTOR = re.compile(r"- (PER|ORG|STATE|LOC) (.+)")


def staged(words: str) -> tuple[Parsed, tuple[Actor, ...]]:
    """The article of a case and who acts in it: lines `- PER Jane Smith = Smith`, then the text."""
    lines = words.splitlines()
    named = [match for line in lines if (match := _ACTOR.fullmatch(line))]
    text = "\n".join(lines[len(named) :]).strip()
    return parsed(text), tuple(actor(found[1], found[2].split(" = "), text) for found in named)


def headed(words: str) -> tuple[Parsed, tuple[Actor, ...]]:
    """The article of a case that opens with `# Headline` and, if it has one, `date 2030-06-03`, then as `staged`."""
    head = re.match(r"# (?P<title>.+)\n(?:date (?P<day>\S+)\n)?", words)
    assert head
    lines = words[head.end() :].splitlines()
    named = [match for line in lines if (match := _ACTOR.fullmatch(line))]
    text = f"{head['title']}\n\n" + "\n".join(lines[len(named) :]).strip()
    one = parsed(text, head["title"], date.fromisoformat(head["day"]) if head["day"] else None)
    return one, tuple(actor(found[1], found[2].split(" = "), text) for found in named)


def parsed(text: str, title: str = "", day: date | None = None) -> Parsed:
    dating = Dating("stated", day, day.isoformat()) if day else None
    article = Article(
        id="b0000000000",
        path=PurePosixPath("seeds/case.txt"),
        digest="",
        text=text,
        title=title,
        original_title=title if title and text.startswith(title) else None,
        dating=dating,
    )
    return next(parse([article]))


def actor(kind: str, names: list[str], text: str) -> Actor:
    forms = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b")
    mentions = tuple(Span(*match.span()) for match in pattern.finditer(text))
    return Actor(kind=cast(ActorKind, kind), name=names[0], aliases=tuple(names), mentions=mentions)
