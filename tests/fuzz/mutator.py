"""Valid files, broken a little: what finds faults that bytes of pure chance never reach.

Everything comes from the dice that are handed in: the same dice give the same file.
"""

import struct
from collections.abc import Callable, Sequence
from random import Random

LONGEST = 60_000
"""Bytes of a mutated file: faults show in small ones, and those are tried faster."""

_PIECES = (
    *(b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xf0\x9f\x8c\x8a", b"\x1b[2J"),
    *(b"<", b">", b"</p>", b"<![CDATA[", b"]]>", b"<!--", b"<p><div>", b"&#0;", b"&#xD800;", b"&amp;amp;", b"\\u0000"),
    *(b'"', b"'", b"{", b"}", b"[", b"]", b",", b":", b"---\n", b"\n---\n", b"# ", b"- ", b"| a | b |\n", b"```\n"),
    *(b"\r\n", b"\r", b"\n\n", b"\t", b" ", b"--m--", b"From ida@example.org\n", b"Content-Length: 99999999999\r\n"),
    *(b"0", b"-1", b"99999999999999999999", b"1e999", b"NaN", b"9999-99-99", b"0000-00-00", b"2023-02-30", b"24:61"),
    *(b"true", b"null", b"!!python/object:x ", b"&a [*a]", b"*a", b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n"),
    *(b"http://[", b"https://", b"javascript:", b"%", b"%00", b"../", b"/", b"\xe2\x80\xa8", b"utf-7", b"charset=x"),
)
"""What the formats take for something else than words."""

_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)

Mutation = Callable[[Random, bytearray, Sequence[bytes]], None]


def mutated(dice: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The file after one to eight mutations; some take pieces of the `others`."""
    found = bytearray(data)
    for _ in range(1 + min(dice.getrandbits(3), dice.getrandbits(3))):
        dice.choice(MUTATIONS)(dice, found, others)
        del found[LONGEST:]
    return bytes(found)


def _place(dice: Random, data: bytearray) -> int:
    return dice.randrange(len(data) + 1)


def _stretch(dice: Random, data: bytearray | bytes, most: int = 400) -> slice:
    start = dice.randrange(len(data) + 1)
    return slice(start, start + dice.randrange(1, 1 + dice.choice((4, 40, most))))


def _flip(dice: Random, data: bytearray, _: Sequence[bytes]) -> None:
    for _ in range(dice.choice((1, 1, 4, 16))):
        if data:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _cut(dice: Random, data: bytearray, _: Sequence[bytes]) -> None:
    del data[_stretch(dice, data)]


def _truncate(dice: Random, data: bytearray, _: Sequence[bytes]) -> None:
    del data[_place(dice, data) :]


def _insert(dice: Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = _place(dice, data)
    data[at:at] = dice.choice(_PIECES) * dice.choice((1, 1, 1, 3, 200))


def _overwrite(dice: Random, data: bytearray, _: Sequence[bytes]) -> None:
    piece = dice.choice(_PIECES)
    at = _place(dice, data)
    data[at : at + len(piece)] = piece


def _number(dice: Random, data: bytearray, _: Sequence[bytes]) -> None:
    """A binary number, of those at which lengths and offsets go wrong."""
    packed = struct.pack(dice.choice("<>") + dice.choice("HIQ"), 0)
    written = dice.choice(_NUMBERS) & (256 ** len(packed) - 1)
    at = _place(dice, data)
    data[at : at + len(packed)] = written.to_bytes(len(packed), dice.choice(("little", "big")))


def _repeat(dice: Random, data: bytearray, _: Sequence[bytes]) -> None:
    where = _stretch(dice, data)
    data[where.stop : where.stop] = data[where] * dice.choice((1, 2, 30))


def _move(dice: Random, data: bytearray, _: Sequence[bytes]) -> None:
    where = _stretch(dice, data)
    piece = data[where]
    del data[where]
    at = _place(dice, data)
    data[at:at] = piece


def _splice(dice: Random, data: bytearray, others: Sequence[bytes]) -> None:
    """A piece of another file."""
    other = dice.choice(others)
    at = _place(dice, data)
    data[at : at + dice.choice((0, 8, 400))] = other[_stretch(dice, other, 2_000)]


def _cross(dice: Random, data: bytearray, others: Sequence[bytes]) -> None:
    """The head of this file, the tail of another."""
    other = dice.choice(others)
    data[_place(dice, data) :] = other[dice.randrange(len(other) + 1) :]


def _digits(dice: Random, data: bytearray, _: Sequence[bytes]) -> None:
    """Another digit in place of one: dates, lengths, offsets."""
    places = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    for _ in range(dice.choice((1, 3))):
        if places:
            data[dice.choice(places)] = dice.choice(b"0123456789-x")


def _lines(dice: Random, data: bytearray, _: Sequence[bytes]) -> None:
    """Two lines change places, or one is said twice."""
    lines = bytes(data).split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    if dice.random() < 0.5:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines.insert(one, lines[other])
    data[:] = b"\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _flip, _cut, _cut, _truncate, _insert, _insert, _insert, _overwrite, _number),
    *(_repeat, _move, _splice, _splice, _cross, _digits, _digits, _lines),
)
