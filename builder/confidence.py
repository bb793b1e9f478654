"""The published rule of confidence: how far an account can be trusted, judged by whom it goes back to.

One rule for a single article and for an event that several tell; the method page states it in words.
"""

from collections.abc import Sequence

from builder.records import Confidence


def judge(
    named: Sequence[str],
    unnamed: Sequence[str],
    *,
    bear_out: Sequence[str] = (),
    doubts: Sequence[str] = (),
    via: Sequence[str] = (),
    independent: int | None = None,
) -> tuple[Confidence, str]:
    """How far an account can be trusted, with the reason in words.

    `named` are the origins on record, `unnamed` the others; third hand is none. `bear_out` are those of the named ones
    that belong to different parties and tell the same: two who each add something of their own do not confirm each
    other, and an unnamed one may be either of them. `doubts` are denials and refusals, `via` the outlets relayed;
    `independent` says how many of the origins do not belong together, where that is known.
    """
    relays = f", partly through {join(via)}" if via else ""
    doubt = f"; {doubts[0]}" if doubts else ""
    if not named and not unnamed:
        return "low", f"rests on {join(via)} alone" if via else "names nobody as the source of its account"
    names = join([*named, *unnamed])
    if not named:
        return "low", f"rests on sources that are not named ({names}){relays}"
    if len(named) + len(unnamed) == 1:
        return "moderate", f"one origin on record: {names}{relays}{doubt}"
    count = len(named) + len(unnamed)
    told = f"{count} origins ({names})"
    if independent is not None and independent < count:
        told = (
            f"{independent or 'no'} independent {'origin' if independent == 1 else 'origins'} among {count} ({names})"
        )
    if doubts:
        return "moderate", f"{told}{relays}{doubt}"
    if len(bear_out) > 1:
        return "high", f"{len(bear_out)} independent origins on record: {join(bear_out)}{relays}"
    return "moderate", f"{told}, of which none is shown to bear out another{relays}"


def join(names: Sequence[str]) -> str:
    """Names in a row: `A, B and C`."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
