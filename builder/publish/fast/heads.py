"""What the heads of pages say, made anew only where that may have changed."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from builder.publish.metadata import head_lines
from builder.publish.metadata.cards import Cards
from builder.publish.metadata.site import Site


class Heads:
    """The heads of a site's pages, by their paths below `docs/`."""

    def __init__(self, site: Site, cards: Cards, digests: Mapping[str, str]) -> None:
        """`digests` are those of the files in `docs/`."""
        self._site, self._cards, self._digests = site, cards, digests
        self.lines: dict[str, Sequence[str]] = {}
        """Those that were made."""

    def told(self, path: str, before: Sequence[str]) -> Sequence[str]:
        """Digests of what a head is made of and of what it says, and its card, which stands then.

        `before` is what was told the last time: if it was made of the same, nothing is made now.
        """
        if path not in self._site.pages:
            return []
        made_of = self._made_of(path)
        match before:
            case [same, _, card] if same and same == made_of and (not card or self._cards.stand(card)):
                return before
        return [made_of, _sum(*self.make(path)), self._cards.card(path, self._site.pages[path]) or ""]

    def make(self, path: str) -> Sequence[str]:
        """The lines of a head."""
        if path not in self.lines and path in self._site.pages:
            page = self._site.pages[path]
            self.lines[path] = head_lines(self._site, path, page, self._cards.card(path, page))
        return self.lines.get(path, ())

    def _made_of(self, path: str) -> str:
        if self._site.is_home(path):
            return ""  # it lists others: always made
        beside = f"{path.removesuffix('.md')}.json"
        return _sum(self._cards.which, self._site.looked_up, self._digests.get(path, ""), self._digests.get(beside, ""))


def _sum(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
