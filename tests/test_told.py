"""What commands print and write holds no secret of the environment, no control character, no folder of the machine."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.records import Page
from tests.apart import Ran, command
from tests.survival.projects import SEEDS, rendered, sow
from tests.survival.trees import memory

__all__ = ["rendered"]

CANARY = "canary-4711-of-the-environment"
HOSTILE = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b1m\u202egnp.exe\u2066\u200b\r\nskipped: all is well"
"""What turns a terminal over: title, clearing, colours, C1, direction marks, a line of its own."""

WRITTEN_BY_TERMINALS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

COMMANDS = (
    ("build", "--dry-run"),
    ("build", "--json"),
    ("build",),
    ("build", "--check"),
    ("build", "--summary", "summary.md"),
    ("check",),
    ("check", "--format", "github"),
    ("check", "--format", "gitlab"),
    ("check", "--format", "sarif"),
    ("status",),
    ("explain", f"no-such-{HOSTILE}"),
    ("diff", f"no-such-{HOSTILE}"),
    ("accept", f"no-such-{HOSTILE}", "--mine"),
    ("restore", f"no-such-{HOSTILE}"),
    ("add", f"no-such-{HOSTILE}.txt"),
    ("read", "seeds/rows.jsonl", "seeds/broken.jsonl"),
    ("publish",),
    (f"no-such-{HOSTILE}",),
)


@pytest.fixture
def root(rendered: dict[str, Page], tmp_path: Path) -> Iterator[Path]:
    folder = Path(memory() or tmp_path) / f"told-{os.getpid()}"
    folder.mkdir()
    (folder / "mkdocs.yml").write_text("site_name: Brockel\nextra:\n  builder:\n    processes: 1\n")
    sow(folder, "port", SEEDS["port"])
    row = {"title": HOSTILE, "text": f"{HOSTILE} Ada Lund saw it. {HOSTILE}", "source": HOSTILE, "authors": [HOSTILE]}
    (folder / "seeds/rows.jsonl").write_text(f"{json.dumps(row)}\n")
    (folder / "seeds/broken.jsonl").write_text(f'{json.dumps(row)}\n{{"text": "{HOSTILE}\n')
    (folder / "seeds" / "a\x1b[2J.txt").write_text("Words.")
    (folder / "seeds" / "b\u202e.exe").write_text("Words.")
    (folder / "docs" / "briefings").mkdir(parents=True)
    (folder / "docs/briefings/odd.md").write_text(
        f"---\ntitle: x\nid: b1\ntype: '{HOSTILE[2:9]}'\n{HOSTILE[15:]}\n---\n\n[x](y\x1b.md)\n"
    )
    yield folder
    shutil.rmtree(folder)


def test_nothing_that_is_told_holds_a_secret_or_moves_the_cursor(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    for name in ("GITHUB_TOKEN", "INGEST_TOKEN", "HOME_OF_NOBODY", "SITE_PASSWORD"):
        monkeypatch.setenv(name, CANARY)
    hostile = 0
    for words in COMMANDS:
        ran = command(root, *words)
        sound(ran, words)
        hostile += "owned" in ran.out + ran.err or "red" in ran.out + ran.err
    assert hostile > 5
    for path in root.rglob("*"):
        if path.is_file() and path.parts[len(root.parts)] not in ("seeds", "overrides"):
            data = path.read_bytes()
            assert CANARY.encode() not in data, path
            if path.suffix in (".md", ".json", ".csv", ".xml", ".html") and "odd" not in path.name:
                assert b"\x1b" not in data, path
    summary = (root / "summary.md").read_text()
    assert "Left out" in summary
    assert WRITTEN_BY_TERMINALS.findall(summary) == []


def sound(ran: Ran, words: tuple[str, ...]) -> None:
    for told in (ran.out, ran.err):
        assert CANARY not in told, words
        assert "Traceback" not in told, (words, told[-1500:])
        assert WRITTEN_BY_TERMINALS.findall(told) == [], (words, told[:1500])
        assert not any(line.startswith("skipped: all is well") for line in told.split("\n")), (words, told)
    assert ran.status in (0, 1, 2, 3, 4), (words, ran)
