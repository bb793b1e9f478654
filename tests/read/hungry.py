"""What a parser may do wrong, for the tests of `confined`; a module of its own, since a child imports it."""

import os
import time


def length(data: bytes, more: int = 0) -> int:
    return len(data) + more


def whoami(_data: bytes) -> int:
    return os.getpid()


def parent(_data: bytes) -> int:
    return os.getppid()


def chatty(data: bytes) -> str:
    os.write(1, b'["returned", "forged"]\n')
    print('["returned", "forged"]')  # noqa: T201 - that it does is the point
    return data.decode()


def for_ever(_data: bytes) -> None:
    while True:
        time.sleep(1)


def glutton(_data: bytes) -> int:
    return len([bytearray(10_000_000) for _ in range(1_000)])


def crash(_data: bytes) -> None:
    os.abort()


def wrong(_data: bytes) -> None:
    raise KeyError("x")
