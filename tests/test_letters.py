"""Letters in one form, floods of marks included."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from builder.letters import composed

FLOOD = "\u0301\u0316"
LETTERS = st.text(alphabet=st.sampled_from("aeo\u0301\u0316\u0327ﬁ½ 中\u1e00"), max_size=60)


@given(LETTERS)
def test_it_is_what_unicode_asks_for(text: str) -> None:
    for form in ("NFC", "NFKC"):
        if max(map(len, text.replace("a", " ").split()), default=0) <= 30:
            assert composed(text, form) == unicodedata.normalize(form, text)


@given(st.text(max_size=40), st.integers(16, 400), st.text(max_size=40))
def test_a_flood_stays_and_what_stands_around_it_does_not_suffer(before: str, count: int, after: str) -> None:
    text = f"{before} e{FLOOD * count} {after}"
    once = composed(text)

    assert FLOOD * count in once
    assert composed(once) == once
    assert once.startswith(composed(f"{before} e"))


def test_a_flood_takes_as_long_as_its_letters() -> None:
    """As long as one takes to read it: unicodedata alone works a quarter of an hour on this one."""
    text = "e" + FLOOD * 1_000_000
    assert composed(text) == text
