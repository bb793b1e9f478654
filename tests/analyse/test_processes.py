"""What several processes find is what one finds, in order, whatever becomes of them."""

import os
import time
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from builder import processes
from builder.analyse import analyse, nlp
from builder.analyse import processes as sharing
from builder.analyse.processes import analyse_on_cores
from builder.records import Article
from tests.children import seen


def article(number: int) -> Article:
    text = (
        f"Port {number} reopened on Monday, Mayor Ada Lund said. “We waited {number} years for it,” she told the BBC."
    )
    return Article(f"b{number}", PurePosixPath(f"{number}.txt"), "", text, f"Port {number} reopens")


ARTICLES = [article(number) for number in range(30)]


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[processes.Child]:
    """The processes that were used: at most two, from eight articles each on."""
    made = seen(monkeypatch)
    monkeypatch.setattr(sharing, "FEWEST", 8)
    monkeypatch.setattr(sharing, "cores", lambda: 2)
    return made


def are_gone(children: list[processes.Child]) -> bool:
    return all(child.started is None or child.started.poll() is not None for child in children)


def test_two_processes_find_what_one_finds(children: list[processes.Child]) -> None:
    assert list(analyse_on_cores(ARTICLES, 2)) == list(analyse_on_cores(ARTICLES, 1)) == list(analyse(ARTICLES))
    assert len(children) == 2
    assert are_gone(children)


def test_few_articles_start_no_process(children: list[processes.Child]) -> None:
    assert list(analyse_on_cores(ARTICLES[:15])) == list(analyse(ARTICLES[:15]))
    assert not children


def test_a_process_that_dies_costs_time_alone(children: list[processes.Child], monkeypatch: pytest.MonkeyPatch) -> None:
    found = analyse_on_cores(ARTICLES)
    first = next(found)
    for child in children:
        if child.started:
            child.started.kill()

    assert [first, *found] == list(analyse(ARTICLES))
    assert are_gone(children)


@pytest.mark.parametrize("child", ["raise SystemExit", "print('something else')"])
def test_a_process_that_cannot_work_costs_time_alone(
    child: str, children: list[processes.Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "CHILD", child)

    assert list(analyse_on_cores(ARTICLES)) == list(analyse(ARTICLES))
    assert len(children) == 2


def test_an_article_that_breaks_a_finder_is_an_error_here_too(
    children: list[processes.Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Article("b", PurePosixPath("b.txt"), "", None, "")  # type: ignore[arg-type]

    with pytest.raises(ValueError, match="NoneType"):
        list(analyse_on_cores([*ARTICLES, broken]))
    assert are_gone(children)


def test_who_stops_asking_leaves_no_process(children: list[processes.Child]) -> None:
    found = analyse_on_cores(ARTICLES)
    next(found)
    found.close()  # type: ignore[attr-defined]

    assert are_gone(children)


def test_an_interrupt_ends_the_processes(children: list[processes.Child]) -> None:
    def asked() -> Iterator[Article]:
        yield from ARTICLES
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(analyse_on_cores(asked()))
    assert are_gone(children)


def test_no_more_is_taken_in_than_is_worked_on(children: list[processes.Child]) -> None:
    taken = 0

    def many() -> Iterator[Article]:
        nonlocal taken
        for number in range(1_000):
            taken += 1
            yield article(number)

    found = analyse_on_cores(many())
    next(found)
    time.sleep(0.2)
    found.close()  # type: ignore[attr-defined]

    assert taken <= 2 * processes.AHEAD * sharing.CHUNK


def test_a_model_that_fails_in_another_process_is_known_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "_tried", set())
    monkeypatch.setattr(nlp, "_told", {})
    assert nlp.in_use("en") is not None
    nlp.note({"en": "the language model does not find the names it must"})

    assert nlp.in_use("en") is None
    assert (lack := nlp.lack("en")) is not None
    assert "does not find" in lack.what


def test_a_core_is_there() -> None:
    assert 1 <= processes.cores() <= (os.cpu_count() or 1)
