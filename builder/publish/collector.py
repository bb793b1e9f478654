"""The search for what can be thrown away looks at all there is; while thousands of things come to stay, it is off."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting(*, wanted: bool) -> Iterator[None]:
    """Within the block it is wanted, or not; behind it, it is as it was before."""
    before = gc.isenabled()
    (gc.enable if wanted else gc.disable)()
    try:
        yield
    finally:
        (gc.enable if before else gc.disable)()
