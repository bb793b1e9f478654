"""What all briefings say about each actor, gathered."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.analyse.linking import Known
from builder.analyse.suggestions import suggest
from builder.records import ActorKind, Appearance, Briefing, Dossier


def gather(briefings: Iterable[Briefing], known: Sequence[Known] = ()) -> list[Dossier]:
    """A dossier for every actor that acts in at least one briefing, by kind and name; names must be linked already.

    `known` is what people's pages say: whom they keep apart is suggested to nobody.
    """
    found: dict[tuple[ActorKind, str], list[Appearance]] = {}
    for briefing in briefings:
        for actor in briefing.actors:
            if actor.acts:
                found.setdefault((actor.kind, actor.name), []).append(Appearance(briefing, actor))
    dossiers = [Dossier(kind, name, tuple(appearances)) for (kind, name), appearances in sorted(found.items())]
    maybe = suggest(dossiers, known)
    return [replace(one, maybe=maybe.get((one.kind, one.name), ())) for one in dossiers]
