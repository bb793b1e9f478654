"""Tables and lists of the method page: figures, word lists in use, quality reached. No figure is typed here."""

from collections.abc import Iterable, Sequence
from typing import Any

from builder.data import load
from builder.records import Rule

_LISTS = (
    ("States, their parts, and regions", "states", ""),
    ("Bodies that act in world news", "institutions", "bodies"),
    ("Outlets by name", "media", ""),
    ("Outlets by address", "publishers", ""),
    ("Offices that people hold", "person_titles", "offices"),
    ("Words by which somebody speaks, claims, denies", "en/cues", ""),
    ("Groups of words by which two outlets tell one thing", "en/predicates", "groups"),
    ("Bodies, in French", "fr/institutions", "bodies"),
    ("States, in French", "fr/states", ""),
    ("Patterns of what is cut as noise", "boilerplate", ""),
)
"""What a list holds, its file below `builder/data/`, the part of it that is counted."""


def figures(rules: Sequence[Rule]) -> str:
    """A table of the figures that decide."""
    return _table(("What it decides", "Figure"), ((one.words, one.figure) for one in rules))


def word_lists() -> str:
    """A table of the word lists with their sizes."""
    rows = (
        (what, f"{_size(load(name)[part] if part else load(name)):,}", f"`builder/data/{name}.yml`")
        for what, name, part in _LISTS
    )
    return _table(("List", "Entries", "File"), rows)


def quality() -> str:
    """What is reached on labelled texts, by task: the figures below which no version of the builder may fall."""
    words = load("quality_words")
    found: dict[str, list[str]] = {task: [] for task in words["tasks"]}
    for name, figures in load("quality").items():
        task, _, data = name.partition("/")
        measured = words["sets"].get(name) or words["sets"][data]
        reached = "; ".join(_reached(task, key, figures[key], words) for key in figures if key != "digest")
        found[task].append(f"- {measured} (`{figures['digest'][:8]}`): {reached}")
    return "\n\n".join("\n".join((f"**{words['tasks'][task]}**\n", *lines)) for task, lines in found.items() if lines)


def _reached(task: str, metric: str, figure: float, words: dict[str, Any]) -> str:
    told = words["metrics"].get(f"{task}/{metric}") or words["metrics"][metric]
    return f"{told} {'at most ' if metric in words['at_most'] else ''}**{figure:g}**"


def _size(found: Any) -> int:
    """Entries: those of all lists, where a file holds several."""
    if isinstance(found, dict) and all(isinstance(one, list) for one in found.values()):
        return sum(map(len, found.values()))
    return len(found)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
