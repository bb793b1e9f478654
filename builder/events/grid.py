"""What all articles of an event tell, fact by fact: agreed, told differently, told by one alone."""

import re
from collections.abc import Mapping, Sequence

from builder.events.alike import Weights, alike
from builder.events.differ import find_difference
from builder.events.facts import Fact, date_keys, find_facts
from builder.events.rows import SAME, Cluster, cluster, without_doubles
from builder.records import Group, Passage, Row, RowKind, Span, Telling

_MOST_SHARED, _MOST_ALONE = 16, 24
"""Rows that several articles tell, and rows of one alone: what a reader takes in; two long reports fill both."""

_MOST_CLAIMS, _LEAST_CLAIMS = 6000, 8
"""Claims of an event that are compared, and of each article at least: 100 long reports in full, of 300 the foremost
claims of each, whose rows are more than a page shows. Time must grow with the number of articles alone."""

_COMPARED = 4
"""Claims of a telling that a new one must agree with."""

_NO_OBJECT = re.compile(r"\b(?:has|have|had)\s+\w+\W*$")
"""The end of a clause whose object stands before it, in the rest of its sentence."""

_SHORTEST = 4
"""Words of what is shown by itself; shorter ones are fragments."""


def grid(group: Group) -> tuple[Row, ...]:
    """The rows of an event: agreed, then differing, then told by one alone; most important first in each."""
    most = max(_LEAST_CLAIMS, _MOST_CLAIMS // max(1, len(group.members)))
    told = [_foremost(find_facts(briefing, place), most) for place, briefing in enumerate(group.members)]
    weights = Weights(fact for facts in told for fact in facts)
    asserted = [[one for one in facts if not one.is_speech and not one.claim.open] for facts in told]
    clusters = cluster(asserted, weights)
    shared = without_doubles([one for one in clusters if len(one.facts) > 1])
    found = [(_worth(one.facts, group), _row(one.facts)) for one in shared]
    found += [(_worth(facts, group), _row(facts)) for facts in _open(told, clusters, weights)]
    found = _without_repeats(sorted(found, key=lambda one: -one[0]))
    found += [(_worth(facts, group), _row(facts)) for facts in _said(told, shared)]
    found.sort(key=lambda one: -one[0])
    rows = [row for _, row in found[:_MOST_SHARED]]
    rows += _alone(clusters, [row for _, row in found], group)
    order = {"agreed": 0, "differs": 1, "only": 2}
    return tuple(sorted(rows, key=lambda row: order[row.kind]))


def _foremost(facts: list[Fact], most: int) -> list[Fact]:
    """The claims that an article makes most of, in order of the text."""
    if len(facts) <= most:
        return facts
    chosen = sorted(facts, key=lambda one: (-one.worth, one.number))[:most]
    return sorted(chosen, key=lambda one: one.number)


def _worth(facts: Sequence[Fact], group: Group) -> float:
    """How much the articles make of a fact: each that tells it counts, and where it does."""
    return sum(fact.worth for fact in facts) / len(group.members) + len(facts) / len(group.members)


def _row(facts: Sequence[Fact]) -> Row:
    """A row of claims of one fact, those that agree put together."""
    tellings: list[list[Fact]] = []
    aspect = ""
    for fact in sorted(facts, key=lambda one: one.article):
        for one in tellings:
            differences = [found for other in one[:_COMPARED] if (found := find_difference(other, fact))]
            if not differences:
                one.append(fact)
                break
            aspect = aspect or differences[0].aspect
        else:
            tellings.append([fact])
    tellings.sort(key=lambda one: -len(one))
    told = tuple(Telling(tuple(map(_passage, _tightest_first(one)))) for one in tellings)
    return Row("agreed", told) if len(told) == 1 else Row("differs", told, aspect)


def _tightest_first(told: Sequence[Fact]) -> list[Fact]:
    """The claims, the shortest that can be read alone first: what all tell is no more than what it tells."""
    shown = [one.passage_span().of(one.briefing.article.text) for one in told]
    first = min(range(len(told)), key=lambda at: (not _is_plain(shown[at]), len(shown[at].split()), at))
    return [told[first], *(one for at, one in enumerate(told) if at != first)]


def _is_plain(words: str) -> bool:
    """Whether a clause tells a reader something by itself: `no damage was reported`, not `the church has received`."""
    return len(words.split()) >= _SHORTEST and not _NO_OBJECT.search(words)


def _passage(fact: Fact) -> Passage:
    return Passage(fact.briefing.article.id, fact.passage_span(), fact.claim.by, fact.claim.stance)


def _said(told: Sequence[Sequence[Fact]], shared: Sequence[Cluster]) -> list[list[Fact]]:
    """Claims that one speaker said on one day what a row holds, by the articles that tell so."""
    by_content = {}
    for place, row in enumerate(shared):
        for fact in (*row.facts, *row.doubles):
            by_content[fact.article, fact.claim.span] = place
    rows: dict[tuple[str, str], list[Fact]] = {}
    for facts in told:
        for fact in facts:
            if fact.claim.content is None or fact.claim.subject is None or fact.claim.negated:
                continue
            if (fact.article, fact.claim.content) not in by_content:
                continue
            for key in sorted({key for one in fact.dates for key in date_keys(one)}):
                rows.setdefault((fact.claim.subject, key), []).append(fact)
    found = []
    seen: set[int] = set()
    for facts in rows.values():
        first = {fact.article: fact for fact in reversed(facts)}
        fresh = [fact for _, fact in sorted(first.items()) if id(fact) not in seen]
        if len(fresh) > 1:
            seen.update(map(id, facts))
            found.append(fresh)
    return found


def _open(told: Sequence[Sequence[Fact]], clusters: Sequence[Cluster], weights: Weights) -> list[list[Fact]]:
    """What one article says is denied or not confirmed, with those that tell it as so."""
    found = []
    for fact in (one for facts in told for one in facts if one.claim.open and not one.is_speech):
        best: tuple[float, list[Fact]] | None = None
        for row in clusters:
            others = [one for one in row.facts if one.article != fact.article]
            if not others:
                continue
            like = alike(others[0], fact, weights)
            if like and like.score >= SAME and (best is None or like.score > best[0]):
                best = (like.score, others)
        if best:
            found.append([*best[1], fact])
    return found


def _without_repeats(found: Sequence[tuple[float, Row]]) -> list[tuple[float, Row]]:
    """Rows whose words another row of the kind shows already are left out; who tells them so joins that row.

    A row shows the words of one article, so two that show the same ones cannot be told apart.
    """
    kept: list[tuple[float, Row]] = []
    shown: dict[tuple[RowKind, str], list[tuple[dict[str, Span], int]]] = {}
    for worth, row in found:
        words = {one.article: one.span for told in row.tellings for one in told.passages}
        near = shown.get((row.kind, next(iter(words))), ())
        if any(_repeats(words, other) for other, _ in near):
            continue
        same = next((at for _, at in near if row.kind == "agreed" and _shows_same(row, kept[at][1])), None)
        if same is not None:
            kept[same] = (kept[same][0], _joined(kept[same][1], row))
            continue
        kept.append((worth, row))
        for article in words:
            shown.setdefault((row.kind, article), []).append((words, len(kept) - 1))
    return kept


def _shows_same(row: Row, other: Row) -> bool:
    """Whether a row shows the words of another, or a part of them and names nobody who does not tell all of it."""
    one, known = row.tellings[0].passages[0], other.tellings[0].passages[0]
    if one.article != known.article:
        return False
    inside = known.span.holds(one.span)
    tellers = {passage.article for passage in row.tellings[0].passages}
    return one.span == known.span or (inside and tellers <= {passage.article for passage in other.tellings[0].passages})


def _joined(row: Row, other: Row) -> Row:
    """A row with those who tell another one."""
    found = {one.article: one for one in (*other.tellings[0].passages, *row.tellings[0].passages)}
    first = row.tellings[0].passages[0]
    return row._replace(tellings=(Telling((first, *(one for one in found.values() if one != first))),))


def _repeats(words: Mapping[str, Span], other: Mapping[str, Span]) -> bool:
    """Whether each stretch lies in one of the other row, or around it."""
    return all(
        article in other and (other[article].holds(span) or span.holds(other[article]))
        for article, span in words.items()
    )


def _alone(clusters: Sequence[Cluster], rows: Sequence[Row], group: Group) -> list[Row]:
    """Sentences that tell what no other article does; one row for each."""
    used: dict[str, set[Span]] = {}
    for passage in (one for row in rows for told in row.tellings for one in told.passages):
        used.setdefault(passage.article, set()).add(passage.span)
    best: dict[tuple[int, int], Fact] = {}
    for row in clusters:
        if len(row.facts) > 1:
            continue
        fact = row.facts[0]
        place = (fact.article, fact.sentence)
        if place not in best or (fact.claim.alone, len(fact.text)) > (best[place].claim.alone, len(best[place].text)):
            best[place] = fact
    found = []
    for fact in best.values():
        span = fact.briefing.sentences[fact.sentence].span
        shown = any(span.meets(other) for other in used.get(fact.briefing.article.id, ()))
        if shown or not _stands(fact):
            continue
        told = Telling((_passage(fact)._replace(span=span),))
        found.append((_worth([fact], group), Row("only", (told,))))
    found.sort(key=lambda one: -one[0])
    return [row for _, row in found[:_MOST_ALONE]]


def _stands(fact: Fact) -> bool:
    """Whether a sentence told by one article alone is worth a row: it names somebody, counts or dates something."""
    words = fact.briefing.sentences[fact.sentence].span.of(fact.briefing.article.text)
    if len(words.split()) < _SHORTEST or words.rstrip('”"’ ').endswith("?"):
        return False
    return bool(fact.claim.actors or fact.claim.numbers or fact.dates or fact.worth > 1)
