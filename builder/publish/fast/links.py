"""Where links between pages lead, as MkDocs writes them; what it would warn about is not followed."""

from posixpath import dirname
from urllib.parse import unquote

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.utils import get_relative_url

from builder.publish.fast.inline import UnknownError


class Links:
    """The files of a site; what a folder's pages link to is looked up once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: dict[tuple[str, str], tuple[File, str]] = {}

    def of(self, file: File) -> "Follower":
        """Follows the links of one page."""
        return Follower(self, file)

    def goal(self, file: File, folder: str, path: str) -> tuple[File, str]:
        """The file that a page means by a path, and the path from it in the site.

        Raises:
            UnknownError: there is none, or it is no part of the site.
        """
        key = (folder, path)
        if key not in self._known:
            target = self._files.get_file_from_path(_RelativePathTreeprocessor._target_uri(file.src_uri, unquote(path)))
            if target is None or target.inclusion.value <= InclusionLevel.DRAFT.value:
                raise UnknownError
            self._known[key] = target, get_relative_url(target.url, file.url)
        return self._known[key]


class Follower:
    """Addresses as they stand in a page, and what it links to."""

    def __init__(self, links: Links, file: File) -> None:
        self._links, self._file = links, file
        here = dirname(file.url) if file.url.endswith(".html") else file.url
        self._folder = f"{dirname(file.src_uri)}\0{here}"
        self.anchors: dict[File, dict[str, str]] = {}
        """File -> anchor in it -> address as written, as MkDocs has them."""

    def __call__(self, address: str) -> str:
        """The address for the site.

        Raises:
            UnknownError: MkDocs would warn about it, or leave it as it is.
        """
        path, _, anchor = address.partition("#")
        if not path:
            if not anchor:
                raise UnknownError
            self.anchors.setdefault(self._file, {}).setdefault(anchor, address)
            return address
        if path.startswith("/"):
            raise UnknownError
        target, there = self._links.goal(self._file, self._folder, path)
        if not anchor:
            return there
        self.anchors.setdefault(target, {}).setdefault(anchor, address)
        return f"{there}#{anchor}"
