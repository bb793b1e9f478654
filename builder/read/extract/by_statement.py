"""Voter: the page itself, where its JSON-LD (schema.org) repeats the article as `articleBody`."""

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

_TAG = "<"


def paragraphs(tree: HtmlElement) -> list[str]:
    """The longest `articleBody`; empty when there is none."""
    bodies = [body for script in tree.iter("script") for body in _bodies(script)]
    longest = max(bodies, key=len, default="")
    if _TAG in longest:
        from lxml.html import fragment_fromstring

        from builder.read.extract.blocks import find_blocks

        return [block.text for block in find_blocks(fragment_fromstring(longest, create_parent="div"))]
    return [line for line in longest.split("\n") if line.strip()]


def _bodies(script: HtmlElement) -> Iterator[str]:
    if "ld+json" not in (script.get("type") or "").lower() or "articleBody" not in (script.text or ""):
        return
    try:
        waiting: list[Any] = [json.loads((script.text or "").strip().removesuffix(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if isinstance(node.get("articleBody"), str):
                yield node["articleBody"]
            waiting += [value for value in node.values() if isinstance(value, list | dict)]
