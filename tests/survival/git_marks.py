"""What git leaves in a page that two people changed, and how a person mends it."""

import subprocess
import tempfile
from pathlib import Path

from tests.survival.trees import memory


def clash(text: str, at: int, ours: str, theirs: str, style: str) -> str:
    """The text whose line was changed on two branches, as `git merge` leaves it, or another tool (style `other`)."""
    lines = text.split("\n")
    both = [f"{lines[at]} {words}" for words in (ours, theirs)]
    if style == "other":
        marked = ["<<<<<<<", both[0], "=======", both[1], ">>>>>>>"]
        return "\n".join([*lines[:at], *marked, *lines[at + 1 :]])
    changed = ["\n".join([*lines[:at], line, *lines[at + 1 :]]) for line in both]
    with tempfile.TemporaryDirectory(dir=memory()) as name:
        paths = [Path(name, which) for which in ("ours", "base", "theirs")]
        for path, version in zip(paths, (changed[0], text, changed[1]), strict=True):
            path.write_bytes(version.encode())
        done = subprocess.run(["git", "merge-file", "-p", *style.split(), *paths], capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    return done.stdout.decode()


def mended(text: str, sides: str) -> str:
    """The text without the lines of the markers, nor what a side says that is not wanted: `o`urs, `t`heirs."""
    kept, side = [], ""
    for line in text.split("\n"):
        if line.startswith(("<<<<<<<", "|||||||", ">>>>>>>")) or (side and line == "======="):
            side = {"<": "o", "|": "b", "=": "t", ">": ""}[line[0]]
        elif not side or side in sides:
            kept.append(line)
    return "\n".join(kept)
