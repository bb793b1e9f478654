"""What a person does to a page, one edit a function."""

from collections.abc import Callable

from tests.survival.text import KEY, WORD, Text, indent, pick, prose, rows, starting, typed_values


def change_word(page: Text, n: int, token: str) -> None:
    at = pick(prose(page, rows=True), n)
    found = pick(list(WORD.finditer(page.body[at])), n // 7)
    page.body[at] = page.body[at][: found.start()] + token + page.body[at][found.end() :]


def add_sentence(page: Text, n: int, token: str) -> None:
    at = pick(prose(page), n)
    before, stop, after = page.body[at].partition(". ")
    words = f"We saw {token} there."
    page.body[at] = f"{before}{stop}{words} {after}" if stop and n % 2 else f"{page.body[at]} {words}"


def drop_sentence(page: Text, n: int, _token: str) -> None:
    at = pick([at for at in prose(page) if ". " in page.body[at]], n)
    line = page.body[at]
    page.body[at] = indent(line) + line.partition(". ")[2]


def add_paragraph(page: Text, n: int, token: str) -> None:
    at = pick([0, *(at for at, line in enumerate(page.body) if not line)], n)
    page.body[at:at] = ["", f"A paragraph with {token}. It has two sentences.", ""]


def drop_paragraph(page: Text, n: int, _token: str) -> None:
    del page.body[pick(prose(page), n)]


def add_item(page: Text, n: int, token: str) -> None:
    at = pick(starting(page, "- "), n)
    page.body.insert(at + n % 2, f"{indent(page.body[at])}- An item with {token}.")


def drop_item(page: Text, n: int, _token: str) -> None:
    del page.body[pick(starting(page, "- "), n)]


def move_item(page: Text, n: int, _token: str) -> None:
    ats = starting(page, "- ")
    line = page.body.pop(pick(ats, n))
    page.body.insert(pick(ats, n // 5), line)


def add_row(page: Text, n: int, token: str) -> None:
    at = pick(rows(page), n)
    columns = page.body[at].count("|") - 2
    page.body.insert(at + 1, f"| {token} | {' | '.join(['more'] * columns)} |")


def drop_row(page: Text, n: int, _token: str) -> None:
    del page.body[pick(rows(page), n)]


def add_section(page: Text, n: int, token: str) -> None:
    at = pick([*starting(page, "## "), len(page.body)], n)
    page.body[at:at] = ["", f"## Our note {token}", "", f"Words of ours: {token}.", ""]


def drop_section(page: Text, n: int, _token: str) -> None:
    starts = starting(page, "## ")
    at = pick(starts, n)
    del page.body[at : next((start for start in starts if start > at), len(page.body))]


def move_section(page: Text, n: int, _token: str) -> None:
    starts = starting(page, "## ")
    at = pick(starts, n)
    end = next((start for start in starts if start > at), len(page.body))
    lines = page.body[at:end]
    del page.body[at:end]
    to = pick([*starting(page, "## "), len(page.body)], n // 5)
    page.body[to:to] = ["", *lines, ""]


def retitle_section(page: Text, n: int, token: str) -> None:
    page.body[pick(starting(page, "## "), n)] = f"## In our words {token}"


def split_paragraph(page: Text, n: int, _token: str) -> None:
    at = pick([at for at in prose(page) if ". " in page.body[at] and not page.body[at].startswith("- ")], n)
    before, _, after = page.body[at].partition(". ")
    page.body[at : at + 1] = [f"{before}.", "", indent(page.body[at]) + after]


def merge_paragraphs(page: Text, n: int, _token: str) -> None:
    ats = set(prose(page))
    pairs = [at for at in ats if at + 2 in ats and not page.body[at + 1] and not page.body[at + 2].startswith("- ")]
    at = pick(sorted(pairs), n)
    page.body[at : at + 3] = [f"{page.body[at]} {page.body[at + 2].lstrip()}"]


def wrap_paragraph(page: Text, n: int, _token: str) -> None:
    at = pick([at for at in prose(page) if "  " not in page.body[at].strip()], n)
    words = page.body[at].strip().split(" ")
    half = len(words) // 2
    lead = indent(page.body[at]) + ("  " if words[0] == "-" else "")
    page.body[at : at + 1] = [indent(page.body[at]) + " ".join(words[:half]), lead + " ".join(words[half:])]


def change_value(page: Text, n: int, token: str) -> None:
    at = pick(typed_values(page), n)
    key = page.front[at].partition(":")[0]
    page.front[at] = f"date: 2022-0{1 + n % 9}-1{n % 7}" if key == "date" else f"{key}: Our {token}"


def add_value(page: Text, n: int, token: str) -> None:
    at = pick([at for at, line in enumerate(page.front) if line.startswith("- ")], n)
    page.front.insert(at + n % 2, f"- Our {token}")


def drop_value(page: Text, n: int, _token: str) -> None:
    del page.front[pick([at for at, line in enumerate(page.front) if line.startswith("- ")], n)]


def add_key(page: Text, n: int, token: str) -> None:
    at = pick([at for at, line in enumerate([*page.front, "end:"]) if KEY.match(line) or line == "end:"], n)
    page.front[at:at] = [f"our_{token}: {token} it is"]


def drop_key(page: Text, n: int, _token: str) -> None:
    del page.front[pick(typed_values(page), n)]


def add_comment(page: Text, n: int, token: str) -> None:
    at = pick([at for at, line in enumerate(page.front) if KEY.match(line)], n)
    page.front.insert(at, f"# a remark: {token}")


Edit = Callable[[Text, int, str], None]
IN_TEXT: tuple[Edit, ...] = (
    *(change_word, add_sentence, drop_sentence, add_paragraph, drop_paragraph, add_item, drop_item, move_item, add_row),
    *(drop_row, add_section, drop_section, move_section, retitle_section, split_paragraph, merge_paragraphs),
    *(wrap_paragraph, add_key, add_comment),
)
IN_DATA: tuple[Edit, ...] = (change_value, add_value, drop_value, drop_key)
TYPING: tuple[Edit, ...] = (
    *(change_word, change_word, add_sentence, add_paragraph, add_item, add_row, add_section, retitle_section, add_key),
    add_comment,
)
"""Those that leave a word of the person."""
