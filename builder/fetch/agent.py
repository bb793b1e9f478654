"""The name we give ourselves, and where a site's owner can find out who runs us."""

import os
from pathlib import Path
from typing import Any

import yaml

from builder import __version__
from builder.errors import FetchError
from builder.fetch.addresses import parse

NAME = "briefing-builder"
"""What a robots.txt may call us by."""


def agent(root: Path) -> str:
    """The User-Agent: `briefing-builder/0.1.0`, with the address of the project's own site when it has one."""
    site = _site_url(root / "mkdocs.yml")
    try:
        return f"{NAME}/{__version__}" + (f" (+{parse(site)})" if site else "")
    except FetchError:
        return f"{NAME}/{__version__}"


def _site_url(path: Path) -> str:
    """`site_url`, which may be `!ENV NAME` or `!ENV [NAME, default]`; empty when there is none that can be read."""
    try:
        content = yaml.load(path.read_bytes(), Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return ""
    found = content.get("site_url") if isinstance(content, dict) else None
    return found if isinstance(found, str) else ""


class _Loader(yaml.SafeLoader):
    """Knows `!ENV`, and reads past the other tags of MkDocs."""


def _from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    names = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else [node.value]
    *tried, default = names if len(names) > 1 else [*names, ""]
    return next((os.environ[name] for name in map(str, tried) if name in os.environ), default)


def _ignored(_loader: yaml.SafeLoader, _suffix: str, _node: yaml.Node) -> None:
    return None


_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_multi_constructor("!", _ignored)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _ignored)
