"""Front matter as text: key by key, so that what is not changed keeps every character."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import yaml

from builder.write.merge import normal
from builder.write.merge.comments import comments, with_comments

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_FENCE = re.compile(r"-{3,}[ \t]*\r?$")
_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+")
"""A line as YAML counts them (YAML 1.1, 4.2): what is pasted from elsewhere may hold separators that nobody sees."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key."""

    key: str
    lead: str
    """Comments and empty lines above it, each with its line feed."""

    raw: str
    """Its lines, each with its line feed."""

    value: Any
    items: tuple[str, ...] = ()
    """For a list in block style: the text of each item, with its lines and the comments in front of the next."""

    head: str = ""
    """For a list in block style: what stands above the first item."""

    @property
    def said(self) -> Any:
        """The value, comparable."""
        return normal.value(self.value)


@dataclass(slots=True)
class Front:
    """The front matter of a page."""

    opening: str = ""
    """The line above it; empty when the page has none."""

    entries: dict[str, Entry] = field(default_factory=dict)
    tail: str = ""
    """Comments below the last key."""

    closing: str = ""

    def text(self) -> str:
        """All of it, as it stands in the page."""
        if not self.opening and not self.entries:
            return ""
        inside = "".join(entry.lead + entry.raw for entry in self.entries.values())
        return (self.opening or "---\n") + inside + self.tail + (self.closing or "---\n")

    def said(self) -> dict[str, Any]:
        """The values, comparable."""
        return {key: entry.said for key, entry in self.entries.items()}


def cut(text: str) -> tuple[str, str]:
    """Front matter, its two fences included, and body; no front matter when the first line is no fence.

    Raises:
        ValueError: the front matter does not end.
    """
    end = text.find("\n")
    first = text if end < 0 else text[:end]
    if not _FENCE.match(first):
        return "", text
    while end >= 0:
        following = text.find("\n", end + 1)
        line = text[end + 1 :] if following < 0 else text[end + 1 : following]
        if _FENCE.match(line):
            stop = len(text) if following < 0 else following + 1
            return text[:stop], text[stop:]
        end = following
    raise ValueError("line 1: the front matter that begins here does not end: no second line `---`")


def read(text: str) -> Front:
    """Take front matter apart.

    Raises:
        ValueError: it is not YAML, no mapping, or has a key twice; the message names the line.
    """
    found = _read(text)
    return replace(found, entries=dict(found.entries))


@lru_cache(maxsize=8)
def _read(text: str) -> Front:
    if not text:
        return Front()
    opening, _, rest = text.partition("\n")
    inside, closing = _last_line(rest)
    front = Front(opening + "\n", {}, "", closing)
    node, values = _load(inside)
    if node is None:
        front.tail = inside
        return front
    lines = _LINE.findall(inside)
    starts: list[int] = []
    for key, _ in node.value:
        starts.append(key.start_mark.line)
    if node.flow_style or any(one >= other for one, other in pairwise(starts)):
        front.entries = {key: Entry(key, "", dump(key, value), value) for key, value in values.items()}
        return front
    ends = [_end(lines, start, stop) for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True)]
    lead_from = 0
    for (key, value), start, stop in zip(node.value, starts, ends, strict=True):
        name = _name(key)
        entry = Entry(name, "".join(lines[lead_from:start]), "".join(lines[start:stop]), values[name])
        if isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
            entry = _with_items(entry, [item.start_mark.line for item in value.value], lines, start, stop)
        front.entries[name] = entry
        lead_from = stop
    front.tail = "".join(lines[lead_from:])
    return front


def _last_line(rest: str) -> tuple[str, str]:
    body = rest.removesuffix("\n")
    at = body.rfind("\n") + 1
    return rest[:at], rest[at:]


def _name(key: yaml.Node) -> str:
    return str(key.value)


def _end(lines: list[str], start: int, stop: int) -> int:
    """Index after the last line of a key: comments and empty lines below it belong to the next."""
    while stop > start + 1 and (not lines[stop - 1].strip() or lines[stop - 1].startswith("#")):
        stop -= 1
    return stop


def _with_items(entry: Entry, starts: list[int], lines: list[str], start: int, stop: int) -> Entry:
    rows = all(lines[line].lstrip().startswith("-") for line in starts)
    if rows and starts[0] > start and all(one < other for one, other in pairwise(starts)):
        items = tuple("".join(lines[a:b]) for a, b in zip(starts, [*starts[1:], stop], strict=True))
        return replace(entry, head="".join(lines[start : starts[0]]), items=items)
    return entry


def _load(inside: str) -> tuple[yaml.MappingNode | None, dict[str, Any]]:
    try:
        loader = _LOADER(inside)
        try:
            node = loader.get_single_node()
            if node is None:
                return None, {}
            if not isinstance(node, yaml.MappingNode):
                raise ValueError("line 2: the front matter is no list of `key: value`")  # noqa: TRY004 a text, no type
            names = [_name(key) for key, _ in node.value]
            for (key, _), before in zip(node.value[1:], range(1, len(names)), strict=True):
                if _name(key) in names[:before]:
                    raise ValueError(f"line {key.start_mark.line + 2}: the key {_name(key)} stands here a second time")
            made = loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 2 if mark is not None else 2
        what = getattr(error, "problem", None) or " ".join(str(error).split())
        raise ValueError(f"line {line}: the front matter is not YAML: {what}") from error
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        if str(error).startswith("line "):
            raise
        raise ValueError(f"line 2: the front matter cannot be read: {error}") from error
    if len(made) != len(names):
        raise ValueError("line 2: two keys of the front matter mean the same")
    return node, dict(zip(names, made.values(), strict=True))


def dump(key: str, value: Any) -> str:
    """A key with its value, as the builder writes it."""
    text: str = yaml.dump(
        {key: value}, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=10**9, default_flow_style=False
    )
    return text


def set_values(front: Front, values: Mapping[str, Any]) -> None:
    """Give keys new values; None takes a key away. A key that has the value already is not touched."""
    for key, value in values.items():
        entry = front.entries.get(key)
        if value is None:
            if entry is not None:
                remove(front, key)
        elif entry is None:
            front.entries[key] = Entry(key, "", dump(key, value), value)
        elif entry.said != normal.value(value) or type(entry.value) is not type(value):
            front.entries[key] = Entry(key, entry.lead, with_comments(dump(key, value), entry.raw), value)


def remove(front: Front, key: str) -> None:
    """Take a key away; the comments above it stay, above the next."""
    keys = list(front.entries)
    entry = front.entries[key]
    left = entry.lead + "".join(f"{comment}\n" for comment in comments(entry.raw))
    after = keys[keys.index(key) + 1 :]
    del front.entries[key]
    if not left.strip():
        return
    if after:
        below = front.entries[after[0]]
        front.entries[after[0]] = replace(below, lead=left + below.lead)
    else:
        front.tail = left + front.tail
