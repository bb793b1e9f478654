"""What an article says is denied, refused or not confirmed."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from builder.analyse.attribution import is_passive, speaker_of
from builder.analyse.cast import Cast
from builder.analyse.nlp import Parsed
from builder.records import Actor, OpenPoint, Span

_HOW = r"(?:(?:yet|immediately|independently|directly|officially|publicly|explicitly|further|even|fully)\ )?"

_NOT = re.compile(
    rf"""
    \b(?:would|did|could|can|will|does|do|has|have|had)(?:\ not|n[’']t)\ {_HOW}(?:be\ |been\ )?(?:able\ to\ )?{_HOW}
    (?:confirm(?:ed)?|comment(?:ed)?|respond(?:ed)?|repl(?:y|ied)|verif(?:y|ied)|elaborated?|disclosed?|specif(?:y|ied)
      |reveal(?:ed)?|determined?|established|corroborated?|reached\ for\ comment
      |sa(?:y|id)\ (?:whether|why|how|when|who|what|if))\b
    """,
    re.VERBOSE,
)
"""Matches `would not confirm`, `could not be independently verified`, `did not say whether`; not `would not meet`."""

_REFUSED = re.compile(
    r"""
    \b(?:declin|refus)(?:e[sd]?|ing)(?:\ all|\ any|\ further)?
    (?:\ to|\ requests?\ for)?(?:\ immediately|\ further|\ publicly)?[ ]
    (?:comments?|confirm|respond|answer|elaborate|discuss|speak|say|specify|disclose|identify
      |be\ interviewed
      |give\ (?:any\ |more\ |further\ ){0,3}(?:details?|information|comment))\b
    """,
    re.VERBOSE,
)
"""Matches `declined to comment`, `refused to give any more details`; not `declined an invitation`, and not `declined
to be named`, which leaves open who tells it, not what."""

_UNCLEAR = re.compile(
    r"""
    \b(?:
      (?:is|was|are|were|remain(?:s|ed)?)(?:\ still|\ as\ yet)?[ ]
      (?:unclear|uncertain|unconfirmed|unverified|unknown(?!\ to)
        |not\ (?:yet\ |immediately\ |entirely\ ){0,2}(?:clear|known|confirmed|disclosed|verified|determined))
      |(?:has|have|had)\ not\ (?:yet\ |immediately\ |independently\ ){0,2}been[ ]
       (?:confirmed|verified|disclosed|identified|determined|established)
      |un(?:confirmed|verified)\ (?:reports?|claims?|information|accounts?)
      |no\ (?:immediate\ )?comment
    )\b
    """,
    re.VERBOSE,
)
"""Matches `it remains unclear`, `has not been verified`, `unconfirmed reports`; not `is clear`."""

_DENIED = re.compile(
    r"""
    \b(?:
      den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)
      |(?:reject|dismiss|disput)(?:s|es|ed|e|ing)?
       (?=\ (?:(?:the|these|those|this|that|any|all|such|his|her|their|its|as|false|earlier|recent|[A-Z][\w’']*)\ ){0,3}
          (?:allegations?|accusations?|claims?|reports?|charges?|suggestions?|assertions?|rumou?rs|baseless|account)\b)
    )\b
    """,
    re.VERBOSE,
)
"""Matches `denied allegations`, `rejected the claims`; not `rejected the initiative`, `dismissed the minister`."""

_WITHHELD = frozenset(
    {"access", "entry", "bail", "visa", "visas", "permission", "request", "requests", "opportunity", "right", "rights"}
    | {"asylum", "admission", "parole", "leave", "them", "him", "her", "us", "me"}
    | {"offer", "offers", "appeal", "appeals", "motion", "motions", "petition", "petitions", "application", "plea"}
)
"""What is denied in the sense of not granted: no statement about facts."""

_PRONOUNS = frozenset({"it", "they", "he", "she"})

_FORMS = (_NOT, _REFUSED, _UNCLEAR, _DENIED)


def find_open_points(parsed: Parsed, actors: Sequence[Actor]) -> tuple[OpenPoint, ...]:
    """Denials, refusals to confirm or comment and open questions, at most one a sentence, in order."""
    cast = Cast(parsed, actors)
    text = parsed.article.text
    found: list[OpenPoint] = []
    for sentence in parsed.sentences:
        for match in _cues(text, sentence.span):
            if cast.is_quoted(match.start()):
                continue
            verb = _verb(cast, Span(*match.span()))
            if match.re is _DENIED and (verb is None or _is_no_denial(verb)):
                continue
            found.append(OpenPoint(sentence.span, Span(*match.span()), _by(cast, match, verb)))
            break
    return tuple(found)


def _cues(text: str, span: Span) -> list[re.Match[str]]:
    """All cues of a sentence in order."""
    found = [match for form in _FORMS for match in form.finditer(text, span.start, span.end)]
    return sorted(found, key=lambda match: match.span())


def _verb(cast: Cast, cue: Span) -> Token | None:
    """The verb the subject belongs to: of `declined to comment` the first, of `would not confirm` the last."""
    tokens = [token for token in cast.tokens(cue.start, cue.end) if token.pos_ == "VERB"]
    if not tokens:
        return None
    heads = [token for token in tokens if token.head not in tokens]
    return (heads or tokens)[0]


def _is_no_denial(verb: Token) -> bool:
    """Whether nothing is denied: passive, negated, or what is not granted (`denied entry`)."""
    if is_passive(verb) or any(child.dep_ == "neg" for child in verb.children):
        return True
    return any(child.dep_ in {"dobj", "dative"} and child.lower_ in _WITHHELD for child in verb.children)


def _by(cast: Cast, match: re.Match[str], verb: Token | None) -> str | None:
    """Who denies, refuses or does not confirm; None when nobody is named."""
    if verb is None or match.re is _UNCLEAR or any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return None
    who = speaker_of(cast, _sayer(cast, verb))
    return who.name if who else None


def _sayer(cast: Cast, verb: Token) -> Token:
    """The verb whose subject a pronoun takes up: of `the army said that it could not confirm` the first."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in _PRONOUNS or verb.dep_ != "ccomp" or not cast.cues.kind(verb.head):
        return verb
    return verb.head
