import posixpath
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from builder.write.addresses import way

PATHS = st.lists(st.sampled_from(["a", "b", "a.md", "briefings"]), min_size=1, max_size=4).map(
    lambda parts: PurePosixPath(*parts)
)


@given(target=PATHS, here=PATHS)
def test_the_way_to_a_page_is_the_relative_path_from_the_folder_of_the_other(
    target: PurePosixPath, here: PurePosixPath
) -> None:
    direct = posixpath.relpath(target, here.parent)

    assert PurePosixPath(posixpath.normpath(here.parent / way(target, here))) == target
    assert way(target, here) == direct or target in here.parents
