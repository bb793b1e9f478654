"""Measures the joint dating of articles on one event, on events made of labelled articles cut in two.

`python -m tests.eval.joint_dates` prints how many halves are dated and how many of these datings hold the true day.

There are no labelled events with dates. So the paragraphs of a dated article are dealt to two articles that appeared
on the same day; lines that print the day are left out. First neither half knows its day, then one does, and then it
does so some days off, as if another outlet had published it then.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import NamedTuple

from builder.analyse.clues import find_clues
from builder.analyse.dating import infer_dating
from builder.analyse.sentences import find_sentences
from builder.events import date as date_events
from builder.events.telling import days_of
from builder.records import Article, Briefing, Dating, Group, Sourcing, Span
from tests.eval.quality import DATA

SETS = ("time/meantime", "time/gum", "quotes/wikinews")
LANGUAGES = ("en", "fr")
OLDEST = 1990
SENTENCE = 60
"""A shorter line may be the dateline."""


class Text(NamedTuple):
    """A labelled text."""

    words: str
    day: date
    lang: str


def texts() -> Iterator[Text]:
    """Every labelled text with its day, once."""
    seen = set()
    for text in _all_texts():
        start = text.words[:150]
        if start not in seen and text.day.year >= OLDEST and text.lang in LANGUAGES:
            seen.add(start)
            yield text


def _all_texts() -> Iterator[Text]:
    for name in SETS:
        for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            yield Text(row["text"], date.fromisoformat(row["date"]), "en")
    folder = DATA / "extract" / "dev" / "pasted"
    for line in (folder / "cases.jsonl").read_text("utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        if row["kind"] == "body" and row["gold"].get("date"):
            words = gzip.decompress((folder / row["input"]).read_bytes()).decode()
            yield Text(words, date.fromisoformat(row["gold"]["date"][:10]), row.get("lang") or "en")


def halves(text: Text) -> tuple[str, str]:
    """Every other paragraph, and the rest; a text of one paragraph is dealt by sentences."""
    parts = [part for part in re.split(r"\n+", text.words) if len(part) >= SENTENCE]
    if len(parts) < 2:
        parts = [one.span.of(text.words) for one in find_sentences(text.words, text.lang)]
    return "\n\n".join(parts[::2]), "\n\n".join(parts[1::2])


def briefing(name: str, words: str, lang: str, known: date | None = None) -> Briefing:
    """A briefing with no more than joint dating asks for."""
    sentences = find_sentences(words, lang)
    dating = Dating("stated", known, known.isoformat()) if known else infer_dating(words, sentences, lang)
    dating = dating or Dating("retrieved", date(2030, 1, 1), None)
    article = Article(name, PurePosixPath(name), "", words, name, dating=dating, lang=lang)
    clues = () if known else find_clues(words, sentences, lang)
    return Briefing(article, sentences, Span(0, 0), (), (), (), (), (), Sourcing((), (), (), None, ""), clues=clues)


def measure(all_texts: Sequence[Text], off: int | None) -> Counter[str]:
    """Halves by what became of them; `off` is how many days off the other half states its day, None for not at all."""
    found: Counter[str] = Counter()
    for text in all_texts:
        first, second = halves(text)
        known = None if off is None else text.day + timedelta(days=off)
        for own, other in ((first, second), (second, first)):
            members = (briefing("one", own, text.lang), briefing("two", other, text.lang, known))
            bases = [one.article.dating.basis for one in members if one.article.dating]
            if not own or bases[0] == "stated" or (known is None and bases[1] == "stated"):
                continue  # a line that prints the day was left
            got = date_events([Group("event", members)])
            found["halves"] += 1
            found["contradictions"] += len(got.contradictions)
            dating = got.datings.get("one")
            days = days_of(dating) if dating else None
            if dating is not None and days is not None:
                found["dated"] += 1
                found["to one day"] += days[1] - days[0] <= timedelta(days=2) and "/" not in (dating.edtf or "")
                found["to a week"] += (days[1] - days[0]).days < 7
                found["right"] += days[0] <= text.day <= days[1]
                found["day off by one at most"] += abs((dating.day - text.day).days) <= 1
                found["days in range"] += (days[1] - days[0]).days + 1
    return found


def main() -> None:
    """Print the table."""
    all_texts = list(texts())
    print(f"{len(all_texts)} texts")  # noqa: T201
    for off in (None, 0, 1, 2, -1, -2):
        print("unknown" if off is None else f"{off:+}", dict(measure(all_texts, off)))  # noqa: T201


if __name__ == "__main__":
    main()
