"""The conflicts of each page that nobody has settled yet, `.builder/review/ID.md`: read and written by `review.py`."""

from collections.abc import Sequence
from pathlib import Path

from builder.write import review
from builder.write.files import read
from builder.write.merge import Conflict


class OpenConflicts:
    """Conflicts by page id."""

    def __init__(self, root: Path) -> None:
        self._folder = root / ".builder" / "review"

    def of(self, page_id: str) -> Path:
        """Where the conflicts of a page are kept."""
        return Path(self.file_of(page_id))

    def file_of(self, page_id: str) -> str:
        """The same as text: of all pages, that is made in half the time."""
        return f"{self._folder}/{page_id}.md"

    def recorded(self, page_id: str) -> tuple[Conflict, ...]:
        """Those of earlier runs, settled or not.

        Raises:
            ValueError: the record cannot be read; names the line.
        """
        data = read(self.of(page_id))
        return review.parse(data.decode())[1] if data else ()

    def now(self, page_id: str, text: str, fresh: Sequence[Conflict]) -> tuple[Conflict, ...]:
        """Those of earlier runs that `text` does not settle, and the fresh ones; a fresh one replaces that of its unit.

        Raises:
            ValueError: the record cannot be read, or the front matter of the text.
        """
        places = {(one.where, one.mine) for one in fresh}
        earlier = review.still_open(text, self.recorded(page_id))
        return (*(one for one in earlier if (one.where, one.mine) not in places), *fresh)

    def news(self, page_id: str, path: str, conflicts: Sequence[Conflict]) -> dict[Path, bytes | None]:
        """What is to be written when the page at a path has these; nothing when that is known."""
        file = self.of(page_id)
        record = review.render(path, conflicts).encode() if conflicts else None
        return {} if record == read(file) else {file: record}
