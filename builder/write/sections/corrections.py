"""Corrections: what people found wrong in this page and mended, said openly and on top."""

from builder.write import escape
from builder.write.view import Section, View


def render(view: View) -> str:
    """A list: day where one was given, and what was corrected."""
    return "\n".join(
        f"- {one.day + ' · ' if one.day else ''}{escape.markdown(view.say.finding(one.text))}"
        for one in view.briefing.article.corrections
    )


SECTION = Section("Corrections", render)
