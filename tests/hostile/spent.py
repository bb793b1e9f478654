"""What each source costs: `python -m tests.hostile.spent ROWS.json` prints `[id, seconds, megabytes]`, one a line.

ROWS is a list of `[id, path]`. Seconds are of processor, those of child processes too; megabytes are the most so far.
"""

import json
import os
import resource
import sys
from pathlib import Path

from builder import pipeline, seeds
from builder.analyse import analyse
from builder.config import Settings
from builder.read import confined


def main(rows: Path) -> None:
    """Read, clean and analyse each; a first one, which loads models, is nobody's cost."""
    from builder.records import Article

    guest = Article(
        id="x", path=Path("x"), digest="", text="Ada Lund spoke in Port Mery.", title="T", original_title=None
    )
    list(analyse([guest]))
    for name, path in json.loads(rows.read_text()):
        before = _seconds()
        articles = list(seeds.read_articles(Path(path), Path(path).parents[1], [], Settings()))
        list(analyse([pipeline.dated(one) for one in articles]))
        confined.stop()  # its time counts once it is gone
        megabytes = max(resource.getrusage(who).ru_maxrss for who in _BOTH) / 1024
        print(json.dumps([name, _seconds() - before, megabytes]))  # noqa: T201


_BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


main(Path(sys.argv[1]))
