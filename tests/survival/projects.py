"""Small projects, and a builder that analyses by rule of thumb: a build takes 15 ms and not 200."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from builder import analyse, pipeline, write
from builder.analyse.sentences import find_sentences
from builder.config import Settings
from builder.memory import NO_MEMORY, Memory
from builder.records import Actor, Article, Briefing, OpenPoint, Page, PageState, Point, Report, Sourcing, Span

SEEDS = {
    "port": "Port of Brockel reopens\n\nThe port of Brockel reopened in May. Mayor Ada Lund cut the ribbon. Ships came "
    "at noon.\n\nTom Okafor praised the crews. The company would not confirm the cost.\n",
    "ferry": "Ferry line returns\n\nThe ferry to Agder came back in June. Ada Lund was on board. It carried 200 people."
    "\n\nIda Voss counted them twice.\n",
    "bridge": "Council votes for a bridge\n\nThe council voted for a bridge. Tom Okafor leads it. Nine were against."
    "\n\nIda Voss would not confirm the price.\n",
    "lamp": "Lighthouse sold\n\nThe lighthouse was sold in August. Mirjam Oke bought it. It stays white.\n",
    "strike": "Pilots end their strike\n\nThe pilots went back to work. Ada Lund thanked them. Forty ships had waited."
    "\n\nMirjam Oke did not comment.\n",
}
FIRST = ("port", "ferry", "bridge")
NEWS = ("A second boat is planned.", "Jon Brekke saw it.", "Ada Lund said more.", "Rain fell all day.")

_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


def thumbed(articles: Iterable[Article]) -> Iterator[Briefing]:
    """Briefings by rule of thumb: a pair of capitalised words is a person, the second and third sentence the points."""
    for article in articles:
        sentences = find_sentences(article.text, article.lang)
        names: dict[str, list[Span]] = {}
        for found in _NAME.finditer(article.text):
            names.setdefault(found[0], []).append(Span(*found.span()))
        actors = tuple(Actor("PER", name, (name,), tuple(spans)) for name, spans in names.items())
        spans = [sentence.span for sentence in sentences]
        yield Briefing(
            article=article,
            sentences=sentences,
            bottom_line=spans[min(1, len(spans) - 1)],
            points=tuple(_point(span, actors) for span in spans[1:3]),
            actors=actors,
            quotes=(),
            timexes=(),
            open_points=tuple(OpenPoint(span, span) for span in spans if " not " in span.of(article.text)),
            sourcing=Sourcing((), (), (), "low", "one source"),
        )


def _point(span: Span, actors: Sequence[Actor]) -> Point:
    by = next((actor.name for actor in actors if span.meets(actor.mentions[0])), None)
    return Point(span, "claimed" if by else "reported", by)


@pytest.fixture(scope="module")
def rendered() -> Iterator[dict[str, Page]]:
    """The last pages that a build rendered, by id; builds are fast while it is in use."""
    pages: dict[str, Page] = {}
    real = write.write

    def remembered(given: Sequence[Page], store: write.Store, *, dry: bool = False) -> dict[str, PageState]:
        pages.clear()
        pages.update((page.id, page) for page in given)
        return real(given, store, dry=dry)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analyse, "analyse", thumbed)
        patch.setattr(analyse, "model_name", lambda lang="en": "rule of thumb")
        patch.setattr(write, "write", remembered)
        yield pages


def build(root: Path, remembered: Memory = NO_MEMORY) -> Report:
    return pipeline.build(root, Settings(), today=date(2024, 2, 1), memory=remembered)


def sow(root: Path, name: str, text: str) -> None:
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds" / f"{name}.txt").write_text(text)
    (root / "seeds" / f"{name}.yml").write_text("source: Agder Times\ndate: 2022-05-10\n")


def page_of(root: Path, pattern: str) -> Path:
    (found,) = (root / "docs").rglob(pattern)
    return found
