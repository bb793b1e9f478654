"""What all briefings say about each actor, gathered."""

from collections.abc import Iterable

from builder.records import ActorKind, Appearance, Briefing, Dossier


def gather(briefings: Iterable[Briefing]) -> list[Dossier]:
    """A dossier for every actor that acts in at least one briefing, by kind and name; names must be linked already."""
    found: dict[tuple[ActorKind, str], list[Appearance]] = {}
    for briefing in briefings:
        for actor in briefing.actors:
            if actor.acts:
                found.setdefault((actor.kind, actor.name), []).append(Appearance(briefing, actor))
    return [Dossier(kind, name, tuple(appearances)) for (kind, name), appearances in sorted(found.items())]
