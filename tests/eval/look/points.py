"""The first two key points beside summaries that people wrote, or beside the sentences that an editor would take."""

from collections.abc import Callable, Sequence
from itertools import combinations
from statistics import fmean

from tests.eval.look.outcome import Count, Fault, Outcome, Row

_CHOSEN = 2
_QUOTES = "\"“”«»'‘’ "


def look(gold: Row, found: Row) -> Outcome:
    """Figures `both` (are both accepted?) and `each`, where sentences are labelled; else what else was to be had."""
    text = gold["text"]
    chosen = [(start, end) for start, end in found["points"][:_CHOSEN]]
    if gold.get("own"):
        good = {(start, end) for start, end in found["sentences"] if _accepted(text[start:end], gold["points"])}
        right = sum(one in good for one in chosen)
        counts = {
            "both": Count(right == _CHOSEN, 1, 1),
            "each": Count(right, len(chosen), _CHOSEN),
        }
        return Outcome(counts, _wrong(text, found, [one for one in chosen if one not in good], []))
    from tests.eval.extract import overlap, words  # it needs the place of the data, which is known from here

    summaries = [words(summary) for summary in gold["summaries"]]

    def value(spans: Sequence[tuple[int, int]]) -> float:
        taken = words(" ".join(text[start:end] for start, end in spans))
        return 100 * fmean(overlap(summary, taken)[2] for summary in summaries)

    return _beside_best(text, found, chosen, value)


def _accepted(sentence: str, beginnings: Sequence[str]) -> bool:
    return any(sentence.lstrip(_QUOTES).startswith(one) for one in beginnings)


def _beside_best(
    text: str, found: Row, chosen: Sequence[tuple[int, int]], value: Callable[[Sequence[tuple[int, int]]], float]
) -> Outcome:
    body = [(start, end) for start, end in found["sentences"] if start >= found["body"]]
    best = max(combinations(body, _CHOSEN), key=value)
    have, could = value(chosen), value(best)
    note = f"{have:.1f} of {could:.1f} to be had; best: " + " | ".join(_short(text, one) for one in best)
    worse = [one for one in chosen if one not in best]
    left_out = [one for one in best if one not in chosen]
    return Outcome({}, _wrong(text, found, worse, left_out), note, could - have)


def _wrong(text: str, found: Row, worse: Sequence[tuple[int, int]], left_out: Sequence[tuple[int, int]]) -> list[Fault]:
    faults = [Fault(f"chosen: {_sort(text, found, one)}", _short(text, one)) for one in worse]
    shown = [tuple(one) for one in found["points"]]
    for one in left_out:
        later = f"point {shown.index(one) + 1}" if one in shown else "no point"
        faults.append(Fault(f"left out: {_sort(text, found, one)}", f"({later}) {_short(text, one)}"))
    return faults


def _sort(text: str, found: Row, one: tuple[int, int]) -> str:
    """What sort of sentence it is: by its place, or a quote."""
    body = [start for start, _ in found["sentences"] if start >= found["body"]]
    if one[0] == body[0]:
        return "the first sentence"
    if any(quote["start"] < one[1] and quote["end"] > one[0] for quote in found["quotes"]):
        return "one with a quote"
    share = body.index(one[0]) / len(body) if one[0] in body else 0.0
    return "one of the first third" if share < 1 / 3 else "one of the middle" if share < 2 / 3 else "one of the end"


def _short(text: str, one: tuple[int, int]) -> str:
    words = text[one[0] : one[1]].split()
    return " ".join(words[:14]) + (" ..." if len(words) > 14 else "")
