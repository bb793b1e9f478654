"""One broken site for each fault: `builder check` names file and line, or publishing refuses it by the page's name.

Faults of single values and links are in `test_check.py`, of finished HTML in `test_gate.py`.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from builder.errors import PublishError
from builder.publish import check, publish

BRIEFING = "briefings/2023/minister.md"
PAGE = "---\nid: {id}\ntype: page\ntitle: X\n---\n\n# X\n\nWords.\n"
SCRIPT = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


class Change(NamedTuple):
    """What breaks a site: a file with this text, or these words in place of others."""

    path: str
    text: str | bytes
    old: str = ""

    def make(self, docs: Path) -> None:
        page = docs / self.path
        page.parent.mkdir(parents=True, exist_ok=True)
        if self.old:
            text = page.read_text("utf-8")
            assert self.old in text
            page.write_text(text.replace(self.old, str(self.text), 1), "utf-8")
        else:
            page.write_bytes(self.text if isinstance(self.text, bytes) else self.text.encode())


def said(text: str) -> Change:
    """A text on line 9 of a page."""
    return Change("method.md", f"{text}\n\nEvery line", "Every line")


def key(line: str, page: str = "method.md") -> Change:
    """A line of front matter, below the id."""
    return Change(page, f"\n{line}\ntype:", "\ntype:")


def page(path: str) -> Change:
    return Change(path, PAGE.format(id=re.sub(r"\W", "-", path.casefold()[:40])))


NESTED = "\n".join(f"{'    ' * depth}- level {depth}" for depth in range(40))
FAULTS: dict[str, tuple[str, list[Change]]] = {
    "broken front matter": ("docs/method.md:3:8: the front matter is not YAML", [key("more: a: b")]),
    "no front matter": ("docs/new.md:1: no front matter", [Change("new.md", "# New\n")]),
    "an empty page": ("docs/new.md:1: no front matter", [Change("new.md", "")]),
    "a day that is none": (f"docs/{BRIEFING}:6:7: `date: 2023-02-30`", [Change(BRIEFING, "2023-02-30", "2023-05-30")]),
    "a week for a day": (f"docs/{BRIEFING}:6:7: `date`", [Change(BRIEFING, "2023-W22-2", "2023-05-30")]),
    "no number for a day": (f"docs/{BRIEFING}:6:7: `date`: nan", [Change(BRIEFING, ".nan", "2023-05-30")]),
    "no number anywhere": ("docs/method.md:3:8: `words`: inf is no number", [key("words: .inf")]),
    "no number in a list": ("docs/method.md:3:8: `words`: nan is no number", [key("words: [1, {a: .nan}]")]),
    "bytes": ("docs/method.md:3:8: `image`: a value of a kind", [key("image: !!binary aGk=")]),
    "a set": ("docs/method.md:3:10: `aliases`: a value of a kind", [key("aliases: !!set {a, b}")]),
    "a call of Python": ("docs/method.md:3:7: the front matter is not YAML", [key("more: !!python/name:os.system x")]),
    "brackets without end": ("docs/method.md:5:6: the front matter is not YAML", [key(f"more: {'[' * 3000}")]),
    "a key twice": ("docs/method.md:3:1: `id` stands twice", [key("id: again")]),
    "one id on two pages": ("docs/new.md:2:5: id method is also that of", [Change("new.md", PAGE.format(id="method"))]),
    "a key that the theme obeys": ("docs/method.md:1: a key that the theme would obey", [key("template: x.html")]),
    "an unknown state": (f"docs/{BRIEFING}:12:9: `review`", [Change(BRIEFING, "review: fine", "review: draft")]),
    "an actor without a page": (f"docs/{BRIEFING}:10:3: `actors`", [Change(BRIEFING, "- Chnia", "- China")]),
    "a source without a page": (
        f"docs/{BRIEFING}:8:9: `source`",
        [Change(BRIEFING, "source: Post", "source: unknown")],
    ),
    "a citation of nothing": (f"docs/{BRIEFING}:20:61: citation", [Change(BRIEFING, "(#s7)", "(#s1)")]),
    "a broken link": ("docs/method.md:9:5: link to nowhere.md", [said("[x](nowhere.md)")]),
    "a link by reference": ("docs/method.md:11:6: link to nowhere.md", [said("[x][1]\n\n[1]: nowhere.md")]),
    "a link out of docs/": ("docs/method.md:9:5: link to ../mkdocs.yml", [said("[x](../mkdocs.yml)")]),
    "a broken anchor": ("docs/method.md:9:5: link to actors/china.md#no", [said("[x](actors/china.md#no)")]),
    "another case": ("docs/method.md:9:5: link to actors/china.md#Latest", [said("[x](actors/china.md#Latest)")]),
    "no host": ("docs/method.md:9:5: link to https://: no host", [said("[x](https://)")]),
    "one slash": ("docs/method.md:9:5: link to http:/example.org: no host", [said("[x](http:/example.org)")]),
    "two dots": ("docs/method.md:9:5: link to https://a..org/: no host", [said("[x](https://a..org/)")]),
    "no such port": ("docs/method.md:9:5: link to https://a.org:99999/: no host", [said("[x](https://a.org:99999/)")]),
    "no scheme": ("docs/method.md:9:5: link to //a.example/x: how to get there", [said("[x](//a.example/x)")]),
    "a bare host": ("docs/method.md:9:5: link to www.example.org", [said("[x](www.example.org)")]),
    "a link that runs": ("docs/method.md:9:5: link to javascript:alert(1)", [said("[x](javascript:alert(1))")]),
    "a missing picture": ("docs/method.md:9:10: link to map.png", [said("![A map](map.png)")]),
    "no words": ("docs/method.md:9:1: the picture m.png", [Change("m.png", b"x"), said("![](m.png)")]),
    "no words by reference": (
        "docs/method.md:9:1: the picture m",
        [Change("m.png", b"x"), said("![][m]\n\n[m]: m.png")],
    ),
    "no words in HTML": ("docs/method.md:9:3: the picture m.png", [Change("m.png", b"x"), said("A <img src='m.png'>")]),
    "not UTF-8": ("docs/method.md:1: not UTF-8", [Change("method.md", PAGE.format(id="method").encode("utf-16"))]),
    "a control character": ("docs/method.md:9:3: a control character (U+0002)", [said("He\x02llo")]),
    "a conflict marker": ("docs/method.md:9:1: a conflict marker of git", [said(">>>>>>> theirs")]),
    "lists too deep": ("docs/method.md:29: lists or quotes nested more than 20", [said(NESTED)]),
    "quotes too deep": ("docs/method.md:9: lists or quotes nested more than 20", [said(f"{'> ' * 30}x")]),
    "one address, two pages": (
        "docs/new/index.md: has the address of docs/new.md",
        [page("new.md"), page("new/index.md")],
    ),
    "two indexes": (
        "docs/new/index.md: has the address of docs/new/README.md",
        [page("new/README.md"), page("new/index.md")],
    ),
    "two spellings": ("docs/new.md: has the address of docs/New.md", [page("New.md"), page("new.md")]),
    "a stranger's page": ("docs/new.html: browsers run script", [Change("new.html", "<p>x</p>")]),
    "a stranger's script": ("docs/new.js: browsers run script", [Change("new.js", "alert(1)")]),
    "a drawing with a script": ("docs/new.svg: a drawing with <script>", [Change("new.svg", SCRIPT)]),
    "another ending": ("docs/new.markdown: pages end in .md", [Change("new.markdown", PAGE.format(id="new"))]),
    "a name with a line break": ("docs/a\nb.md: a name with characters", [page("a\nb.md")]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_check_names_file_and_line(project: Path, fault: str) -> None:
    expected, changes = FAULTS[fault]
    for change in changes:
        change.make(project / "docs")

    found = list(map(str, check(project)))

    assert any(line.startswith(expected) for line in found), "\n".join(found)


REFUSED: dict[str, tuple[str, Change]] = {
    "a link in HTML": (r"method\.html: link to nowhere\.html", said("<a href='nowhere.html'>x</a>")),
    "damaged data": (r"new\.json: damaged: .* line 1 column 2", Change("new.json", "{")),
    "a page in no menu": (r"- new\.md", page("new.md")),
}
"""What only the engine or the finished site shows."""


@pytest.mark.parametrize("fault", REFUSED)
def test_what_the_check_cannot_see_is_not_published(project: Path, fault: str) -> None:
    expected, change = REFUSED[fault]
    change.make(project / "docs")

    with pytest.raises(PublishError, match=expected):
        publish(project)

    assert not (project / "site").exists()


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{'    ' * depth}- level {depth}" for depth in range(12)),
        f"```\n{NESTED}\n```",
        "\n\n".join("- a list" for _ in range(60)),
        "\n".join(f"{number}. x\n    - y" for number in range(1, 60)),
        "> > > a quote",
        "[x](https://sub_host.example.org:8080/a?b#c) [y](http://[2001:db8::1]/) [z](https://mün.example./) "
        "[m](mailto:ida@example.org) [n](http://192.0.2.1)",
        "<img src='assets/m.png' alt=''>\n\n`<img src='m.png'>` and `![](m.png)`",
    ],
    ids=["twelve levels", "code", "many lists", "numbers", "quotes", "hosts", "pictures"],
)
def test_what_looks_alike_and_is_in_order_passes(
    project: Path, edit: Callable[[str, str, str], None], text: str
) -> None:
    (project / "docs" / "assets").mkdir()
    (project / "docs" / "assets" / "m.png").write_bytes(b"x")
    edit("method.md", "Every line", f"{text}\n\nEvery line")

    assert list(map(str, check(project))) == []
