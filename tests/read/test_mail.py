"""E-mail and mailboxes: a message is an article, its attachments are parts."""

from pathlib import Path

import pytest

from builder.config import Limits
from builder.errors import ReadError
from builder.read import read
from builder.records import Document

HEADERS = "From: Ada Lund <ada@courier.example>\nDate: Tue, 30 May 2023 06:00:00 +0200\nMIME-Version: 1.0\n"


def _read(root: Path, text: str, name: str = "a.eml", limits: Limits | None = None) -> list[Document | ReadError]:
    (root / name).write_bytes(text.encode())
    return list(read(root / name, root, limits))


def _facts(found: Document | ReadError) -> dict[str, str]:
    assert isinstance(found, Document)
    return {fact.key: fact.value for fact in reversed(found.stated)}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ("Subject: RE: Fwd: Region: calm\n", {"title": "Region: calm", "authors": "Ada Lund"}),
        ("List-Id: The Daily <d.example>\n", {"source": "The Daily", "authors": "Ada Lund"}),
        ("List-Id: 8f31a mc list <8f31a.mail.example>\n", {"authors": "Ada Lund"}),
        ("List-Unsubscribe: <https://a.example>\n", {"authors": "Ada Lund"}),
        ("Reply-To: x\nContent-Language: de\n", {"authors": "Ada Lund", "lang": "de"}),
        ("Subject: =?utf-8?b?broken\n", {"title": "=?utf-8?b?broken", "authors": "Ada Lund"}),
    ],
)
def test_headers_state_facts_and_a_person_is_no_outlet(tmp_path: Path, headers: str, expected: dict[str, str]) -> None:
    (found,) = _read(tmp_path, f"{HEADERS}{headers}\nThe ferry is late.\n")

    assert _facts(found) == {"date": "Tue, 30 May 2023 06:00:00 +0200", **expected}


def test_a_newsletter_of_a_sender_called_like_its_domain_is_the_sender_s(tmp_path: Path) -> None:
    headers = HEADERS.replace("Ada Lund <ada@courier", "Brockel Courier <news@mail.brockel-courier")
    (found,) = _read(tmp_path, f"{headers}List-Unsubscribe: <https://a.example>\n\nThe ferry is late.\n")

    assert _facts(found)["source"] == "Brockel Courier"
    assert "authors" not in _facts(found)


def test_a_mail_in_a_mail_is_a_part(tmp_path: Path) -> None:
    inner = f"{HEADERS}Subject: Inner\n\nThe ferry is late."
    text = f'{HEADERS}Content-Type: multipart/mixed; boundary="x"\n\n--x\n\nSee below.\n--x\n'
    outer, found = _read(tmp_path, f"{text}Content-Type: message/rfc822\n\n{inner}\n--x--\n")

    assert (str(outer.path), str(found.path)) == ("a.eml", "a.eml/message-1.eml")
    assert _facts(found)["title"] == "Inner"


def test_a_mail_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no words in the mail"):
        _read(tmp_path, f"{HEADERS}\n \n")


def test_a_message_is_known_whatever_its_name_and_a_press_release_is_none(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, f"{HEADERS}\nThe ferry is late.\n", "a.txt")
    assert _facts(found)["authors"] == "Ada Lund"

    release = "From: the port\nDate: 30 May 2023\nSubject: the ferry\n\nThe ferry is late."
    for name, text in (("b.txt", release), ("c.txt", "From 10:30 on, in 2023, ferries ran late.\n\nFrom then on not.")):
        (found,) = _read(tmp_path, text, name)
        assert isinstance(found, Document)
        assert found.text == text


def _box(*ids: str) -> str:
    mark = "From ada@courier.example Tue May 30 06:00:00 2023\n"
    return "\n".join(f"{mark}{HEADERS}Message-ID: <{one}>\n\nThe {one} is late.\n" for one in ids)


def test_messages_of_a_mailbox_keep_their_names(tmp_path: Path) -> None:
    before = _read(tmp_path, _box("ferry", "train"), "a.mbox")
    after = _read(tmp_path, _box("bus", "train"), "a.txt")

    assert [one.path.name for one in before][1] == [one.path.name for one in after][1]


def test_one_message_of_a_mailbox_can_be_too_long(tmp_path: Path) -> None:
    long = _box("ferry").replace("late", "late and " * 200_000)
    error, found = _read(tmp_path, long + "\n" + _box("train"), "a.mbox", Limits(seed_mb=1))

    assert str(error) == "a.mbox: message 1 is over 1 MB (delete it there)"
    assert isinstance(found, Document)


def test_a_mailbox_without_messages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no message in the mailbox"):
        _read(tmp_path, "The ferry is late.", "a.mbox")


def test_a_saved_page_without_a_page_is_refused(tmp_path: Path) -> None:
    text = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: image/png\n\nx\n--x--\n'
    )
    with pytest.raises(ReadError, match="no page in it"):
        _read(tmp_path, text, "a.mht")


def test_a_mail_with_pictures_is_no_saved_page(tmp_path: Path) -> None:
    text = (
        f'{HEADERS}To: a@b.example\nContent-Type: multipart/related; boundary="x"\n\n--x\n\nThe ferry is late.\n--x--\n'
    )
    (found,) = _read(tmp_path, text, "a.txt")

    assert _facts(found)["authors"] == "Ada Lund"
