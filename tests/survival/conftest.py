"""The project that tests of survival start from."""

import tempfile
from pathlib import Path

import pytest

from builder.records import Page
from tests.survival.projects import FIRST, SEEDS, build, rendered, sow
from tests.survival.trees import Tree, memory, plant, tree

__all__ = ["rendered"]


@pytest.fixture(scope="module")
def start(rendered: dict[str, Page]) -> Tree:
    """The project that each sequence starts from."""
    with tempfile.TemporaryDirectory(dir=memory()) as name:
        for seed in FIRST:
            sow(Path(name), seed, SEEDS[seed])
        assert not build(Path(name)).problems
        return tree(Path(name))


@pytest.fixture
def project(start: Tree, tmp_path: Path) -> Path:
    plant(tmp_path, start)
    return tmp_path
