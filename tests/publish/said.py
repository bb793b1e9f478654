"""A briefing of which every word was chosen by a stranger, for laws about what becomes of words."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle
from pathlib import PurePosixPath

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder.records import (
    Actor,
    Appearance,
    Article,
    Briefing,
    Correction,
    Dating,
    Dossier,
    Evidence,
    OpenPoint,
    Point,
    Quote,
    Removed,
    Role,
    Sentence,
    Sourcing,
    Span,
    Timex,
    Version,
)
from builder.write import escape

PLACES = 20
"""Texts in a briefing."""

_MARKS = [
    *("!!! note", "??? x", '=== "x"', "/// html", "///", "::: x", "+++", "```", "~~~", "---", "***", "# ", "#", "> "),
    *("1. ", "a) ", "- ", "- [ ] ", "* ", ": ", "    ", "\t", "| ", " | ", "| - |", "[x](y)", "![", "](", "][", "[^1]"),
    *("[^1]: ", "*[HTML]: ", "[x]: ", "[[x]]", "[TOC]", "{: #__x }", "{: .y }", "{#s1 .s}", "{x=y}", "{{ x }}"),
    *("{% x %}", "{# x #}", '--8<-- "secret.txt"', ":smile:", ":material-x:", "++ctrl++", "==x==", "~~x~~", "^^x^^"),
    *("{++x++}", "{--x--}", "{==x==}", "{>>x<<}", "$x$", "$$", "\\(x\\)", "\\", "`", "``", "*", "**", "__", "_x_"),
    *(
        "<b>",
        "</p>",
        "<!--",
        "-->",
        "<?x?>",
        "]]>",
        "<![CDATA[",
        "<script>",
        "<svg/onload=x>",
        "<https://x.y>",
        "<x@y.z>",
    ),
    *(
        "https://x.y/",
        "http://[x",
        "www.x.y",
        "x@y.z",
        "javascript:x",
        "&amp;",
        "&#60;",
        "&lt",
        "&copy",
        "&",
        "\x02",
        "\x03",
    ),
    *(
        "\n\n",
        "\n",
        "\u2028",
        "\x85",
        "\u00a0",
        "\u202e",
        "\ufeff",
        "klzzwxh:0001",
        "wzxhzdk:0",
        "\x02amp\x03",
        "x",
        "a b",
    ),
]
"""What some Markdown or template reads, the stashes of Python-Markdown too."""

TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("\\`*_{}[]()#+-.!|~^$=:<>&\"'%;?/@, \n\t1ai")), st.characters(codec="utf-8")
    ),
    min_size=1,
    max_size=60,
) | st.lists(st.sampled_from(_MARKS), min_size=1, max_size=6).map("".join)
"""Every character that a file can hold, and what means something to Markdown more often than others."""


def drawn(texts: st.SearchStrategy[str], count: int) -> list[str]:
    """So many different texts in which there is something to see."""
    found: dict[str, None] = {}

    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(texts)
    def draw(text: str) -> None:
        if escape.one_line(text):
            found[text] = None

    draw()
    return list(found)


def by_places(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The texts dealt out to briefings, each of which says so many."""
    following = cycle(texts)
    for _ in range(-(-len(texts) // PLACES)):
        yield tuple(next(following) for _ in range(PLACES))


def saying(number: int, words: Sequence[str]) -> Briefing:
    """A briefing that says these in its places; all else in it is the same for all."""
    title, headline, source, author, *said = words
    reason, role, alias, origin, via, rule, noise, mended, other, theirs, gone, speaker, *lines = said
    text = "\n\n".join(escape.one_line(one) for one in lines)
    spans, begin = [], 0
    for line in text.split("\n\n"):
        spans.append(Span(begin, begin + len(line)))
        begin += len(line) + 2
    first, second, third, last = spans
    code = f"{number:04}"  # tells names of one briefing from those of another
    named = (f"{speaker} P{code}", f"{origin} O{code}")
    return Briefing(
        article=Article(
            id=f"b{number:010}",
            path=PurePosixPath(f"seeds/{code}.txt"),
            digest="ab" * 32,
            text=text,
            title=title,
            original_title=headline,
            dating=Dating("metadata", date(2030, 6, 4), "2030-06-04", (Evidence(reason, first),)),
            source=f"{source} S{code}",
            authors=(author,),
            corrections=(Correction(mended, "2030-07-01"),),
            removed=(Removed(noise, rule),),
            versions=(
                Version("update", PurePosixPath(f"seeds/{code}b.txt"), f"{other} V", gone=(gone,)),
                Version("reprint", PurePosixPath(f"seeds/{code}c.txt"), f"{other} W", f"{theirs} T{code}"),
            ),
        ),
        sentences=tuple(Sentence(one, True) for one in spans),
        bottom_line=first,
        points=(Point(second, "reported"), Point(third, "claimed", named[0])),
        actors=(
            Actor("PER", named[0], (named[0], f"{alias} A"), (second,), (Role(role, second),)),
            Actor("ORG", named[1], (named[1],), (third,)),
        ),
        quotes=(Quote(third, third.of(text), named[0], second, "said", via=named[1]),),
        timexes=(Timex(last, last.of(text), "DATE", "2030-06-03", "past"),),
        open_points=(OpenPoint(last, last, named[1]),),
        sourcing=Sourcing((f"{via} U{code}",), (Evidence(reason, third),), (named[1],), "moderate", reason),
    )


def dossiers(briefings: Sequence[Briefing]) -> list[Dossier]:
    """What is said of each actor."""
    return [Dossier(actor.kind, actor.name, (Appearance(one, actor),)) for one in briefings for actor in one.actors]
