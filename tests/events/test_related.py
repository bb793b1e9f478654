import time
from datetime import date

from builder.events.related import related
from builder.records import Group
from tests.events.made import briefing

WHO = [("PER", "Lena Dahl"), ("PER", "Per Holm")]


def event(number: int, text: str, actors: list[tuple[str, str]], day: int = 1) -> Group:
    return Group(f"e{number}", (briefing(number, text, day=date(2030, 5, day), actors=actors),))  # type: ignore[arg-type]


def test_events_that_share_two_persons_are_related_with_the_reason() -> None:
    first = event(1, "Lena Dahl met Per Holm at the Sandvik Forum. More.", WHO, 1)
    second = event(2, "Per Holm and Lena Dahl left the Sandvik Forum. More.", WHO, 9)
    found = related([first, second])

    assert [(one.event, one.reason, one.earlier) for one in found["e2"]] == [
        ("e1", "both name Lena Dahl and Per Holm; Sandvik Forum", True)
    ]
    assert not found["e1"][0].earlier


def test_a_state_and_a_day_alone_relate_nothing() -> None:
    actors = [("STATE", "Norway"), ("STATE", "Denmark")]
    texts = ["On Monday Norway and Denmark signed it. End.", "Later on Monday Norway met Denmark in rain. End."]
    found = related([event(at, text, actors) for at, text in enumerate(texts)])

    assert found == {"e0": (), "e1": ()}


def test_at_most_five_are_related() -> None:
    others = [event(at, f"Ann{at} sings. More.", [("PER", f"Ann{at}")]) for at in range(10, 110)]
    found = related([*(event(at, "Lena Dahl met Per Holm. More.", WHO) for at in range(7)), *others])

    assert {len(found[f"e{at}"]) for at in range(7)} == {5}
    assert not any(found[one.id] for one in others)


def test_a_thousand_events_cost_no_more_each_than_a_hundred() -> None:
    def cost(count: int) -> float:
        names = [f"Lena Dahl{at % (count // 4)}" for at in range(count)]
        who = [[("PER", name), ("PER", "Per Holm")] for name in names]
        events = [event(at, f"{name} met Per Holm. More.", who[at]) for at, name in enumerate(names)]
        start = time.perf_counter()
        related(events)
        return (time.perf_counter() - start) / count

    cost(100)
    assert cost(1600) < 8 * cost(200)
