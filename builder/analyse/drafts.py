"""The actors of one article in the making: mentions that name one are put together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from builder.analyse.acronyms import acronyms_in, initials
from builder.analyse.mentions import Mention
from builder.analyse.names import body_key, family_name, folded_bodies, merge_persons
from builder.analyse.spelling import intended
from builder.records import ActorKind, Role


@dataclass(slots=True)
class Draft:
    """An actor while its mentions are gathered."""

    kind: ActorKind
    name: str
    key: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    state: str | None = None
    """Key of the state a person serves, when the words say so."""

    def forms(self) -> tuple[str, ...]:
        """Forms in the text, most frequent first; of equals the earlier."""
        return tuple(form for form, _ in Counter(one.text for one in self.mentions).most_common())


def merged(text: str, mentions: Sequence[Mention]) -> list[Draft]:
    """A draft for everybody that the mentions name, in no order."""
    return _without_slips(_rejoined([*_tabled(mentions), *_bodies(text, mentions), *_persons(mentions)]))


def _tabled(mentions: Iterable[Mention]) -> Iterator[Draft]:
    """One draft for each key of the tables."""
    drafts: dict[str, Draft] = {}
    for one in map(_keyed, mentions):
        if one.key is not None:
            drafts.setdefault(one.key, Draft(one.kind, one.name or one.text, one.key)).mentions.append(one)
    yield from drafts.values()


def _keyed(one: Mention) -> Mention:
    """A body's mention under the key of the table's row that differs from it in ending, accents or apostrophes only."""
    if one.key is not None or one.kind == "PER":
        return one
    row = folded_bodies().get(body_key(one.text))
    return one._replace(kind="ORG", name=row.name, key=row.key) if row else one


def _bodies(text: str, mentions: Sequence[Mention]) -> Iterator[Draft]:
    """Bodies and places without a key: equal once endings and articles are off, or an acronym of the other."""
    long_forms = _initialled(mentions) | acronyms_in(text)
    drafts: dict[str, Draft] = {}
    for one in map(_keyed, mentions):
        if one.key is None and one.kind != "PER":
            key = body_key(long_forms.get(one.text, one.text))
            drafts.setdefault(key, Draft(one.kind, one.text)).mentions.append(one)
    for draft in drafts.values():
        draft.kind = Counter(one.kind for one in draft.mentions).most_common(1)[0][0]
        draft.name = max(draft.forms(), key=len)
    yield from drafts.values()


def _initialled(mentions: Iterable[Mention]) -> dict[str, str]:
    """Acronym -> the one long name in the article that has these initials, though the text never says so."""
    forms = dict.fromkeys(one.text for one in mentions if one.kind != "PER")
    found = {}
    for short in forms:
        if 3 <= len(short) <= 6 and short.isupper() and short.isalpha():
            fits = [form for form in forms if form.count(" ") > 1 and initials(form.split(), short)]
            if len(fits) == 1:
                found[short] = fits[0]
    return found


def _persons(mentions: Iterable[Mention]) -> Iterator[Draft]:
    found = [one for one in mentions if one.kind == "PER" and one.key is None]
    for person, members in merge_persons(found):
        yield Draft("PER", person, None, members)


def _rejoined(drafts: list[Draft]) -> list[Draft]:
    """Drafts of one thing found in two ways: an acronym of a table's body, a ministry named without its state."""
    by_name = {draft.name: draft for draft in drafts if draft.key}
    ministries: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.key and draft.key.startswith("ministry:") and draft.name.endswith(")"):
            ministries.setdefault(draft.name.rpartition(" (")[0], []).append(draft)
    kept = []
    for draft in drafts:
        whole = ministries.get(draft.name, []) if draft.key and draft.key.startswith("ministry:") else []
        target = whole[0] if len(whole) == 1 else by_name.get(draft.name)
        if target is not None and target is not draft:
            target.mentions.extend(draft.mentions)
        else:
            kept.append(draft)
    return kept


def _without_slips(drafts: list[Draft]) -> list[Draft]:
    """The drafts; one whose name is another's with a slip of the pen ("Untied Nations") given to that one."""
    kept: list[Draft] = []
    names: dict[bool, dict[str, Draft]] = {True: {}, False: {}}
    for draft in sorted(drafts, key=lambda one: (not one.key, -len(one.mentions), one.mentions[0].span)):
        known = names[draft.kind == "PER"]
        meant = None if draft.key else intended(draft.name, known)
        if meant:
            known[meant].mentions.extend(draft.mentions)
            continue
        kept.append(draft)
        for form in {draft.name, *draft.forms(), *([family_name(draft.name)] if draft.kind == "PER" else ())}:
            known.setdefault(form, draft)
    return kept
