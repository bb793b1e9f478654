"""What reads text takes no longer for a mark that a stranger repeats ten thousand times than for as many words.

A pattern or a loop that goes back to the start for each of them takes minutes for these texts, an honest one less
than a second: `FAR` lies between, for any machine.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import seeds
from builder.analyse.quote_marks import find_quoted
from builder.analyse.sentences import find_sentences
from builder.analyse.timex import find_timexes
from builder.config import Settings
from builder.publish.front_matter import read_front_matter
from builder.publish.links import scan
from builder.publish.quotes import check_quotes
from builder.write import escape
from builder.write.merge import edited_sections

LENGTH = 40_000
"""Characters."""

FAR = 10.0
"""Seconds of processor."""

# One character each, then what is a mark to some reader only with its neighbours.
UNITS = (
    *"aA1.!\"“'’()[<&*_`#-—| \t\u00a0。«»\u0301é中😀/\\%{~^+@$,;:=",
    *(
        "a ",
        "A ",
        "1 ",
        "A.",
        "A. ",
        ". ",
        "« ",
        "» ",
        "``",
        "''",
        "“a ",
        "“A,” said B. ",
        "\n",
        "\n\n",
        "\n\na\n\n",
        "\u200b",
    ),
    *(
        "[a](",
        "[a](b) ",
        "<a ",
        "</p>",
        "<!--",
        "&amp;",
        "**a",
        "# a\n",
        "- ",
        "1. ",
        "|a|b|\n",
        "---\n",
        "a: b\n",
        "- a\n",
        ": “",
        " [\\[1\\]](#s1)",
    ),
    *(
        "by A. B. ",
        "Mr. ",
        "said that ",
        "(Reuters) ",
        "http://",
        "http://a.b/",
        "a@b ",
        "May 2023 ",
        "30 May ",
        "12:30 ",
    ),
    *(
        "2023-05-30 ",
        "1 million ",
        "the Ministry of ",
        "U.S. ",
        "a-",
        "a’",
        "according to ",
        "[[a",
        "{: a",
        "<<<<<<< ",
        "\u202e",
    ),
)


def _page(text: str) -> None:
    matter = read_front_matter(text)
    scan(text[matter.body :], 1)
    list(check_quotes(text[matter.body :], 1))


def _quoted(text: str) -> None:
    source = f"??? note\n\n    [1](#s1){{#s1 .s}} {text}\n"
    list(check_quotes(f"## Who said what\n\n- {text}\n- x: “{text}\n\n{source}", 1))


def _merged(text: str) -> None:
    page = f"---\nid: x\ntitle: X\n---\n\n# X\n\n## Points\n\n{text}\n"
    edited_sections(page, page + "\nA line.\n")


READERS: dict[str, Callable[[str], object]] = {
    "sentences": find_sentences,
    "quotes": find_quoted,
    "dates": lambda text: find_timexes(text, None),
    "escaped": escape.markdown,
    "paragraphs escaped": escape.paragraphs,
    "front matter escaped": escape.front_matter,
    "page": _page,
    "quotes of a page": _quoted,
    "front matter": lambda text: _page(f"---\n{text[: len(text) // 4]}\n---\n\n# Title\n"),
    "merge": _merged,
}


def _times(read: Callable[[str], object]) -> dict[str, float]:
    """Units that are read in too long a time, with the seconds."""
    found = {}
    for unit in UNITS:
        began = time.process_time()
        read((unit * (LENGTH // len(unit) + 1))[:LENGTH])
        spent = time.process_time() - began
        if spent > FAR:
            found[unit] = spent
    return found


@pytest.mark.parametrize("reader", READERS)
def test_text_is_read_in_a_time_that_grows_with_it(reader: str) -> None:
    assert _times(READERS[reader]) == {}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_a_seed_is_read_and_cleaned_in_a_time_that_grows_with_it(suffix: str, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    seed = tmp_path / "seeds" / f"harbour{suffix}"
    lead = "The harbour of Brockel closed on Monday, Mayor Ada Lund said."

    def read(text: str) -> None:
        page = f"<html><body><article><h1>Harbour closes</h1><p>{lead}</p><p>{text}</p></article></body></html>"
        seed.write_text(page if suffix == ".html" else f"Harbour closes\n\n{lead}\n\n{text}\n", "utf-8")
        list(seeds.read_articles(seed, tmp_path, [], Settings()))

    assert _times(read) == {}
