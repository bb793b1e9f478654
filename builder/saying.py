"""What the builder says in its own words, in the language of the site: sentences, counts and dates.

The words are those of `data/words/XX.yml`, under the keys that the code names. A sentence has named places in braces;
what is counted has a form for each kind of number that its language knows.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any

from babel import Locale

from builder.data import load
from builder.headings import slug

LANGUAGES = ("en", "fr")
"""Each has a table; English stands in for others."""


class Saying:
    """The words of a language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._table: Mapping[str, Any] = load(f"words/{language}")
        self._sentences: Mapping[str, str] = self._table["sentences"]
        self._counted: Mapping[str, Mapping[str, str]] = self._table["counted"]
        self.months: tuple[str, ...] = tuple(self._table["calendar"]["months"])
        self.short_months: tuple[str, ...] = tuple(self._table["calendar"]["short_months"])
        self._form: Callable[[float], str] = Locale.parse(language).plural_form

    def __call__(self, key: str, /, **places: object) -> str:
        """A sentence, its places filled in."""
        return self._sentences[key].format_map(places) if places else self._sentences[key]

    def count(self, number: int, noun: str, *, grouped: bool = False) -> str:
        """`1 briefing`, `5000 briefings`; with `grouped` `5,000 briefings`."""
        forms = self._counted[noun.replace(" ", "_")]
        return forms.get(self._form(number), forms["other"]).format(count=self.number(number) if grouped else number)

    def number(self, number: int) -> str:
        """`5,000`."""
        return f"{number:,}".replace(",", self._table["calendar"]["thousands"])

    def decimals(self, words: str) -> str:
        """Figures as the language writes them: `0.085`."""
        return re.sub(r"(?<=\d)\.(?=\d)", self._table["calendar"]["decimal"], words)

    def day(self, day: date) -> str:
        """`30 May 2023`."""
        return f"{self.of_month(day.day)} {self.month(day.year, day.month)}"

    def of_month(self, day: int) -> str:
        """The number of a day, as a date has it."""
        return str(self._table["calendar"]["first"]) if day == 1 else str(day)

    def month(self, year: int, month: int) -> str:
        """`May 2023`."""
        return f"{self.months[month - 1]} {year}"

    def finding(self, words: str) -> str:
        """What the analysis says in English, such as the reason for a confidence; as it is where no sentence fits.

        The analysis knows no language but that of the article; its sentences are those under `findings`.
        """
        if self.language == "en":
            return words
        return self._finding(words) or words

    def findings(self, words: str) -> str:
        """Several of them between semicolons."""
        return "; ".join(map(self.finding, words.split("; "))) if self.language != "en" else words

    def _finding(self, words: str) -> str | None:
        for pattern, key in self._patterns:
            if found := pattern.fullmatch(words):
                places = {name: self._place(name, one) for name, one in found.groupdict().items()}
                if None not in places.values():
                    return str(self._table["findings"][key].format_map(places))
        return None

    def _place(self, name: str, words: str) -> str | None:
        """What stands in a place of a finding; None where only another finding may stand and none does."""
        if name.startswith("rest"):
            return self._finding(words) or (None if name == "rest" else words)
        if name.startswith("level"):
            return self._sentences.get(f"confidence_{words}", words)
        if name == "heading":
            return str(self._table["headings"].get(slug(words), words))
        if name.startswith("names"):
            *others, last = words.split(", ")
            both = last.split(" and ")  # a name may hold the word itself
            return ", ".join((*others, self("and", one=both[0], other=both[1]) if len(both) == 2 else last))
        return words

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        return [(_pattern(sentence), key) for key, sentence in load("words/en")["findings"].items()]


def _pattern(sentence: str) -> re.Pattern[str]:
    """Matches a sentence with anything in its places."""

    def parts() -> Iterator[str]:
        for number, part in enumerate(re.split(r"\{(\w+)\}", sentence)):
            words = r"\d+" if part in ("count", "number", "all", "hidden") else ".+?"
            yield f"(?P<{part}>{words})" if number % 2 else re.escape(part)

    return re.compile("".join(parts()), re.DOTALL)


def saying(language: str) -> Saying:
    """The words of a language, as `fr` or `fr-CA`; those of English where there are none of it."""
    name = language.partition("-")[0].lower()
    return _saying(name if name in LANGUAGES else "en")


@cache
def _saying(name: str) -> Saying:
    return Saying(name)


ENGLISH = saying("en")
