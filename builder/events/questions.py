"""What the articles leave open: denials, what nobody would confirm, plans without an outcome, accounts that differ."""

import re
from collections.abc import Iterable, Mapping, Sequence

from builder.events.called import fold
from builder.records import Briefing, Moment, Passage, Question, Row

_KINDS = (
    ("denied", re.compile(r"^(?:den(?:y|ie)|refut|reject|dismiss|disput)")),
    ("not commented", re.compile(r"comment|respond|repl|answer|speak|interviewed|requests? for")),
    ("not confirmed", re.compile(r"confirm|verif|corroborat|establish|determin")),
    ("not told", re.compile("")),
)
"""Ways of leaving open, by the first that the words show: one party's questions of one kind are one."""

_WORD = re.compile(r"[^\W_]+")
_ALIKE = 0.5
"""Share of the words of the shorter of two sentences that leave the same open, where nobody is named."""

_MOST_COMPARED = 30
"""Questions of nobody in particular that a new one is compared with."""


def questions(
    members: Sequence[Briefing], rows: Sequence[Row] = (), moments: Sequence[Moment] = ()
) -> tuple[Question, ...]:
    """Denials first, then accounts that differ, then what is not confirmed or told, then plans; each with its words.

    Each is asked once: one sentence that two articles carry is one question, and accounts that differ because somebody
    denies or would not confirm are told by that denial.
    """
    opened = _once(_opened(members), {one.article.id: one for one in members})
    denials = [one for kind, one in opened if kind == "denied"]
    others = [one for kind, one in opened if kind != "denied"]
    asked = [passage for _, one in opened for passage in one.passages]
    differing = [
        Question(_one_each(telling.passages[0] for telling in row.tellings if telling.passages), _differ(row))
        for row in rows
        if row.kind == "differs" and not _is_asked(row, asked)
    ]
    done = {one.value for one in moments if not one.planned}
    plans = [
        Question(one.passages, "planned, not yet reported")
        for one in moments
        if one.planned and one.value not in done and one.passages
    ]
    return (*denials, *differing, *others, *plans)


def _differ(row: Row) -> str:
    return f"the accounts differ: {row.aspect}" if row.aspect else "the accounts differ"


def _is_asked(row: Row, asked: Sequence[Passage]) -> bool:
    """Whether a question has the words of one of the ways in which a fact is told already."""
    told = (passage for telling in row.tellings for passage in telling.passages)
    return any(one.article == other.article and one.span.meets(other.span) for one in told for other in asked)


def _once(opened: Sequence[tuple[str, Question]], texts: Mapping[str, Briefing]) -> list[tuple[str, Question]]:
    """Questions with the same words put together, whoever is said to leave it open."""
    found: dict[str, tuple[str, Question]] = {}
    for kind, question in opened:
        first = question.passages[0]
        words = " ".join(_WORD.findall(first.span.of(texts[first.article].article.text).casefold()))
        if words in found:
            kind, same = found[words]
            question = same._replace(passages=_one_each((*same.passages, *question.passages)))
        found[words] = (kind, question)
    return list(found.values())


def _opened(members: Sequence[Briefing]) -> list[tuple[str, Question]]:
    """Open points of all articles with their kind, those of one party and kind together."""
    found: dict[tuple[str, str], Question] = {}
    nobodys: dict[str, list[tuple[set[str], tuple[str, str]]]] = {}
    for briefing in members:
        for number, point in enumerate(briefing.open_points):
            cue = " ".join(point.cue.of(briefing.article.text).split())
            kind = next(name for name, pattern in _KINDS if pattern.search(cue.casefold()))
            if point.by:
                key = (kind, _party(briefing, point.by))
            else:
                words = set(_WORD.findall(point.span.of(briefing.article.text).casefold()))
                key = _same(words, nobodys.get(kind, ())) or (kind, f"{briefing.article.id} {number}")
                nobodys.setdefault(kind, []).append((words, key))
            passage = Passage(briefing.article.id, point.span, point.by, "claimed" if point.by else "reported")
            old = found.get(key)
            found[key] = (
                Question((passage,), f"{point.by} {cue}" if point.by else cue)
                if old is None
                else old._replace(passages=_one_each((*old.passages, passage)))
            )
    return [(kind, question) for (kind, _), question in found.items()]


def _party(briefing: Briefing, name: str) -> str:
    """Who is meant, however an article calls it: the body somebody speaks for."""
    own = (one for one in briefing.sourcing.chains if one.open and name in (one.origin, one.speaker))
    return fold(next((one.origin if one.group != one.origin else one.group for one in own), name))


def _same(words: set[str], others: Sequence[tuple[set[str], tuple[str, str]]]) -> tuple[str, str] | None:
    """An earlier question of nobody in particular that asks the same."""
    for known, key in others[:_MOST_COMPARED]:
        if len(words & known) >= _ALIKE * min(len(words), len(known)):
            return key
    return None


def _one_each(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The first passage of each article."""
    found: dict[str, Passage] = {}
    for one in passages:
        found.setdefault(one.article, one)
    return tuple(found.values())
