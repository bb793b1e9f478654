import os
from pathlib import Path

from builder.read import find


def _put(path: Path, text: str = "Words.") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_seeds_come_sorted_and_without_sidecars_hidden_files_and_defaults(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/z.yml", "B.txt", ".hidden.txt", ".git/c.txt", "a/_defaults.yml", "Thumbs.db"):
        _put(tmp_path / name)

    found = find(tmp_path, tmp_path)

    assert [path.relative_to(tmp_path).as_posix() for path in found.seeds] == ["B.txt", "a/z.html", "b.txt"]
    assert found.errors == ()


def test_two_seeds_of_one_stem_share_a_sidecar(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a.yml"):
        _put(tmp_path / name)

    assert find(tmp_path, tmp_path).errors == ()


def test_a_sidecar_without_its_seed_is_reported(tmp_path: Path) -> None:
    _put(tmp_path / "seeds" / "alone.yml", "source: X")

    (error,) = find(tmp_path / "seeds", tmp_path).errors

    assert str(error.path) == "seeds/alone.yml"
    assert error.what == "a sidecar without its seed"
    assert error.fix == "put the article beside it as alone.txt or alone.html, or delete it"


def test_a_sidecar_under_another_ending_is_reported(tmp_path: Path) -> None:
    for name in ("a.txt", "a.yaml", "b.txt", "b.YML"):
        _put(tmp_path / name)

    found = find(tmp_path, tmp_path)

    assert [error.fix for error in found.errors] == ["rename it to a.yml", "rename it to b.yml"]


def test_links_and_pipes_are_refused_and_never_opened(tmp_path: Path) -> None:
    _put(tmp_path / "real.txt")
    _put(tmp_path.parent / "outside" / "secret.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")

    found = find(tmp_path, tmp_path)

    assert [path.name for path in found.seeds] == ["real.txt"]
    assert [error.what for error in found.errors] == ["a symbolic link", "a symbolic link", "not a regular file"]


def test_names_that_would_break_a_report_are_refused(tmp_path: Path) -> None:
    _put(tmp_path / "two\nlines.txt")
    (tmp_path / os.fsdecode(b"latin\xe9.txt")).write_text("Words.")

    found = find(tmp_path, tmp_path)

    assert found.seeds == ()
    assert [error.fix for error in found.errors] == ["rename the file"] * 2
    assert str(found.errors[0]).encode("utf-8")


def test_a_missing_folder_is_an_error_not_an_exception(tmp_path: Path) -> None:
    found = find(tmp_path / "none", tmp_path)

    assert found.seeds == ()
    assert "cannot list the folder" in str(found.errors[0])


def test_the_folder_of_a_page_saved_complete_holds_no_seeds(tmp_path: Path) -> None:
    for name in (
        "a.html",
        "a_files/ad.html",
        "B.HTM",
        "b-Dateien/x.txt",
        "c_files/kept.txt",
        "d.txt",
        "d_files/kept.txt",
    ):
        _put(tmp_path / name)

    found = find(tmp_path, tmp_path)

    names = [path.relative_to(tmp_path).as_posix() for path in found.seeds]
    assert names == ["B.HTM", "a.html", "c_files/kept.txt", "d.txt", "d_files/kept.txt"]
