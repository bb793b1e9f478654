"""The main text of a page: voters each say what they hold it to be, and the blocks of the page are voted on.

A voter is a file `by_*.py` with `paragraphs(tree)`; one that fails or finds nothing does not vote. How far each
voter is to be trusted, and when, was learned from labelled pages (`vote.py`, `tools/learn_vote.py`); `tidy.py` mends
what a vote on single blocks cannot see. What comes out is the page's own text, block by block, so no voter's slips of
spacing or order get into it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from lxml.html import HtmlElement

from builder.config import Extract
from builder.read.extract import by_justext, by_readability, by_resiliparse, by_statement, by_trafilatura
from builder.read.extract.ballots import Ballot, words_of
from builder.read.extract.blocks import Block, find_blocks
from builder.read.extract.features import Context, Row, rows_of
from builder.read.extract.tidy import OUTVOTED, reasons
from builder.read.extract.vote import chances, table
from builder.records import Removed

__all__ = ["VOTERS", "Extracted", "extract"]

Voter = Callable[[HtmlElement], list[str]]

VOTERS: dict[str, Voter] = {
    "trafilatura": by_trafilatura.paragraphs,
    "trafilatura, careful": partial(by_trafilatura.paragraphs, careful=True),
    "readability": by_readability.paragraphs,
    "resiliparse": by_resiliparse.paragraphs,
    "justext": by_justext.paragraphs,
    "statement": by_statement.paragraphs,
}
"""Name in the table of the vote -> what the voter holds to be the main text. None changes the tree."""

_MAX_REMOVED = 20
"""Lines listed as removed."""

_LISTED = 0.5
"""Mean of the votes from which a line that is left out is worth listing; the rest of the page is not."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The main text of a page."""

    paragraphs: tuple[str, ...]
    """In page order; empty when there is none."""

    removed: tuple[Removed, ...] = ()
    """Lines that stood in it, or that voters wanted in, in page order."""


def extract(tree: HtmlElement, way: Extract = "consensus") -> Extracted:
    """The main text of a page that hides nothing; the tree stays as it is.

    `fast` is trafilatura alone. So is a page on which the voters agree on nothing.
    """
    if way == "fast":
        return Extracted(tuple(by_trafilatura.paragraphs(tree)))
    voted = {name: _ask(voter, tree) for name, voter in VOTERS.items()}
    candidates = weigh(tree, voted)
    found = reasons(candidates, chances([row for _, row in candidates]), table()["keep"])
    if None not in found:
        return Extracted(tuple(voted["trafilatura"]))
    paragraphs = [block.text for (block, _), why in zip(candidates, found, strict=True) if why is None]
    removed = [
        Removed(" ".join(block.text.split()), why)
        for (block, row), why in zip(candidates, found, strict=True)
        if why is not None and (why != OUTVOTED or (row["votes"] >= _LISTED and row["title"] < 1))
    ]
    # A line that a page repeats, as advertisement marks are, is worth naming once.
    return Extracted(tuple(paragraphs), tuple(dict.fromkeys(removed))[:_MAX_REMOVED])


def _ask(voter: Voter, tree: HtmlElement) -> list[str]:
    """What a voter says; nothing if it fails, for a page that one cannot read the others may."""
    try:
        return voter(tree)
    except ImportError:
        raise
    except Exception:  # noqa: BLE001 - other people's parsers raise anything
        return []


def weigh(tree: HtmlElement, voted: dict[str, list[str]]) -> list[tuple[Block, Row]]:
    """The blocks of a page that a voter wants, with what is known of each."""
    ballots = {name: Ballot(paragraphs) for name, paragraphs in voted.items()}
    blocks = find_blocks(tree)
    titles, summaries = _stated(tree)
    rows = rows_of(blocks, Context(ballots, titles, Ballot(summaries)))
    return [(block, row) for block, row in zip(blocks, rows, strict=True) if row is not None]


def _stated(tree: HtmlElement) -> tuple[list[list[str]], list[str]]:
    """The words of each title that the page states, and its summaries."""
    titles = [element.text_content() for name in ("h1", "title") for element in tree.iter(name)]
    summaries = []
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name in ("og:title", "twitter:title"):
            titles.append(meta.get("content", ""))
        elif name in ("og:description", "description", "twitter:description"):
            summaries.append(meta.get("content", ""))
    return [words for title in titles if (words := words_of(title))], summaries
