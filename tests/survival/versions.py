"""The builder as other versions of it would be: with other sections in a briefing."""

from builder.write.pages import briefing as briefing_page
from builder.write.view import Section, View

SECTIONS = briefing_page.SECTIONS
VERSIONS = 8


def version_of(number: int) -> tuple[Section, ...]:
    """The sections of a briefing, as another version of the builder would have them."""
    first, *rest = SECTIONS
    return (
        SECTIONS,
        (Section("Main points", first.render), *rest),
        (Section(first.heading, lambda view: f"In short:\n\n{first.render(view)}"), *rest),
        (Section(first.heading, lambda view: f"{first.render(view)}\n- One more line of the builder."), *rest),
        (Section(first.heading, lambda view: first.render(view).replace("Reported", "Told")), *rest),
        SECTIONS[::-1],
        tuple(section for section in SECTIONS if section.heading != "Actors"),
        (*SECTIONS, Section("Read on", _read_on)),
    )[number % VERSIONS]


def _read_on(_view: View) -> str:
    return "The builder of tomorrow adds this line. And it adds that one."
