"""Findings of earlier runs, so that an article which has not changed is not analysed again.

An entry is known by the article, the rules and the model; anything else does not matter to it, nor does what the rules
never ask for: the outlet, which a person may rename on one page for thousands of articles, corrections and versions.
The cache is disposable: without it, or with a damaged one, a build gives the same and only takes longer. Git ignores
it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter

from builder import analyse
from builder.entries import Entries
from builder.memory import NO_MEMORY, Memory
from builder.records import Article, Briefing

_ARTICLE, _BRIEFING = TypeAdapter(Article), TypeAdapter(Briefing)


class Findings:
    """The findings of one run: looked up, or made and kept."""

    def __init__(
        self, folder: Path, *, keep: bool = True, processes: int | None = 1, memory: Memory = NO_MEMORY
    ) -> None:
        """Findings kept in a folder, or with `keep` false only looked up there.

        Many are made in so many processes; None for one a core. A memory spares even the look.
        """
        self._memory, self._processes = memory, processes
        self.deaths = 0
        """Processes that died over their work, which was then done here."""

        self._entries = Entries(folder, _BRIEFING, keep=keep)

    def of(self, articles: Sequence[Article]) -> Iterator[Briefing]:
        """Each article's findings, in order."""
        models = {lang: analyse.model_name(lang) for lang in {article.lang for article in articles}}
        digests = [self._digest(article) for article in articles]
        known = {one: briefing for one in digests if (briefing := self._known(one))}
        make = analyse.analyse
        if self._processes != 1:
            make = partial(analyse.analyse_on_cores, processes=self._processes, died=self._died)
        fresh = make([one for one, digest in zip(articles, digests, strict=True) if digest not in known])
        for article, digest in zip(articles, digests, strict=True):
            if digest in known:
                yield replace(known[digest], article=article)
                continue
            briefing = next(fresh)
            # A model that turned out faulty leaves nothing behind.
            if analyse.model_name(article.lang) == models[article.lang]:
                self._entries.put(digest, briefing)
            yield briefing

    def tidy(self) -> None:
        """Remove what no article of this run asked for."""
        self._entries.tidy()

    def _died(self) -> None:
        self.deaths += 1

    def _digest(self, article: Article) -> str:
        return self._memory.made(("entry", article.id, article.dating), article, partial(_digest, article))

    def _known(self, digest: str) -> Briefing | None:
        self._entries.want(digest)
        what, look_up = ("findings", digest), partial(self._entries.get, digest)
        found = self._memory.made(what, (), look_up, lambda found: found is not None)
        if found is not None and self._entries.lacks(digest):  # a memory may know what is kept no more
            self._entries.put(digest, found)
        return found


def _digest(article: Article) -> str:
    """Of all that the rules ask for."""
    asked = replace(
        article,
        digest="",
        source=None,
        source_names=(),
        corrections=(),
        left_out=(),
        dropped=False,
        versions=(),
        other_ids=(),
    )
    if asked.dating and asked.dating.basis == "retrieved":  # no date counts from the day an article was taken in
        asked = replace(asked, dating=replace(asked.dating, day=date.min))
    return sha256(_rules(article.lang) + _ARTICLE.dump_json(asked)).hexdigest()


@cache
def _rules(lang: str) -> bytes:
    """A digest of all that shapes findings in a language: our rules and tables, the records, its model."""
    here = Path(__file__).parent
    summed = sha256(f"{version('spacy')} {analyse.model_name(lang)}".encode())
    code = (path for room in ("analyse", "records") for path in (here / room).rglob("*.py"))
    for path in sorted([*code, *(here / "data").rglob("*.yml")]):
        summed.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return summed.digest()
