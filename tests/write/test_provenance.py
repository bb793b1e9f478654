from dataclasses import replace
from datetime import date
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

    sections = {"facts": "edited", "editor-s-note": "person"}
    assert provenance(tmp_path) == {"one.md": {"day": "", "sections": sections}}


def test_the_day_on_which_an_edit_was_first_seen_stays_until_the_words_change(tmp_path: Path) -> None:
    def run(day: int, *, news: str = "") -> str:
        store = Store(tmp_path, date(2024, 2, day))
        store.put(replace(PAGE, text=PAGE.text + news))
        store.commit()
        return provenance(tmp_path).get("one.md", {"day": "none"})["day"]

    path = tmp_path / "docs/one.md"
    assert run(1) == "none"
    path.write_text(PAGE.text.replace("A.", "A, surely."))
    assert run(2) == "2024-02-02"
    assert run(3) == "2024-02-02"
    assert run(4, news="\nNews.\n") == "2024-02-02"
    path.write_text(path.read_text().replace("surely", "perhaps"))
    assert run(5, news="\nNews.\n") == "2024-02-05"
    path.write_text(PAGE.text + "\nNews.\n")
    assert run(6, news="\nNews.\n") == "none"
    assert not list((tmp_path / ".builder/edited").glob("*"))


def test_a_page_that_cannot_be_read_is_left_to_the_check(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(PAGE)
    store.commit()
    (tmp_path / "docs/one.md").write_text("---\nid: p-one\ntitle: a: b\n---\n")

    assert provenance(tmp_path) == {}
