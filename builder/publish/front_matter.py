"""Front matter as MkDocs reads it, with the line of each key.

MkDocs prints front matter that it cannot read as text and says nothing, so it is read here first.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

FENCE = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""The block that MkDocs takes: from the first line `---` to the next one."""


RULE = "front matter"


class Place(NamedTuple):
    """Where something stands in a file; both count from 1, in characters."""

    line: int
    column: int


class Fault(NamedTuple):
    """What is wrong, and where."""

    rule: str
    """What was checked: `front matter`, `link` ..."""

    line: int
    """From 1; 0 for the whole file."""

    what: str
    fix: str = ""
    column: int = 0
    """From 1; 0 for the whole line."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a page and where they stand."""

    values: dict[str, Any] = field(default_factory=dict)
    """Dates are strings, as written."""

    places: dict[str, Place] = field(default_factory=dict)
    """Key -> where its value stands."""

    items: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    """Key of a list -> where each item stands."""

    body: int = 0
    """Offset of the first character after the closing fence."""

    faults: tuple[Fault, ...] = ()


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the base is chosen at run time
    """YAML without dates: PyYAML would raise on 2023-02-30 before anyone could name its line."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a page; whatever is wrong with it is in `faults`."""
    block = FENCE.match(text)
    if block is None:
        what = "the front matter does not end" if text.startswith("---") else "no front matter"
        return _failed(1, what, "begin the page with a line ---, then title, date and source, then a line ---")
    source = block.group(1)
    if "&" in source or "*" in source:
        for event in yaml.parse(_until_error(source), Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                return _failed(_line(event), "the front matter repeats a part by an alias (*name)", "write it out")
    try:
        return _read(source, block.end())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"the front matter is not YAML: {error.problem or error.context}"
        fix = "put the value between quotes"
        return _failed(mark.line + 2 if mark else 1, what, fix, mark.column + 1 if mark else 0)
    except (yaml.YAMLError, ValueError) as error:
        return _failed(1, f"the front matter is not YAML: {' '.join(str(error).split())}")


def _read(source: str, body: int) -> FrontMatter:
    loader = _Loader(source)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return _failed(2, "the front matter is no list of keys and values", "write `title: ...`")
        places: dict[str, Place] = {}
        items: dict[str, tuple[Place, ...]] = {}
        faults = []
        for key, value in node.value:
            name = str(key.value)
            if name in places:
                what, fix = f"`{name}` stands twice", f"line {places[name].line} has it too"
                faults.append(Fault(RULE, _line(key), what, fix, _place(key).column))
                continue
            places[name] = _place(value if _line(value) == _line(key) else key)
            if isinstance(value, yaml.SequenceNode):
                items[name] = tuple(_place(item) for item in value.value)
        values: dict[Hashable, Any] = loader.construct_document(node)
    finally:
        loader.dispose()
    return FrontMatter({str(key): value for key, value in values.items()}, places, items, body, tuple(faults))


def _until_error(source: str) -> str:
    """The source if it can be scanned, else nothing: the error is reported by the reading that follows."""
    try:
        for _ in yaml.scan(source, Loader=yaml.SafeLoader):
            pass
    except yaml.YAMLError:
        return ""
    return source


def _failed(line: int, what: str, fix: str = "", column: int = 0) -> FrontMatter:
    return FrontMatter(faults=(Fault(RULE, line, what, fix, column),))


def _place(at: Any) -> Place:
    return Place(_line(at), int(at.start_mark.column) + 1)


def _line(at: Any) -> int:
    """Line in the file of a YAML node or event; the opening fence is line 1."""
    return int(at.start_mark.line) + 2
