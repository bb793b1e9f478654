"""A page as a person has it in an editor."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

NOT_TYPED_IN = frozenset({"id", "seed", "type", "kind", "date_edtf"})
"""Keys by which the builder knows a page."""


TOKEN = re.compile(r"zqk[0-9a-f]{4}q")
"""A word that a person types: each is one of a kind."""

WORD = re.compile(r"(?<= )[A-Za-z]{3,}(?=[ .,])")
KEY = re.compile(r"(\w+): +(\S.*)")


class Text(NamedTuple):
    """A page in an editor: lines of front matter without fences, lines of body."""

    front: list[str]
    body: list[str]

    def __str__(self) -> str:
        return "\n".join(["---", *self.front, "---", *self.body])


def opened(text: str) -> Text | None:
    """The page, if its front matter is between fences."""
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return None
    end = lines.index("---", 1)
    return Text(lines[1:end], lines[end + 1 :])


def is_page(text: str) -> bool:
    """Whether a person would notice at once that it is none: broken front matter."""
    page = opened(text)
    try:
        return page is not None and isinstance(yaml.load("\n".join(page.front), yaml.CSafeLoader), dict)
    except yaml.YAMLError:
        return False


def plain(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def dressed(text: str, *, crlf: bool, bom: bool) -> bytes:
    return (("\ufeff" if bom else "") + (text.replace("\n", "\r\n") if crlf else text)).encode()


def prose(page: Text, *, rows: bool = False) -> list[int]:
    """Lines of the body that hold sentences; `rows`: of tables too."""
    other = ("#", "{:", "???", "```", "---") if rows else ("#", "{:", "???", "```", "---", "|")
    return [at for at, line in enumerate(page.body) if WORD.search(line) and not line.lstrip().startswith(other)]


def typed_values(page: Text) -> list[int]:
    """Lines of the front matter that hold a key and its value, and are a person's to change."""
    return [at for at, line in enumerate(page.front) if (key := KEY.match(line)) and key[1] not in NOT_TYPED_IN]


def starting(page: Text, start: str) -> list[int]:
    return [at for at, line in enumerate(page.body) if line.lstrip().startswith(start)]


def rows(page: Text) -> list[int]:
    """Rows of tables, below the line of dashes."""
    return [at for at in starting(page, "|") if at > 1 and "---" not in page.body[at] and "|" in page.body[at - 1]][1:]


def indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


class Nothing(Exception):  # noqa: N818 it is no error
    """There is nothing of the kind on the page."""


def pick(among: Sequence[Any], n: int) -> Any:
    if not among:
        raise Nothing
    return among[n % len(among)]
