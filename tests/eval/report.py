"""Prints what an editor needs to see of the quality: figures, the worst texts, the commonest kinds of fault."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from tests.eval.look.outcome import Outcome, Row
from tests.eval.quality import DATA, FLOORS, LOOKS, OWN, measure, outcomes

WORST = 20
COMMONEST = 10


def main(arguments: Sequence[str]) -> int:
    """Print all; 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--task", default="", help="a task, a set, or both: quotes, own, time/gum")
    options = parser.parse_args(arguments)
    names = [name for name in FLOORS if _asked(name, options.task)]
    if not names:
        parser.error(f"no such task: {options.task} (known: {', '.join(FLOORS)})")
    there = [name for name in names if DATA.exists() or name.endswith(f"/{OWN}")]
    below = sum(_print_figures(name) for name in there)
    findings = [name for name in there if name.split("/")[0] in LOOKS]
    for name in findings:
        sys.stdout.writelines(_worst(name))
    for name in findings:
        sys.stdout.writelines(_commonest(name))
    return int(below > 0)


def _asked(name: str, task: str) -> bool:
    return not task or name == task or task in name.split("/")


def _print_figures(name: str) -> int:
    """How many figures are below their floors."""
    below = 0
    for score in measure(name):
        below += not score.holds
        mark = "" if score.holds else "  BELOW"
        sys.stdout.write(f"{name:<20} {score.metric:<28} {score.value:6.1f}   floor {score.floor:6.1f}{mark}\n")
    sys.stdout.flush()
    return below


def _worst(name: str) -> Iterator[str]:
    """A block for each of the worst texts, those without a fault left out."""
    looked = [(row, one) for row, _, one in outcomes(name) if one.faults]
    looked.sort(key=lambda one: (-one[1].badness, -len(one[1].faults), one[0]["id"]))
    for row, outcome in looked[:WORST]:
        yield "\n" + _block(name, row, outcome)


def _block(name: str, row: Row, outcome: Outcome) -> str:
    lines = [f"=== {name} {row['id']}: {row.get('title') or '(no headline)'}"]
    if outcome.note:
        lines.append(f"  {outcome.note}")
    lines += [f"  {fault.kind}: {fault.words}" for fault in outcome.faults]
    return "\n".join(lines) + "\n"


def _commonest(name: str) -> Iterator[str]:
    looked = [one for _, _, one in outcomes(name)]
    kinds = Counter(fault.kind for one in looked for fault in one.faults)
    clean = sum(not one.faults for one in looked)
    yield f"\n{name}: {kinds.total()} faults; {clean} of {len(looked)} texts without one\n"
    for kind, count in kinds.most_common(COMMONEST):
        yield f"  {count:5d}  {kind}\n"
