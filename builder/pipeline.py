"""The whole build on one screen: read -> clean -> analyse -> write; `publish` follows on its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from builder import analyse, corrections, decisions, events, kept, read, versions, write
from builder import publish as room
from builder.cache import Findings
from builder.comparisons import Comparisons
from builder.config import Settings, load
from builder.memory import NO_MEMORY, Memory
from builder.outlets import Outlets
from builder.publish import Published
from builder.records import Article, Briefing, Problem, Report, Rule
from builder.rest import Rest
from builder.seeds import Seeds, problem_of

Item = TypeVar("Item")


_DIED = Problem(
    "",
    "a process was killed or ran out of memory; this one did its work",
    "each needs about 260 MB: the setting `processes` says how many",
)


class Progress(Protocol):
    """Passes items on and shows how far it is."""

    def __call__(self, items: Iterable[Item], label: str, total: int) -> Iterable[Item]: ...  # noqa: D102


def silent(items: Iterable[Item], label: str, total: int) -> Iterable[Item]:
    """Progress that nobody sees."""
    return items


def build(
    root: Path,
    settings: Settings,
    *,
    today: date,
    progress: Progress = silent,
    dry: bool = False,
    memory: Memory = NO_MEMORY,
    stamps: Mapping[str, object] | None = None,
) -> Report:
    """Turn the seeds of a project into pages; `dry` writes nothing and says what would happen.

    Who builds again and again passes the same `memory` each time, and `stamps` as `Seeds` wants them.
    `today` dates articles that are taken in for the first time and give no date themselves; the page keeps it.

    Raises:
        BuilderError: another build is running, or the file system refuses.
    """
    with nullcontext() if dry else write.lock(root), memory.one_look():
        recovered, unfinished = ((), write.unfinished(root)) if dry else (write.recover(root), ())
        store = write.Store(root, today, memory)
        paths, errors = read.find(root / "seeds", root)
        problems = [problem_of(error) for error in errors]
        seeds = Seeds(root, settings, keep=not dry, memory=memory, stamps=stamps)
        articles = [
            _settled(article, store, today)
            for found in progress(seeds.each(paths, problems, settings.processes), "Reading", len(paths))
            for article in found
        ]
        articles += [corrections.from_page(page) for page in store.by_hand()]
        still = kept.articles(store, articles)
        articles += [_settled(article, store, today) for article in still.articles]
        outlets = Outlets(store.source_edits(), store.actor_edits(), articles)
        articles = [outlets.settled(one) for one in articles]
        known = {one.id: bool(store.edits(one.id)) for one in articles if store.knows(one.id)}
        deleted = {one for one in known if store.was_deleted(one)}
        joined = versions.join(articles, known, deleted, memory)
        articles = [one for one in joined.articles if one.id not in deleted]
        findings = Findings(root / ".builder" / "cache", keep=not dry, processes=settings.processes, memory=memory)
        found = list(progress(findings.of(articles), "Analysing", len(articles)))
        by_people = corrections.known(store)
        briefings = _linked(found, by_people, outlets, memory)
        grouped = events.group(
            briefings, decisions.wishes(store, briefings), decisions.before(store, briefings), memory
        )
        dated = events.date(grouped.groups)
        if dated.datings:
            found = list(findings.of([decisions.redated(one.article, dated.datings) for one in found]))
            briefings = _linked(found, by_people, outlets, memory)
        seeds.tidy()
        findings.tidy()
        faulty = [one for one in briefings if one.fault]
        dossiers = analyse.gather(briefings, by_people)
        comparisons = Comparisons(root / ".builder" / "cache" / "events", memory, keep=not dry)
        regrouped = decisions.regrouped(grouped, briefings, store)
        stories = events.compare(regrouped, dated.contradictions, memory, kept=comparisons.kept)
        comparisons.tidy(regrouped)
        model = analyse.model_name()
        known_pages = write.Pages(memory, root / ".builder" / "cache" / "pages", keep=not dry)
        pages = list(
            write.render(
                briefings, dossiers, store, settings, model=model, rules=rules(), events=stories, pages=known_pages
            )
        )
        known_pages.tidy()
        states = write.write(list(progress(pages, "Writing", len(pages))), store, dry=dry)
        memory.forget()
    skipped = (*recovered, *problems, *store.problems)
    doubts, notes = (
        (*unfinished, *joined.doubts, *still.lost, *decisions.problems(grouped, store), *map(_in_part, faulty)),
        (*joined.notes, *still.notes),
    )
    lacks = [analyse.model_lack(lang) for lang in sorted({"en", *(one.article.lang for one in briefings)})]
    delays = [_DIED._replace(path=label) for label, one in (("Reading", seeds), ("Analysing", findings)) if one.deaths]
    return Report(states, skipped, doubts, notes, store.pending, tuple(filter(None, lacks)), tuple(delays))


def build_if_changed(
    root: Path, settings: Settings, *, today: date, progress: Progress = silent, dry: bool = False
) -> Report:
    """As `build`; where all is as it was before a run that changed nothing, what that one told, without another."""
    rest = Rest(root, settings, today, keep=not dry)
    if told := rest.report():
        return told
    report = build(root, settings, today=today, progress=progress, dry=dry)
    rest.note(report)
    return report


def rules() -> tuple[Rule, ...]:
    """The figures of the rules in force, for the page on method."""
    return (*versions.rules(), *analyse.rules(), *events.rules())


def publish(root: Path, *, force: bool = False, by: room.Engine = "mkdocs", plain: bool = False) -> Published:
    """Check the pages and make the site of them, with a mark on what people wrote; `plain` renders each page anew.

    Raises:
        PublishError: the site was not published; the one there before is untouched.
        ConfigError: a setting is unknown or impossible.
    """
    settings = load(root)
    edited = write.provenance(root)
    return room.publish(
        root,
        force=force or plain,
        edited=edited,
        by=by,
        admin=settings.admin,
        cards=settings.cards,
        plain=plain,
        store=root / ".builder" / "cache" / "site",
        processes=settings.processes,
    )


def findings(articles: Iterable[Article]) -> Iterator[Briefing]:
    """The findings of each article on its own, in order: what the command `analyse` prints."""
    return analyse.analyse(articles)


def dated(article: Article) -> Article:
    """The article with the date that its text gives away, if it states none: what the command `read` prints."""
    return analyse.date_article(article, date.min)


def _linked(
    found: Sequence[Briefing], by_people: Sequence[analyse.Known], outlets: Outlets, memory: Memory
) -> list[Briefing]:
    """The briefings, actors and outlets under the names that they have across all of them."""
    briefings = (outlets.relayed(one) for one in analyse.link(found, by_people))
    return [memory.same(("linked", one.article.id), one) for one in briefings]


def _in_part(briefing: Briefing) -> Problem:
    """The line on an article that a mistake of ours kept from being read in full."""
    return Problem(
        str(briefing.article.path),
        f"names and claims were left out: {briefing.fault}",
        "a mistake of the builder: please report it, with the article",
    )


def _settled(article: Article, store: write.Store, today: date) -> Article:
    """The article under its page's id, as a person corrected it there, with a date."""
    article = _identified(article, store)
    by_person = store.edits(article.id)
    article = corrections.redated(_dated(corrections.corrected(article, by_person), store, today), by_person)
    own = store.written(article.id)
    listed, gone = corrections.corrections(by_person, own), corrections.left_out(by_person, own)
    return replace(article, corrections=listed, left_out=gone) if listed or gone else article


def _identified(article: Article, store: write.Store) -> Article:
    """The article under the id its page already has: an id never changes, whatever becomes of text or file name."""
    page_id = store.id_of_seed(str(article.path), article.digest)
    return replace(article, id=page_id) if page_id else article


def _dated(article: Article, store: write.Store, today: date) -> Article:
    """The article with a date; the day it was first taken in is kept in its page."""
    there = store.metadata(article.id)
    taken_in = write.as_day(there.get("date")) if there.get("date_basis") == "retrieved" else None
    return analyse.date_article(article, taken_in or today)
