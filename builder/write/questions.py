"""What a page asked and what the answers were: whether they still are tells whether the page has to be made again."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import update_wrapper
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from builder.records import Article
from builder.write.plain_json import as_json

Who = TypeVar("Who", bound="Answering")
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Told(NamedTuple):
    """A question in words, as it can lie in a file."""

    method: str
    about: tuple[str, ...]
    answer: str
    """JSON."""

    of_article: bool = False
    """What was asked about is the article of this id."""


class Question(NamedTuple):
    """What was asked, and what the answer was."""

    method: Callable[..., object]
    about: tuple[object, ...]
    named: dict[str, object]
    answer: object

    def told(self) -> Told:
        """In words.

        Raises:
            ValueError: none tell what was asked about.
        """
        name, answer = self.method.__name__, _as_text(self.answer)
        match self.about:
            case (Article(id=article),) if not self.named:
                return Told(name, (article,), answer, of_article=True)
        words = tuple(one for one in self.about if isinstance(one, str))
        if self.named or len(words) < len(self.about):
            raise ValueError(f"{name} was asked about {self.about} {self.named}")
        return Told(name, words, answer)


Notes = dict[tuple[object, ...], Question]
"""Each question once, in the order in which they were asked."""

_METHODS: dict[str, Callable[..., Any]] = {}
"""What can be asked, by name."""


def noted(method: Callable[Concatenate[Who, Asked], Answer]) -> Callable[Concatenate[Who, Asked], Answer]:
    """The method, its answers noted for who wants to know whether they are the same another time."""

    def ask(self: Who, /, *about: Asked.args, **named: Asked.kwargs) -> Answer:
        answer = method(self, *about, **named)
        if self.notes is not None:
            about_ids = (one.id if isinstance(one, Article) else one for one in about)
            self.notes.setdefault((method, *about_ids, *named.items()), Question(method, about, named, answer))
        return answer

    update_wrapper(ask, method)
    _METHODS[method.__name__] = method
    return ask


class Answering:
    """Who is asked by pages: its methods that are `noted` are pure but for who asks first."""

    def __init__(self) -> None:
        self.notes: Notes | None = None
        self.articles: dict[str, Article] = {}
        """Those that can be asked about, by id."""

    @contextmanager
    def noting(self) -> Iterator[Notes]:
        """What is asked meanwhile."""
        notes: Notes = {}
        before, self.notes = self.notes, notes
        try:
            yield notes
        finally:
            self.notes = before

    def still(self, asked: Iterable[Question]) -> bool:
        """Whether all answers are what they were; asked in their order, since who comes first gets the plain name."""
        for method, about, named, before in asked:
            answer = method(self, *about, **named)
            if answer is not before and answer != before:
                return False
        return True

    def same_answers(self, told: Iterable[Told]) -> tuple[Question, ...] | None:
        """The questions, if all answers are what was told; None if not. As `still`, for what lay in a file."""
        asked = []
        for name, words, before, of_article in told:
            method = _METHODS.get(name)
            about = tuple(map(self.articles.get, words)) if of_article else words
            if method is None or None in about or _as_text(answer := method(self, *about)) != before:
                return None
            asked.append(Question(method, about, {}, answer))
        return tuple(asked)


def _as_text(answer: object) -> str:
    return as_json(answer).decode()
