"""What an article claims, clause by clause: who did what, how many, and who says so."""

from collections.abc import Sequence

from spacy.tokens import Token

from builder.analyse.amounts import find_amounts
from builder.analyse.attribution import Attribution, in_sentence
from builder.analyse.candidates import title_sentences
from builder.analyse.cast import Cast
from builder.analyse.claim_words import actors_of, subject_of, verb_of, words_of
from builder.analyse.clauses import SUBJECTS, Clause, find_clauses
from builder.analyse.nlp import Parsed
from builder.analyse.predicates import small_words
from builder.analyse.relays import relayed
from builder.records import Actor, Claim, Quote, Span, Stance, Timex

_PASSES = frozenset(
    (
        *("ccomp", "conj", "parataxis", "xcomp", "advcl", "relcl", "acl", "dep"),
        *("pcomp", "prep", "pobj", "attr", "dobj", "nsubj", "nsubjpass"),
    )
)
"""Links of grammar through which a clause belongs to what somebody says."""

_DIRECT = 4
"""Words from which a quote is somebody's claim, as in `stance.py`."""

_LEAST, _SHORTEST = 2, 3
"""Content words and actors of a claim, and words of its clause; less is no claim that could be compared."""


def find_claims(
    parsed: Parsed, actors: Sequence[Actor], quotes: Sequence[Quote], timexes: Sequence[Timex]
) -> tuple[Claim, ...]:
    """The claims of an article in order of the text; none where no grammar is at hand."""
    if not parsed.doc.has_annotation("DEP"):
        return ()
    cast = Cast(parsed, actors)
    first = min(title_sentences(parsed), max(0, len(parsed.sentences) - 1))
    found: list[Claim] = []
    for number, sentence in enumerate(parsed.sentences):
        one = _Sentence(cast, sentence.span, quotes, timexes)
        if number >= first or first == len(parsed.sentences) - 1:
            found.extend(one.claims())
    return tuple(found)


_MAX_SOURCES = 20
"""Sources of one sentence; each may be a part of the one before it, and a row of them takes for ever."""


class _Sentence:
    """The claims of one sentence."""

    def __init__(self, cast: Cast, span: Span, quotes: Sequence[Quote], timexes: Sequence[Timex]) -> None:
        self.cast, self.span = cast, span
        inside = cast.doc.char_span(span.start, span.end, alignment_mode="contract")
        self.tokens = [token for token in inside if not token.is_space] if inside is not None else []
        self.quotes = [one for one in quotes if one.span.meets(span) and len(one.text.split()) >= _DIRECT]
        dated = [one.span for one in timexes if one.span.meets(span)]
        self.dates = {token.i for token in self.tokens if any(one.start <= token.idx < one.end for one in dated)}
        self.clauses = find_clauses(self.tokens)
        said = in_sentence(cast, span) if len(self.clauses) > 0 else []
        self.said = {one.cue.i: one for one in said}
        self.overall = next((one for one in said if one.cue.lower_ == "according"), None)
        self.via = next(iter(relayed(cast, span)), None)
        self.source: set[int] = set()
        for one in said[:_MAX_SOURCES]:
            if one.cue.lower_ == "according" and one.cue.i not in self.source:
                self.source.update(token.i for token in one.cue.subtree)

    def claims(self) -> list[Claim]:
        """All that can be compared, in order; a noun for an act only where it is not the clause itself."""
        found = []
        for place, clause in enumerate(self.clauses):
            claim = self._claim(clause, self.clauses[:place])
            if claim is not None:
                found.append(claim)
        return sorted(dict.fromkeys(found), key=lambda one: one.span)

    def _claim(self, clause: Clause, before: Sequence[Clause]) -> Claim | None:
        tokens = list(clause.tokens())
        if len(tokens) < _SHORTEST or any(
            token.lower_ in small_words().asks and token.dep_ == "mark" for token in clause.head.children
        ):
            return None
        quote = self._quote(clause.head)
        speaker = quote.speaker if quote else None
        subject = subject_of(self.cast, clause, speaker)
        marks = small_words().none | small_words().soft
        own = [token for token in tokens if token.lower_ in marks and not self._is_below(token, clause)]
        about = [token for token in tokens if token.i not in self.source]
        if clause.head.dep_ == "acl":
            about = [clause.head.head, *about]
        if not about:
            return None
        leaning = self._leaning(clause, before)
        verb = verb_of(clause.head, clause.nominal)
        if not verb:  # a sign that the model took for one
            return None
        words = words_of(self.cast, about, verb, self.dates)
        named = [token for token in about if leaning is None or token.dep_ not in SUBJECTS]
        actors = actors_of(self.cast, named or about, subject, speaker)
        if leaning is not None:
            words = tuple(dict.fromkeys((*words, *words_of(self.cast, leaning, "", self.dates))))
            actors = tuple(dict.fromkeys((*actors, *actors_of(self.cast, leaning, None, speaker))))
        asides = {token.i for token in tokens if token.like_num and self._is_below(token, clause)}
        numbers = find_amounts(tokens, self.dates | asides)
        thought = self._attribution(clause.head)
        held = thought is not None and thought.kind == "assess" and thought.holds_back  # `does not think that`
        negated = _is_negated(clause, own) != held
        if len(words) + len(actors) + len(numbers) + negated < _LEAST or not words:
            return None
        first = min(tokens[0].i, clause.head.head.left_edge.i) if clause.head.dep_ == "acl" else tokens[0].i
        span = Span(max(self.span.start, self.cast.doc[first].idx), tokens[-1].idx + len(tokens[-1]))
        stance, by, is_open = self._stance(clause, quote)
        said = self.said.get(clause.head.i)
        content = self._content(clause)
        return Claim(
            span=span,
            verb=verb,
            words=words,
            actors=actors,
            subject=subject,
            numbers=numbers,
            negated=negated,
            hedge=next(
                (token.text for token in own if token.lower_ in small_words().soft and token.i not in self.dates), None
            ),
            stance=stance,
            by=by,
            via=quote.via if quote and quote.via else (self.via[0] if self.via and (by or said) else None),
            open=is_open,
            content=content,
            alone=self._is_alone(clause, tokens, span),
            main=not clause.nominal and self._is_main(clause.head),
        )

    def _is_main(self, head: Token) -> bool:
        """Whether a verb rules its sentence, is joined to the one that does, or tells what is said."""
        for _ in range(6):
            if head.dep_ == "ROOT":
                return True
            if (head.dep_ == "ccomp" and head.head.i in self.said) or head.dep_ in {"conj", "parataxis"}:
                head = head.head
            else:
                return False
        return False

    def _is_below(self, token: Token, clause: Clause) -> bool:
        """Whether a word belongs to another verb's clause inside this one."""
        for _ in range(12):
            if token == clause.head or token.head == token:
                return False
            if any(token == other.head for other in self.clauses if not other.nominal):
                return True
            token = token.head
        return False

    def _quote(self, head: Token) -> Quote | None:
        return next((one for one in self.quotes if one.span.start <= head.idx < one.span.end), None)

    def _held(self, clause: Clause) -> Quote | None:
        """The quote with a known speaker that a clause holds a part of; none where it is the verb of speech itself."""
        own = self.said.get(clause.head.i)
        if (own is not None and own.kind != "assess") or self._attribution(clause.head) is None:
            return None
        held = (self._quote(token) for token in clause.tokens())
        return next((one for one in held if one is not None and one.speaker), None)

    def _content(self, clause: Clause) -> Span | None:
        """The clause of what a verb of speech passes on, where both stand in the sentence."""
        if clause.head.i not in self.said:
            return None
        for other in self.clauses:
            if other.head.head == clause.head and other.head.dep_ in {"ccomp", "parataxis"}:
                tokens = list(other.tokens())
                return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
            if clause.head.head == other.head and clause.head.dep_ in {"parataxis", "advcl"}:
                tokens = list(other.tokens())
                return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        return None

    def _stance(self, clause: Clause, quote: Quote | None) -> tuple[Stance, str | None, bool]:
        """How the text stands to a clause, whose it is, and whether it is only denied or not confirmed."""
        found = self._attribution(clause.head)
        inside = self._held(clause)
        if found is not None and inside is not None and found.kind not in {"confirm", "deny"}:
            # Who speaks was looked for in the whole article for quotes; `he said` alone tells less.
            return ("assessed" if found.kind == "assess" else "claimed"), inside.speaker, False
        if found is not None:
            closed = found.holds_back if found.kind == "confirm" else found.kind == "deny" and not found.holds_back
            by = found.who.name if found.who else (quote.speaker if quote else None)
            return ("assessed" if found.kind == "assess" else "claimed"), by, closed
        if quote is not None:
            return "claimed", quote.speaker, False
        if self.overall is not None and clause.head.i not in self.said:
            by = self.overall.who.name if self.overall.who else None
            doubt = any(token.lower_ in self.cast.cues.doubt for token in self.tokens)
            return ("assessed" if doubt else "claimed"), by, False
        return "reported", None, False

    def _attribution(self, head: Token) -> Attribution | None:
        """The verb of speech that a clause hangs on, directly or through the clause it belongs to."""
        aside = next((child for child in head.children if child.dep_ in {"parataxis", "advcl"}), None)
        if aside is not None and aside.i in self.said:
            as_ = any(child.lower_ == "as" for child in aside.children)
            if aside.dep_ == "parataxis" or as_:
                return self.said[aside.i]
        own = self.said.get(head.i)
        if own is not None and any(child.dep_ == "xcomp" for child in head.children) and own.who is None:
            return own  # `is said to have accused`
        token = head
        for _ in range(10):
            up = token.head
            if up == token or token.dep_ not in _PASSES:
                return None
            one = self.said.get(up.i)
            if one is not None and token.dep_ in {"ccomp", "xcomp"} and up.idx < self.span.end:
                return one
            token = up
        return None

    def _leaning(self, clause: Clause, before: Sequence[Clause]) -> list[Token] | None:
        """What `this` or `it` as subject takes up: the clause before it in the sentence, or its last noun."""
        subject = next((child for child in clause.head.children if child.dep_ in SUBJECTS), None)
        if subject is None or clause.head.dep_ == "relcl":
            return None
        if subject.lower_ == "it" and subject.dep_ == "nsubjpass":
            near = [token for token in self.tokens if token.i < subject.i and token.pos_ == "NOUN"]
            return near[-1:] or None
        if subject.lower_ in {"this", "that", "which"}:
            for other in before:
                if not other.nominal and other.head.i not in self.said:
                    return sorted(other.tokens(), key=lambda token: token != other.head)
        return None

    def _is_alone(self, clause: Clause, tokens: Sequence[Token], span: Span) -> bool:
        """Whether a clause can be read without its sentence."""
        text = span.of(self.cast.text)
        if text.count("“") != text.count("”") or text.count('"') % 2:
            return False
        if clause.nominal or clause.head.dep_ in {"acl", "relcl"}:
            return False
        subject = next((child for child in clause.head.children if child.dep_ in SUBJECTS), None)
        if subject is None or subject.pos_ == "PRON" or subject.lower_ in {"this", "that", "these", "those"}:
            return False
        return tokens[0].i <= subject.i <= tokens[-1].i


def _is_negated(clause: Clause, own: Sequence[Token]) -> bool:
    """Whether a clause denies its verb: `did not`, `no sailors are missing`."""
    head = clause.head
    if any(child.dep_ == "neg" or child.lower_ in small_words().none for child in head.children):
        return True
    return any(
        token.lower_ in {"no", "neither", "none", "nobody"}
        and token.head.dep_ in {*SUBJECTS, "dobj", "attr"}
        and token.head.head == head
        for token in own
    )
