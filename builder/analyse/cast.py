"""The actors of one article, looked up by place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from builder.analyse.cues import Cues, cues, role_key
from builder.analyse.nlp import Parsed
from builder.analyse.quote_marks import find_quoted
from builder.records import Actor, Sentence, Span

POSSESSIVES = frozenset({"'s", "’s", "'", "’", "` s"})
_NEAR = 8
"""Words looked at on each side of a name for its function; the longest in 40 Wikinews articles was 7."""


class Mention(NamedTuple):
    """An actor at one place."""

    span: Span
    actor: Actor


@lru_cache(maxsize=1)
def _places(doc: Doc, text: str) -> tuple[tuple[Span, ...], list[int]]:
    """What is quoted, and where each token starts: several finders ask for it of one article after another."""
    return tuple(find_quoted(text)), doc.to_array("IDX").tolist()


class Cast:
    """The actors of one article, looked up by place."""

    def __init__(self, parsed: Parsed, actors: Sequence[Actor]) -> None:
        self.parsed = parsed
        self.text = parsed.article.text
        self.doc: Doc = parsed.doc
        self.sentences: tuple[Sentence, ...] = parsed.sentences
        self.cues: Cues = cues(parsed.article.lang)
        self.actors = tuple(actors)
        self.quoted, self.token_starts = _places(parsed.doc, self.text)
        self._sentence_starts = [sentence.span.start for sentence in self.sentences]
        self._quoted_starts = [span.start for span in self.quoted]
        self._plain = [token for token in self.doc if not token.is_space and not self.is_quoted(token.idx)]
        self._plain_starts = [token.idx for token in self._plain]
        every = [Mention(span, actor) for actor in actors for span in actor.mentions]
        self.mentions: list[Mention] = []
        for mention in sorted(every, key=lambda one: (one.span.start, -one.span.end)):
            if not self.mentions or mention.span.start >= self.mentions[-1].span.end:
                self.mentions.append(mention)
        self._mention_starts = [mention.span.start for mention in self.mentions]
        self.gender: dict[str, bool] = {}
        self._roles = sorted({role.span for actor in actors for role in actor.roles})
        self._functions = {id(actor): self._words_of_function(actor) for actor in actors if actor.kind == "PER"}

    # --- by place -------------------------------------------------------------------------------

    def tokens(self, start: int, end: int) -> list[Token]:
        """Tokens that start in the stretch, without white space and without what is quoted there."""
        left, right = bisect_left(self._plain_starts, start), bisect_left(self._plain_starts, end)
        return self._plain[left:right]

    def is_quoted(self, offset: int) -> bool:
        """Whether an offset lies between quote marks."""
        index = bisect_right(self._quoted_starts, offset) - 1
        return index >= 0 and offset < self.quoted[index].end

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds an offset, or of the last one before it."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Mentions that start in the stretch."""
        left, right = bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, end)
        return self.mentions[left:right]

    def mention_at(self, token: Token) -> Mention | None:
        """The mention that a token is part of."""
        index = bisect_right(self._mention_starts, token.idx) - 1
        if index >= 0 and self.mentions[index].span.start <= token.idx < self.mentions[index].span.end:
            return self.mentions[index]
        return None

    def in_role(self, token: Token) -> bool:
        """Whether a word is part of what an actor is said to be: `Transport` of "Transport Minister Jane Smith"."""
        index = bisect_right(self._roles, (token.idx, len(self.text) + 1)) - 1
        return index >= 0 and token.idx < self._roles[index].end

    def before(self, offset: int, sentences: int) -> Iterator[Mention]:
        """Mentions outside quotes before an offset, nearest first, going back so many sentences."""
        if not self.sentences:
            return
        floor = self.sentences[max(0, self.sentence_index(offset) - sentences)].span.start
        index = bisect_left(self._mention_starts, offset) - 1
        while index >= 0 and self.mentions[index].span.start >= floor:
            if not self.is_quoted(self.mentions[index].span.start):
                yield self.mentions[index]
            index -= 1

    # --- functions of persons -------------------------------------------------------------------

    def functions(self, actor: Actor) -> frozenset[str]:
        """Nouns for what a person is: `spokes`, `minister`."""
        return self._functions.get(id(actor), frozenset())

    def _words_of_function(self, actor: Actor) -> frozenset[str]:
        words = {word.strip(".,") for role in actor.roles for word in role.text.split()}
        for span in actor.mentions[:20]:
            words.update(token.text for token in self._beside(span))
        found = {role_key(word) for word in words if self.cues.is_person(word)}
        gendered = {word.lower().strip(".") for word in words}
        found |= {f"♀{word}" for word in gendered & self.cues.female}
        found |= {f"♂{word}" for word in gendered & self.cues.male}
        return frozenset(found)

    def _beside(self, span: Span) -> list[Token]:
        """Nouns that belong to a name: left in the same phrase, right in apposition."""
        first = bisect_right(self.token_starts, span.start) - 1
        after = bisect_left(self.token_starts, span.end)
        found: list[Token] = []
        for index in range(first - 1, max(-1, first - _NEAR), -1):
            token = self.doc[index]
            nominal = token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.lower_ in {"of", "and", "the"}
            if not nominal or token.is_space:
                break
            found.append(token)
        inside = self.doc[first:after]
        found.extend(token for token in inside if token.lower_ in self.cues.female | self.cues.male)
        if after < len(self.doc) and self.doc[after].text == ",":
            for token in self.doc[after + 1 : after + 1 + _NEAR]:
                if token.pos_ in {"VERB", "AUX", "PUNCT", "PRON", "SPACE"}:
                    break
                if self.mention_at(token) and self.doc[token.i - 1].text == ",":
                    break
                found.append(token)
        return found

    def is_part(self, mention: Mention) -> bool:
        """Whether a mention is the tail of a longer name: `Canada` of `Environment Canada`."""
        index = bisect_left(self.token_starts, mention.span.start) - 1
        return (
            mention.actor.kind == "STATE"
            and index >= 0
            and self.doc[index].pos_ == "PROPN"
            and not self.doc[index].is_sent_end
        )

    def is_title(self, start: int, end: int) -> bool:
        """Whether only a title stands between a body and a name: ` spokesman `, not ` met with `."""
        words = self.tokens(start, end)
        return any(self.cues.is_person(token.text) for token in words) and all(
            token.pos_ in {"NOUN", "PROPN", "ADJ", "PART"} for token in words
        )

    def is_female(self, actor: Actor) -> bool | None:
        """True or False when a title, noun or earlier pronoun tells, None otherwise."""
        if actor.name in self.gender:
            return self.gender[actor.name]
        marks = {word[0] for word in self.functions(actor) if word[0] in "♀♂"}
        return None if len(marks) != 1 else marks == {"♀"}

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention is, or stands in, the subject of a clause."""
        last = bisect_left(self.token_starts, mention.span.end) - 1
        token = self.doc[last]
        for _ in range(6):
            if token.dep_ in {"nsubj", "nsubjpass"}:
                return True
            if token.dep_ not in {"compound", "appos", "nmod", "flat"}:
                return False
            token = token.head
        return False
