"""The ten rules for sites of hostile sources, put to a site of each engine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree

from playwright.sync_api import Browser

from tests.hostile import pages, rules
from tests.hostile.project import GUESTS, OUTPUT, REPOSITORY, Hostile, Ran, builder, files, project

ENGINES = ("mkdocs", "zensical")


@dataclass
class Built:
    """A project that was built once and published by both engines."""

    root: Path
    hostile: list[Hostile]
    build: Ran
    published: dict[str, Ran] = field(default_factory=dict)

    def site(self, engine: str) -> Path:
        """The site that an engine made."""
        return self.root.parent / f"site-{engine}"


def built(folder: Path, sources: Path | None, hostile: Sequence[Hostile], seed: str = "1") -> Built:
    """Build the sources, and publish the pages by both engines."""
    root = project(folder, sources)
    made = Built(root, list(hostile), builder(root, "build", seed=seed))
    for engine in ENGINES:
        made.published[engine] = builder(root, "publish", "--engine", engine, seed=seed)
        if (root / "site").exists():
            (root / "site").rename(made.site(engine))
    return made


def of_run(made: Built) -> Iterator[str]:
    """How the commands ended, and what they said."""
    skipped = any(one.expect == "reject" for one in made.hostile)
    if made.build.status not in ((3,) if skipped else (0, 3)):
        yield f"build ended with {made.build.status}: {made.build.err[-300:]}"
    for engine, ran in made.published.items():
        if ran.status != 0:
            yield f"publish by {engine} ended with {ran.status}: {ran.err[-300:]}"
    for ran in (made.build, *made.published.values()):
        for text in (ran.out, ran.err):
            yield from rules.of_output(text)
    names = {line.removeprefix("skipped seeds/") for line in made.build.err.splitlines() if line.startswith("skipped")}
    for one in made.hostile:
        said = any(name.startswith(one.file) for name in names)
        if one.expect == "reject" and not said:
            yield f"{one.id}: nobody says that {one.file} was left out"


def of_files(made: Built) -> Iterator[str]:
    """Where files appeared, what they are called, and that none has a secret."""
    there = {path.name for path in made.root.iterdir()}
    at_first = {"seeds", "overrides", "mkdocs.yml", "secret.txt", ".env", ".git"}
    yield from (f"{name}: appeared in the project" for name in sorted(there - at_first - set(OUTPUT)))
    beside = {path.name for path in made.root.parent.iterdir()}
    known = {made.root.name, "secret.txt", "outside.txt", "sources"} | {made.site(one).name for one in ENGINES}
    yield from (f"{name}: appeared beside the project" for name in sorted(beside - known))
    yield from rules.of_secrets(made.root)
    yield from rules.of_names(made.root / "docs")
    for engine in ENGINES:
        yield from rules.of_names(made.site(engine))
        yield from rules.of_secrets_in(made.site(engine))
        yield from rules.of_data(made.site(engine))


def of_pages(made: Built, engine: str, browser: Browser, harmless: set[str]) -> Iterator[str]:
    """What stands in the pages, against the elements of a harmless site; words that must and must not be there."""
    seen = pages.parsed(browser, made.site(engine))
    yield from seen.faults
    yield from (f"an element that no template writes: {shape[:100]}" for shape in sorted(seen.shapes - harmless))
    everything = "\n".join(seen.texts.values())
    for one in made.hostile:
        words = one.tokens if one.expect == "page" else ()
        yield from (f"{one.id}: lost {word}" for word in words if " ".join(word.split()) not in everything)
        yield from (f"{one.id}: shows {word}" for word in one.never if word in everything)


def shapes(folder: Path, browser: Browser, engine: str) -> set[str]:
    """The elements of the pages that the repository shows, which have every section: what templates write."""
    root = folder / "project"
    root.mkdir()
    for name in ("docs", "overrides"):
        copytree(REPOSITORY / name, root / name)
    (root / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    assert builder(root, "publish", "--engine", engine).status == 0
    return pages.parsed(browser, root / "site").shapes


def guests_alone(folder: Path) -> dict[str, bytes]:
    """The pages of the peaceful articles when nobody else is there, by path below `docs/`."""
    root = project(folder, None)
    assert builder(root, "build").status == 0
    return of_guests(root)


def of_guests(root: Path) -> dict[str, bytes]:
    """The pages of the peaceful articles and their data."""
    found = {path: data for path, data in files(root / "docs").items() if path.startswith("briefings/")}
    seeds = [f"seeds/{name}".encode() for name in GUESTS]
    stems = {path.rpartition(".")[0] for path, data in found.items() if any(seed in data for seed in seeds)}
    return {path: data for path, data in found.items() if path.rpartition(".")[0] in stems}
