"""The figures of this room that the page on method tells."""

from builder.events import dating, gate, parts, rows, vocabulary
from builder.records import Rule


def rules() -> tuple[Rule, ...]:
    """Each with the constant in force."""
    few = ", ".join(f"{number} for {count}" for count, number in sorted(parts.FEW_ALIKE.items()))
    return (
        Rule("Words of an article that count when articles are put on one event", f"the first {vocabulary.WORDS}"),
        Rule("Days apart from which two articles are never put on one event by likeness", f"more than {gate.GATE}"),
        Rule("Likeness from which articles are on one event", f"{parts.ALIKE:.3f}"),
        Rule("Likeness from which articles that were on one event stay on it", f"{parts.STAY:.3f}"),
        Rule("Likeness from which two events become one", f"{parts.BECOME_ONE:.3f}"),
        Rule("Likeness that so few articles must reach too", few),
        Rule("Likeness of two clauses from which they tell one fact", f"{rows.SAME:.2f}"),
        Rule("Days of the longest stretch that articles on one event are dated to together", f"{dating.WIDEST}"),
    )
