import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.write.names import LIMIT, slug


@given(st.text())
def test_every_text_gives_a_portable_name(text: str) -> None:
    assert re.fullmatch(rf"[a-z0-9](?:[a-z0-9-]{{0,{LIMIT - 1}}})", slug(text, fallback="page"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "China refuses: No meeting with US Secretary of Defense",
            "china-refuses-no-meeting-with-us-secretary-of-defense",
        ),
        ("Müller & Söhne", "muller-sohne"),
        ("Встреча в Москве", "vstrecha-v-moskve"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-x"),
        ("index", "index-x"),
        ("!!!", "page"),
    ],
)
def test_names_are_cut_from_titles_of_any_script(title: str, name: str) -> None:
    assert slug(title, fallback="page") == name
