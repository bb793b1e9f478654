"""What this program is, so that what another one made is not taken for its own."""

import sysconfig
from functools import cache
from hashlib import sha256
from pathlib import Path


@cache
def digest_of(*parts: str) -> bytes:
    """A digest of parts of our code (rooms, or files with their ending), of all tables, of what is installed."""
    here = Path(__file__).parent
    libraries = {path.name for kind in ("purelib", "platlib") for path in Path(sysconfig.get_path(kind)).glob("*-info")}
    summed = sha256(" ".join((sysconfig.get_python_version(), *sorted(libraries))).encode())
    code = (
        path for part in parts for path in ((here / part).rglob("*.py") if (here / part).is_dir() else [here / part])
    )
    for path in sorted([*code, *(here / "data").rglob("*.*")]):
        if path.suffix != ".pyc":
            summed.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return summed.digest()
