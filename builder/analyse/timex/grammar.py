"""The engine under the rules: patterns over classes of words, and how they are tried.

A pattern names classes of `lexer.CODES`: `month dot? day comma? year`. At each word the longest match wins, the first
rule on a tie; what a reader turns down (returns nothing) is left to the next longest.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from builder.analyse.timex.lexer import CODES, Lexicon, Token, codes
from builder.analyse.timex.mention import Edge, Mention

_NAME = re.compile(r"[a-z_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """Words that a pattern fits."""

    text: str
    line: Sequence[Token]
    """All words of the text."""

    first: int
    end: int
    """The match is `line[first:end]`."""

    words: Lexicon

    def all(self, *names: str) -> list[Token]:
        """Matched words of these classes."""
        return [token for token in self.line[self.first : self.end] if token.name in names]

    def one(self, *names: str) -> Token | None:
        """The first matched word of these classes."""
        return next((token for token in self.line[self.first : self.end] if token.name in names), None)

    def beside(self, distance: int) -> Token | None:
        """A word before (-1, -2 ...) or after (1, 2 ...) the match."""
        index = self.first + distance if distance < 0 else self.end - 1 + distance
        return self.line[index] if 0 <= index < len(self.line) else None

    def near(self, distance: int) -> str:
        """That word in lower case, `""` at the ends of the text."""
        token = self.beside(distance)
        return self.text[token.start : token.end].lower() if token else ""

    def listed(self, key: str, distance: int) -> bool:
        """Whether that word stands under a key of the table."""
        return self.near(distance) in self.words.set_of(key)

    def within(self, key: str) -> bool:
        """Whether a matched word stands under a key of the table."""
        listed = self.words.set_of(key)
        return any(self.text[token.start : token.end].lower() in listed for token in self.line[self.first : self.end])

    def follows(self, name: str) -> bool:
        """Whether the word after the match is of this class."""
        after = self.beside(1)
        return after is not None and after.name == name

    @property
    def span(self) -> tuple[int, int]:
        """Where the matched words begin and end in the text."""
        return self.line[self.first].start, self.line[self.end - 1].end

    @property
    def edge(self) -> Edge | None:
        """`START`, `MID` or `END` when the words say so: `early`, `the middle of`."""
        token = self.one("edge")
        value: Edge | None = token.value if token else None
        return value


Reader = Callable[[Match], Sequence[Mention]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means."""

    pattern: str
    """Class names, with `( ) | ?` and look-around."""

    read: Reader
    """Mentions in the matched words; none when they mean something else."""

    fits: str
    """A text it matches."""

    leaves: str
    """A text it must not match."""

    lang: str = "en"
    """Language of the two texts."""

    regex: re.Pattern[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "regex", re.compile(translate(self.pattern)))


def translate(pattern: str) -> str:
    """The pattern over letters: `month dot? day` becomes `M·?1`."""
    letters = _NAME.sub(lambda name: re.escape(CODES[name.group()]), pattern)
    return letters.replace(" ", "").replace("(", "(?:").replace("(?:?", "(?")


class Grammar:
    """Rules, tried together."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.any = re.compile("|".join(rule.regex.pattern for rule in rules))
        """Finds the next word at which some rule fits: most words are passed over in one step."""

    def scan(self, text: str, line: Sequence[Token], words: Lexicon) -> Iterator[Mention]:
        """Mentions in order of the text."""
        letters = codes(line)
        index = 0
        while hit := self.any.search(letters, index):
            index = hit.start()
            end, mentions = self._at(Match(text, line, index, index, words), letters)
            yield from mentions
            index = max(end, index + 1)

    def _at(self, here: Match, letters: str) -> tuple[int, Sequence[Mention]]:
        """Where the words of the best rule at a place end, and the mentions in them."""
        hits = [(hit.end(), rule) for rule in self.rules if (hit := rule.regex.match(letters, here.first))]
        for end, rule in sorted(hits, key=lambda hit: -hit[0]):
            mentions = rule.read(replace(here, end=end))
            if mentions:
                return end, mentions
        return here.first, ()
