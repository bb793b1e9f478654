"""What no editor plans for: events of one article, of copies, of a crowd, of several languages, of hostile strings."""

import json
from pathlib import Path

import frontmatter
import pytest

from builder.publish import check, publish
from tests.publish.conftest import REPOSITORY
from tests.test_events import BRIDGE, decide, drop, event_of, event_page, page_of, run

GERMAN = (
    "Talblatt",
    "2031-05-06",
    """Hafenbrücke in Brockel nach Rissen gesperrt

Die Hafenbrücke in Brockel ist am Dienstag gesperrt worden, nachdem Prüfer Risse in zwei Pfeilern gefunden hatten. Das \
sagte Bürgermeisterin Ada Lund vor Journalisten in der Stadt.""",
)
FRENCH = (
    "Le Courrier du Port",
    "2031-05-06",
    """Le pont du port de Brockel fermé

Le pont du port de Brockel a été fermé mardi après la découverte de fissures dans deux piliers, a annoncé la maire Ada \
Lund. « Nous ne jouerons pas avec des vies », a déclaré Ada Lund.""",
)
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) | pipe | {: #__config } `code` **bold** " + "long " * 50


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty project."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    (tmp_path / "overrides").symlink_to(REPOSITORY / "overrides")
    return tmp_path


def built(root: Path) -> None:
    """A build that ends well, changes nothing when repeated, and makes a site that passes the gate."""
    assert run(root, "build").exit_code in (0, 3)
    again = json.loads(run(root, "build", "--check", "--json").stdout)
    assert set(again["pages"].values()) <= {"unchanged", "kept"}
    assert check(root) == []
    publish(root)


def test_no_article_and_one_article_are_no_event(root: Path) -> None:
    built(root)
    assert "No events yet" in (root / "docs/events/index.md").read_text()

    drop(root, {"post": BRIDGE["post"]})
    built(root)

    assert event_of(root, "post") is None
    assert len(list((root / "docs/events").glob("*.md"))) == 1


def test_fifty_copies_of_one_text_are_versions_of_one_article(root: Path) -> None:
    drop(root, {f"copy{at}": (f"Outlet {at}", *BRIDGE["post"][1:]) for at in range(50)} | {"own": BRIDGE["courier"]})

    built(root)

    event = str(event_of(root, "own"))
    text = event_page(root, event).read_text()
    assert "2 articles, **51 outlets" in text
    assert len(list(root.glob("docs/briefings/*/*.md"))) == 2


def test_a_crowd_of_articles_on_one_event_stays_readable(root: Path) -> None:
    texts = [BRIDGE[name][2] for name in ("post", "courier", "times")]
    drop(
        root,
        {
            f"report{at}": (
                f"Outlet {at}",
                "2031-05-06",
                f"{texts[at % 3]}\n\nReporter {at} saw {at + 2} lorries turn.",
            )
            for at in range(60)
        },
    )

    built(root)

    pages = [one for one in root.glob("docs/events/*.md") if one.name != "index.md"]
    members = {one: json.loads(one.with_suffix(".json").read_text())["members"] for one in pages}
    assert len(max(members.values(), key=len)) >= 15
    assert max(one.stat().st_size for one in pages) < 200_000


def test_articles_in_several_languages_share_an_event_that_a_person_named(root: Path) -> None:
    drop(root, {"post": BRIDGE["post"], "de": GERMAN, "fr": FRENCH})
    built(root)

    for seed in ("post", "de", "fr"):
        decide(page_of(root, seed), event="harbour-bridge")
    built(root)

    text = event_page(root, "harbour-bridge").read_text()
    assert "3 outlets" in text
    assert all(name in text for name in ("Valdora Post", "Talblatt", "Le Courrier du Port"))


def test_an_article_of_one_line_and_an_empty_one_cost_nothing(root: Path) -> None:
    drop(
        root,
        {
            **BRIDGE,
            "line": ("Agder Times", "2031-05-06", "Harbour bridge in Brockel closed"),
            "none": ("X", "2031-05-06", ""),
        },
    )

    built(root)

    assert event_of(root, "post") == event_of(root, "courier") is not None


def test_hostile_titles_and_outlets_stay_text(root: Path) -> None:
    drop(
        root,
        {
            "one": (f"'{HOSTILE[:60]}'", "2031-05-06", f"{HOSTILE}\n\n{BRIDGE['post'][2]}"),
            "two": (f"'{HOSTILE[26:90]}'", "2031-05-06", f"{BRIDGE['courier'][2]}\n\n{HOSTILE}"),
        },
    )
    run(root, "build")
    for seed in ("one", "two"):
        decide(page_of(root, seed), event="hostile")

    built(root)

    page = event_page(root, "hostile")
    html = (root / "site" / page.relative_to(root / "docs").with_suffix(".html")).read_text()
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert frontmatter.load(str(page))["title"]
