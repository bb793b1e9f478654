from pathlib import Path

import pytest

from builder import config
from builder.errors import ConfigError


def write(root: Path, text: str) -> Path:
    (root / "mkdocs.yml").write_text(text)
    return root


def test_without_settings_the_defaults_hold(tmp_path: Path) -> None:
    assert config.load(tmp_path) == config.Settings()
    assert config.load(write(tmp_path, "site_name: x\n")) == config.Settings()


def test_settings_stand_below_extra_builder(tmp_path: Path) -> None:
    root = write(tmp_path, "extra:\n  builder:\n    source_text: excerpt\n    processes: 1\n")

    assert config.load(root) == config.Settings(source_text="excerpt", processes=1)


def test_editing_in_the_browser_is_off_until_a_service_is_named(tmp_path: Path) -> None:
    assert config.load(tmp_path).admin.service == "none"

    root = write(tmp_path, "extra:\n  builder:\n    admin: {service: gitlab, branch: edits}\n")

    assert config.load(root).admin == config.Admin("gitlab", "edits")


def test_tags_of_the_engine_are_read_past(tmp_path: Path) -> None:
    text = "site_url: !ENV [SITE_URL, '']\nx: !!python/name:a.b.c\nextra:\n  builder:\n    source_text: none\n"

    assert config.load(write(tmp_path, text)).source_text == "none"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("extra:\n  builder:\n    source_txt: full\n", "did you mean source_text"),
        ("extra:\n  builder:\n    colour: red\n", "known: source_text"),
        ("extra:\n  builder:\n    source_text: some\n", "use one of none, excerpt, full"),
        ("extra:\n  builder:\n    extract: slow\n", "use one of consensus, fast"),
        ("extra:\n  builder:\n    home_briefings: 0\n", "whole number from 1"),
        ("extra:\n  builder:\n    cards: some\n", "use one of none, site, events, all"),
        ("extra:\n  builder:\n    processes: 0\n", "processes is 0"),
        ("extra:\n  builder: [a]\n", "make it a mapping"),
        ("extra:\n  builder:\n    admin: {service: svn}\n", "admin.service is 'svn'"),
        ("extra:\n  builder:\n    admin: {sign_in: example.org}\n", "with https://"),
        ("extra:\n  builder:\n    search: {source_text: much}\n", "use true or false"),
        ("extra:\n  builder:\n    admin: {brnch: main}\n", "did you mean branch"),
        ("a: b: c\n", "no valid YAML"),
    ],
)
def test_a_wrong_setting_is_an_error_that_names_file_and_fix(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        config.load(write(tmp_path, text))

    assert "mkdocs.yml" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("theme:\n  name: material\n  language: fr\n", "fr"),
        ("theme: material\n", "en"),
        ("theme:\n  name: material\n", "en"),
        ("extra: {}\n", "en"),
    ],
)
def test_the_language_is_that_of_the_theme(tmp_path: Path, text: str, language: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    assert config.load(tmp_path).language == language


def test_the_language_is_no_setting_of_the_builder(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra:\n  builder:\n    language: fr\n")
    with pytest.raises(ConfigError, match="no setting 'language'"):
        config.load(tmp_path)
