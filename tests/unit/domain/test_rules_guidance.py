"""What the rules say about a contact or a case: rows S25, S39 and N03 of the requirements."""

import pytest

from mailroom.domain.cases import Concern
from mailroom.domain.escalations.escalation import Criterion, EscalationKind
from mailroom.domain.events import Closed, MemberSet, Merged, SendBegun
from mailroom.domain.people import Address, Member, Role, Seat
from mailroom.domain.policies.contact_events import ContactSet
from mailroom.domain.policies.contacts import Contact, ContactFlag, contact_of
from mailroom.domain.policies.guidance import concern_id
from mailroom.domain.policies.guidance_events import CriterionTicked, SuggestionDismissed
from mailroom.domain.verdicts import Reason
from mailroom.ids import MailKey, MessageId, PersonId
from tests.unit.domain.world import CUSTOMER, SATO, SUZUKI, TANAKA, World


@pytest.fixture
def world() -> World:
    made = World.founded()
    made.mail("a")
    return made


def concerns(world: World) -> tuple[Concern, ...]:
    return world.case("a").concerns


# --- contacts (S25) -------------------------------------------------------------------------------


def reserved(key: str = CUSTOMER) -> ContactSet:
    return ContactSet(
        contact=Contact(
            key=key,
            flag=ContactFlag.CAREFUL,
            handling="冷静に、慎重に",
            may_answer=(SUZUKI.person,),
            wording="ご不便をおかけしております。",
            two_people=True,
        )
    )


def begun(world: World, seat: Seat, to: str = CUSTOMER) -> None:
    claim = world.claim(seat, "a")
    world.do(
        seat,
        SendBegun(message_id=MessageId("<out>"), token=claim, to=(Address(addr=to),)),
        on="a",
    )


def test_S25_only_those_named_may_answer_such_a_contact(world: World) -> None:
    world.do(TANAKA, reserved())
    begun(world, SATO)
    assert world.reason is Reason.CONTACT_RESERVED
    assert world.verdict.who == SUZUKI.person


def test_S25_those_named_may_answer(world: World) -> None:
    world.do(TANAKA, reserved())
    begun(world, SUZUKI)
    assert world.verdict.accepted


def test_S25_a_lead_may_always_answer(world: World) -> None:
    world.do(TANAKA, reserved())
    begun(world, TANAKA)
    assert world.verdict.accepted


def test_S25_everybody_of_a_domain_and_its_exceptions(world: World) -> None:
    world.do(TANAKA, reserved("@big.example"))
    assert contact_of(world.state, "Boss@Big.example").flag is ContactFlag.CAREFUL
    world.do(TANAKA, ContactSet(contact=Contact(key="friend@big.example")))
    assert contact_of(world.state, "friend@big.example").flag is ContactFlag.NONE
    assert contact_of(world.state, "x@notbig.example") is None
    begun(world, SATO, to="boss@big.example")
    assert world.reason is Reason.CONTACT_RESERVED


def test_S25_the_handling_is_a_leads_to_say(world: World) -> None:
    world.do(SATO, reserved())
    assert world.reason is Reason.NOT_LEAD
    assert contact_of(world.state, CUSTOMER) is None


@pytest.mark.parametrize("key", ["", "nobody", "A@b.example", "a b@c.example", "@", "a@b"])
def test_S25_a_handling_is_about_an_address_or_a_domain(world: World, key: str) -> None:
    world.do(TANAKA, ContactSet(contact=Contact(key=key)))
    assert world.reason is Reason.INVALID


def test_S25_nobody_who_left_is_named(world: World) -> None:
    world.do(SUZUKI, MemberSet(member=Member(id=SUZUKI.person, name="鈴木", left=True)))
    world.do(TANAKA, reserved())
    assert world.reason is Reason.INVALID


def test_S25_who_left_since_leaves_it_to_the_leads(world: World) -> None:
    world.do(TANAKA, reserved())
    world.do(SUZUKI, MemberSet(member=Member(id=SUZUKI.person, name="鈴木", left=True)))
    begun(world, SATO)
    assert world.reason is Reason.CONTACT_RESERVED
    world.do(TANAKA, MemberSet(member=Member(id=PersonId("x"), name="x", role=Role.MEMBER)))
    world.do(TANAKA, ContactSet(contact=Contact(key=CUSTOMER)))
    begun(world, SATO)
    assert world.verdict.accepted


# --- criteria of a case (S39, N03) ----------------------------------------------------------------


def suggested(world: World, rule: str = "responsible-person") -> CriterionTicked:
    policy = world.state.policy()
    return CriterionTicked(criterion=policy.rule(rule).criterion, rule=rule)


def show(world: World, rule: str = "responsible-person") -> None:
    """Let a desk say that it showed a suggestion."""
    event_id = concern_id(world.case("a").id, rule)
    world.do(None, suggested(world, rule), on="a", event_id=event_id)


def test_S39_the_limit_begins_when_a_criterion_is_ticked(world: World) -> None:
    world.do(SATO, CriterionTicked(criterion=Criterion.MONEY), on="a")
    [concern] = concerns(world)
    assert (concern.criterion, concern.since) == (Criterion.MONEY, world.now)


def test_N03_the_limit_begins_when_a_suggestion_is_shown_once_for_all_desks(world: World) -> None:
    show(world)
    since = world.now
    assert world.verdict.accepted
    show(world)
    assert world.reason is Reason.DUPLICATE
    assert [one.since for one in concerns(world)] == [since]
    assert not world.case("a").touched  # nobody did anything to it


def test_S39_it_ends_by_escalating(world: World) -> None:
    show(world)
    world.escalate(SATO, "a", EscalationKind.INSTRUCT)
    assert world.verdict.accepted
    assert concerns(world) == ()
    show(world, "long")
    assert concerns(world) == ()  # it is with somebody already


def test_S39_a_heads_up_ends_nothing(world: World) -> None:
    show(world)
    world.escalate(SATO, "a", EscalationKind.HEADS_UP)
    assert len(concerns(world)) == 1


def test_S39_it_ends_by_dismissing_with_a_reason(world: World) -> None:
    show(world)
    world.do(SATO, SuggestionDismissed(rule="responsible-person", reason=""), on="a")
    assert world.reason is Reason.INVALID
    dismissed = SuggestionDismissed(rule="responsible-person", reason="責任者名のご質問でした")
    world.do(SATO, dismissed, on="a")
    assert world.verdict.accepted
    assert concerns(world) == ()
    assert world.case("a").dismissed == ("responsible-person",)
    world.do(SUZUKI, SuggestionDismissed(rule="responsible-person", reason="同じく"), on="a")
    assert world.reason is Reason.ALREADY


def test_S39_what_somebody_ticked_can_be_dismissed_and_ticked_again(world: World) -> None:
    world.do(SATO, CriterionTicked(criterion=Criterion.UNSURE), on="a")
    world.do(SATO, CriterionTicked(criterion=Criterion.UNSURE), on="a")
    assert world.reason is Reason.ALREADY
    world.do(SATO, SuggestionDismissed(rule="unsure", reason="わかりました"), on="a")
    assert (concerns(world), world.case("a").dismissed) == ((), ("unsure",))
    world.do(SATO, CriterionTicked(criterion=Criterion.UNSURE), on="a")
    assert (len(concerns(world)), world.case("a").dismissed) == (1, ())


@pytest.mark.parametrize("rule", ["emotional", "not-in-handbook", "none"])
def test_S23_a_desk_never_begins_a_limit_from_mere_signs(world: World, rule: str) -> None:
    body = CriterionTicked(criterion=Criterion.EMOTIONAL, rule=rule)
    event_id = concern_id(world.case("a").id, rule)
    world.do(None, body, on="a", event_id=event_id)
    assert world.reason is Reason.INVALID


def test_a_desk_names_its_suggestion_as_every_desk_does(world: World) -> None:
    world.do(None, suggested(world), on="a")
    assert world.reason is Reason.INVALID


def test_nothing_is_suggested_for_what_is_done(world: World) -> None:
    world.do(SATO, Closed(), on="a")
    show(world)
    assert world.reason is Reason.ALREADY


def test_a_refused_suggestion_leaves_no_trace(world: World) -> None:
    """Rule 2: else one desk's early word would silence it for ever."""
    world.do(SATO, SuggestionDismissed(rule="long", reason="今日中に返せます"), on="a")
    show(world, "long")
    assert world.reason is Reason.ALREADY
    world.do(SATO, CriterionTicked(criterion=Criterion.LONG, rule="long"), on="a")
    assert world.verdict.accepted


def test_merged_cases_keep_what_waits_for_a_decision(world: World) -> None:
    world.mail("b", sender="other@firm.example", subject="別の件")
    world.do(SATO, CriterionTicked(criterion=Criterion.MONEY), on="a")
    world.do(SATO, CriterionTicked(criterion=Criterion.UNSURE), on="b")
    world.do(SATO, Merged(other=MailKey("b")), on="a")
    assert world.verdict.accepted
    assert {one.criterion for one in concerns(world)} == {Criterion.MONEY, Criterion.UNSURE}
