from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from builder.analyse.linking import Known, fold, link
from builder.records import Actor, ActorKind, Article, Span


def article(number: int) -> Article:
    return Article(id=f"b{number:010d}", path=PurePosixPath(f"seeds/{number}.txt"), digest="", text="", title="")


def actor(name: str, kind: ActorKind = "PER", key: str | None = None, at: int = 0) -> Actor:
    return Actor(kind, name, (name,), (Span(at, at + len(name)),), key=key)


def linked(*casts: list[Actor], known: tuple[Known, ...] = ()) -> list[list[str]]:
    found = [(article(number), tuple(cast)) for number, cast in enumerate(casts)]
    return [[one.name for one in cast] for _, cast in link(found, known)]


def test_equal_names_are_one_whatever_their_capitals_accents_and_stops() -> None:
    assert linked([actor("José Núñez")], [actor("Jose Nunez")], [actor("José Núñez")]) == [["José Núñez"]] * 3


def test_one_key_is_one_name() -> None:
    first, second = actor("Pentagon", "ORG", "org:us-dod"), actor("US Department of Defense", "ORG", "org:us-dod")

    assert linked([first], [second]) == [["US Department of Defense"]] * 2


def test_a_family_name_alone_merges_nobody() -> None:
    assert linked([actor("Theresa May")], [actor("May")], [actor("Brian May")]) == [
        ["Theresa May"],
        ["May"],
        ["Brian May"],
    ]


def test_a_person_and_a_body_of_one_name_stay_apart() -> None:
    assert linked([actor("Ford", "ORG")], [actor("ford")]) == [["Ford"], ["ford"]]


def test_a_page_renames_its_aliases_in_every_article() -> None:
    page = Known("Kamila Nováková", "PER", aliases=("K. Novak", "Novak"))

    assert linked([actor("Novak")], [actor("K. Novak")], known=(page,)) == [["Kamila Nováková"]] * 2


def test_an_alias_that_two_pages_claim_renames_nobody() -> None:
    pages = (Known("Theresa May", "PER", ("May",)), Known("Brian May", "PER", ("May",)))

    assert linked([actor("May")], known=pages) == [["May"]]


def test_distinct_outvotes_an_alias() -> None:
    page = Known("Li Shangfu", "PER", aliases=("Wei Fenghe",), distinct=("Wei Fenghe",))

    assert linked([actor("Wei Fenghe")], known=(page,)) == [["Wei Fenghe"]]


def test_two_actors_of_an_article_that_become_one_share_their_mentions() -> None:
    page = Known("Acme", "ORG", aliases=("Acme Bank",))
    found = [(article(1), (actor("Acme", "ORG", at=9), actor("Acme Bank", "ORG", at=0)))]

    [(_, cast)] = link(found, (page,))

    assert [one.name for one in cast] == ["Acme"]
    assert cast[0].mentions == (Span(0, 9), Span(9, 13))
    assert cast[0].aliases == ("Acme", "Acme Bank")


@given(
    st.lists(st.lists(st.sampled_from(["Ann Lee", "ann lee", "Ann Leé", "Lee", "Bo Lee"]), max_size=4, unique_by=fold))
)
def test_linking_twice_changes_nothing_more(casts: list[list[str]]) -> None:
    once = link([(article(number), tuple(actor(name) for name in cast)) for number, cast in enumerate(casts)])

    assert link(once) == once
