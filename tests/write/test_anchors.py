"""Places that links lead to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.write import Store
from builder.write.addresses import Addresses
from builder.write.anchors import anchors

PAGE = """---
id: dates-2022-05
---

# May 2022

## 10 May 2022

- A line
{: #row-1 }

## 3 May 2022

- Another
"""
WANTED = ("10-may-2022", "3-may-2022", "row-1", "may-2022", "new")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## 10 May 2022\n\nWords", {"10-may-2022"}),
        ("# Le 1er mai { #1-may-2022 }\n", {"1-may-2022", "le-1er-mai"}),
        ("- A line\n{: #row-1 .wide }\n\n## *Who* said what ##", {"row-1", "who-said-what"}),
        ("Words with #none, and `#include`\n", set()),
    ],
)
def test_places(text: str, found: set[str]) -> None:
    assert anchors(text) == found


@pytest.mark.parametrize(
    ("edit", "lost"),
    [
        (lambda text: text, set()),
        (lambda text: text.replace("- Another\n", ""), set()),
        (lambda text: text.replace("## 3 May 2022", "## The third of May"), {"3-may-2022"}),
        (lambda text: text.replace("{: #row-1 }\n", ""), {"row-1"}),
    ],
)
def test_a_place_is_lost_when_a_person_took_it_out(edit: Callable[[str], str], lost: set[str], tmp_path: Path) -> None:
    """What the page had never is not lost: this run may bring it, and the next one must say the same."""
    assert lost_of(edit(PAGE), PAGE, tmp_path) == lost


def test_of_a_page_whose_base_is_damaged_nobody_can_tell(tmp_path: Path) -> None:
    assert lost_of(PAGE, "nothing", tmp_path) == set(WANTED)


def lost_of(page: str, base: str, root: Path) -> set[str]:
    for name, text in (("docs/dates/2022-05.md", page), (".builder/base/dates-2022-05.md", base)):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    addresses = Addresses(Store(root))
    return {one for one in WANTED if addresses.has_lost("dates-2022-05", one)}
