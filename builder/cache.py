"""Findings of earlier runs, so that an article which has not changed is not analysed again.

An entry is known by the article, the rules and the model; anything else does not matter to it, nor does what the rules
never ask for: the outlet, which a person may rename on one page for thousands of articles, corrections and versions.
The cache is disposable: without it, or with a damaged one, a build gives the same and only takes longer. Git ignores
it.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from builder import analyse
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
        self._memory = memory
        self._folder, self._keep, self._processes = folder, keep, processes
        self._asked: set[Path] = set()

    def of(self, articles: Sequence[Article]) -> Iterator[Briefing]:
        """Each article's findings, in order."""
        models = {lang: analyse.model_name(lang) for lang in {article.lang for article in articles}}
        paths = [self._entry(article) for article in articles]
        self._asked.update(paths)
        known = {path: briefing for path in paths if (briefing := self._known(path))}
        make = analyse.analyse
        if self._processes != 1:
            make = partial(analyse.analyse_on_cores, processes=self._processes)
        fresh = make([one for one, path in zip(articles, paths, strict=True) if path not in known])
        for article, path in zip(articles, paths, strict=True):
            if path in known:
                yield replace(known[path], article=article)
                continue
            briefing = next(fresh)
            # A model that turned out faulty leaves nothing behind.
            if self._keep and analyse.model_name(article.lang) == models[article.lang]:
                _save(path, briefing)
            yield briefing

    def _entry(self, article: Article) -> Path:
        what = ("entry", article.id, article.dating)
        return self._memory.made(what, article, partial(_place, article, self._folder))

    def _known(self, path: Path) -> Briefing | None:
        return self._memory.made(("findings", path), (), partial(_load, path), lambda found: found is not None)

    def tidy(self) -> None:
        """Remove what no article of this run asked for."""
        if self._keep:
            for path in set(self._folder.glob("*.json")) - self._asked:
                with suppress(OSError):
                    path.unlink()


def _place(article: Article, folder: Path) -> Path:
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
    return folder / f"{sha256(_rules(article.lang) + _ARTICLE.dump_json(asked)).hexdigest()}.json"


@cache
def _rules(lang: str) -> bytes:
    """A digest of all that shapes findings in a language: our rules and tables, the records, its model."""
    here = Path(__file__).parent
    summed = sha256(f"{version('spacy')} {analyse.model_name(lang)}".encode())
    code = (path for room in ("analyse", "records") for path in (here / room).rglob("*.py"))
    for path in sorted([*code, *(here / "data").rglob("*.yml")]):
        summed.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return summed.digest()


def _load(path: Path) -> Briefing | None:
    """The findings in an entry; None when there is none, or it is not what was put there."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return None
        digest, data = path.read_bytes().split(b"\n", 1)
        return _BRIEFING.validate_json(data) if digest == sha256(data).hexdigest().encode() else None
    except (OSError, ValueError, ValidationError):
        return None


def _save(path: Path, briefing: Briefing) -> None:
    """Keep findings; a disk that refuses costs time in the next run, nothing else."""
    data = _BRIEFING.dump_json(briefing)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            return
        path.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
