"""Whatever is wrong with the disk, the rights or our own state: a clear line, no traceback, nothing lost, and the next
run, once it is mended, makes what it would have made before."""

import os
import resource
import shutil
import signal
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from builder.records import Page
from builder.write import lock
from tests.apart import Ran, command
from tests.survival.projects import FIRST, SEEDS, page_of, rendered, sow
from tests.survival.trees import memory, tree, without_history

__all__ = ["rendered"]

NOTE = "A line that an editor wrote by hand."
COMMANDS = (("check",), ("status",))


@pytest.fixture(scope="module")
def start(rendered: dict[str, Page], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once, then edited by a person, and with news: a change of one seed, and another seed."""
    root = Path(tmp_path_factory.mktemp("start"))
    (root / "mkdocs.yml").write_text("site_name: Brockel\nextra:\n  builder:\n    processes: 1\n")
    for name in FIRST:
        sow(root, name, SEEDS[name])
    assert command(root, "build").status == 0
    page = page_of(root, "port-*.md")
    page.write_text(f"{page.read_text()}\n{NOTE}\n")
    sow(root, "ferry", SEEDS["ferry"].replace("200", "300"))
    sow(root, "lamp", SEEDS["lamp"])
    return root


@pytest.fixture
def root(start: Path) -> Iterator[Path]:
    folder = Path(memory() or start.parent) / f"faults-{os.getpid()}"
    shutil.copytree(start, folder, symlinks=True)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def undisturbed(start: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed") / "project"
    shutil.copytree(start, folder)
    assert command(folder, "build").status == 0
    return wanted(folder)


def wanted(root: Path) -> dict[str, bytes]:
    """What a build must give: pages and state; the cache is ours to lose."""
    return {name: data for name, data in tree(root).items() if not name.startswith((".builder/cache", "site"))}


def locked(path: str, mode: int = 0) -> Callable[[Path], Callable[[], None]]:
    """The rights of a file or folder taken away."""

    def take(root: Path) -> Callable[[], None]:
        place = next(root.glob(path))
        before = place.stat().st_mode & 0o777
        place.chmod(mode)

        def undo() -> None:
            if place.exists():  # an entry of the cache may be gone: nobody asked for it
                place.chmod(before)

        return undo

    return take


def swapped(path: str, kind: str) -> Callable[[Path], Callable[[], None]]:
    """Something else in the place of a file or folder."""

    def swap(root: Path) -> Callable[[], None]:
        place = next(root.glob(path), root / path)
        aside = root.parent / f"{root.name}-aside"
        if place.exists():
            place.rename(aside)
        match kind:
            case "folder":
                place.mkdir()
            case "file":
                place.write_text("words")
            case "pipe":
                os.mkfifo(place)
            case "link":
                place.symlink_to(root / "nowhere")

        def undo() -> None:
            shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink(missing_ok=True)
            if aside.exists():
                aside.rename(place)

        return undo

    return swap


FAULTS = {
    "seeds unreadable": (locked("seeds"), "seeds"),
    "a seed unreadable": (locked("seeds/lamp.txt"), "seeds/lamp.txt"),
    "a sidecar unreadable": (locked("seeds/lamp.yml"), "seeds/lamp.yml"),
    "seeds a file": (swapped("seeds", "file"), "seeds"),
    "docs read-only": (locked("docs", 0o555), "docs"),
    "docs unreadable": (locked("docs"), "docs"),
    "docs a file": (swapped("docs", "file"), "docs"),
    "a folder of pages read-only": (locked("docs/briefings/2022", 0o555), "docs/briefings/2022"),
    "a folder of pages unreadable": (locked("docs/briefings/2022"), "docs/briefings/2022"),
    "a page read-only": (locked("docs/briefings/2022/ferry-*.md", 0o444), "docs/briefings/2022/ferry-"),
    "a page unreadable": (locked("docs/briefings/2022/ferry-*.md"), "docs/briefings/2022/ferry-"),
    "an edited page unreadable": (locked("docs/briefings/2022/port-*.md"), "docs/briefings/2022/port-"),
    "a page a pipe": (swapped("docs/briefings/2022/ferry-*.md", "pipe"), "docs/briefings/2022/ferry-"),
    "a data file unreadable": (locked("docs/briefings/2022/ferry-*.json"), "docs/briefings/2022/ferry-"),
    "state read-only": (locked(".builder", 0o555), ".builder"),
    "state unreadable": (locked(".builder"), ".builder"),
    "state a file": (swapped(".builder", "file"), ".builder"),
    "bases read-only": (locked(".builder/base", 0o555), ".builder/base"),
    "bases unreadable": (locked(".builder/base"), ".builder/base"),
    "a base unreadable": (locked(".builder/base/b*.md"), ".builder/base"),
    "the lock unreadable": (locked(".builder/lock"), ".builder/lock"),
    "the lock a folder": (swapped(".builder/lock", "folder"), ".builder/lock"),
    "the lock a link": (swapped(".builder/lock", "link"), ".builder/lock"),
    "the journal a folder": (swapped(".builder/journal", "folder"), ".builder/journal"),
    "addresses unreadable": (locked(".builder/addresses"), ".builder/addresses"),
    "settings unreadable": (locked("mkdocs.yml"), "mkdocs.yml"),
    "settings a folder": (swapped("mkdocs.yml", "folder"), "mkdocs.yml"),
    "settings a link to nowhere": (swapped("mkdocs.yml", "link"), "mkdocs.yml"),
    "cache unreadable": (locked(".builder/cache"), ""),
    "cache read-only": (locked(".builder/cache", 0o555), ""),
    "cache a file": (swapped(".builder/cache", "file"), ""),
    "a cache entry unreadable": (locked(".builder/cache/*.entry"), ""),
    "a cache entry a folder": (swapped(".builder/cache/*.entry", "folder"), ""),
    "a cache entry a pipe": (swapped(".builder/cache/*.entry", "pipe"), ""),
    "a kept page a pipe": (swapped(".builder/cache/pages/*.entry", "pipe"), ""),
    "a strange folder in the cache": (swapped(".builder/cache/ours.entry", "folder"), ""),
}
"""What is wrong -> how it becomes so, and what the message must name; "" where nothing need be said."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_in_a_line_and_the_next_run_is_right(
    name: str, root: Path, undisturbed: dict[str, bytes]
) -> None:
    make, says = FAULTS[name]
    undo = make(root)
    for words in COMMANDS:
        sound(command(root, *words), f"{name}: {words}")
    ran = command(root, "build")
    sound(ran, name)
    undo()

    assert says in ran.err, ran.err
    assert ran.status == 0 or says
    last = command(root, "build")
    assert last.status == 0, last.err
    if name in PASSING:
        assert pages_of(wanted(root)) == pages_of(undisturbed)
    else:
        assert wanted(root) == undisturbed


PASSING = ("a seed unreadable", "a sidecar unreadable")
"""What changes pages while it lasts, which is news and stays so."""


def pages_of(project: dict[str, bytes]) -> dict[str, bytes]:
    """The pages, without what tells in which order things came."""
    docs = {name.removeprefix("docs/"): data for name, data in project.items() if name.startswith("docs/")}
    return without_history(docs)


def sound(ran: Ran, what: str) -> None:
    """No traceback, and a status of the README."""
    assert "Traceback" not in ran.err, f"{what}\n{ran.err[-1500:]}"
    assert ran.status in (0, 1, 3, 4), f"{what}: {ran.status}\n{ran.err[-1500:]}"


SETTINGS = {
    "a list": "- 1\n",
    "extra a list": "extra: [1]\n",
    "extra a text": "extra: words\n",
    "ours a text": "extra:\n  builder: words\n",
    "nested too deep": "[" * 3000,
    "not UTF-8": b"site_name: \xff\xfe\n",
    "a control character": "site_name: a\x07b\n",
    "an endless alias": "a: &a [*a]\nextra: {builder: {limits: 1}}\n",
}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_make_no_sense_are_told_in_a_line(name: str, root: Path) -> None:
    text = SETTINGS[name]
    (root / "mkdocs.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
    before = wanted(root)
    for words in (("build",), ("check",), ("status",)):
        sound(command(root, *words), f"{name}: {words}")

    ran = command(root, "build")
    assert (ran.status, ran.err.count("\n")) == (4, 1), ran.err
    assert ran.err.startswith("error: ")
    assert "mkdocs.yml" in ran.err
    assert wanted(root) == before


@pytest.mark.parametrize("day", ["9" * 30, "-1", "1e9", "\u0663"])
def test_a_day_that_cannot_be_is_told_in_a_line(day: str, root: Path) -> None:
    ran = command(root, "build", before=lambda: os.environ.update(SOURCE_DATE_EPOCH=day))

    sound(ran, day)
    assert ran.status == 4 or day == "\u0663"
    assert "SOURCE_DATE_EPOCH" in ran.err or day == "\u0663"


def test_a_clock_that_goes_backwards_changes_nothing(root: Path, undisturbed: dict[str, bytes]) -> None:
    def at(day: str) -> Ran:
        return command(root, "build", before=lambda: os.environ.update(SOURCE_DATE_EPOCH=day))

    assert at("1700000000").status == 0
    first = wanted(root)
    for day in ("1600000000", "0", "1500000000"):
        assert at(day).status == 0
        assert wanted(root) == first
    assert set(first) == set(undisturbed)


@pytest.mark.parametrize("how", ["empty", "half", "a bit", "bytes", "another page"])
def test_a_damaged_base_loses_nothing(how: str, root: Path, undisturbed: dict[str, bytes]) -> None:
    """Without its base a page is all a person's; what the machine then writes anew must not double it."""
    pages = [path for path in sorted((root / ".builder/base").glob("*.md")) if path.name != "page-home.md"]
    for number, path in enumerate(pages):
        data = path.read_bytes()
        path.write_bytes(damaged(data, {"another page": pages[number - 1].read_bytes()})[how])
    typed = page_of(root, "port-*.md").read_text()
    for words in (("status",), ("build", "--dry-run")):
        sound(command(root, *words), how)
    ran = command(root, "build")
    sound(ran, how)

    assert NOTE in page_of(root, "port-*.md").read_text(), ran.err
    assert set(typed.split()) <= set(page_of(root, "port-*.md").read_text().split())
    sound(command(root, "build"), how)  # tells on the corrections page what now counts as a person's
    again = wanted(root)
    sound(command(root, "build"), how)
    assert wanted(root) == again
    assert {name for name in again if name.endswith(".md") and name.startswith("docs")} == {
        name for name in undisturbed if name.endswith(".md") and name.startswith("docs")
    }


def damaged(data: bytes, more: dict[str, bytes]) -> dict[str, bytes]:
    """What becomes of a file on a failing disk, by name."""
    half = len(data) // 2
    flipped = data[:half] + bytes([data[half] ^ 0x40]) + data[half + 1 :]
    return {"empty": b"", "half": data[:half], "a bit": flipped, "bytes": b"\xff\0", **more}


@pytest.mark.parametrize("how", ["empty", "half", "a bit", "another version", "bytes"])
def test_a_damaged_cache_is_only_slower(how: str, root: Path, undisturbed: dict[str, bytes]) -> None:
    entries = sorted((root / ".builder/cache").rglob("*.entry"))
    assert {one.parent.name for one in entries} == {"cache", "pages", "seeds"}
    for path in entries:
        data = path.read_bytes()
        newer = zlib.compress(b'{"v": 2}')
        signed = sha256(newer).hexdigest().encode() + b"\n" + newer
        path.write_bytes(damaged(data, {"another version": signed})[how])

    assert command(root, "build").status == 0
    assert wanted(root) == undisturbed


def test_a_second_run_is_refused_while_one_is_at_work(root: Path, undisturbed: dict[str, bytes]) -> None:
    with lock(root):
        before = wanted(root)
        ran = command(root, "build")
        assert ran.status == 4
        assert "another build is running" in ran.err
        assert f"process {os.getpid()}" in ran.err
        assert wanted(root) == before

    assert command(root, "build").status == 0
    assert wanted(root) == undisturbed


def full() -> None:
    """Let no file of this process grow over 3 kB, as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))


def test_a_site_that_the_disk_does_not_take_leaves_nothing_half(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("---\nid: page-home\ntype: page\ntitle: x\n---\n\n# x\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")

    ran = command(tmp_path, "publish", before=full)

    assert (ran.status, ran.err.count("error: ")) == (4, 1), ran.err
    assert "Traceback" not in ran.err
    assert {path.name for path in tmp_path.iterdir()} - {".builder"} == {"docs", "mkdocs.yml"}
    assert [path.name for path in (tmp_path / ".builder").iterdir()] == ["cache"]
