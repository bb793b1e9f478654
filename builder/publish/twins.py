"""Pages that would stand at one address: on this machine, on the reader's, or on a host that drops `.html`."""

from collections.abc import Iterable, Iterator

from builder.publish.front_matter import Fault


def check_twins(paths: Iterable[str]) -> Iterator[tuple[str, Fault]]:
    """Each page whose address an earlier one has, with its path."""
    first: dict[str, str] = {}
    for path in sorted(path for path in paths if path.endswith(".md")):
        other = first.setdefault(_address(path), path)
        if other != path:
            what = f"has the address of docs/{other}, on some hosts or machines"
            yield path, Fault("address", 0, what, "rename or join one of them")


def _address(path: str) -> str:
    """What is left of an address where neither case nor `.html` nor `index.html` counts."""
    page = path.removesuffix(".md").casefold()
    for index in ("index", "readme"):
        if page == index or page.endswith(f"/{index}"):
            return page.removesuffix(index).rstrip("/")
    return page
