"""Clusters that the whole analysis and grouping give for labelled articles."""

from collections.abc import Iterable
from typing import Any

from builder import analyse, events, pipeline
from builder.records import Article, Wishes


def clusters(articles: Iterable[Article]) -> dict[str, dict[str, Any]]:
    """Article id -> row `{id, cluster}`; an article that is on no event is a cluster of its own."""
    briefings = analyse.link(list(pipeline.findings(articles)))
    found = events.group(briefings, Wishes(), {})
    home = {member.article.id: group.id for group in found.groups for member in group.members}
    ids = [one.article.id for one in briefings]
    return {one: {"id": one, "cluster": home.get(one, one)} for one in ids}
