"""Where each page lives, and links between pages."""

from collections.abc import Iterable
from copy import copy
from hashlib import sha256
from pathlib import PurePosixPath

from builder.records import ActorKind, Article
from builder.saying import ENGLISH, Saying
from builder.write import escape
from builder.write.names import UNKNOWN, UNKNOWN_TITLES, slug
from builder.write.person import NameEdit
from builder.write.questions import Answering, noted
from builder.write.store import Store


def way(target: PurePosixPath, here: PurePosixPath) -> str:
    """Address of a page as seen from another; both paths are relative to `docs/`."""
    ours, theirs = here.parts[:-1], target.parts
    shared = 0
    while shared < min(len(ours), len(theirs) - 1) and ours[shared] == theirs[shared]:
        shared += 1
    return "/".join((*[".."] * (len(ours) - shared), *theirs[shared:]))


class Addresses(Answering):
    """Paths by page id. A page that exists keeps its path for ever; a new one gets the path its kind wants."""

    def __init__(self, store: Store, say: Saying = ENGLISH) -> None:
        super().__init__()
        self.say = say
        """The words that pages are written in."""

        self._store = store
        self._paths: dict[str, PurePosixPath] = {}
        self._names: dict[str, str] = {}
        self._uncited: set[str] = set()
        self._lost: dict[str, frozenset[str] | None] = {}
        self._retitled = {(edit.kind, edit.name): edit.id for edit in store.actor_edits() if edit.name != edit.was}
        self._sources = {edit.id: edit for edit in store.source_edits()}
        self._sources_retitled = {edit.name: edit.id for edit in store.source_edits() if edit.name != edit.was}

    def speaking(self, say: Saying) -> "Addresses":
        """The same addresses, with other words."""
        found = copy(self)
        found.say = say
        return found

    def claim(self, page_id: str, wanted: PurePosixPath) -> PurePosixPath:
        """The path of a page, now known to links; a page that a person deleted is not linked."""
        path = self._store.path(page_id) or wanted
        if not self._store.was_deleted(page_id):
            self._paths[page_id] = path
        return path

    @noted
    def path(self, page_id: str) -> PurePosixPath | None:
        """The claimed path of a page; None when no page may be linked."""
        return self._paths.get(page_id)

    @noted
    def has_lost(self, page_id: str, anchor: str) -> bool:
        """Whether a person took a place that the builder makes out of the page, so that no link may lead there."""
        if page_id not in self._lost:
            self._lost[page_id] = self._store.lost_anchors(page_id)
        lost = self._lost[page_id]
        return lost is None or anchor in lost

    @noted
    def has_sentences(self, page_id: str) -> bool:
        """Whether a briefing's page numbers its sentences; one that a person wrote does not."""
        return page_id not in self._uncited

    @noted
    def briefing(self, article: Article) -> PurePosixPath:
        """`briefings/YYYY/slug-ID.md`, or `briefings/undated/` when not even a year is known."""
        self.articles[article.id] = article
        if article.by_hand:
            self._uncited.add(article.id)
            return self.claim(article.id, article.path)
        dated = article.dating is not None and article.dating.basis != "retrieved"
        folder = str(article.dating.day.year) if dated and article.dating else "undated"
        name = f"{slug(article.title, fallback='briefing')}-{article.id}.md"
        return self.claim(article.id, PurePosixPath("briefings", folder, name))

    @noted
    def event(self, event_id: str, title: str) -> PurePosixPath:
        """`events/slug-ID.md`."""
        return self.claim(event_id, PurePosixPath("events", f"{slug(title, fallback='event')}-{event_id}.md"))

    @noted
    def actor(self, kind: ActorKind, name: str) -> str:
        """Id of an actor's page, by the name the page bears now."""
        page_id = self._retitled.get((kind, name))
        if page_id is None:
            return self._named("actor", kind, name, name)
        self.claim(page_id, self.place(page_id))
        return page_id

    @noted
    def source(self, name: str) -> str:
        """Id of a source's page, by the name the page bears now; `unknown` has one too."""
        page_id = self._sources_retitled.get(name)
        if page_id is None:
            return self._named("source", "", name, *(UNKNOWN_TITLES if name == UNKNOWN else (name,)))
        self._names.setdefault(page_id, f":{name}")
        self.claim(page_id, self.place(page_id))
        return page_id

    @noted
    def source_title(self, name: str) -> str:
        """What the page of a source is called."""
        if name != UNKNOWN:
            return name
        page_id = self.source(name)
        return str((self._store.edits(page_id) or {}).get("title") or self.say("unknown_source"))

    @noted
    def source_edit(self, page_id: str) -> NameEdit | None:
        """What a person wrote on a source's page; None for nothing."""
        return self._sources.get(page_id)

    @noted
    def merged_sources(self, names: Iterable[str]) -> tuple[str, ...]:
        """Ids of the pages that sources of these names had of their own, and will not have any more.

        To be asked when all sources of this run have got their addresses.
        """
        ids = {f"source-{slug(name, fallback='')}": escape.front_matter(name) for name in names}
        return tuple(
            page_id
            for page_id, title in ids.items()
            if page_id not in self._names
            and self._store.written(page_id).get("title") == title
            and not self._store.is_edited(page_id)
        )

    @noted
    def place(self, page_id: str) -> PurePosixPath:
        """Path of an actor's or source's page, whether or not it may be linked."""
        folder, _, stem = page_id.partition("-")
        return self._store.path(page_id) or PurePosixPath(f"{folder}s", f"{stem}.md")

    def link(self, text: str, page_id: str, here: PurePosixPath, anchor: str = "") -> str:
        """Markdown link to a page; the bare text where there is no such page."""
        words = escape.markdown(text)
        path = self.path(page_id)
        if path is None:
            return words
        target = "" if path == here and anchor else way(path, here)
        return f"[{words}]({target}{'#' + anchor if anchor else ''})"

    def link_into(self, text: str, page_id: str, here: PurePosixPath, anchor: str) -> str:
        """The same, to a place that the builder makes; a page that a person wrote on may have lost it."""
        return self.link(text, page_id, here, "" if self.has_lost(page_id, anchor) else anchor)

    def _named(self, prefix: str, kind: str, name: str, *titles: str) -> str:
        """Id from the name; two names that give one slug are told apart by a digest. `titles`: of its page.

        Who had the plain id first is read from what the machine last wrote, since a person may retitle a page.
        """
        key = f"{kind}:{name}"
        plain = slug(name, fallback="")
        digest = sha256(f"{prefix}:{key}".encode()).hexdigest()
        stem = plain or digest[:8]
        if f"{prefix}-{stem}" in self._names and self._names[f"{prefix}-{stem}"] != key:
            stem = f"{stem}-{digest[:4]}"
        elif f"{prefix}-{stem}" not in self._names:
            there = self._store.written(f"{prefix}-{stem}")
            own = [(kind, escape.front_matter(title)) for title in titles]
            if there and (there.get("kind", ""), there.get("title")) not in own:
                stem = f"{stem}-{digest[:4]}"
        page_id = f"{prefix}-{stem}"
        if page_id not in self._names:
            self._names[page_id] = key
            self.claim(page_id, self.place(page_id))
        return page_id
