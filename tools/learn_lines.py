"""Learns which lines of a pasted page are its article: writes `builder/data/line_trees.json`.

`python -m tools.learn_lines CASES.jsonl ...` reads labelled cases, a line each: `{kind, url, input, gold: {text}}`.
`input` is a gzip file beside it: a page's text as copied or, in a case without `kind`, its HTML, of which two pastes
are made; `gold.text` is the article in it. The same cases in the same order give the same table, to the byte.
`--check` learns from four fifths of the sites and measures on the rest, five times.

What is learnt: a sum of small trees by gradient boosting (Friedman 2001). All nodes of one level of a tree ask the
same question, so that a tree is four questions and sixteen answers: quick to ask in numpy, and slow to learn one site
by heart.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from builder.clean.line_features import Numbers, features
from builder.clean.page_lines import LineTrees, chances, decide
from builder.clean.text import find_paragraphs
from tools.paste_pages import pastes, words

TARGET = Path(__file__).parents[1] / "builder" / "data" / "line_trees.json"

TREES = 240
DEPTH = 4
RATE = 0.08
BINS = 32
COLUMNS = 0.3
"""Share of the columns that each tree may ask about: other trees then learn to do without them."""

PAGES = 0.7
"""Share of the pages that each tree sees."""

SHRINK = 20.0
"""Weight of the doubt in each answer."""

FOLDS = 5

_WORD = re.compile(r"\w+")


class Example(NamedTuple):
    """A pasted page, and which of its lines belong to the article."""

    kind: str
    site: str
    gold: str
    lines: list[str]
    rows: NDArray[np.float64]
    own: NDArray[np.float64]
    """1 for a line of the article, 0 for another."""

    weight: NDArray[np.float64]


def examples(cases: Path) -> Iterator[Example]:
    """The labelled pages, each line judged by the words it shares with the article in its order."""
    for text in cases.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        case = json.loads(text)
        article = case["gold"].get("text")
        if not article:
            continue
        data = gzip.decompress((cases.parent / case["input"]).read_bytes())
        made = [(case["kind"], data.decode())] if "kind" in case else [*pastes(data, article), ("body", article)]
        for kind, pasted in made:
            lines = find_paragraphs(pasted)
            own = np.ones(len(lines)) if kind == "body" else _judged(lines, article)
            lengths = np.array([max(len(words(line)), 1) for line in lines], dtype=np.float64) ** 0.7
            weight = (50 if kind == "body" else 100) * lengths / lengths.sum()
            yield Example(kind, _site(case["url"]), article, lines, features(lines), own, weight)


def _site(url: str) -> str:
    """The registered domain, near enough to keep the pages of one publisher together."""
    labels = (urlsplit(url).hostname or "").split(".")
    return ".".join(labels[-3 if len(labels) > 2 and len(labels[-2]) <= 3 else -2 :])


def _judged(lines: Sequence[str], article: str) -> NDArray[np.float64]:
    """1 for each line of which half the words are the article's, in its order."""
    tokens = [words(line) for line in lines]
    owner = [index for index, line in enumerate(tokens) for _ in line]
    blocks = SequenceMatcher(None, [word for line in tokens for word in line], words(article), autojunk=False)
    places = (place for block in blocks.get_matching_blocks() for place in range(block.a, block.a + block.size))
    hits = Counter(owner[place] for place in places)
    return np.array([float(hits[index] >= 0.5 * max(len(line), 1)) for index, line in enumerate(tokens)])


def learn(pages: Sequence[Example]) -> LineTrees:
    """The trees that tell the lines of these pages apart."""
    random = np.random.RandomState(7)  # the generator whose numbers never change
    rows, own, weight = (np.concatenate([page[at] for page in pages]) for at in (4, 5, 6))
    page_of = np.repeat(np.arange(len(pages)), [len(page.lines) for page in pages])
    cuts = [
        np.unique(np.round(np.quantile(column, np.arange(1, BINS) / BINS, method="nearest"), 3)) for column in rows.T
    ]
    # By column and small: almost all the time goes into counting one column after the other.
    binned = np.array(
        [np.searchsorted(cut, column, side="left") for cut, column in zip(cuts, rows.T, strict=True)], dtype=np.uint8
    )
    start = float(np.log((own * weight).sum() / ((1 - own) * weight).sum()))
    score = np.full(len(own), start)
    columns_asked, limits, answers = [], [], []
    for _ in range(TREES):
        chance = 1 / (1 + np.exp(-score))
        seen = np.flatnonzero((random.rand(len(pages)) < PAGES)[page_of])
        slope, bend = ((own - chance) * weight)[seen], (chance * (1 - chance) * weight)[seen]
        allowed = np.flatnonzero(random.rand(rows.shape[1]) < COLUMNS)
        sample = {int(column): binned[column][seen] for column in allowed}
        leaf = np.zeros(len(seen), dtype=np.int64)
        asked: list[int] = []
        limit: list[float] = []
        for level in range(DEPTH):
            tried = (
                (*_gain(bins, len(cuts[column]), leaf, level, slope, bend), column) for column, bins in sample.items()
            )
            _, place, column = max(tried)
            leaf = leaf * 2 + (sample[column] > place)
            asked.append(column)
            limit.append(float(cuts[column][place]))
        total = np.bincount(leaf, slope, 2**DEPTH) / (np.bincount(leaf, bend, 2**DEPTH) + SHRINK)
        answer = np.round(RATE * total, 3)
        everywhere = np.zeros(len(own), dtype=np.int64)
        for column, bound in zip(asked, limit, strict=True):
            everywhere = everywhere * 2 + (rows[:, column] > bound)
        score += answer[everywhere]
        columns_asked.append(asked)
        limits.append(limit)
        answers.append(answer)
    return LineTrees(round(start, 4), np.array(columns_asked), np.array(limits), np.array(answers))


def _gain(bins: Any, cuts: int, leaf: Any, level: int, slope: Any, bend: Any) -> tuple[float, int]:
    """What the best question about a column explains, and the number of the cut that asks it."""
    if not cuts:
        return -1.0, 0
    place = leaf * BINS + bins
    sums = [np.bincount(place, one, 2**level * BINS).reshape(-1, BINS).cumsum(axis=1) for one in (slope, bend)]
    (slope_left, slope_all), (bend_left, bend_all) = ((one[:, :-1], one[:, -1:]) for one in sums)
    left = slope_left**2 / (bend_left + SHRINK)
    right = (slope_all - slope_left) ** 2 / (bend_all - bend_left + SHRINK)
    total = (left + right).sum(axis=0)[:cuts]
    best = int(np.argmax(total))
    return float(total[best]), best


def chances_of_others(pages: Sequence[Example]) -> list[Numbers]:
    """For each page the chances of its lines, by trees that saw no page of its fifth of the sites."""
    found: dict[int, Numbers] = {}
    for fold in range(FOLDS):
        trees = learn([page for page in pages if fold_of(page.site) != fold])
        found |= {at: chances(trees, page.rows) for at, page in enumerate(pages) if fold_of(page.site) == fold}
        sys.stderr.write(f"fold {fold + 1} of {FOLDS}\n")
    return [found[at] for at in range(len(pages))]


def fold_of(site: str) -> int:
    """Which fifth a site is in."""
    return int(sha256(site.encode()).hexdigest(), 16) % FOLDS


def report(pages: Sequence[Example], found: Sequence[Numbers]) -> str:
    """For each kind of paste the mean F1 of words and the mean recall."""
    rows: dict[str, list[tuple[float, float]]] = {}
    for page, chance in zip(pages, found, strict=True):
        verdict = decide(chance, page.lines)
        kept = verdict.kept if verdict else np.ones(len(page.lines), dtype=bool)
        gold = Counter(_WORD.findall(page.gold.casefold()))
        there = Counter(
            _WORD.findall("\n".join(line for line, keep in zip(page.lines, kept, strict=True) if keep).casefold())
        )
        shared = (gold & there).total()
        rows.setdefault(page.kind, []).append((2 * shared / (gold.total() + there.total()), shared / gold.total()))
    means = {kind: np.mean(pairs, axis=0) for kind, pairs in rows.items()}
    return "\n".join(
        f"{kind:<10} {len(rows[kind]):>4}  F1 {f1:.4f}  recall {recall:.4f}" for kind, (f1, recall) in means.items()
    )


def written(trees: LineTrees) -> str:
    """The table as JSON, a tree a line."""
    parts = [f'  "start": {trees.start!r}']
    for name, table in zip(("columns", "limits", "answers"), trees[1:], strict=True):
        rows = ",\n".join("    " + json.dumps(row) for row in table.tolist())
        parts.append(f'  "{name}": [\n{rows}\n  ]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Learn and write the table; or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="+", help="cases.jsonl of labelled pages, in this order")
    parser.add_argument("--check", action="store_true", help="measure on sites that were not learnt, write nothing")
    options = parser.parse_args()
    pages = [page for cases in options.cases for page in examples(cases)]
    if options.check:
        sys.stdout.write(report(pages, chances_of_others(pages)) + "\n")
    else:
        TARGET.write_text(written(learn(pages)), encoding="utf-8")


if __name__ == "__main__":
    main()
