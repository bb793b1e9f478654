"""What the builder says of its own: in each language, and only what is asked for."""

import re
from datetime import date
from pathlib import Path

import pytest

from builder.data import load
from builder.saying import ENGLISH, saying

CODE = Path(__file__).parents[1] / "builder"
FRENCH = saying("fr")


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 note"), (1, "1 note"), (2, "2 notes"), (5000, "5\N{NO-BREAK SPACE}000 notes")]
)
def test_forms_of_what_is_counted(number: int, words: str) -> None:
    assert FRENCH.count(number, "briefing", grouped=True) == words


def test_english_counts() -> None:
    assert [ENGLISH.count(one, "new event") for one in (0, 1, 2)] == ["0 new events", "1 new event", "2 new events"]
    assert ENGLISH.count(5000, "briefing", grouped=True) == "5,000 briefings"
    assert ENGLISH.count(5000, "briefing") == "5000 briefings"


def test_days() -> None:
    assert FRENCH.day(date(2024, 6, 1)) == "1er juin 2024"
    assert FRENCH.day(date(2024, 8, 11)) == "11 août 2024"
    assert ENGLISH.day(date(2024, 6, 1)) == "1 June 2024"


def test_decimals() -> None:
    assert FRENCH.decimals("0.36 for 2.") == "0,36 for 2."
    assert ENGLISH.decimals("0.36 for 2.") == "0.36 for 2."


def test_regions_and_languages_without_words() -> None:
    assert saying("fr-CA") is FRENCH
    assert saying("de") is ENGLISH


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("names nobody as the source of its account", "ne nomme personne à la source de son récit"),
        ("one origin on record: Ada Lund", "une origine nommée : Ada Lund"),
        (
            "2 origins (Ada Lund and Tom Okafor), partly through Valdora Post; Brockel would not confirm",
            "2 origines (Ada Lund et Tom Okafor), en partie par Valdora Post ; Brockel n’a pas voulu confirmer",
        ),
        (
            "3 origins (A, B and C), of which none is shown to bear out another",
            "3 origines (A, B et C), dont aucune n’en confirme manifestement une autre",
        ),
        ("the accounts differ: 12 against 15 people", "les récits divergent : 12 contre 15 people"),
        ("both name Ada Lund and Tom Okafor; bridge", "les deux nomment Ada Lund et Tom Okafor ; bridge"),
        (
            "Key points: text changed by hand on 2024-06-10",
            "Points clés : texte modifié à la main le 2024-06-10",
        ),
        ("not confirmed by Brockel", "non confirmé par Brockel"),
        ("0.36 for 2, 0.25 for 3, 0.18 for 4", "0.36 pour 2, 0.25 pour 3, 0.18 pour 4"),
        ("1 point, at most 10", "1 point, au plus 10"),
        ("confidence low, before high", "confiance faible, auparavant élevée"),
        ("Words of a person; kept", "Words of a person; kept"),
    ],
)
def test_findings(english: str, french: str) -> None:
    assert FRENCH.finding(english).replace("\N{NO-BREAK SPACE}", " ") == french
    assert ENGLISH.finding(english) == english


def test_all_that_is_said_has_words_and_all_words_are_said() -> None:
    code = "\n".join(path.read_text("utf-8") for path in sorted(CODE.rglob("*.py")))
    quoted = set(re.findall(r"""["']([\w ]+)["']""", code))
    begun = tuple(one for one in re.findall(r"""f["']([a-z_]+_)\{""", code) if one not in ("script_", "mark_"))
    ended = (*re.findall(r"""f["']\{[\w.]+\}(_[a-z]+)["']""", code), "s_drawn")

    for part in ("sentences", "counted"):
        for key in load("words/en")[part]:
            named = key in quoted or key.replace("_", " ") in quoted
            assert named or key.startswith(begun) or key.endswith(ended), key
    written = "\n".join(path.read_text("utf-8") for path in sorted((CODE / "write").rglob("*.py")))
    for key in re.findall(r"""\bsay\(\s*["'](\w+)["']""", written):
        assert key in load("words/en")["sentences"], key
