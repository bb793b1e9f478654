"""The method page: the rules in force, so that a reader can judge them.

Figures come from the constants that decide, from the word lists, and from the file that the quality tests read.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

from builder.config import Settings
from builder.data import text
from builder.records import Page, Rule
from builder.saying import ENGLISH, Saying
from builder.write import news
from builder.write.listing import plain_page
from builder.write.pages.home_events import ranking
from builder.write.pages.method_figures import figures, quality, word_lists

HERE = PurePosixPath("method.md")


def method_page(settings: Settings, model: str | None, rules: Sequence[Rule] = (), say: Saying = ENGLISH) -> Page:
    """`model` names the language model and its version; None when the rules alone found the names.

    `rules` are the figures of the other rooms. The text is `data/method/XX.md`.
    """
    body = text(f"method/{say.language}.md").format(
        reader=say("read_by_model", model=model) if model else say("read_by_rules"),
        text_shown=say(f"text_{settings.source_text}"),
        actors=settings.front_matter_actors,
        lines=settings.front_matter_lines,
        ranking=ranking(say),
        builds=news.BUILDS,
        listed=news.LISTED,
        figures=figures(rules, say),
        word_lists=word_lists(say),
        quality=quality(say),
    )
    return plain_page("page-method", HERE, say("method"), ENGLISH("method"), body)
