from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from builder import analyse, cache
from builder.cache import Findings
from builder.memory import Memory
from builder.records import Article, Briefing, Dating


def article(name: str) -> Article:
    title = f"Port of {name} reopens"
    text = f"{title}\n\nThe port of {name} reopened on Monday, Mayor Ada Lund said. “It was time,” she said."
    dating = Dating("stated", date(2022, 5, 3), "2022-05-03")
    return Article(
        f"b{name}", PurePosixPath(f"{name}.txt"), "", text, title, title, dating, how={"title": "first line"}
    )


def analyse_cached(articles: list[Article], folder: Path, *, keep: bool = True) -> list[Briefing]:
    """One run over the articles."""
    findings = Findings(folder, keep=keep)
    found = list(findings.of(articles))
    findings.tidy()
    return found


ARTICLES = [article("Brockel"), article("Agder")]


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the articles that were really analysed."""
    ids: list[str] = []
    real = analyse.analyse

    def counting(articles: list[Article]) -> object:
        ids.extend(one.id for one in articles)
        return real(articles)

    monkeypatch.setattr(cache.analyse, "analyse", counting)
    return ids


def test_what_comes_from_the_cache_is_what_was_found(tmp_path: Path, analysed: list[str]) -> None:
    first = analyse_cached(ARTICLES, tmp_path)
    again = analyse_cached(ARTICLES, tmp_path)

    assert again == first == list(analyse.analyse(ARTICLES))
    assert analysed == ["bBrockel", "bAgder", "bBrockel", "bAgder"]  # once for the cache, once for this test


def test_only_a_changed_article_is_analysed_again_and_order_holds(tmp_path: Path, analysed: list[str]) -> None:
    analyse_cached(ARTICLES, tmp_path)
    analysed.clear()
    found = analyse_cached([ARTICLES[0], article("Sundby"), ARTICLES[1]], tmp_path)

    assert analysed == ["bSundby"]
    assert [one.article.id for one in found] == ["bBrockel", "bSundby", "bAgder"]


def test_a_damaged_entry_is_noticed_and_made_anew(tmp_path: Path, analysed: list[str]) -> None:
    first = analyse_cached(ARTICLES, tmp_path)
    for path in tmp_path.glob("*.entry"):
        data = path.read_bytes()
        path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    analysed.clear()

    assert analyse_cached(ARTICLES, tmp_path) == first
    assert len(analysed) == 2


def test_other_rules_use_no_entry(tmp_path: Path, analysed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    analyse_cached(ARTICLES, tmp_path)
    analysed.clear()
    monkeypatch.setattr(cache, "_rules", lambda lang: b"others")
    analyse_cached(ARTICLES, tmp_path)

    assert len(analysed) == 2
    assert len(list(tmp_path.glob("*.entry"))) == 2


def test_a_look_leaves_no_trace(tmp_path: Path) -> None:
    analyse_cached(ARTICLES, tmp_path / "cache", keep=False)

    assert not (tmp_path / "cache").exists()


def test_without_room_the_findings_come_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")

    assert len(analyse_cached(ARTICLES, tmp_path / "cache")) == 2


@pytest.mark.parametrize(
    "name", ["analyse/quotes.py", "analyse/tables/rows.py", "records/clean.py", "data/verbs.yml", "data/en/verbs.yml"]
)
def test_another_rule_record_or_table_makes_other_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "cache.py"))
    before = cache._rules.__wrapped__("en")
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("")
    there = cache._rules.__wrapped__("en")
    (tmp_path / name).write_text("# changed")

    assert len({before, there, cache._rules.__wrapped__("en")}) == 3


def test_all_that_a_run_asked_for_stays(tmp_path: Path, analysed: list[str]) -> None:
    for _ in range(2):
        findings = Findings(tmp_path)
        list(findings.of(ARTICLES))
        list(findings.of([article("Sundby")]))
        findings.tidy()

    assert analysed == ["bBrockel", "bAgder", "bSundby"]


def test_what_a_memory_knows_is_kept_again_when_another_process_removed_it(tmp_path: Path, analysed: list[str]) -> None:
    memory = Memory()

    def once() -> dict[str, bytes]:
        list(Findings(tmp_path, memory=memory).of([article("Brockel")]))
        return {path.name: path.read_bytes() for path in tmp_path.glob("*.entry")}

    first = once()
    assert once() == first
    for name in first:
        (tmp_path / name).unlink()
    assert once() == first
    assert analysed == ["bBrockel"]
