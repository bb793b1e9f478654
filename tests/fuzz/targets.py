"""What is fuzzed: for each reader and for what takes text from people, a check that must hold for any bytes at all."""

import contextlib
import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from random import Random

from builder import clean
from builder.config import Limits
from builder.errors import ReadError, SeedError
from builder.read import _items
from builder.read.format import Seed
from builder.read.sidecar import read_sidecar
from builder.records import Article, Document
from builder.write import escape, front_matter
from builder.write.merge import edited_keys, edited_sections, merge, untouched
from builder.write.merge.page import readable, take_apart
from tests.fuzz.mutator import mutated
from tests.write.merge.pages import Author
from tests.write.test_escape import read as seen_by_a_reader

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "read" / "samples"
LIMITS = Limits(seconds=10, unpacked_mb=20, parts=2_000)


@dataclass(frozen=True)
class Target:
    """A check, and the valid inputs from which it starts."""

    check: Callable[[bytes], None]
    """Raises when the input shows a fault of ours."""

    samples: tuple[bytes, ...]
    inner: bool = False
    """Whether the samples are packed: what is inside is mutated as well."""


def reader(name: str) -> Callable[[bytes], None]:
    """Whatever is in a file, it gives articles or errors that name it, and cleaning takes what it gives."""

    def check(data: bytes) -> None:
        with contextlib.suppress(ReadError):
            for item in _items(Seed(PurePosixPath(name), data, LIMITS)):
                assert isinstance(item, Document | ReadError)
                assert PurePosixPath(item.path).is_relative_to(name)
                if isinstance(item, ReadError):
                    assert "\n" not in str(item)
                    continue
                item.text.encode()
                assert all(fact.value.encode() and "\n" not in fact.value for fact in item.stated)
                with contextlib.suppress(SeedError):
                    check_article(clean.clean(item))

    return check


def check_article(article: Article) -> None:
    """What the rooms behind `clean` rely on."""
    assert article.text.strip() == article.text != ""
    assert "\r" not in article.text
    assert "\0" not in article.text
    assert article.title.strip()
    for line in (article.title, article.source or "", article.url or "", *article.authors):
        line.encode()
        assert "\n" not in line
    if article.original_title is not None:
        assert article.text.startswith(article.original_title)


def sidecar(data: bytes) -> None:
    """A sidecar states facts, or is refused by name."""
    with contextlib.suppress(ReadError):
        assert all(fact.value.strip() for fact in read_sidecar(PurePosixPath("a.yml"), data))


def page_front(data: bytes) -> None:
    """Front matter is read, or refused with a `ValueError`; what is read can be written and read again."""
    try:
        values, body = front_matter.read(data.decode("utf-8", "replace"))
    except ValueError:
        return
    assert isinstance(body, str)
    with contextlib.suppress(TypeError):  # a set, or bytes: a person's, and never written by us
        page = front_matter.page(values, body)
        assert front_matter.clean(front_matter.read(page)[0]) == front_matter.clean(values)


_CUT = b"\n\x1e\n"
"""Between the three texts of a merge."""


def merging(data: bytes) -> None:
    """A merge gives a page or a `ValueError`; a second one changes nothing, and a person alone loses nothing."""
    base, mine, new, *_ = [*data.decode("utf-8", "replace").split(_CUT.decode()), "", ""]
    try:
        merged = merge(base, mine, new)
    except ValueError as error:
        if not str(error).startswith("line "):
            raise AssertionError(str(error)) from error
        return
    if readable(new) is None:
        return
    assert merge(base, merged.text, new).text == merged.text
    assert merge(base, mine, base).text == mine
    page = take_apart(mine)
    assert page.text() == mine
    edited_keys(base, mine), edited_sections(base, mine), readable(base) and untouched(base, mine)


def escaping(data: bytes) -> None:
    """A reader sees the text, and nothing becomes markup."""
    text = data.decode("utf-8", "surrogateescape")[:600]
    seen, elements = seen_by_a_reader(escape.markdown(text))
    assert seen == escape.one_line(text)
    assert elements <= {"p"}
    assert "<" not in escape.front_matter(text)
    assert escape.link("words", text).startswith(("words", "[words](<http"))


def _merges() -> tuple[bytes, ...]:
    """A page of the builder's, what a person made of it, and what the builder makes of it later."""
    found = []
    for seed in range(40):
        page = Author(seed, "base").page()
        mine, new = (Author(seed, name).edited(page, 1 + seed % 5).text() for name in ("person", "machine"))
        found.append(_CUT.join(text.encode() for text in (page.text(), mine, new)))
    return tuple(found)


def _targets() -> dict[str, Target]:
    files = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".yml")
    packed = (".zip", ".docx", ".odt", ".epub", ".gz")
    found = {path.name: Target(reader(path.name), (path.read_bytes(),), path.suffix in packed) for path in files}
    pages = tuple(Author(seed, "base").page().text().encode() for seed in range(20))
    texts = tuple(path.read_bytes() for path in files if path.suffix in (".txt", ".md", ".html"))
    return found | {
        "sidecar": Target(sidecar, ((SAMPLES / "sidecar.yml").read_bytes(),)),
        "front-matter": Target(page_front, (*pages, (SAMPLES / "clipping.md").read_bytes())),
        "merge": Target(merging, _merges()),
        "escape": Target(escaping, texts),
    }


TARGETS = _targets()
OTHERS = tuple(sample for target in TARGETS.values() for sample in target.samples[:3])
"""What pieces are taken from."""


def drawn(name: str, dice: Random) -> bytes:
    """An input for a target."""
    target = TARGETS[name]
    data = dice.choice(target.samples)
    if target.inner and dice.random() < 0.7:
        return repacked(data, dice)
    return mutated(dice, data, OTHERS)


def repacked(data: bytes, dice: Random) -> bytes:
    """The same archive with one of its members mutated."""
    if data.startswith(b"\x1f\x8b"):
        return gzip.compress(mutated(dice, gzip.decompress(data), OTHERS), 1, mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        infos = old.infolist()
        chosen = dice.randrange(len(infos))
        for number, info in enumerate(infos):
            inside = old.read(info)
            new.writestr(info, mutated(dice, inside, OTHERS) if number == chosen else inside)
    return out.getvalue()
