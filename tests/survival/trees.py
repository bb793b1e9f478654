"""All files of a folder, to keep, to put down again, to compare."""

import os
from difflib import unified_diff
from pathlib import Path

Tree = dict[str, bytes]


def tree(root: Path) -> Tree:
    found = {}
    for folder, _, names in os.walk(root):
        below = os.path.relpath(folder, root)
        for name in names:
            if name != "lock":
                with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 thousands of files, a few times a sequence
                    found[os.path.normpath(f"{below}/{name}")] = file.read()
    return found


def plant(root: Path, files: Tree) -> None:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def without_history(docs: Tree) -> Tree:
    """The files of `docs/` without what tells in which order articles came: the lists of what was new."""
    found = {name: data for name, data in docs.items() if name not in ("since.md", "since.json")}
    if "index.md" in found:
        before, heading, rest = found["index.md"].partition(b"## Since last time\n")
        found["index.md"] = before + rest[rest.find(b"\n## ") :] if heading else before
    return found


def memory() -> str | None:
    """A folder in memory, where the system has one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def assert_equal(now: Tree, before: Tree) -> None:
    """Fails with the changed lines of all files."""
    names = different(now, before)
    texts = [(*(files.get(name, b"").decode(errors="replace") for files in (before, now)),) for name in names]
    assert not names, "\n".join("\n".join(unified_diff(*map(str.splitlines, pair), n=0, lineterm="")) for pair in texts)


def different(one: Tree, other: Tree) -> list[str]:
    """Names of the files that are not the same in both; what lies in the cache is ours to lose."""
    names = (name for name in sorted({*one, *other}) if one.get(name) != other.get(name))
    return [name for name in names if not name.startswith(".builder/cache/")]
