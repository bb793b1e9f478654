"""Whatever people decide about events, in whatever order: it is obeyed for ever, and twice is once."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from builder import events, pipeline
from tests.survival.event_articles import ARTICLES, FIRST, Remembered, sow
from tests.survival.event_project import NONE, EventProject
from tests.survival.project import NUMBERS
from tests.survival.projects import build
from tests.survival.text import pick
from tests.survival.trees import memory, tree

SEQUENCES = 40
STEPS = 8
WORDS = ("the-bridge", "spring-news")


class Deciding(EventProject):
    """Who decides about events, retitles, moves and deletes their pages, and brings seeds."""

    @initialize()
    def begin(self) -> None:
        self.built()

    @rule(name=st.sampled_from(tuple(ARTICLES)))
    def add_or_remove_a_seed(self, name: str) -> None:
        if (self.root / f"seeds/{name}.txt").exists():
            (self.root / f"seeds/{name}.txt").unlink()
            (self.root / f"seeds/{name}.yml").unlink()
        else:
            sow(self.root, name)

    @precondition(EventProject.briefings)
    @rule(which=NUMBERS, value=st.sampled_from((NONE, None, *WORDS)))
    def put_an_article_where_no_event_is(self, which: int, value: str | None) -> None:
        self.write(pick(self.briefings(), which), event=value)

    @precondition(lambda self: self.briefings() and self.events())
    @rule(which=NUMBERS, event=NUMBERS)
    def put_an_article_on_an_event(self, which: int, event: int) -> None:
        self.write(pick(self.briefings(), which), event=self.id_of(pick(self.events(), event)))

    @precondition(EventProject.briefings)
    @rule(which=NUMBERS, other=NUMBERS, event=st.booleans())
    def keep_apart(self, which: int, other: int, event: bool) -> None:
        others = self.events() if event and self.events() else self.briefings()
        self.write(pick(self.briefings(), which), **{"not": [self.id_of(pick(others, other))]})

    @precondition(EventProject.events)
    @rule(which=NUMBERS, other=NUMBERS, article=st.booleans())
    def keep_an_event_apart(self, which: int, other: int, article: bool) -> None:
        others = self.briefings() if article and self.briefings() else self.events()
        self.write(pick(self.events(), which), **{"not": [self.id_of(pick(others, other))]})

    @precondition(EventProject.events)
    @rule(which=NUMBERS, other=NUMBERS, taken_back=st.booleans())
    def make_two_events_one(self, which: int, other: int, taken_back: bool) -> None:
        end = None if taken_back else self.id_of(pick(self.events(), other))
        self.write(pick(self.events(), which), same_as=end)

    @precondition(EventProject.events)
    @rule(which=NUMBERS, title=st.booleans())
    def write_on_an_event(self, which: int, title: bool) -> None:
        word = f"Zqk{len(self.typed):04x}q"
        self.typed.add(word)
        page = pick(self.events(), which)
        if title:
            self.typed -= {str(frontmatter_title(page))}
            self.write(page, title=word)
        else:
            self.write(page, f"\n## Note {len(self.typed)}\n\nI saw {word}.\n")

    @precondition(EventProject.events)
    @rule(which=NUMBERS)
    def move_an_event(self, which: int) -> None:
        page = pick(self.events(), which)
        moved = page.rename(page.with_name(f"moved-{len(self.led)}-{page.name[-20:]}"))
        was, now = (str(one.relative_to(self.root / "docs")) for one in (page, moved))
        self.led = {place: now if to == was else to for place, to in self.led.items()}
        self.told[now] = self.told.get(was, set())
        self.moved = True

    @precondition(EventProject.events)
    @rule(which=NUMBERS)
    def delete_an_event(self, which: int) -> None:
        page = pick(self.events(), which)
        self.deleted |= {self.id_of(page), str(page.relative_to(self.root / "docs"))}
        self.deleted |= {place for place, to in self.led.items() if to in self.deleted}
        text = page.read_text()
        self.typed = {word for word in self.typed if word not in text}
        page.unlink()

    @rule()
    def build(self) -> None:
        self.built()


def frontmatter_title(page: Path) -> str:
    return page.read_text().split("\ntitle: ", 1)[1].split("\n", 1)[0]


@pytest.fixture(scope="module")
def start() -> Iterator[None]:
    """The project that each sequence starts from."""
    real = events.group
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(dir=memory()) as name:

        def watched(briefings, wishes, before, remembered):  # type: ignore[no-untyped-def]
            grouped = real(briefings, wishes, before, remembered)
            EventProject.asked[:] = [(wishes, grouped)]
            return grouped

        patch.setattr(pipeline, "Findings", Remembered)
        patch.setattr(events, "group", watched)
        for seed in FIRST:
            sow(Path(name), seed)
        assert not build(Path(name)).problems
        assert len(EventProject.asked[-1][1].groups) == 2
        EventProject.start = tree(Path(name))
        yield


@pytest.mark.usefixtures("start")
def test_decisions_about_events_hold_in_any_sequence(capsys: pytest.CaptureFixture[str]) -> None:
    EventProject.counts.clear()
    run_state_machine_as_test(
        Deciding,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    figures = ", ".join(f"{count} {what}" for what, count in sorted(EventProject.counts.items()))
    with capsys.disabled():
        sys.stdout.write(f"\nevents: {figures}\n")
    assert EventProject.counts["sequences"] >= SEQUENCES
