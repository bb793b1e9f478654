"""A real preview of a small project, at a free port."""

import json
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from builder.preview import Preview

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds until a test gives up waiting; nothing is measured here."""

ARTICLE = """\
Harbour bridge in Brockel stays closed

The harbour bridge in Brockel stays closed until May, Mayor Ada Lund said on 3 March 2022.

“We found cracks in two of the piers,” Ada Lund told reporters.
"""


@dataclass
class Running:
    """A preview, and what it said in the terminal."""

    root: Path
    preview: Preview
    said: list[str] = field(default_factory=list)

    def get(self, address: str = "index.html", **headers: str) -> tuple[int, str]:
        """Status and body of what stands at an address below the site."""
        request = urllib.request.Request(f"{self.preview.url}{address}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def page(self, address: str = "index.html") -> str:
        status, text = self.get(address)
        assert status == 200, f"{address}: {status}"
        return text

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for it."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"not seen: {what}; said: {self.said}"
            time.sleep(0.05)

    def shows(self, words: str, address: str = "index.html") -> None:
        """Wait until the page has the words."""
        self.until(lambda: words in self.get(address)[1], f"{words!r} in {address}")

    def findings(self) -> list[dict[str, Any]]:
        """What the panel of a page that is opened now would show."""
        with urllib.request.urlopen(f"{self.preview.url}_preview/events", timeout=PATIENCE) as stream:
            for line in stream:
                if line.startswith(b"data: ["):
                    return list(json.loads(line.removeprefix(b"data: ")))
        raise AssertionError("the stream ended")

    def reload_told(self, address: str, change: Callable[[], object]) -> bool:
        """Whether a page that is open is told to load anew when something changes."""
        mark = self.page(address).split('data-seen="')[1].split('"')[0]
        path = quote(f"/{address}")
        url = f"{self.preview.url}_preview/events?page={path}&seen={mark}"
        with urllib.request.urlopen(url, timeout=PATIENCE) as stream:
            assert b"findings" in stream.readline()
            change()
            return any(line == b"event: reload\n" for line in stream)

    def settle(self) -> None:
        self.preview.settled(PATIENCE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one article, with its pages."""
    root = tmp_path_factory.mktemp("built")
    shutil.copytree(REPOSITORY / "overrides", root / "overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    (root / "seeds").mkdir()
    (root / "seeds" / "bridge.txt").write_text(ARTICLE)
    preview = Preview(root, port=0, today=lambda: date(2022, 3, 4))
    preview.start()
    preview.settled(PATIENCE)
    preview.close()
    return root


@pytest.fixture
def running(built: Path, tmp_path: Path) -> Iterator[Running]:
    root = tmp_path / "project"
    shutil.copytree(built, root)
    said: list[str] = []
    preview = Preview(root, port=0, say=said.append, today=lambda: date(2022, 3, 4))
    preview.start()
    found = Running(root, preview, said)
    found.settle()
    yield found
    preview.close()
