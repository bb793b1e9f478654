"""The sections of a briefing page, one file each, in page order.

A person may add sections of any name, such as `## Editor's note`; the builder never writes those.
"""

from builder.write.sections import (
    actors,
    corrections,
    dates,
    key_points,
    not_confirmed,
    other_coverage,
    related,
    source_text,
    sourcing,
    versions,
    who_said_what,
)

SECTIONS = (
    corrections.SECTION,
    key_points.SECTION,
    who_said_what.SECTION,
    sourcing.SECTION,
    not_confirmed.SECTION,
    dates.SECTION,
    actors.SECTION,
    other_coverage.SECTION,
    related.SECTION,
    versions.SECTION,
    source_text.SECTION,
)
