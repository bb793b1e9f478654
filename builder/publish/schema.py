"""The schema of front matter: what `check` goes by, what editors load, what the forms in the browser are made of."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def schema() -> dict[str, Any]:
    """The schema as JSON; nobody changes it."""
    found: dict[str, Any] = json.loads(files("builder.data").joinpath("front_matter.schema.json").read_text("utf-8"))
    return found


def keys_of(kind: str) -> dict[str, dict[str, Any]]:
    """Key -> its schema, of the keys that have an effect on pages of this type, in the order of the page."""
    known = schema()["properties"]
    return {key: known[key] for key in schema()["definitions"][kind]["properties"]}


def required_of(kind: str) -> frozenset[str]:
    """The keys that pages of this type must have."""
    return frozenset((*schema()["required"], *schema()["definitions"][kind].get("required", ())))
