"""The sections of an event page, one file each, in page order.

Every line cites: the outlet that tells it, which links to its briefing, and the number of the sentence there.
"""

from builder.write.event_sections import (
    actors,
    claims,
    coverage,
    origins,
    questions,
    related,
    sides,
    speech,
    timeline,
    what_changed,
)

SECTIONS = (
    claims.SECTION,
    origins.SECTION,
    timeline.SECTION,
    sides.SECTION,
    speech.SECTION,
    actors.SECTION,
    coverage.SECTION,
    questions.SECTION,
    what_changed.SECTION,
    related.SECTION,
)
