"""The figures of this room that the page on method tells."""

from builder.analyse import points, prominence
from builder.records import Rule


def rules() -> tuple[Rule, ...]:
    """Each with the constant in force."""
    return (
        Rule("Key points of an article, at least and at most", f"{points.LEAST} and {points.MOST}"),
        Rule("Sentences fit to be a key point, for each key point", f"{points.PER_POINT}"),
        Rule("Prominence of an actor: a place in the headline", f"{prominence.IN_HEADLINE} points"),
        Rule("Prominence: a place in the first sentence below it", f"{prominence.IN_LEAD} points"),
        Rule("Prominence: a mention", f"1 point, at most {prominence.MOST_MENTIONS}"),
        Rule(
            "Prominence: a sentence in which the actor is the subject of a verb of saying (in English articles)",
            f"1 point, at most {prominence.MOST_SAYING}",
        ),
        Rule("Prominence of a place, against that of others", f"{prominence.OF_A_PLACE:.0%}"),
    )
