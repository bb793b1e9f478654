from pathlib import PurePosixPath

import pytest

from builder.read.encoding import decode

PATH = PurePosixPath("a.txt")


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        ("Größe", "utf-8", None),
        ("Größe", "utf-8-sig", None),
        ("Größe", "utf-16", None),
        ("Größe", "utf-32", None),
        ("Größe", "utf-8", "iso-8859-1"),
        ("“Größe”", "cp1252", "iso-8859-1"),
        ("Größe", "cp1252", "no-such-charset"),
        ("Größe", "cp1252", "hex"),
        ("会談を拒否した", "iso2022_jp", "iso-2022-jp"),
        ("会談を拒否した", "cp932", "shift_jis"),
        ("Привет, мир", "koi8-r", "koi8-r"),
        ("a\tb\x0cc", "ascii", None),
        ("Le ministère a refusé une rencontre à Singapour, où il était attendu.", "cp1252", None),
        ("“The Department’s view” – he said", "cp1252", None),
        ("Министр обороны отказался от встречи в Сингапуре.", "cp1251", None),
        ("防衛大臣はシンガポールでの会談を拒否した。", "cp932", None),
    ],
)
def test_bytes_become_the_text_they_were(text: str, codec: str, declared: str | None) -> None:
    assert decode(PATH, text.encode(codec), declared) == text


def test_a_damaged_character_costs_that_character_only() -> None:
    data = ("Größe, Maß, Öl " * 20).encode() + b"\xc3"

    assert decode(PATH, data) == "Größe, Maß, Öl " * 20 + "\ufffd"


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    assert decode(PATH, b"Words about a meeting \0 held \x07 on \x1b[31mMonday.") == (
        "Words about a meeting  held \x07 on \x1b[31mMonday."
    )


def test_all_line_ends_become_line_feeds() -> None:
    assert decode(PATH, b"a\r\nb\rc\nd") == "a\nb\nc\nd"
