"""A project with events, and what must hold after each build whatever people decided about them."""

import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

import frontmatter
from hypothesis.stateful import RuleBasedStateMachine

from builder import write
from builder.memory import Memory
from builder.records import Grouped, Wishes
from tests.survival.projects import build
from tests.survival.trees import Tree, assert_equal, memory, plant, tree

LINK = re.compile(r"\]\(([^)#\s]+\.md)")
NONE = "none"


class EventProject(RuleBasedStateMachine):
    """A project, and what is known of its events from the builds before."""

    counts: ClassVar[Counter[str]] = Counter()
    start: ClassVar[Tree]
    asked: ClassVar[list[tuple[Wishes, Grouped]]] = []
    """What the last builds were told and answered."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(dir=memory()))
        plant(self.root, self.start)
        self.remembered = Memory()
        self.typed: set[str] = set()
        self.deleted: set[str] = set()
        """Ids of events whose pages a person deleted."""

        self.led: dict[str, str] = {}
        """Address that an event page ever had -> where it last led to, both below `docs/`."""

        self.told: dict[str, set[str]] = {}
        """Address of an event page -> ids of the articles that it told of."""

        self.last: tuple[Wishes, Grouped] | None = None
        self.paths: dict[str, str] = {}
        self.moved = False

    def events(self) -> list[Path]:
        return [page for page in sorted((self.root / "docs/events").rglob("*.md")) if page.stem != "index"]

    def briefings(self) -> list[Path]:
        return sorted((self.root / "docs/briefings").rglob("*.md"))

    def seeds_of(self) -> dict[str, str]:
        """Id of each briefing -> path of its seed."""
        pages = [frontmatter.load(str(page)) for page in self.briefings()]
        return {str(page.get("id")): str(page.get("seed", "?")).split()[0] for page in pages}

    def write(self, page: Path, words: str = "", **values: Any) -> None:
        """A person writes keys and words on a page; a key of no value is taken out."""
        post = frontmatter.load(str(page))
        post.metadata.update(values)
        post.metadata = {key: value for key, value in post.metadata.items() if value is not None}
        page.write_text(f"{frontmatter.dumps(post, sort_keys=False)}\n{words}")

    def id_of(self, page: Path) -> str:
        return page.read_text().split("\nid: ", 1)[1].split("\n", 1)[0]

    def built(self) -> None:
        report = build(self.root, self.remembered)
        wishes, grouped = self.asked[-1]
        before = tree(self.root)
        build(self.root)  # without the memory, which must make no difference
        assert_equal(tree(self.root), before)
        self.counts["builds"] += 2
        self.decisions_are_obeyed(wishes, grouped, [one.what for one in (*report.problems, *report.doubts)])
        self.events_keep_their_ids(wishes, grouped)
        self.addresses_lead_on(grouped)
        self.nothing_dangles(grouped)
        text = "".join(page.read_text() for page in (self.root / "docs").rglob("*.md"))
        assert not [word for word in self.typed if word not in text], "words were lost"
        self.last = wishes, grouped

    def decisions_are_obeyed(self, wishes: Wishes, grouped: Grouped, problems: list[str]) -> None:
        of = {one.article.id: group.id for group in grouped.groups for one in group.members}
        ends = {one: end for one in wishes.same_as if (end := _end(one, wishes.same_as))}
        for article, event in wishes.events.items():
            wanted = None if event == NONE else ends.get(event, event)
            assert of.get(article) == wanted, f"{article} is on {of.get(article)}, not on {event}"
            self.counts["decisions obeyed"] += 1
        for article, others in wishes.apart.items():
            for other in others:
                if other == article or of.get(article) not in (ends.get(other, other), of.get(other, "?")):
                    continue
                assert article in wishes.events, f"{article} is with {other}"
                assert any(other in what or article in what for what in problems), problems
                self.counts["contradictions named"] += 1
        for event, end in ends.items():
            assert event not in of.values(), f"{event} is there, but should be {end}"

    def events_keep_their_ids(self, wishes: Wishes, grouped: Grouped) -> None:
        paths = {path.read_text().split("\nid: ", 1)[1].split("\n", 1)[0]: path for path in self.events()}
        if self.last and self.last[0] == wishes:
            old = {_members(group): group.id for group in self.last[1].groups}
            for group in grouped.groups:
                was = old.get(_members(group), group.id)
                assert was == group.id, f"{was} is {group.id} now"
                if not self.moved and was in paths and was in self.paths:
                    assert str(paths[was]) == self.paths[was]
                self.counts["ids compared"] += 1
        self.paths = {event: str(path) for event, path in paths.items()}
        self.moved = False

    def addresses_lead_on(self, grouped: Grouped) -> None:
        docs = self.root / "docs"
        leads: dict[str, str] = {}
        for file in sorted((self.root / ".builder/addresses").glob("*")):
            new, *olds = file.read_text().splitlines()
            leads |= {old: new for old in olds if (docs / new).exists()}
        # A briefing whose seed is gone stays for what a person wrote on it, and is on no event any more.
        there = {page_id for page_id, seed in self.seeds_of().items() if (self.root / seed).exists()}
        for address, was in list(self.led.items()):
            now = address if (docs / address).exists() else leads.get(address)
            gone = not (docs / was).exists() if was.startswith("briefings/") else self.told[was].isdisjoint(there)
            if now is None and gone:
                del self.led[address]  # its last article is gone
                continue
            if now is None and was in self.deleted:
                del self.led[address]
                continue
            assert now is not None, f"{address} led to {was} and leads nowhere now"
            self.led[address] = now
            self.counts["addresses followed"] += 1
        store = write.Store(self.root)
        for group in grouped.groups:
            if path := store.path(group.id):
                self.led[str(path)] = str(path)
                self.told[str(path)] = {one.article.id for one in group.members}

    def nothing_dangles(self, grouped: Grouped) -> None:
        store = write.Store(self.root)
        for group in grouped.groups:
            assert store.path(group.id) or group.id in self.deleted or store.was_deleted(group.id), group.id
        alive = {group.id for group in grouped.groups}
        seeds = {f"seeds/{path.name}" for path in (self.root / "seeds").iterdir()}
        for page in self.briefings():
            if store.metadata(self.id_of(page)).get("seed", "?").split()[0] not in seeds:
                continue  # a person's page now: it stays as it was
            value = frontmatter.load(str(page)).get("event")
            assert value in (None, NONE) or value in alive or value in _absorbed(grouped), f"{page.name}: {value}"
        ended = {store.path(one) for one in store.written_ids() if one not in alive and store.is_edited(one)}
        for page in (self.root / "docs").rglob("*.md"):
            if PurePosixPath(page.relative_to(self.root / "docs")) in ended:
                continue  # a person's page: it stays as it was
            for link in LINK.findall(page.read_text()):
                assert (page.parent / link).resolve().exists(), f"{page.name} links to {link}"

    def teardown(self) -> None:
        try:
            self.built()
            self.counts["sequences"] += 1
        finally:
            shutil.rmtree(self.root)


def _end(event: str, same_as: Any) -> str | None:
    """Where `same_as` ends; None in a circle."""
    seen = [event]
    while (step := same_as.get(seen[-1])) is not None:
        if step in seen:
            return None
        seen.append(step)
    return seen[-1]


def _members(group: Any) -> frozenset[str]:
    return frozenset(one.article.id for one in group.members)


def _absorbed(grouped: Grouped) -> set[str]:
    return {one for group in grouped.groups for one in group.absorbs}
