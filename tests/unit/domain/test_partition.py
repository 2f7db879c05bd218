"""While nobody has touched the cases, which mails lie together depends on their set alone (I15)."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.delivery import Delivery, DeliveryReport, Pairing
from mailroom.domain.dict_state import DictState
from mailroom.domain.mails import Automatic, MailFacts
from mailroom.ids import MailKey
from tests.unit.domain.world import MORNING, SUPPORT, World, facts

PEOPLE = ("a@gmail.com", "b@gmail.com", "c@firm.example", "d@firm.example", "e@docomo.ne.jp")
KEYS = tuple(f"m{n}" for n in range(9))
NAMES = (*KEYS, "gone1", "gone2")


@st.composite
def mailbags(draw: st.DrawFn) -> list[MailFacts]:
    """Draw mails that name each other, share subjects, and go missing."""
    size = draw(st.integers(2, 9))
    return [draw(mails(KEYS[n])) for n in range(size)]


@st.composite
def mails(draw: st.DrawFn, key: str) -> MailFacts:
    out = draw(st.booleans()) and draw(st.booleans())
    others = tuple(name for name in NAMES if name != key)
    names = draw(st.lists(st.sampled_from(others), max_size=2, unique=True))
    answers = draw(st.booleans())
    words = draw(st.sampled_from(("見積", "re: 見積", "re: 見積", "re: 請求", "請求")))
    history = draw(st.booleans())
    day = draw(st.integers(0, 50))
    inside = draw(st.sampled_from((None, None, None, *PEOPLE)))
    pairing = draw(st.sampled_from((Pairing.NONE, Pairing.NONE, Pairing.LOCKED, Pairing.PASSWORD)))
    returned = not out and pairing is Pairing.NONE and draw(st.booleans())
    made = facts(
        key,
        draw(st.sampled_from(PEOPLE)),
        to=tuple(draw(st.lists(st.sampled_from((*PEOPLE, SUPPORT)), min_size=1, max_size=2))),
        answers=tuple(names[:1]) if answers else (),
        references=tuple(names[1:] if answers else names),
        subject=words,
        sent_at=MORNING - timedelta(days=day),
        arrived_at=MORNING - timedelta(days=day if history else day / 1000),
        out=out,
        history=history,
        automatic=draw(st.sampled_from((Automatic.NO,) * 4 + (Automatic.REPLY, Automatic.LIST))),
        index=draw(st.sampled_from(("", "", "", "1", "2"))),
        forwarded=None if out else inside,
    )
    if returned:
        person = draw(st.sampled_from(PEOPLE))
        report = DeliveryReport(delivery=Delivery.FAILED, recipients=(person,))
        return replace(made, automatic=Automatic.BOUNCE, report=report)
    return replace(made, pairing=Pairing.NONE if out else pairing)


def arrived(bag: list[MailFacts]) -> World:
    world = World.founded()
    for mail in bag:
        world.announce(mail)
    return world


def partition(world: World) -> set[frozenset[MailKey]]:
    state = world.state
    assert isinstance(state, DictState)
    groups: dict[str, set[MailKey]] = {}
    for place in state.mails.values():
        groups.setdefault(place.case, set()).add(place.facts.key)
    return {frozenset(group) for group in groups.values()}


def told(world: World) -> dict[frozenset[MailKey], tuple[object, ...]]:
    """Return what each case says about its mails, by its mails."""
    state = world.state
    assert isinstance(state, DictState)
    return {
        frozenset(mail.facts.key for mail in state.mails_of(case.id)): (
            case.status,
            case.waiting_since,
            case.last_at,
            case.last_outside_at,
            case.last_ours_at,
            case.answered_outside,
            case.undelivered,
            case.history,
            case.mail_count,
            case.due,
            case.clocks,
            case.pauses,
            case.verdicts,
        )
        for case in state.cases.values()
        if case.merged_into is None
    }


@given(st.data())
def test_partition_does_not_depend_on_the_order_of_arrival(data: st.DataObject) -> None:
    bag = data.draw(mailbags())
    shuffled = data.draw(st.permutations(bag))
    one, other = arrived(bag), arrived(shuffled)
    assert partition(one) == partition(other)
    assert told(one) == told(other)


def test_i15_a_bounce_may_come_before_what_it_answers() -> None:
    report = DeliveryReport(delivery=Delivery.FAILED, recipients=(PEOPLE[0],))
    bounce = facts("m0", PEOPLE[0], references=("m1",), automatic=Automatic.BOUNCE)
    bounce = replace(bounce, report=report)
    ours = facts("m1", out=True, to=(PEOPLE[0],), history=True)
    assert told(arrived([bounce, ours])) == told(arrived([ours, bounce]))


def test_i15_a_new_bounce_in_a_case_that_is_history_may_come_before_what_it_returns() -> None:
    report = DeliveryReport(delivery=Delivery.FAILED, recipients=(PEOPLE[0],))
    old = facts("m1", PEOPLE[0], history=True)
    bounce = facts("m0", PEOPLE[0], references=("m1",), automatic=Automatic.BOUNCE)
    bounce = replace(bounce, report=report)
    ours = facts("m7", out=True, to=(PEOPLE[0],), references=("m1",))
    ours = replace(ours, arrived_at=bounce.arrived_at - timedelta(minutes=6))
    assert told(arrived([old, bounce, ours])) == told(arrived([old, ours, bounce]))
