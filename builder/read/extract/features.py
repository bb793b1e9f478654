"""What is known of each block of a page: numbers, named, for the vote to weigh.

Nothing here describes the page as a whole (its length, how much of it is lists): from few pages such numbers are
learned by heart, and left out they were not missed on sites that had not been learned from.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from lxml.html import HtmlElement

from builder.read.extract.ballots import Ballot
from builder.read.extract.blocks import Block
from builder.read.extract.surroundings import PLACES, Surroundings, group_names, look_of

Row = dict[str, float]

_CORE = 0.6
"""Mean of the votes from which a block counts as surely main text, so that others can be seen beside it."""

_TOLD = 0.05
"""A block of which no voter has more than this is out: what nobody wants is never main text."""

_SENTENCE = re.compile(r"[.!?…。！？।؟][\"”’'»)\]」』]*$")
"""Matches `He said: "No."`, not `Read more`."""

_ADDRESS = re.compile(r"https?://|www\.|pic\.twitter|(?:^|\s|\()@\w")
"""Matches `(@mayor)` and `www.example.org`, not `a@b`."""

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "p": "p",
    **dict.fromkeys(("li", "dd", "dt"), "li"),
    **dict.fromkeys(("tr", "td", "th"), "row"),
    **dict.fromkeys(("figcaption", "caption", "figure"), "caption"),
    "pre": "pre",
}
_KIND_NAMES = (*dict.fromkeys(_KINDS.values()), "div")


class Context(NamedTuple):
    """What the whole page says to each of its blocks."""

    ballots: Mapping[str, Ballot]
    titles: Sequence[Sequence[str]]
    """Words of each title that the page states."""

    summary: Ballot


def rows_of(blocks: Sequence[Block], context: Context) -> list[Row | None]:
    """A row of numbers for each block; None where no voter wants it."""
    votes = [
        {name: ballot.share(block.words) for name, ballot in context.ballots.items() if ballot} for block in blocks
    ]
    means = [sum(one.values()) / len(one) if one else 0.0 for one in votes]
    page = _Page(blocks, means)
    seen: Counter[tuple[str, ...]] = Counter()
    often = Counter(tuple(block.words) for block in blocks)
    rows: list[Row | None] = []
    for at, (block, vote, mean) in enumerate(zip(blocks, votes, means, strict=True)):
        words = tuple(block.words)
        if max(vote.values(), default=0.0) > _TOLD:
            row = {f"vote {name}": vote.get(name, mean) for name in context.ballots}
            row |= {"votes": mean, "votes low": min(vote.values()), "votes high": max(vote.values())}
            row |= {"seen": min(2.0, seen[words]), "often": min(2.0, often[words] - 1.0)}
            row["title"] = max((_overlap(words, title) for title in context.titles), default=0.0)
            row["summary"] = context.summary.share(words) if context.summary else 0.0
            rows.append(row | _of_text(block) | page.of_place(at) | page.of_element(block))
        else:
            rows.append(None)
        seen[words] += 1
    return rows


def _of_text(block: Block) -> Row:
    """What the words themselves show, in any language."""
    text, length = block.text, block.length or 1
    return {
        "digits": sum(map(str.isdigit, text)) / length,
        "capitals": sum(map(str.isupper, text)) / length,
        "commas": min(1.0, sum(map(text.count, ",、，")) / 5),
        "lines": min(1.0, text.count("\n") / 5),
        "colon": float(":" in text[-2:] or text.endswith("：")),
        "question": float("?" in text[-2:] or text.endswith("？")),
        "cut": float(text.endswith(("...", "…", "»", "›", ">", "→"))),
        "label": float(":" in text[:30] or "|" in text),
        "small start": float(text[0].islower()),
        "sign start": float(not text[0].isalnum() and text[0] not in "“\"„«'‘¿¡("),
        "quote start": float(text[0] in "“\"„«'‘「"),
        "address": float(bool(_ADDRESS.search(text))),
    }


class _Page:
    """Sums over a page, made once."""

    def __init__(self, blocks: Sequence[Block], means: Sequence[float]) -> None:
        self.means = means
        self.sizes = sizes = [len(block.words) for block in blocks]
        self.linked = [block.linked / (block.length or 1) for block in blocks]
        self.ends = [float(bool(_SENTENCE.search(block.text))) for block in blocks]
        core = [size * mean if mean >= _CORE else 0.0 for size, mean in zip(sizes, means, strict=True)]
        self.core = sum(core)
        self.passed = [0, *accumulate(sizes)]
        self.core_passed = [0.0, *accumulate(core)]
        self.voted = [0.0, *accumulate(size * mean for size, mean in zip(sizes, means, strict=True))]
        there = [at for at, one in enumerate(core) if one > self.core / 100]
        self.first, self.last = (there[0], there[-1]) if there else (0, len(blocks) - 1)
        self.around = Surroundings(
            (block.element, one / self.core) for block, one in zip(blocks, core, strict=True) if one
        )
        self.looks = [look_of(block.element) for block in blocks]
        self.parents = [block.element.getparent() for block in blocks]
        self.by_look, self.by_parent = _Sums(self.looks, sizes, means), _Sums(self.parents, sizes, means)

    def of_place(self, at: int) -> Row:
        """What stands before and after a block, and how far it is from the main text."""
        count, means, sizes = len(self.means), self.means, self.sizes
        row: Row = {}
        for name, other in (("before", at - 1), ("after", at + 1), ("before 2", at - 2), ("after 2", at + 2)):
            row[name] = means[other] if 0 <= other < count else 0.0
        for name, other in (("before", at - 1), ("after", at + 1)):
            inside = 0 <= other < count
            row[f"words {name}"] = math.log2(sizes[other] + 1) if inside else 0.0
            row[f"links {name}"] = self.linked[other] if inside else 1.0
            row[f"sentence {name}"] = self.ends[other] if inside else 0.0
            row[f"alike {name}"] = float(inside and self.looks[other] == self.looks[at])
        for name, span in (("around", 4), ("wide", 12)):
            start, end = max(0, at - span), min(count, at + span + 1)
            others = self.passed[end] - self.passed[start] - sizes[at]
            row[name] = (self.voted[end] - self.voted[start] - sizes[at] * means[at]) / (others or 1)
        core = self.core or 1.0
        return row | {
            "words": math.log2(sizes[at] + 1),
            "links": self.linked[at],
            "sentence": self.ends[at],
            "core before": self.core_passed[at] / core,
            "too early": math.log2(max(0, self.first - at) + 1),
            "too late": math.log2(max(0, at - self.last) + 1),
            "look": self.by_look.mean(self.looks[at], sizes[at], means[at]),
            "look share": self.by_look.voted[self.looks[at]] / core,
            "siblings": self.by_parent.mean(self.parents[at], sizes[at], means[at]),
        }

    def of_element(self, block: Block) -> Row:
        """What the elements around a block are."""
        element, parent = block.element, block.element.getparent()
        grand = parent.getparent() if parent is not None else None
        around, kind = self.around.of(element), _kind(element)
        row = {f"is {name}": float(kind == name) for name in _KIND_NAMES}
        row |= {f"in {tag}": float(tag in around.tags) for tag in PLACES}
        row |= {f"near {name}": float(name in around.near) for name in group_names()}
        return row | {
            "own": self.around.weight(element),
            "parent": self.around.weight(parent),
            "grandparent": self.around.weight(grand),
        }


class _Sums:
    """Votes of the blocks that share something."""

    def __init__(self, keys: Sequence[object], sizes: Sequence[int], means: Sequence[float]) -> None:
        self.voted: dict[object, float] = defaultdict(float)
        self.size = Counter[object]()
        for key, size, mean in zip(keys, sizes, means, strict=True):
            self.voted[key] += size * mean
            self.size[key] += size

    def mean(self, key: object, size: int, mean: float) -> float:
        """The mean vote of the others; one half where there are none."""
        others = self.size[key] - size
        return (self.voted[key] - size * mean) / others if others else 0.5


def _kind(element: HtmlElement) -> str:
    return _KINDS.get(element.tag, "div")


def _overlap(some: Sequence[str], title: Sequence[str]) -> float:
    if len(some) > 3 * len(title):
        return 0.0
    return 2 * len(set(some) & set(title)) / (len(set(some)) + len(set(title)))
