"""What a text says, apart from how it is written down: wrapping, escapes, quote and emphasis marks, padding."""

import html
import re
from typing import Any

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CURLY = (("‘", "'"), ("’", "'"), ("‚", "'"), ("‛", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("‟", '"'))
_PIPE = re.compile(r"(?<!\\)\|")
_WORD = re.compile(r"\w+")
_COMMENT = re.compile(r"(?:^|\s)#(.*)$", re.MULTILINE)
_NEITHER = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """The text on one line, without escapes, with straight quotes and one mark for emphasis."""
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text.replace("\\\n", "\n"))
    if "&" in text:
        text = html.unescape(text)
    return " ".join(_straight(text).replace("*", "_").split())


def _straight(text: str) -> str:
    if not text.isascii():
        for curly, straight in _CURLY:
            text = text.replace(curly, straight)
    return text


def cells(row: str) -> list[str]:
    """Cells of a table row, as written between the pipes."""
    found = _PIPE.split(row.strip())
    if found and not found[0].strip():
        found = found[1:]
    if len(found) > 1 and not found[-1].strip():
        found = found[:-1]
    return found


def words(text: str) -> set[str]:
    """Every word of a Markdown text, without its marks."""
    return set(_NEITHER.findall(plain(text)))


def comment_words(yaml: str) -> set[str]:
    """Every word of the comments in a YAML text (and of what looks like one)."""
    if "#" not in yaml:
        return set()
    return {word for comment in _COMMENT.findall(yaml) for word in _WORD.findall(comment)}


def value(given: Any) -> Any:
    """A front matter value such that equal ones mean the same: a date is its string, a number its digits."""
    if isinstance(given, dict):
        return ("mapping", *sorted((str(key), value(one)) for key, one in given.items()))
    if isinstance(given, (list, tuple)):
        return ("list", *map(value, given))
    if isinstance(given, (set, frozenset)):
        return ("set", *sorted(map(repr, map(value, given))))
    if given is None or isinstance(given, bool):
        return ("word", str(given).lower())
    return " ".join(_straight(str(given)).split())
