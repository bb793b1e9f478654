"""Quotes that are the same words in several articles, also where one prints only a part of them."""

import re
from collections.abc import Sequence

from builder.records import Briefing, Quote

Place = tuple[str, int]
"""Id of an article and the place of a quote in its `quotes`."""

_RUN = 4
"""Words that follow each other; a quote that shares most of its runs with another is the same."""

_SHARED = 0.75
"""Share of the runs of the shorter quote. Leaves room for a word that one article changed; not tuned."""

_MOST_TRIED = 20
"""Earlier quotes with a run in common that a quote is compared with."""

_WORD = re.compile(r"[^\W_]+")


def same_quotes(members: Sequence[Briefing]) -> list[list[tuple[Briefing, int, Quote]]]:
    """Quotes in order, those of the same words together; linear in their number, as each is compared with few."""
    found: list[list[tuple[Briefing, int, Quote]]] = []
    runs_of: list[set[str]] = []
    index: dict[str, list[int]] = {}
    for briefing in members:
        for number, quote in enumerate(briefing.quotes):
            runs = _runs(quote.text)
            home = _home(runs, runs_of, index)
            if home is None:
                home = len(found)
                found.append([])
                runs_of.append(runs)
            else:
                runs -= runs_of[home]
                runs_of[home] |= runs
            for run in sorted(runs):
                index.setdefault(run, []).append(home)
            found[home].append((briefing, number, quote))
    return found


def _home(runs: set[str], runs_of: Sequence[set[str]], index: dict[str, list[int]]) -> int | None:
    """The earlier quote of the same words; None when there is none."""
    tried = dict.fromkeys(home for run in sorted(runs) for home in index.get(run, ())[:_MOST_TRIED])
    for home in list(tried)[:_MOST_TRIED]:
        if len(runs & runs_of[home]) >= _SHARED * min(len(runs), len(runs_of[home])):
            return home
    return None


def _runs(text: str) -> set[str]:
    """The runs of a quote; of a short one only itself."""
    words = _WORD.findall(text.casefold())
    if len(words) < _RUN:
        return {" ".join(words)}
    return {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
