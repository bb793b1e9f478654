import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.ci.platform import REPOSITORY, Host


@pytest.fixture(scope="module")
def warm() -> Iterator[Path]:
    """A folder with `web`, where articles are fetched from, and `door`, the socket of a builder that starts at once."""
    with TemporaryDirectory() as name:  # a socket's path is short
        folder = Path(name)
        (folder / "web").mkdir()
        words = [sys.executable, "-m", "tests.ci.warm", str(folder / "door"), str(folder / "web")]
        with subprocess.Popen(words, cwd=REPOSITORY) as process:
            while not (folder / "door").exists() and process.poll() is None:
                time.sleep(0.05)
            yield folder
            process.terminate()


@pytest.fixture
def host(tmp_path: Path, warm: Path) -> Host:
    """A code host with this repository, and articles of another site that nobody fetched yet."""
    return Host(tmp_path / "host", warm / "web", warm / "door")
