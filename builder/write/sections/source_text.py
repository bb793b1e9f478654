"""Source text: the numbered sentences that everything above cites, folded; then what was removed as noise."""

from builder.write import escape
from builder.write.view import Section, View, anchor, cited


def render(view: View) -> str:
    """Two folded blocks; how much of the text the first shows is a setting."""
    return "\n\n".join(part for part in (_sentences(view), _removed(view)) if part)


def _sentences(view: View) -> str:
    briefing, mode = view.briefing, view.settings.source_text
    shown = cited(briefing, view.cited_afar) if mode != "full" else frozenset(range(1, len(briefing.sentences) + 1))
    title = (
        view.say("all_sentences", count=len(briefing.sentences))
        if mode == "full"
        else view.say("cited_sentences", shown=len(shown), count=len(briefing.sentences))
    )
    lines = [f'??? note "{title}"']
    for number, sentence in enumerate(briefing.sentences, start=1):
        if sentence.opens_paragraph:
            lines.append("")
        if number in shown:
            here = anchor(number)
            words = (
                view.words(sentence.span)
                if mode != "none"
                else view.say("characters", start=sentence.span.start, end=sentence.span.end)
            )
            lines.append(f"    [{number}](#{here}){{#{here} .s}} {words}")
    return "\n".join(_without_empty_runs(lines))


def _without_empty_runs(lines: list[str]) -> list[str]:
    """Paragraphs of which an excerpt shows nothing leave no gap."""
    return [line for index, line in enumerate(lines) if line or (index + 1 < len(lines) and lines[index + 1])]


def _removed(view: View) -> str:
    removed = view.briefing.article.removed
    if not removed:
        return ""
    lines = [f'??? note "{view.say("removed", count=len(removed))}"', ""]
    lines += [f"    - *{escape.markdown(view.say.finding(one.rule))}*: {escape.markdown(one.text)}" for one in removed]
    return "\n".join(lines)


SECTION = Section("Source text", render)
