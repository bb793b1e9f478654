"""Rounds of fuzzing, each in a process of its own, which a crash of a library or a hang may take with it."""

import ctypes
import faulthandler
import gc
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from builder.read import confined
from tests.fuzz.targets import HERE, TARGETS, drawn

CORPUS = HERE / "corpus"
"""What once broke the builder: `corpus/TARGET/DIGEST`, tried in every test run."""

SLOWEST = 10.0
"""Seconds of processor time for one input; the slowest sample takes 0.1."""

_HARDER = 90
"""Seconds after which an input that cannot be interrupted, in a library of C, is killed with its process."""

GREEDIEST = 600
"""MB that one input may add to the process."""

STATUS = Path("/proc/self/status")
"""Where Linux tells what a process holds."""

_ROUND = 300
"""Inputs of one process."""


@dataclass
class Done:
    """What came of it."""

    inputs: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class SlowError(BaseException):
    """An input takes too long; no handler of exceptions may take this for a damaged file."""


def run(names: list[str], seconds: float, seed: int, inputs: int = _ROUND, corpus: Path = CORPUS) -> Done:
    """Round after round until the time is over, at least one for each target; faults are kept in the corpus."""
    done, end, number = Done(), time.monotonic() + seconds, 0
    each = min(20.0, seconds / len(names))
    for name in names:  # what is loaded once is loaded before processes are made
        TARGETS[name].check(TARGETS[name].samples[0])
    confined.stop()
    while number < len(names) or time.monotonic() < end:
        name = names[number % len(names)]
        _round(name, f"{seed} {name} {number // len(names)}", inputs, each, done, corpus)
        number += 1
    return done


def _round(name: str, dice: str, inputs: int, seconds: float, done: Done, corpus: Path) -> None:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    with tempfile.NamedTemporaryFile(prefix="fuzz-") as last:
        child = context.Process(target=_work, args=(name, dice, inputs, seconds, there, Path(last.name)))
        child.start()
        there.close()
        told, fault = 0, None
        try:
            while True:
                told, fault = here.recv() if here.poll(_HARDER) else (told, "hangs in a library")
                if fault:
                    break
        except EOFError:
            fault = None
        child.kill() if fault == "hangs in a library" else None
        child.join()
        if fault is None and child.exitcode:
            fault = f"ends the process ({child.exitcode})"
        done.inputs[name] += told
        if fault:
            done.faults.append(f"{keep(name, Path(last.name).read_bytes(), corpus)}: {fault}")


def keep(name: str, data: bytes, corpus: Path = CORPUS) -> Path:
    """The place in the corpus where an input is kept."""
    path = corpus / name / sha256(data).hexdigest()[:12]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path.relative_to(corpus.parents[2]) if corpus == CORPUS else path


def _work(name: str, dice: str, inputs: int, seconds: float, told: Connection, last: Path) -> None:
    """A round: tells how many inputs are done, and the first fault."""
    faulthandler.enable()
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 2)
    _let_go()
    random, end = Random(dice), time.monotonic() + seconds
    for number in range(inputs):
        data = drawn(name, random)
        last.write_bytes(data)
        fault = tried(name, data)
        told.send((number + 1, fault))
        if fault or time.monotonic() > end:
            break
    told.close()
    os._exit(0)


def _let_go() -> None:
    """Gives back what the process no longer needs: given back while an input is read, it would hide what that takes."""
    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError):  # the C library of Linux alone has it
        ctypes.CDLL(None).malloc_trim(0)


def tried(name: str, data: bytes) -> str | None:
    """What is wrong with how an input is taken; None when nothing is."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # forgets the peak of what ran before
    before = _memory()
    signal.signal(signal.SIGPROF, _slow)
    signal.setitimer(signal.ITIMER_PROF, SLOWEST)
    try:
        TARGETS[name].check(data)
    except SlowError:
        return f"takes over {SLOWEST:.0f} s"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = " ".join(str(error).split())[:150]
        return f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {what}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    grown = max(now - then for now, then in zip(_memory(), before, strict=True))
    return f"takes {grown} MB of memory" if grown > GREEDIEST else None


def _slow(*_: object) -> None:
    raise SlowError


def _memory() -> tuple[int, int]:
    """MB at most so far, and MB held now: a peak of before hides one of today where the kernel can't forget it.

    What is held leaves out the pages of files (libraries), which the kernel takes away and brings back as it likes.
    """
    if not STATUS.exists():
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1_000_000 if sys.platform == "darwin" else 1_000)
        return most, most
    told = dict(line.split(":", 1) for line in STATUS.read_text().splitlines() if ":" in line)
    peak, now, swapped = (int(told.get(name, "0 kB").split()[0]) // 1_000 for name in ("VmHWM", "RssAnon", "VmSwap"))
    return peak, now + swapped
