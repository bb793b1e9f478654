"""Word lists and rules as YAML: source, licence and meaning of columns stand on top of each file. And longer texts."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """The content of `data/NAME.yml`; the same object at every call, so treat it as read-only."""
    return yaml.load(files(__name__).joinpath(f"{name}.yml").read_bytes(), Loader=_Loader)


@cache
def text(name: str) -> str:
    """The text of `data/NAME`."""
    return files(__name__).joinpath(name).read_text("utf-8")


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
