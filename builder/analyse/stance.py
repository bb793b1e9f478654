"""How a sentence stands to its content: told as fact, somebody's claim, or somebody's judgement."""

from collections.abc import Sequence

from builder.analyse.attribution import Attribution, in_sentence, is_passive
from builder.analyse.cast import Cast
from builder.analyse.relays import relayed
from builder.records import Quote, Span, Stance

_CLAUSES = frozenset({"ccomp", "parataxis"})
_MAKE_KNOWN = frozenset({"announce", "reveal", "disclose"})
"""Verbs that tell a fact as an object: `announced a loss`."""

_OF_DEEDS = frozenset(
    {"admit", "agree", "charge", "concede", "maintain", "promise", "protest", "recognise", "recognize", "threaten"}
)
"""Verbs that with a mere object tell of a deed: `conceded a penalty`, `maintains a fleet`."""

_DIRECT = 4
"""Words from which a quote makes its sentence the speaker's; fewer are colour."""


def find_stance(cast: Cast, sentence: Span, quotes: Sequence[Quote] = ()) -> tuple[Stance, str | None]:
    """The stance of a sentence and whose it is.

    *Claimed* when the content hangs on a verb of speech (`the Pentagon said`, `according to X`, `is said to`) or is
    quoted; *assessed* when it hangs on a judgement or forecast (`analysts expect`, `was perceived as`) or an attributed
    possibility (`according to X, … could`); otherwise *reported*.
    """
    found = [one for one in in_sentence(cast, sentence) if carries(one) and not one.holds_back]
    inside = [
        one for one in quotes if sentence.meets(one.span) and len(one.text.split()) >= _DIRECT and one.cue is not None
    ]
    assessed = [one for one in found if one.kind == "assess"]
    if assessed:
        return "assessed", _by(cast, assessed[0], sentence)
    if found:
        first = next((one for one in found if one.who), found[0])
        by = _by(cast, first, sentence)
        return ("assessed" if _is_possible(cast, first, sentence) else "claimed"), by
    for quote in [
        *inside,
        *(one for one in quotes if one.span.holds(sentence) or (sentence.holds(one.span) and one.speaker)),
    ]:
        if len(quote.text.split()) >= _DIRECT:
            return "claimed", quote.speaker
    via = relayed(cast, sentence)
    return ("claimed", via[0][0]) if via else ("reported", None)


def _by(cast: Cast, one: Attribution, sentence: Span) -> str | None:
    """Whose claim: the speaker, or the outlet when it names none."""
    if one.who:
        return one.who.name
    via = relayed(cast, sentence)
    return via[0][0] if via else None


def carries(one: Attribution) -> bool:
    """Whether the sentence's content hangs on the verb, and not merely a detail or an act of speech by itself."""
    cue = one.cue
    if cue.lower_ == "according":
        return True
    if one.kind == "deny":
        return False
    if is_passive(cue):
        if cue.lemma_ == "charge" and any(child.lower_ == "with" for child in cue.children):
            return False  # a step of the law, told as fact
        return (
            any(child.dep_ in {"xcomp", "ccomp", "prep", "oprd"} for child in cue.children)
            and one.kind in {"say", "claim", "assess"}
            and cue.dep_ in {"ROOT", "conj", "ccomp"}
        )
    if cue.dep_ not in {"ROOT", "conj", "ccomp", "parataxis", "advcl"}:
        return False
    clauses = [
        child for child in cue.children if child.dep_ in _CLAUSES or (child.dep_ == "xcomp" and one.kind == "assess")
    ]
    if clauses:
        return cue.dep_ != "advcl" or any(child.lower_ == "as" for child in cue.children)
    if cue.dep_ == "parataxis":
        return True
    if cue.dep_ == "advcl" and any(child.lower_ == "as" and child.dep_ in {"mark", "advmod"} for child in cue.children):
        return True
    tells = (one.kind in {"claim", "confirm"} and cue.lemma_ not in _OF_DEEDS) or cue.lemma_ in _MAKE_KNOWN
    return tells and cue.dep_ == "ROOT" and any(child.dep_ == "dobj" for child in cue.children)


def _is_possible(cast: Cast, one: Attribution, sentence: Span) -> bool:
    """Whether what is said is a possibility: `according to plans … could`."""
    return one.cue.lower_ == "according" and any(
        token.lower_ in cast.cues.doubt for token in cast.tokens(sentence.start, sentence.end)
    )
