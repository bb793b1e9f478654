"""Single findings in the text of an article, each with the words it came from."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from builder.records.span import Span

ActorKind = Literal["PER", "ORG", "STATE", "LOC"]
Stance = Literal["reported", "claimed", "assessed"]
Confidence = Literal["high", "moderate", "low"]


class Sentence(NamedTuple):
    """A citable unit of an article; number `n` is its place in `Briefing.sentences`, from 1."""

    span: Span
    opens_paragraph: bool


class Role(NamedTuple):
    """What an actor is, in the article's own words."""

    text: str
    """As written, without articles: `Defense Secretary`."""

    span: Span
    """The words that say so."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body in one article, all its mentions merged."""

    kind: ActorKind
    name: str
    """Canonical; equal names of equal kind are one actor across articles."""

    aliases: tuple[str, ...]
    """Every form in the text, most frequent first, possessives and articles stripped."""

    mentions: tuple[Span, ...]
    """In order of the text; at least one."""

    roles: tuple[Role, ...] = ()
    key: str | None = None
    """Its key in the checked-in tables; None when the article alone names it."""

    acts: bool = True
    """False for a place that is only where something happens."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words the article puts in someone's mouth."""

    span: Span
    """Including the quote marks."""

    text: str
    """`article.text[span.start:span.end]`."""

    speaker: str | None = None
    """Canonical name of an actor, or the article's own description (`an unnamed Pentagon official`);
    None when the article does not say: shown as `unattributed`."""

    speaker_span: Span | None = None
    """The words that name the speaker for this quote."""

    cue: str | None = None
    """The word that says so: `said`, `added`."""

    via: str | None = None
    """Canonical name of the outlet the speaker told it to, or that reports it."""

    on_record: bool = True
    """False when the speaker is not named."""


@dataclass(frozen=True, slots=True)
class Timex:
    """A date or time in the text, resolved."""

    span: Span
    text: str
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    """TIMEX3: `2023-05-29`, `2023-05`, `2023-W21`, `P2Y`, `PRESENT_REF`; None when it cannot be resolved."""

    direction: Literal["past", "present", "planned"] | None = None
    """How the sentence looks at it; None when it does not say."""


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence that carries the story, without the place and agency it opens with: `LONDON (AP) — `."""

    span: Span
    stance: Stance
    by: str | None = None
    """Who claims or assesses; None when reported, or when the text does not say who."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something the article says is denied, refused or not confirmed."""

    span: Span
    cue: Span
    """The words that say so: `would not confirm`."""

    by: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause that says something of its own: what an event page compares across articles."""

    span: Span
    """The clause; inside one sentence."""

    verb: str
    """Lemma of what is said to be done, with its particle: `meet`, `shoot down`."""

    words: tuple[str, ...]
    """Lemmas of its content words without those of names and dates, folded: the verb, then the others in order."""

    actors: tuple[str, ...] = ()
    """Canonical names of those it names or means (`his refusal`), in order; who acts comes first."""

    subject: str | None = None
    """Canonical name of who does it; None when that is no actor, or not said."""

    numbers: tuple[str, ...] = ()
    """Amounts as digits, with their unit where there is one (`12 killed`, `3.5 %`); dates are none."""

    negated: bool = False
    """The clause denies its verb: `did not meet`, `would not confirm`. A verb such as `refuse` is none."""

    hedge: str | None = None
    """The words that soften it: `alleged`, `might`, `reportedly`."""

    stance: Stance = "reported"
    by: str | None = None
    """Who claims or assesses it: canonical name or the article's description; None when reported or not said."""

    via: str | None = None
    """Canonical name of the outlet that this claim is relayed from."""

    open: bool = False
    """Told only to be denied, doubted or not confirmed: nobody says here that it is so."""

    content: Span | None = None
    """Of `the ministry said on Monday`: the clause of what is said."""

    main: bool = True
    """It is what its sentence tells, not an aside in it."""

    alone: bool = True
    """The clause can be read without its sentence: it has its own subject, and no half of a quote."""


ClueKind = Literal["year", "past", "planned", "weekday", "week", "appeared"]


class DateClue(NamedTuple):
    """Something in a text that bears on the day the article appeared."""

    kind: ClueKind
    """`year`: the writer's own year, as reasoned; `past`: it appeared on this day or after; `planned`: before;
    `weekday`: told as just past; `week`: something is still to come in the week it appeared in; `appeared`: the text
    says when it appeared."""

    value: str
    """`year`: `2023`; `past`, `planned`, `appeared`: `2023-05-31`, `2023-05`, without a year `XXXX-05-31`, `XXXX-05`;
    `weekday`: `1` (Monday) to `7`; `week`: the days that the thing to come can take, as `past`, or ``."""

    span: Span
    """The words."""

    reason: str
    """What follows from it, in words a reader understands."""
