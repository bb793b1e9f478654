"""Sourcing: what the account rests on, at which hand, and how far it can be trusted by the published rule."""

from pathlib import PurePosixPath

from builder.records import Confidence
from builder.saying import Saying
from builder.write import escape
from builder.write.addresses import way
from builder.write.view import Section, View


def confidence_line(confidence: Confidence, reason: str, say: Saying) -> str:
    """`Confidence **low**: names nobody`; without the reason where there is none."""
    level = say("confidence_is", level=say(f"confidence_{confidence}"))
    return f"{level}{say('colon')}{escape.markdown(say.finding(reason))}" if reason else level


def render(view: View) -> str:
    """A list of facts about the article itself."""
    sourcing, article = view.briefing.sourcing, view.briefing.article
    say, lines = view.say, []
    if sourcing.origins:
        lines.append(say("rests_on", actors=", ".join(map(view.actor, sourcing.origins))))
    if sourcing.via:
        relayed = [
            f"{view.source(name)} {view.cite(evidence.span)}" if evidence.span else view.source(name)
            for name, evidence in zip(sourcing.via, sourcing.via_evidence, strict=True)
        ]
        lines.append(say("relays", outlets=", ".join(relayed)))
    if article.translated:
        lines.append(say("translated"))
    method = way(PurePosixPath("method.md"), view.here)
    if sourcing.confidence:
        lines.append(
            f"{confidence_line(sourcing.confidence, sourcing.reason, say)} ([{say('rule')}]({method}#confidence))"
        )
    return "\n".join(f"- {line}" for line in lines)


SECTION = Section("Sourcing", render)
