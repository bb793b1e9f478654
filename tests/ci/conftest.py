from pathlib import Path

import pytest

from tests.ci.platform import Host


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A code host with this repository, and articles of another site that nobody fetched yet."""
    return Host(tmp_path / "host")
