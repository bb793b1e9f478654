"""Learns the table of the vote on main text (`builder/data/vote.json`) from labelled pages.

`python -m tools.learn_vote` learns it anew and says what to expect on pages of other sites: a table that has not seen
the sites of a fifth of the pages is tried on these, in turn.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from statistics import fmean
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from tld import get_fld

from builder.read.extract import VOTERS, weigh
from builder.read.extract.ballots import Ballot
from builder.read.format import Seed
from builder.read.html import visible_tree
from tests.eval.extract import DATA, cases, overlap, words
from tools.boost import Array, Options, answer, learn

SETS = ("zyte", "fundus", "fundus_eval", "wcxb")
TABLE = Path(__file__).parents[1] / "builder" / "data" / "vote.json"
SOURCE = (
    "Learned by tools/learn_vote.py from pages labelled by scrapinghub/article-extraction-benchmark (MIT), "
    "flairNLP/fundus (MIT), dobbersc/fundus-evaluation (MIT) and WCXB by Murrough Foley (CC BY 4.0). Licence: that "
    "of the project. Each tree asks whether features are over bounds; the answers, first one highest, choose one of "
    "its values. The sum of all values, as a logit, is the chance that a block is main text."
)
FOLDS = 5
KEEP = 0.5


class Page(NamedTuple):
    """A labelled page, its blocks weighed."""

    name: str
    fold: int
    gold: Counter[str]
    blocks: list[Counter[str]]
    rows: list[dict[str, float]]
    truth: list[float]


def pages(name: str) -> Iterator[Page]:
    """The pages of a set on which anything is found."""
    for case in cases(name):
        data = gzip.decompress((DATA / "extract" / "dev" / case["set"] / case["input"]).read_bytes())
        tree = visible_tree(Seed(PurePosixPath(case["id"]), data, ""))
        voted: dict[str, list[str]] = {}
        for voter, paragraphs in VOTERS.items():
            try:
                voted[voter] = paragraphs(tree)
            except Exception:  # noqa: BLE001 - as in the vote
                voted[voter] = []
        weighed = weigh(tree, voted)
        if weighed:
            gold = Ballot(case["gold"]["text"].split("\n"))
            site = get_fld(case["url"], fail_silently=True) or case["id"]
            yield Page(
                name,
                crc32(site.encode()) % FOLDS,
                words(case["gold"]["text"]),
                [words(block.text) for block, _ in weighed],
                [row for _, row in weighed],
                [gold.share(block.words) for block, _ in weighed],
            )


def weights(page: Page) -> list[float]:
    """What each block counts: its words as a share of the article's, so that every page counts alike."""
    return [min(1.0, block.total() / (page.gold.total() or 1)) + 0.002 for block in page.blocks]


def examples(some: Sequence[Page], features: Sequence[str]) -> tuple[Array, Array, Array]:
    """Rows, truth and weights of the blocks of all pages."""
    rows = np.array([[row[name] for name in features] for page in some for row in page.rows], dtype=float)
    weight = np.array([one for page in some for one in weights(page)])
    return rows, np.array([one for page in some for one in page.truth]), weight / weight.mean()


def score(page: Page, trees: list[dict[str, Any]], features: Sequence[str]) -> float:
    """F1 of the words of the blocks that the trees keep."""
    chance = answer(trees, np.array([[row[name] for name in features] for row in page.rows], dtype=float))
    kept: Counter[str] = Counter()
    for block, one in zip(page.blocks, chance, strict=True):
        if one > KEEP:
            kept.update(block)
    return overlap(page.gold, kept)[2]


def main() -> None:
    """Learn, say how well, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--try", action="store_true", dest="dry", help="say how well, and leave the table as it is")
    options, learning = parser.parse_args(), Options()
    all_pages = [page for name in SETS for page in pages(name)]
    features = sorted(all_pages[0].rows[0])
    unseen: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        trees = learn(*examples([page for page in all_pages if page.fold != fold], features), learning)
        for page in (page for page in all_pages if page.fold == fold):
            unseen.setdefault(page.name, []).append(score(page, trees, features))
    for name, figures in unseen.items():
        sys.stdout.write(f"{name:<12} {fmean(figures):.4f} on sites not learned from ({len(figures)} pages)\n")
    if not options.dry:
        trees = learn(*examples(all_pages, features), learning)
        used = sorted({int(feature) for tree in trees for feature, _ in tree["ask"]})
        for tree in trees:
            tree["ask"] = [[used.index(int(feature)), bound] for feature, bound in tree["ask"]]
        lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
        known = {"source": SOURCE, "keep": KEEP, "features": [features[one] for one in used]}
        head = json.dumps(known, indent=0, ensure_ascii=False).removesuffix("\n}")
        TABLE.write_text(f'{head},\n"trees": [\n{lines}\n]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
