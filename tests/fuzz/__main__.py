"""`make fuzz`: breaks valid files for FUZZ_SECONDS (600), and keeps in `corpus/` what breaks the builder.

FUZZ_SEED chooses the dice (else the clock does), FUZZ_TARGETS some of the targets: `merge page.html`.
"""

import os
import sys
import time

from tests.fuzz.rounds import run
from tests.fuzz.targets import TARGETS


def main() -> int:
    seconds = float(os.environ.get("FUZZ_SECONDS", "600"))
    seed = int(os.environ.get("FUZZ_SEED") or time.time())
    names = os.environ.get("FUZZ_TARGETS", "").split() or list(TARGETS)
    done = run(names, seconds, seed)
    for name, inputs in done.inputs.items():
        sys.stdout.write(f"{inputs:>9,} inputs  {name}\n")
    total = sum(done.inputs.values())
    sys.stdout.write(f"{total:>9,} inputs in {seconds / 60:.1f} minutes, seed {seed}; faults: {len(done.faults)}\n")
    for fault in done.faults:
        sys.stdout.write(f"  {fault}\n")
    return 1 if done.faults else 0


sys.exit(main())
