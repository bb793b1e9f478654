from pathlib import Path, PurePosixPath

from builder.records import Page
from builder.write import Store, provenance

PAGE = Page(
    "p-one", PurePosixPath("one.md"), "---\nid: p-one\ntitle: One\n---\n\n# One\n\n## Facts\n\nA.\n\n## More\n\nB.\n"
)


def test_only_what_a_person_touched_is_marked(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(PAGE)
    store.commit()
    path = tmp_path / "docs/one.md"

    assert provenance(tmp_path) == {}

    path.write_text(PAGE.text.replace("A.", "A, surely.") + "\n## Editor's note\n\nC.\n")

    assert provenance(tmp_path) == {"one.md": {"facts": "edited", "editor-s-note": "person"}}


def test_a_page_that_cannot_be_read_is_left_to_the_check(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(PAGE)
    store.commit()
    (tmp_path / "docs/one.md").write_text("---\nid: p-one\ntitle: a: b\n---\n")

    assert provenance(tmp_path) == {}
