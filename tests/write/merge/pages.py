"""Pages such as the builder writes, and what people and later runs do to them; drawn by a seed, so that a law can be
tried on thousands of them. Every word that an edit adds is one of its own, to be looked for afterwards."""

from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

import yaml

WORDS = [
    "Beijing",
    "Washington",
    "talks",
    "minister",
    "declined",
    "said",
    "meeting",
    "Singapore",
    "defence",
    "week",
    "June",
    "statement",
    "pentagon",
    "army",
    "the",
    "a",
    "of",
    "to",
    "in",
    "on",
    "and",
    "with",
    "by",
    "for",
    "not",
    "“worrying”",
    "China’s",
    "U.S.",
    "2023",
    "**claimed**",
    "[Lloyd](lloyd.md)",
    "it",
    "was",
    "had",
    "been",
    "would",
]
HEADINGS = ("Key points", "Who said what", "Sourcing", "Not confirmed", "Dates", "Actors", "Other coverage")
NAMES = ("China", "United States", "Lloyd Austin", "Li Shangfu", "Mao Ning", "Wei Fenghe", "Wang Yi", "Joe Biden")
KEYS = ("title", "description", "source", "lang", "confidence", "date", "places", "actors", "via")


@dataclass
class Block:
    kind: str
    """paragraph, list, table, fold"""

    parts: list[list[str]] = field(default_factory=list)
    """Sentences of each paragraph, item, or cells of each row."""

    title: str = ""


@dataclass
class Draft:
    front: dict[str, Any]
    sections: list[tuple[str, list[Block]]]
    """The first has no heading of its own."""

    def text(self) -> str:
        front = yaml.safe_dump(self.front, sort_keys=False, allow_unicode=True, width=10**9)
        body = "\n\n".join(
            "\n\n".join([f"## {heading}" if heading else "# The page", *map(block_text, blocks)])
            for heading, blocks in self.sections
        )
        return f"---\n{front}---\n\n{body}\n"


def block_text(block: Block) -> str:
    match block.kind:
        case "paragraph":
            return "\n\n".join(" ".join(sentences) for sentences in block.parts)
        case "list":
            return "\n".join("- " + " ".join(sentences) for sentences in block.parts)
        case "table":
            rows = ["| Actor | Role | Mentions |", "| --- | --- | --- |"]
            return "\n".join(rows + [f"| {' | '.join(cells)} |" for cells in block.parts])
        case _:
            inside = "\n\n".join("\n".join(f"    {one}" for one in sentences) for sentences in block.parts)
            return f'??? note "{block.title}"\n\n{inside}'


class Author:
    """Draws pages and edits; `tokens` are the words it has added."""

    def __init__(self, seed: int, name: str) -> None:
        self.random = Random(f"{seed} {name}")
        self.name = name
        self.tokens: list[str] = []

    def token(self) -> str:
        self.tokens.append(f"{self.name}{len(self.tokens)}{self.random.randrange(10**6)}x")
        return self.tokens[-1]

    def sentence(self, own: bool = False) -> str:
        words = self.random.choices(WORDS, k=self.random.randint(1, 12))
        if own:
            words[self.random.randrange(len(words))] = self.token()
        cite = self.random.random() < 0.4
        return " ".join(words) + "." + (rf" [\[{self.random.randint(1, 9)}\]](#s1)" if cite else "")

    def block(self, own: bool = False) -> Block:
        kind = self.random.choice(["paragraph", "list", "list", "table", "fold"])
        many = self.random.randint(1, 5)
        if kind == "table":
            rows = [[name, self.sentence(), str(many)] for name in self.random.sample(NAMES, many)]
            if own:
                rows[0][1] = self.token()
            return Block(kind, rows)
        parts = [[self.sentence() for _ in range(self.random.randint(1, 3))] for _ in range(many)]
        if kind == "fold":
            number = 0
            for sentences in parts:
                for index, words in enumerate(sentences):
                    number += 1
                    sentences[index] = f"[{number}](#s{number}){{#s{number} .s}} {words}"
        if own:
            parts[0][0] += " " + self.token()
        return Block(kind, parts, f"{many} sentences")

    def page(self) -> Draft:
        front: dict[str, Any] = {"id": "b0123456789", "type": "briefing"}
        for key in KEYS:
            if self.random.random() < 0.7:
                front[key] = self.value(key)
        headings = self.random.sample(HEADINGS, self.random.randint(0, 5))
        blocks = [[self.block() for _ in range(self.random.randint(1, 3))] for _ in range(len(headings) + 1)]
        return Draft(front, list(zip(["", *headings], blocks, strict=True)))

    def value(self, key: str, own: bool = False) -> Any:
        if key in ("places", "actors", "via"):
            return self.random.sample(NAMES, self.random.randint(1, 5)) + ([self.token()] if own else [])
        if key == "date":
            return f"2023-0{self.random.randint(1, 9)}-11"
        return self.sentence(own)

    def edited(self, page: Draft, times: int) -> Draft:
        page = deepcopy(page)
        for _ in range(times):
            edit = self.random.choice(
                [self._word, self._word, self._word, self._part, self._drop, self._move, self._front, self._front,
                 self._list_value, self._list_value, self._section, self._drop_section, self._move_section, self._block,
                 self._drop_block, self._split, self._join, self._heading]
            )  # fmt: skip
            edit(page)
        return page

    def _pick(self, page: Draft) -> Block | None:
        blocks = [block for _, blocks in page.sections for block in blocks if block.parts]
        return self.random.choice(blocks) if blocks else None

    def _word(self, page: Draft) -> None:
        if block := self._pick(page):
            part = self.random.choice(block.parts)
            index = self.random.randrange(len(part))
            words = part[index].split(" ")
            at = self.random.randrange(1 if block.kind == "fold" else 0, len(words) + 1)
            if self.random.random() < 0.7 or len(words) < 3:
                words.insert(max(at, 2 if block.kind == "fold" else 0), self.token())
            else:
                del words[-1 if at >= len(words) else at]
            part[index] = " ".join(words)

    def _part(self, page: Draft) -> None:
        if block := self._pick(page):
            new = [self.sentence(own=True)]
            if block.kind == "table":
                new = [self.token(), self.sentence(), "1"]
            block.parts.insert(self.random.randint(0, len(block.parts)), new)

    def _drop(self, page: Draft) -> None:
        block = self._pick(page)
        if block and len(block.parts) > 1:
            del block.parts[self.random.randrange(len(block.parts))]

    def _move(self, page: Draft) -> None:
        if block := self._pick(page):
            part = block.parts.pop(self.random.randrange(len(block.parts)))
            block.parts.insert(self.random.randint(0, len(block.parts)), part)

    def _front(self, page: Draft) -> None:
        key = self.random.choice(KEYS if self.name != "person" else (*KEYS, "mood", "notes"))
        if key in page.front and self.random.random() < 0.2:
            del page.front[key]
        else:
            page.front[key] = self.value(key, own=True)

    def _list_value(self, page: Draft) -> None:
        lists = [value for value in page.front.values() if isinstance(value, list)]
        if lists:
            value = self.random.choice(lists)
            what = self.random.random()
            if what < 0.4 and value:
                del value[self.random.randrange(len(value))]
            elif what < 0.5:
                self.random.shuffle(value)
            else:
                value.insert(self.random.randint(0, len(value)), self.token())

    def _section(self, page: Draft) -> None:
        free = [one for one in HEADINGS if one not in dict(page.sections)]
        heading = self.random.choice(free) if free and self.random.random() < 0.5 else f"Note {self.token()}"
        section = (heading, [self.block(own=True)])
        page.sections.insert(self.random.randint(1, len(page.sections)), section)

    def _drop_section(self, page: Draft) -> None:
        if len(page.sections) > 1:
            del page.sections[self.random.randrange(1, len(page.sections))]

    def _move_section(self, page: Draft) -> None:
        if len(page.sections) > 2:
            section = page.sections.pop(self.random.randrange(1, len(page.sections)))
            page.sections.insert(self.random.randint(1, len(page.sections)), section)

    def _block(self, page: Draft) -> None:
        blocks = self.random.choice(page.sections)[1]
        blocks.insert(self.random.randint(0, len(blocks)), self.block(own=True))

    def _drop_block(self, page: Draft) -> None:
        blocks = self.random.choice(page.sections)[1]
        if blocks:
            del blocks[self.random.randrange(len(blocks))]

    def _split(self, page: Draft) -> None:
        block = self._pick(page)
        if block and block.kind != "table":
            index = self.random.randrange(len(block.parts))
            part = block.parts[index]
            if len(part) > 1:
                block.parts[index : index + 1] = [part[:1], part[1:]]

    def _join(self, page: Draft) -> None:
        block = self._pick(page)
        if block and block.kind != "table" and len(block.parts) > 1:
            index = self.random.randrange(len(block.parts) - 1)
            block.parts[index : index + 2] = [block.parts[index] + block.parts[index + 1]]

    def _heading(self, page: Draft) -> None:
        index = self.random.randrange(len(page.sections))
        heading, blocks = page.sections[index]
        if heading:
            page.sections[index] = (f"{heading} {self.token()}", blocks)
