"""One digest of all that makes pages, as far as it is programs."""

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from builder.publish.stamp import MAKERS


@cache
def code() -> str:
    """A digest of our code that makes pages, and of the versions of what it rests on."""
    ours = Path(__file__).parents[1]
    summed = sha256(f"{sys.version} {[(name, version(name)) for name in MAKERS]}".encode())
    code = (path for folder in (ours, ours.parent / "data") for path in folder.rglob("*") if path.is_file())
    for path in sorted((*code, ours.parent / "headings.py")):
        if "__pycache__" not in path.parts:
            summed.update(f"{path.name}\0".encode() + path.read_bytes())
    return summed.hexdigest()
