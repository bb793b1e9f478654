"""Where in `mkdocs.yml` stands what MkDocs says of it: it names keys and values, seldom lines."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from builder.records import Finding

NAME = "mkdocs.yml"
RULE = "settings"

_STATED = re.compile(r"line (\d+), column (\d+)")
_QUOTED = re.compile(r"""(?<![\w"'])(["'])([^"'\s]+)\1""")
_CHOICES = re.compile(r"\[[^\]]*\]")
"""`one of ['warn', 'info']`: none of them is what stands there."""

_HOME = re.compile(r"""(["'])/[^"']*/(?=[^/"']*["'])""")
"""The folder of a file that is named in full: settings name it without."""

_TRACE = re.compile(r"\.\s+File \".*?\b(?P<kind>\w+Error): (?=[^:]*[^\"]*$)", re.DOTALL)
"""The way to the fault of an extension, which says nothing to who wrote the setting."""

_PAGE = re.compile(r"'([^']+\.md)'")
_IN_NAV = "is included in the 'nav' configuration"
_NOT_IN_NAV = 'not included in the "nav" configuration'


def findings(root: Path, message: str) -> Iterator[Finding]:
    """A message of MkDocs about settings or pages, by the place that it is about."""
    if _NOT_IN_NAV in message:
        for page in re.findall(r"- (.+?\.md)(?= - |$)", message):
            yield Finding(f"docs/{page}", 0, 0, RULE, "in no menu", f"name it in `nav` or `not_in_nav` of {NAME}")
    elif _IN_NAV not in message and (page := _PAGE.search(message)):
        yield Finding(f"docs/{page[1]}", 0, 0, "page", message)
    else:
        yield in_settings(root, message)


def lost_files(root: Path, config: Mapping[str, Any]) -> Iterator[Finding]:
    """Style sheets and scripts in the settings that nobody will get: not there, or of another host."""
    folders = (Path(config["docs_dir"]), *map(Path, config["theme"].dirs))
    for key in ("extra_css", "extra_javascript"):
        for name in map(str, config[key]):
            parts = urlsplit(name)
            if parts.scheme or parts.netloc:
                yield in_settings(root, f"Config value '{key}': '{name}' is on another host, which no page may ask")
            elif not any((folder / parts.path).is_file() for folder in folders):
                yield in_settings(root, f"Config value '{key}': '{name}' is neither in docs/ nor in overrides/")


def in_settings(root: Path, message: str) -> Finding:
    """The message under the line of `mkdocs.yml` that it is about; line 0 if that is nowhere to be seen."""
    what = " ".join(_HOME.sub(r"\1", _TRACE.sub(": ", message)).split())
    if stated := _STATED.search(message):
        return Finding(NAME, int(stated[1]), int(stated[2]), RULE, what)
    lines = (root / NAME).read_text("utf-8", errors="replace").splitlines() if (root / NAME).is_file() else []
    found, start = 0, 0
    for name in [name for _, name in _QUOTED.findall(_CHOICES.sub("", what)) if _IN_NAV not in what or name != "nav"]:
        # From the outermost key inwards, so that `anchors` below `links` is found there.
        pattern = re.compile(rf"^[^#]*(?<![\w./-]){re.escape(name)}(?![\w/-])")
        for number, line in enumerate(lines[start:], start + 1):
            if pattern.match(line):
                found, start = number, number - 1
                break
    return Finding(NAME, found, 0, RULE, what)
