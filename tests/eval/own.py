"""Our own labelled articles as rows, in the form of the labelled data from elsewhere."""

import hashlib
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("own")

Row = dict[str, Any]


def paths() -> list[Path]:
    """The files, in order."""
    return sorted(FOLDER.glob("*.yml"))


def digest() -> str:
    """SHA-256 of all of them."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths())).hexdigest()


def rows() -> list[Row]:
    """The articles with their labels; see `own/README.md`.

    Raises:
        ValueError: a label is not in its text.
    """
    return [_row(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths()]


def _row(name: str, content: Row) -> Row:
    title, text = content.get("title"), content["text"]
    text = f"{title}\n\n{text}" if title else text
    body = len(title) if title else 0
    known = {actor["name"]: actor.get("also", []) for actor in content["actors"]}
    places = _Places(name, text, body)
    for beginning in content["points"]:
        places.find(beginning)
    quotes = [(one, _whole(text, *places.find(one["words"]))) for one in content["quotes"]]
    places = _Places(name, text, body)
    dates = [(one, places.find(one["words"], after_last=True)) for one in content["dates"]]
    return {
        "id": name,
        "own": True,
        "dataset": "own",
        "title": title,
        "date": str(content["date"]),
        "text": text,
        "actors": [_actor(one) for one in content["actors"]],
        "quotes": [_quote(one, span, text, known) for one, span in quotes],
        "timexes": [
            {"start": start, "end": end, "text": text[start:end]}
            | {"value": str(one["value"]), "optional": one.get("optional")}
            for one, (start, end) in dates
        ],
        "points": content["points"],
    }


class _Places:
    """Finds labels in the text below the headline."""

    def __init__(self, name: str, text: str, body: int) -> None:
        self.name, self.text, self.body = name, text, body
        self.last = body

    def find(self, words: str, *, after_last: bool = False) -> tuple[int, int]:
        start = self.text.find(words, self.last if after_last else self.body)
        if start < 0:
            raise ValueError(f"{self.name}: {words!r} is not in the text, or not in this order")
        self.last = start + len(words)
        return start, self.last


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """From the mark before the words to the one that ends the quote, both included."""
    mark = {"“": "”", '"': '"'}[text[start - 1]]
    return start - 1, text.index(mark, end) + 1


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _actor(one: Row) -> Row:
    return {
        "type": one["kind"],
        "name": one["name"],
        "aliases": one.get("also", []),
        "roles": _listed(one["role"]) if "role" in one else [],
        "optional": one.get("optional"),
    }


def _quote(one: Row, span: tuple[int, int], text: str, known: dict[str, list[str]]) -> Row:
    speakers = _listed(one["speaker"])
    return {
        "start": span[0],
        "end": span[1],
        "text": text[slice(*span)],
        "speaker": speakers[0],
        "aliases": [*speakers, *known.get(speakers[0], [])],
        "on_record": one.get("on_record", True),
        "optional": one.get("optional"),
    }
