"""Writes the samples that no text editor can: `python -m tests.read.make_samples`. The same bytes each time."""

import gzip
import io
import sys
import zipfile
from collections.abc import Callable
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


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file; its first member is not compressed, as `mimetype` must not be."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for number, (name, data) in enumerate(parts.items()):
            member = zipfile.ZipInfo(name, DAY.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            file.writestr(member, data)
    return buffer.getvalue()


def docx(body: str, core: str = "") -> bytes:
    """A Word document; `body` and `core` are XML."""
    space = "http://schemas.openxmlformats.org"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"/>',
            "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document'
            f' xmlns:w="{space}/wordprocessingml/2006/main"'
            f' xmlns:mc="{space}/markup-compatibility/2006"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": f'<c:coreProperties xmlns:c="{space}/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
            f"{core}</c:coreProperties>",
        }
    )


def run(text: str, properties: str = "") -> str:
    """A paragraph of Word with one run."""
    return f'<w:p><w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def word() -> bytes:
    """A Word document with all that a person can put in one."""
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    box = "<w:txbxContent><w:p><w:r><w:t>In a box: nobody was hurt.</w:t></w:r></w:p></w:txbxContent>"
    return docx(
        run("Harbour reopens after storm")
        + "<w:p><w:r><w:t>The harbour of Westhaven </w:t></w:r><w:del><w:r><w:delText>closed</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>reopened</w:t></w:r></w:ins><w:r><w:tab/><w:t>on Tuesday.</w:t><w:br/>"
        "<w:t>Boats must wait.</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom></w:p>"
        + run("Hidden words.", "<w:vanish/>")
        + run("Not hidden.", '<w:vanish w:val="0"/>')
        + "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One of a list</w:t></w:r></w:p>"
        f"<w:tbl><w:tr>{cell.format('Boats lost')}{cell.format('4')}</w:tr></w:tbl>"
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent><w:t>Ida Holm</w:t><w:noBreakHyphen/><w:t>Lund has run the port since 2011.</w:t>"
        "<w:instrText>PAGEREF x</w:instrText></w:r></w:p><w:sectPr/>",
        "<dc:title>Harbour reopens after storm</dc:title><dc:creator>Ida Holm</dc:creator>"
        "<dc:language>en-GB</dc:language>"
        "<t:created>2024-03-05T08:00:00Z</t:created><t:modified>2024-03-05T09:30:00Z</t:modified>",
    )


def odt(body: str, meta: str = "", manifest: str = "") -> bytes:
    """A text of LibreOffice; all three are XML."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = f' xmlns:text="{space}:text:1.0" xmlns:table="{space}:table:1.0" xmlns:draw="{space}:drawing:1.0"'
    names += f' xmlns:office="{space}:office:1.0" xmlns:meta="{space}:meta:1.0"'
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content{names}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta{names}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def libre() -> bytes:
    """A text of LibreOffice with all that a person can put in one."""
    return odt(
        "<text:tracked-changes><text:p>Deleted words.</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">Harbour reopens after storm</text:h>'
        "<text:p>The harbour<text:s/>of <text:span>West</text:span>haven reopened<text:note><text:note-body><text:p>"
        "A note.</text:p></text:note-body></text:note> on Tuesday.<office:annotation><text:p>Check this!</text:p>"
        "</office:annotation><text:line-break/>Boats must wait.</text:p>"
        "<text:list><text:list-item><text:p>One of a list</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Boats lost</text:p></table:table-cell>"
        "<table:table-cell><text:p>4</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>Ida Holm has run the port<draw:frame><draw:text-box><text:p>In a box: nobody was hurt.</text:p>"
        "</draw:text-box></draw:frame> since 2011.</text:p>"
        "<text:table-of-content><text:p>Harbour reopens 1</text:p></text:table-of-content>",
        "<dc:title>untitled</dc:title><meta:initial-creator>Ida Holm</meta:initial-creator>"
        "<dc:language>en-GB</dc:language>"
        "<meta:creation-date>2024-03-04T08:00:00</meta:creation-date><dc:date>2024-03-05T09:30:00</dc:date>",
    )


def epub(documents: dict[str, str], metadata: str = "", extra: dict[str, str] | None = None) -> bytes:
    """A book of documents (name -> body in XHTML) with a table of contents; `metadata` is XML."""
    items = "".join(
        f'<item id="{name.partition(".")[0]}" href="{name}" media-type="application/xhtml+xml"/>' for name in documents
    )
    spine = "".join(f'<itemref idref="{name.partition(".")[0]}"/>' for name in documents)
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>The Courier'
    )
    page += "</title></head><body>{}</body></html>"
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'{metadata}</metadata><manifest><item id="n" href="n.xhtml" properties="nav"'
        f' media-type="application/xhtml+xml"/>{items}</manifest><spine><itemref idref="n"/>{spine}</spine></package>'
    )
    root = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    root += '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": root,
            "OEBPS/content.opf": package,
            "OEBPS/n.xhtml": page.format(
                "<nav>" + "<p>Harbour reopens after storm and many other articles.</p>" * 9 + "</nav>"
            ),
            **{f"OEBPS/{name}": page.format(body) for name, body in documents.items()},
            **(extra or {}),
        }
    )


def issue() -> bytes:
    """A paper of two articles, with a cover and a page of headlines."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return epub(
        {
            "cover.xhtml": text,
            "about-town.xhtml": f"<h1>Harbour <em>reopens</em></h1>{text}",
            "list.xhtml": "<ul>" + "<li>Ferry runs again</li>" * 40 + "</ul>",
            "title.xhtml": f'<section epub:type="titlepage">{text}</section>',
            "ferry.xhtml": f"<h2>Ferry runs &#8211; again</h2>{text[:-1]}",
        },
        "<dc:title>The Courier, 5 March</dc:title><dc:publisher>The Westhaven Courier</dc:publisher>"
        "<dc:date>2024-03-05</dc:date><dc:language>en-GB</dc:language><dc:creator>calibre</dc:creator>",
    )


def warc_record(uri: str, block: bytes, kind: str = "response", media_type: str = "application/http") -> bytes:
    """A record of a web archive."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-03-09T10:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {media_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes, status: str = "200 OK", media_type: str = "text/html", headers: str = "") -> bytes:
    """What a web server answers."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{headers}\r\n".encode() + body


def web_page(number: int) -> bytes:
    """A page with an article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    head = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>Harbour {number}</title></head>"
    return f"{head}<body><article><h1>Harbour reopens, day {number}</h1>{text}</article></body></html>".encode()


def crawl() -> bytes:
    """A web archive with one page and all that is none."""
    site = "https://courier.example"
    return b"".join(
        (
            warc_record("urn:info", b"software: ours", "warcinfo", "application/warc-fields"),
            warc_record(f"{site}/2024/03/05/harbour.html", b"GET / HTTP/1.1\r\n\r\n", "request"),
            warc_record(f"{site}/2024/03/05/harbour.html", http(web_page(1))),
            warc_record(f"{site}/old", http(web_page(2), "301 Moved")),
            warc_record(f"{site}/gone", http(web_page(3), "404 Not Found")),
            warc_record(f"{site}/a.js", http(b"let a", media_type="text/javascript")),
            warc_record(f"{site}/robots.txt", http(b"User-agent: *", media_type="text/plain")),
            warc_record("dns:courier.example", b"20240309 courier.example", media_type="text/dns"),
            warc_record(f"{site}/again", http(web_page(4)), "revisit"),
        )
    )


def wet() -> bytes:
    """The text of a page, as crawls give it beside the page, each record compressed."""
    text = "\n".join(("Harbour reopens after storm", *STORY)).encode()
    records = (
        warc_record("urn:info", b"software: ours", "warcinfo", "application/warc-fields"),
        warc_record("https://courier.example/harbour?day=5", text, "conversion", "text/plain"),
    )
    return b"".join(gzip.compress(record, mtime=0) for record in records)


FILES: dict[str, Callable[[], bytes]] = {
    "word.docx": word,
    "crawl.warc": crawl,
    "crawl.wet.gz": wet,
    "libre.odt": libre,
    "issue.epub": issue,
    "one-column.pdf": lambda: pdf(1, paragraphs=12),
    "two-columns.pdf": lambda: pdf(2, paragraphs=21),
}


def main() -> None:
    """Write the samples named, or all."""
    for name in sys.argv[1:] or FILES:
        (SAMPLES / name).write_bytes(FILES[name]())


if __name__ == "__main__":
    main()
