"""Templates are compiled once, and what is kept of them is believed only while it is whole."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2.bccache import Bucket

from builder.publish.fast.templates import Compiled


class Counting(Compiled):
    """Counts what it is given to keep."""

    compiled = 0

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.compiled += 1
        super().dump_bytecode(bucket)


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A folder with a template."""
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "a.html").write_text("Hello {{ name }}")
    return tmp_path / "theme"


def compiled(theme: Path, cache: Path, packages: Path | None = None) -> int:
    """How many templates had to be compiled to greet somebody."""
    found = Counting(packages or theme, cache / "kept")
    env = Environment(loader=FileSystemLoader(theme), bytecode_cache=found, autoescape=True)
    assert env.get_template("a.html").render(name="Ada").endswith("Ada")
    return found.compiled


def test_a_template_is_compiled_once_and_again_when_it_changes(theme: Path, tmp_path: Path) -> None:
    assert [compiled(theme, tmp_path), compiled(theme, tmp_path)] == [1, 0]
    (theme / "a.html").write_text("Good day {{ name }}")
    assert compiled(theme, tmp_path) == 1


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_what_is_damaged_is_compiled_again(damage: bytes | None, theme: Path, tmp_path: Path) -> None:
    compiled(theme, tmp_path)
    (file,) = (tmp_path / "kept").iterdir()
    data = file.read_bytes()
    file.write_bytes(data[:-9] + b"\xff" + data[-8:] if damage is None else damage)

    assert [compiled(theme, tmp_path), compiled(theme, tmp_path)] == [1, 0]


def test_of_a_project_nothing_is_kept_and_nothing_believed(theme: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "packages"
    assert compiled(theme, tmp_path, elsewhere) == compiled(theme, tmp_path, elsewhere) == 1
    assert not (tmp_path / "kept").exists()
    compiled(theme, tmp_path)
    assert compiled(theme, tmp_path, elsewhere) == 1


def test_where_nothing_can_be_kept_all_is_compiled(theme: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder")

    assert compiled(theme, tmp_path) == compiled(theme, tmp_path) == 1
