"""Tables and lists of the method page: figures, word lists in use, quality reached. No figure is typed here."""

from collections.abc import Iterable, Sequence
from typing import Any

from builder.data import load
from builder.records import Rule
from builder.saying import Saying

_LISTS = (
    ("list_states", "states", ""),
    ("list_bodies", "institutions", "bodies"),
    ("list_media", "media", ""),
    ("list_publishers", "publishers", ""),
    ("list_offices", "person_titles", "offices"),
    ("list_cues", "en/cues", ""),
    ("list_predicates", "en/predicates", "groups"),
    ("list_french_bodies", "fr/institutions", "bodies"),
    ("list_french_states", "fr/states", ""),
    ("list_noise", "boilerplate", ""),
)
"""What a list holds, as a key of what is said, its file below `builder/data/`, the part of it that is counted."""


def figures(rules: Sequence[Rule], say: Saying) -> str:
    """A table of the figures that decide."""
    rows = ((say.finding(one.words), say.decimals(say.finding(one.figure))) for one in rules)
    return _table((say("what_it_decides"), say("figure")), rows)


def word_lists(say: Saying) -> str:
    """A table of the word lists with their sizes."""
    rows = (
        (say(what), say.number(_size(load(name)[part] if part else load(name))), f"`builder/data/{name}.yml`")
        for what, name, part in _LISTS
    )
    return _table((say("word_list"), say("entries"), say("file")), rows)


def quality(say: Saying) -> str:
    """What is reached on labelled texts, by task: the figures below which no version of the builder may fall."""
    words = load("quality_words" if say.language == "en" else f"quality_words_{say.language}")
    found: dict[str, list[str]] = {task: [] for task in words["tasks"]}
    for name, figures in load("quality").items():
        task, _, data = name.partition("/")
        measured = words["sets"].get(name) or words["sets"][data]
        reached = "; ".join(_reached(task, key, figures[key], words, say) for key in figures if key != "digest")
        found[task].append(f"- {measured} (`{figures['digest'][:8]}`){say('colon')}{reached}")
    return "\n\n".join("\n".join((f"**{words['tasks'][task]}**\n", *lines)) for task, lines in found.items() if lines)


def _reached(task: str, metric: str, figure: float, words: dict[str, Any], say: Saying) -> str:
    told = words["metrics"].get(f"{task}/{metric}") or words["metrics"][metric]
    most = f"{say('at_most')} " if metric in words["at_most"] else ""
    return f"{told} {most}**{say.decimals(f'{figure:g}')}**"


def _size(found: Any) -> int:
    """Entries: those of all lists, where a file holds several."""
    if isinstance(found, dict) and all(isinstance(one, list) for one in found.values()):
        return sum(map(len, found.values()))
    return len(found)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
