"""Where each page lies and has lain, `.builder/addresses/ID`, newest place first: old addresses lead there."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from builder.write.files import read


class Places:
    """The places of pages by id, one a line, relative to `docs/`."""

    def __init__(self, root: Path) -> None:
        self._folder = root / ".builder" / "addresses"

    def of(self, page_id: str) -> Path:
        """Where the places of a page are kept."""
        return Path(self.file_of(page_id))

    def file_of(self, page_id: str) -> str:
        """The same as text: of all pages, that is made in half the time."""
        return f"{self._folder}/{page_id}"

    def newest(self, page_id: str) -> str | None:
        """Where the page lay after the last run; None when none is known."""
        return next(iter(self._known(page_id)), None)

    def news(
        self, page_id: str, where: PurePosixPath, absorbs: Mapping[str, PurePosixPath | None]
    ) -> dict[Path, bytes | None]:
        """What is to be written now that the page lies there; nothing when that is known.

        The places of the pages that it stands for now, `absorbs`, are its own from now on: with each goes where it lies
        now, since a person may have moved it after the last run.
        """
        known = self._known(page_id)
        others = (line for one, lies in absorbs.items() for line in (*([str(lies)] if lies else ()), *self._known(one)))
        lines = list(dict.fromkeys((str(where), *known, *others)))
        return {} if known == lines else {self.of(page_id): "".join(f"{line}\n" for line in lines).encode()}

    def _known(self, page_id: str) -> list[str]:
        return (read(self.of(page_id)) or b"").decode().splitlines()
