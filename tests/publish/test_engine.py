"""What MkDocs warns about is heard by those whom it concerns."""

import logging
import threading

from builder.publish import engine

MKDOCS = logging.getLogger("mkdocs.structure.pages")


def test_each_thread_hears_its_own_warnings() -> None:
    other: list[str] = []
    begun, told = threading.Event(), threading.Event()

    def work() -> None:
        with engine.listening() as messages:
            begun.set()
            assert told.wait(60)
            MKDOCS.warning("of the  other")
            other.extend(messages)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(60)
    with engine.listening() as mine:
        MKDOCS.warning("of this one")
        told.set()
        thread.join()
    assert (mine, other) == (["of this one"], ["of the other"])


def test_a_block_within_another_is_heard_by_both_and_nothing_is_printed() -> None:
    heard: list[logging.LogRecord] = []
    root = logging.getLogger()
    handler = logging.Handler()
    handler.emit = heard.append  # type: ignore[method-assign]
    root.addHandler(handler)
    try:
        with engine.listening() as outer:
            MKDOCS.warning("one")
            with engine.listening() as inner:
                MKDOCS.warning("two")
            MKDOCS.warning("three")
        assert (outer, inner, heard) == (["one", "two", "three"], ["two"], [])
        MKDOCS.warning("four")
        assert [record.getMessage() for record in heard] == ["four"]
    finally:
        root.removeHandler(handler)
