"""Quotes beside their labels."""

from collections.abc import Iterator, Sequence

from tests.eval.look.names import fold, forms, same_person
from tests.eval.look.outcome import Count, Fault, Outcome, Row, pair, without

_SHORTEST = 4
"""Words of a quote that labels from elsewhere ask for; ours also say which shorter ones nobody spoke."""

_SAME = 0.6
"""Share of the longer quote that the two have in common, when they are one."""


def look(gold: Row, found: Row) -> Outcome:
    """Figures `quote`, `quote_and_speaker`, and `on_record` where the labels tell it."""
    least = 1 if gold.get("own") else _SHORTEST
    system = [one for one in found["quotes"] if len(one["text"].split()) >= least]
    optional = [one for one in gold["quotes"] if one.get("optional")]
    firm = without(gold["quotes"], optional)
    system = [other for other in system if not any(_same(one, other) for one in optional)]
    pairs = pair(firm, system, _same)
    spoken = [(one, other) for one, other in pairs if _speaks(one, other)]
    counts = {
        "quote": Count(len(pairs), len(system), len(firm)),
        "quote_and_speaker": Count(len(spoken), len(system), len(firm)),
    }
    faults = [*_wrong(firm, system, pairs)]
    if gold.get("own"):
        wrong = [one for one, other in pairs if one["on_record"] != other["on_record"]]
        counts["on_record"] = Count(len(pairs) - len(wrong), len(pairs), len(pairs))
        faults += [Fault("on record or not", _short(one)) for one in wrong]
    return Outcome(counts, faults)


def _common(one: Row, other: Row) -> int:
    return min(one["end"], other["end"]) - max(one["start"], other["start"])


def _same(one: Row, other: Row) -> bool:
    return _common(one, other) >= _SAME * max(one["end"] - one["start"], other["end"] - other["start"])


def _speaks(one: Row, other: Row) -> bool:
    """Whether the speaker is one that the label accepts."""
    if one["speaker"] is None or not other["speaker"]:
        return one["speaker"] is None and not other["speaker"]
    accepted = forms([one["speaker"], *(one.get("aliases") or ())], person=True)
    return same_person(accepted, forms([other["speaker"]], person=True)) or fold(other["speaker"]) in accepted


def _wrong(firm: Sequence[Row], system: Sequence[Row], pairs: Sequence[tuple[Row, Row]]) -> Iterator[Fault]:
    left = without(system, [other for _, other in pairs])
    for one in without(firm, [one for one, _ in pairs]):
        if other := next((other for other in left if _common(one, other) > 0), None):
            left = without(left, [other])
            yield Fault("wrong extent", f"{_short(other)} for {_short(one)}")
        else:
            yield Fault("missed", f"{_short(one)} ({one['speaker']})")
    for one, other in pairs:
        if _speaks(one, other):
            continue
        if other["speaker"] is None:
            yield Fault("unattributed, gold has a speaker", f"{_short(one)} gold {one['speaker']}")
        elif one["speaker"] is None:
            yield Fault("attributed, gold has no speaker", f"{_short(one)} -> {other['speaker']}")
        else:
            yield Fault("wrong speaker", f"{_short(one)} -> {other['speaker']}, gold {one['speaker']}")
    for other in left:
        yield Fault("invented", f"{_short(other)} -> {other['speaker']}")


def _short(one: Row) -> str:
    words = one["text"].strip("\"'“”‘’«» ").split()
    return f"'{' '.join(words[:8])}{' ...' if len(words) > 8 else ''}'"
