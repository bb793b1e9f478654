"""Related briefings, and the ways to what comes before and after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

from builder.records import Actor, Briefing, Page, Span
from builder.write.kin import MOST, Relations
from tests.write.crowds import make_events, make_many
from tests.write.event_parts import make_member, stated

Pages = Callable[..., dict[str, Page]]


def named(page_id: str, day: int, *names: str) -> Briefing:
    """A briefing of a day in January that names people."""
    told = make_member(page_id, f"Report {page_id}", "It rained.", source="Post", dating=stated(f"2030-01-{day:02}"))
    return replace(told, actors=tuple(Actor("PER", name, (name,), (Span(0, 3),)) for name in names))


def kin(own: str, *briefings: Briefing, events: dict[str, str] | None = None) -> list[tuple[str, tuple[str, ...]]]:
    relations = Relations(briefings, events or {})
    (briefing,) = (one for one in briefings if one.article.id == own)
    return [(one.briefing.article.id, one.actors) for one in relations.of(briefing)]


def test_a_rare_actor_counts_more_than_two_that_many_name() -> None:
    crowd = [named(f"c{number}", 1 + number % 28, "Ada", "Olaf") for number in range(30)]
    own, rare = named("own", 9, "Ada", "Olaf", "Mira"), named("rare", 20, "Mira")

    found = kin("own", own, rare, *crowd, *(named(f"x{number}", 3) for number in range(400)))

    assert found[0] == ("rare", ("Mira",))
    assert found[1][1] == ("Ada", "Olaf")


def test_an_actor_that_is_everywhere_does_not_count() -> None:
    assert kin("a0", *(named(f"a{number}", 1 + number, "Ada") for number in range(20))) == []


def test_one_shared_actor_that_many_name_is_not_enough() -> None:
    crowd = [named(f"c{number:03}", 1 + number % 28, "Ada") for number in range(40)]

    assert kin("c000", *crowd, *(named(f"x{number}", 3) for number in range(400))) == []


def test_what_is_on_the_same_event_is_not_repeated() -> None:
    ones = [named(name, 1, "Ada", "Olaf") for name in ("own", "beside", "other")]

    assert kin("own", *ones, events={"own": "e1", "beside": "e1"}) == [("other", ("Ada", "Olaf"))]


def test_among_equals_the_nearest_in_time_comes_first() -> None:
    ones = [named("own", 10, "Ada"), named("far", 28, "Ada"), named("near", 12, "Ada")]

    assert [page for page, _ in kin("own", *ones)] == ["near", "far"]


def test_places_do_not_count() -> None:
    ones = [named(name, 1, "Brockel") for name in ("own", "other")]
    ones = [replace(one, actors=tuple(replace(actor, acts=False) for actor in one.actors)) for one in ones]

    assert kin("own", *ones) == []


def test_never_more_than_five_and_the_same_in_any_order() -> None:
    ones = make_many(200, 100, each=5)
    mixed = Random(1).sample(ones, len(ones))

    one, other = Relations(ones, {}), Relations(mixed, {})

    assert all(len(one.of(briefing)) <= MOST for briefing in ones)
    assert [one.of(briefing) for briefing in ones] == [other.of(briefing) for briefing in ones]
    assert any(len(one.of(briefing)) == MOST for briefing in ones)


def test_an_article_elsewhere_in_time_changes_nothing() -> None:
    ones = make_many(300, 150, days=900, each=4)
    late = replace(ones[0].article, id="bfff", dating=stated(str(date(2039, 1, 1))))

    before, after = Relations(ones, {}), Relations([*ones, replace(ones[0], article=late, actors=())], {})

    assert [before.of(one) for one in ones] == [after.of(one) for one in ones]


def test_the_page_says_why(pages: Pages) -> None:
    ones = [named("b1", 1, "Ada Lund", "Olaf | Berg"), named("b2", 2, "Ada Lund", "Olaf | Berg"), named("b3", 9)]

    made = {page.id: page.text for page in pages(*ones).values()}

    assert (
        "## Related briefings\n\n- [Report b2](report-b2-b2.md) · 2 January 2030 · Post · "
        "same actors: Ada Lund, Olaf &#124; Berg\n" in made["b1"]
    )
    assert "Related briefings" not in made["b3"]


def test_events_lead_to_the_ones_before_and_after(pages: Pages) -> None:
    briefings = [one for one in make_many(10, 5) if one.article.dating and one.article.dating.edtf]
    made = {page.id: page.text for page in pages(*briefings, events=make_events(briefings)).values()}

    first, second, third = (made[f"e{number:010x}"] for number in range(3))
    assert "Next event: [Meeting 1 of the council](meeting-1-of-the-council-e0000000001.md)\n{: .meta .steps }" in first
    assert "Previous event: [Meeting 0 " in second
    assert " · Next event: [Meeting 2 " in second
    assert "Next event" not in third


def test_a_briefing_leads_to_the_reports_before_and_after_it_on_the_event(pages: Pages) -> None:
    briefings = make_many(3, 5)
    made = {page.id: page.text for page in pages(*briefings, events=make_events(briefings)).values()}

    first, second, third = (made[one.article.id] for one in briefings)
    assert "Report after this: [Council of Agder meets for the 1th time](" in first
    assert "Report before this" not in first
    assert "Report before this: [Council of Brockel meets for the 0th time](" in second
    assert "Report after this" not in third
