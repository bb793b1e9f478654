"""What an editor program does to a page that it saves anew."""

import io
import re
from collections.abc import Callable
from typing import Any

import mdformat
import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from tests.survival.text import Text, dressed, opened, plain


def by_ruamel(text: str) -> str:
    page = opened(text)
    if page is None:
        return text
    program = YAML()
    program.indent(mapping=2, sequence=4, offset=2)
    program.width = 60
    out = io.StringIO()
    program.dump(program.load("\n".join(page.front) + "\n"), out)
    return str(Text(out.getvalue().rstrip("\n").split("\n"), page.body))


def by_pyyaml(text: str) -> str:
    """As a content management system does: keys by the alphabet, comments gone, long lines folded."""
    page = opened(text)
    if page is None:
        return text
    front = yaml.safe_dump(yaml.safe_load("\n".join(page.front)), width=50, allow_unicode=True, indent=4)
    return str(Text(front.rstrip("\n").split("\n"), page.body))


def by_flow_style(text: str) -> str:
    """Lists between brackets, quotes around all strings."""
    page = opened(text)
    if page is None:
        return text
    values = yaml.safe_load("\n".join(page.front))
    front = "".join(_quoted(key, value) for key, value in values.items())
    return str(Text(front.rstrip("\n").split("\n"), page.body))


def _quoted(key: str, value: Any) -> str:
    quotes = '"' if isinstance(value, str) else None
    dumped = yaml.safe_dump([value], width=10**9, default_flow_style=True, default_style=quotes)
    return f"{key}: {dumped.strip().removeprefix('[').removesuffix(']')}\n"


def by_mdformat(text: str) -> str:
    return mdformat.text(text, extensions={"frontmatter", "tables"})


def by_mdformat_wrapped(text: str) -> str:
    return mdformat.text(text, extensions={"frontmatter", "tables"}, options={"wrap": 60})


def by_mdformat_unwrapped(text: str) -> str:
    return mdformat.text(text, extensions={"frontmatter", "tables"}, options={"wrap": "no"})


def without_last_line_feed(text: str) -> str:
    return text.rstrip("\n")


def with_other_bullets(text: str) -> str:
    page = opened(text)
    return text if page is None else str(Text(page.front, [re.sub(r"^- ", "* ", line) for line in page.body]))


PROGRAMS: tuple[Callable[[str], str], ...] = (
    *(by_ruamel, by_pyyaml, by_flow_style, by_mdformat, by_mdformat_wrapped, by_mdformat_unwrapped),
    *(without_last_line_feed, with_other_bullets),
)


def resaved(data: bytes, program: Callable[[str], str], *, crlf: bool, bom: bool) -> bytes:
    """The page as a program would save it; as it is when the program refuses it, for a key that stands twice."""
    try:
        text = program(plain(data))
    except YAMLError:
        return data
    return dressed(text, crlf=crlf, bom=bom)
