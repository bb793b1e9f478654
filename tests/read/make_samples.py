"""Writes the samples that no text editor can: `python -m tests.read.make_samples`. The same bytes each time."""

import sys
from datetime import UTC, datetime
from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
DAY = datetime(2024, 3, 5, 9, 30, tzinfo=UTC)

STORY = (
    "The harbour of Westhaven reopened on Tuesday, two days after a storm sank four boats there and tore away part of"
    " the quay, the port authority announced.",
    '"We were lucky," said harbour master Ida Holm, who has run the port since 2011. Nobody was hurt, she added,'
    " although two fishermen were still on board when their moorings broke.",
    "The insurers will pay for the quay, but not for the boats, the city council wrote in its statement, which it"
    " published on Monday evening after an extraordinary meeting.",
    "The well-known ferry to Norvik runs again from Thursday. Fishing boats must wait until Monday.",
    "Mayor Per Lund told reporters that the administration would reconsider the extension of the breakwater, an"
    " undertaking that the council had postponed in 2019.",
)


def pdf(columns: int, *, paragraphs: int = 15, title: str = "Harbour reopens after storm", secret: str = "") -> bytes:
    """Pages with running heads and numbers; in two columns, words are broken at the ends of lines."""
    from fpdf import FPDF

    class Pages(FPDF):
        def header(self) -> None:
            self.set_font("helvetica", size=8)
            self.cell(90, 8, "Westhaven Courier")
            self.cell(90, 8, "5 March 2024", align="R")
            self.ln(14)

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("helvetica", size=8)
            self.cell(0, 8, f"Page {self.page_no()} of 2", align="C")

    pages = Pages()
    pages.set_creation_date(DAY)
    pages.set_title(title)
    pages.set_author("Ida Holm")
    if secret:
        pages.set_encryption(owner_password=secret, user_password=secret)
    pages.add_page()
    pages.set_font("helvetica", "B", 24)
    pages.cell(0, 11, "Harbour reopens after storm", new_x="LMARGIN", new_y="NEXT")
    pages.ln(4)
    texts = [STORY[number % len(STORY)] for number in range(paragraphs)]
    if columns == 1:
        pages.set_font("times", size=16)
        for text in texts:
            pages.multi_cell(0, 8, text, align="L", new_x="LMARGIN", new_y="NEXT")
            pages.ln(3)
    else:
        pages.set_font("courier", size=11)
        with pages.text_columns(ncols=2, gutter=10, text_align="L", line_height=1.2) as area:
            for text in texts:
                area.write("   " + "\n".join(broken(text, 34)) + "\n")
    return bytes(pages.output())


def broken(text: str, width: int) -> list[str]:
    """The text in lines of a width, long words broken with a hyphen."""
    lines, line = [], "   "
    for word in text.split(" "):
        if len(line) + 1 + len(word) <= width:
            line += " " + word if line.strip() else word
            continue
        room = width - len(line) - 2
        if word.isalpha() and len(word) > 7 and 3 <= room <= len(word) - 3:
            lines.append(f"{line} {word[:room]}-")
            line = word[room:]
        else:
            lines.append(line)
            line = word
    return [part.strip() for part in [*lines, line]]


def scan() -> bytes:
    """A page that is a picture."""
    from fpdf import FPDF

    pages = FPDF()
    pages.set_creation_date(DAY)
    pages.add_page()
    pages.rect(20, 20, 100, 200, style="F")
    return bytes(pages.output())


FILES = {"one-column.pdf": lambda: pdf(1, paragraphs=12), "two-columns.pdf": lambda: pdf(2, paragraphs=21)}


def main() -> None:
    """Write the samples named, or all."""
    for name in sys.argv[1:] or FILES:
        (SAMPLES / name).write_bytes(FILES[name]())


if __name__ == "__main__":
    main()
