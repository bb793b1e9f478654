"""Whether a language model is, file by file, the one that was released.

It comes from an index of packages, and what it finds stands on every page.
"""

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path


def digest_of(package: str) -> str:
    """SHA-256, in hex, of the names and bytes of the files of an installed package; "" when it is not there.

    What Python itself puts beside them (`__pycache__`) does not count. A small model takes 20 ms.
    """
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        return ""
    top = Path(found.submodule_search_locations[0])
    summed = sha256()
    for path in sorted(top.rglob("*"), key=lambda path: path.relative_to(top).as_posix()):
        if path.is_file() and "__pycache__" not in path.parts:
            data = path.read_bytes()
            summed.update(f"{path.relative_to(top).as_posix()}\0{len(data)}\0".encode() + data)
    return summed.hexdigest()
