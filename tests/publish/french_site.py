"""A small French site, written by hand: `french/docs` under the settings of the repository, its menu in French too."""

import re
import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]

MENU = (
    "nav:\n  - Accueil: index.md\n  - Acteurs: actors/index.md\n  - Dossiers: events/index.md\n  - Méthode: method.md\n"
)


def french_site(root: Path, language: str = "fr") -> Path:
    """A project folder with its pages."""
    shutil.copytree(Path(__file__).parent / "french" / "docs", root / "docs")
    shutil.copytree(REPOSITORY / "overrides", root / "overrides")
    (root / "mkdocs.yml").write_text(french(language), "utf-8")
    return root


def french(language: str = "fr") -> str:
    """The settings."""
    text = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    text = re.sub(r"^nav:\n(?:  - .*\n)+", MENU, text, flags=re.MULTILINE)
    for english, own in (
        ("  language: en", f"  language: {language}"),
        ("Switch to light mode", "Passer au mode clair"),
        ("Switch to dark mode", "Passer au mode sombre"),
        ("Follow the system", "Suivre le système"),
        ("Link to this section", "Lien vers cette partie"),
        ("site_name: Briefings", "site_name: Notes"),
        ("News articles as cited, searchable briefings", "Articles cités et retrouvables"),
    ):
        assert english in text
        text = text.replace(english, own)
    return text
