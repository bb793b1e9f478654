"""The seeds of a project, and the builder that reads them, as they change."""

import re

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.survival.project import NUMBERS, Project
from tests.survival.projects import NEWS, SEEDS, sow
from tests.survival.text import pick
from tests.survival.versions import VERSIONS


class Seeds(Project):
    """Who adds, changes, renames and removes seeds, and installs another builder."""

    @rule(name=st.sampled_from(tuple(SEEDS)))
    def add_or_remove_a_seed(self, name: str) -> None:
        if (self.root / f"seeds/{name}.txt").exists():
            (self.root / f"seeds/{name}.txt").unlink()
            (self.root / f"seeds/{name}.yml").unlink()
        else:
            sow(self.root, name, SEEDS[name])
        self.at_rest = False

    @precondition(lambda self: not self.calm)
    @rule(which=NUMBERS, n=NUMBERS)
    def change_a_seed(self, which: int, n: int) -> None:
        paths = sorted((self.root / "seeds").glob("*.txt"))
        if not paths:
            return
        path = pick(paths, which)
        text = path.read_text()
        sentences = re.findall(r"[A-Z][^.\n]+\.", text)
        new = (
            lambda: f"{text}\n{pick(NEWS, n // 5)}\n",
            lambda: text.replace(pick(sentences, n // 5), pick(NEWS, n), 1),
            lambda: text.replace(pick(sentences, n // 5), "", 1),
            lambda: text.replace(" of ", " near ", 1).replace(" a ", " the ", 1),
        )[n % 4]
        if sentences and len(sentences) > 1:
            path.write_text(new())
        self.at_rest = False

    @precondition(lambda self: not self.calm)
    @rule(which=NUMBERS)
    def rename_a_seed(self, which: int) -> None:
        paths = sorted((self.root / "seeds").glob("*.txt"))
        if paths:
            path = pick(paths, which)
            path.with_suffix(".yml").rename(path.with_name(f"{path.stem}-2.yml"))
            path.rename(path.with_name(f"{path.stem}-2.txt"))
        self.at_rest = False

    @rule(version=st.integers(1, VERSIONS - 1))
    def install_another_builder(self, version: int) -> None:
        self.version = 0 if version == self.version else version
        self.at_rest = False
