"""The life of an escalation, row by row of what was asked for (S03-S54, N01, N04, N05)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalations import internal_mail
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.escalations.internal_mail import owed, wanted
from mailroom.domain.events import (
    AnswerApplied,
    Claimed,
    Closed,
    CustomerTold,
    Escalated,
    EscalationAdded,
    EscalationAnswered,
    EscalationDelivered,
    EscalationLowered,
    EscalationRaised,
    EscalationWithdrawn,
    InternalFailed,
    PhoneTried,
    PresenceSet,
    SendDone,
)
from mailroom.domain.people import Presence
from mailroom.domain.verdicts import Reason
from mailroom.ids import MessageId, Token
from tests.unit.domain.asking import (
    ADDRESSES,
    CHIEF,
    DEPUTY,
    HEAD,
    PLAN,
    answer,
    ask,
    fire,
    mail,
    request,
    team,
    times,
)
from tests.unit.domain.world import SATO, SUZUKI, TANAKA, World


@pytest.fixture
def world() -> World:
    return team()


def owes(world: World, escalation) -> set[str]:
    return {one.step.partition(":")[0] for one in owed(world.escalation(escalation))}


def raised(level: int = 4):
    return replace(request(), level=level, to=ADDRESSES[HEAD], to_person=HEAD)


def lowered(level: int = 2):
    return replace(request(), level=level, to=ADDRESSES[DEPUTY], to_person=DEPUTY)


# --- up, down, back -------------------------------------------------------------------------------


def test_S03_raised_it_stays_one_object_with_all_its_steps(world: World) -> None:
    escalation = ask(world)
    world.do(SATO, EscalationRaised(escalation=escalation, form=raised()), on="a")
    assert world.verdict.accepted
    row = world.escalation(escalation)
    assert [(one.to.name, one.level) for one in row.asked] == [("佐藤課長", 3), ("高橋部長", 4)]
    assert (row.person, row.level, row.state) == (HEAD, 4, EscalationState.ASKED)
    assert world.case("a").escalation == escalation
    assert world.case("a").level == 4
    assert min(times(world, escalation)) > row.asked[-1].step  # its plan, numbered on
    assert owes(world, escalation) == {"step", "taken"}  # the head is asked, the chief is told
    assert mail(world, escalation, f"step:{row.asked[-1].step}")
    assert world.escalation(escalation).state is EscalationState.SENT


def test_S03_nobody_raises_what_is_not_theirs_or_not_upwards(world: World) -> None:
    escalation = ask(world)
    world.do(SUZUKI, EscalationRaised(escalation=escalation, form=raised()), on="a")
    assert world.reason is Reason.NOT_LEAD
    world.do(SATO, EscalationRaised(escalation=escalation, form=raised(3)), on="a")
    assert world.reason is Reason.INVALID
    world.do(SATO, EscalationWithdrawn(escalation=escalation), on="a")
    world.do(SATO, EscalationRaised(escalation=escalation, form=raised()), on="a")
    assert world.reason is Reason.NO_ESCALATION


def test_S04_lowered_to_the_desk_lock_and_level_go_back_with_an_instruction(world: World) -> None:
    escalation = ask(world, EscalationKind.TAKE_OVER)
    chief = replace(SUZUKI, person=CHIEF)
    world.do(SUZUKI, EscalationLowered(escalation=escalation, instruction="いいえ"), on="a")
    assert world.reason is Reason.NOT_HOLDER
    body = EscalationLowered(escalation=escalation, instruction="窓口でこう返してください")
    world.do(chief, body, on="a")
    row, case = world.escalation(escalation), world.case("a")
    assert (row.state, case.level, case.claim.seat) == (EscalationState.ANSWERED, 1, SATO)
    assert (row.answers[-1].kind, row.answers[-1].words) == (
        AnswerKind.HAND_BACK,
        "窓口でこう返してください",
    )


def test_S04_lowered_by_one_level_somebody_else_is_asked_in_the_same_thread(world: World) -> None:
    escalation = ask(world)
    body = EscalationLowered(escalation=escalation, instruction="係長で足ります", form=lowered())
    world.do(TANAKA, body, on="a")
    row = world.escalation(escalation)
    assert (row.person, row.level, world.case("a").level) == (DEPUTY, 2, 2)
    assert world.case("a").escalated
    world.do(TANAKA, replace(body, form=lowered(2)), on="a")
    assert world.reason is Reason.INVALID


# --- kinds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EscalationKind)
def test_S05_the_kind_decides_who_holds_the_case(world: World, kind: EscalationKind) -> None:
    ask(world, kind)
    chief = replace(SUZUKI, person=CHIEF)
    allowed = {
        EscalationKind.HEADS_UP: (True, True),
        EscalationKind.TAKE_OVER: (False, True),
    }.get(kind, (True, False))
    for seat, may in zip((SATO, chief), allowed, strict=True):
        world.do(seat, Claimed(), on="a")
        assert world.verdict.accepted is may, (seat, world.verdict)
        if may:
            case = world.case("a")
            world.state.put(replace(case, claim=None))


def test_S06_a_heads_up_never_counts_as_handled(world: World) -> None:
    escalation = ask(world, EscalationKind.HEADS_UP)
    case = world.case("a")
    assert (case.escalated, case.status) == (False, CaseStatus.NEW)
    assert case.due is not None
    answer(world, escalation, AnswerKind.ACKNOWLEDGE)
    case = world.case("a")
    assert not world.escalation(escalation).awaits_answer
    assert (case.answered, case.status, case.waiting_since) == (
        False,
        CaseStatus.NEW,
        case.waiting_since,
    )
    assert case.waiting_since is not None


def test_S10_a_heads_up_costs_nobody_anything(world: World) -> None:
    escalation = ask(world, EscalationKind.HEADS_UP)
    world.wait(minutes=300)
    assert times(world, escalation) == {}
    assert owed(world.escalation(escalation)) == ()
    answer(world, escalation, AnswerKind.BUSY)
    assert world.escalation(escalation).passed_on is None


def test_N04_a_consult_leaves_the_case_with_the_desk(world: World) -> None:
    escalation = ask(world, EscalationKind.CHECK)
    assert world.escalation(escalation).asker == SATO
    world.do(SATO, Claimed(), on="a")
    assert world.verdict.accepted
    answer(world, escalation, AnswerKind.INSTRUCT)
    assert world.case("a").claim.seat == SATO
    assert world.case("a").assignee is None


# --- the phone ------------------------------------------------------------------------------------


def call(world: World, escalation, *, reached: bool) -> str:
    body = PhoneTried(escalation=escalation, number="内線 12", reached=reached, memo="折り返し")
    return world.do(SATO, body, on="a")


def test_S41_a_call_owes_its_record_mail_until_it_has_left(world: World) -> None:
    escalation = ask(world)
    tried = call(world, escalation, reached=True)
    row = world.escalation(escalation)
    assert (row.state, row.taken_by.person) == (EscalationState.ACKNOWLEDGED, CHIEF)
    assert internal_mail.is_record_owed(row)
    world.do(None, InternalFailed(escalation=escalation, step="request", attempt=1))
    assert mail(world, escalation, f"record:{tried}")
    assert not internal_mail.is_record_owed(world.escalation(escalation))


def test_N05_the_record_stays_owed_after_the_answer_was_spoken(world: World) -> None:
    escalation = ask(world)
    tried = call(world, escalation, reached=True)
    spoken = EscalationAnswered(
        escalation=escalation,
        kind=AnswerKind.APPROVE,
        words="進めてよい",
        by="佐藤課長",
        by_person=CHIEF,
        spoken=True,
        how="電話",
    )
    world.do(SATO, spoken, on="a")
    row = world.escalation(escalation)
    assert row.state is EscalationState.ANSWERED
    assert {one.step.partition(":")[0] for one in owed(row)} == {"record", "confirm"}
    assert mail(world, escalation, f"record:{tried}")


def test_S41_not_reached_changes_no_clock(world: World) -> None:
    escalation = ask(world)
    before = times(world, escalation)
    call(world, escalation, reached=False)
    assert times(world, escalation) == before
    assert world.escalation(escalation).state is EscalationState.SENT


# --- from asked to closed -------------------------------------------------------------------------


def test_S48_every_state_with_who_and_when(world: World) -> None:
    escalation = world.do(SATO, Escalated(form=request(), token="T"), on="a")
    assert world.escalation(escalation).state is EscalationState.ASKED
    mail(world, escalation, "request")
    assert world.escalation(escalation).state is EscalationState.SENT
    world.do(None, EscalationDelivered(escalation=escalation, step="request", attempt=1))
    delivered = world.escalation(escalation)
    assert (delivered.state, delivered.delivered_at) == (EscalationState.DELIVERED, world.now)
    answer(world, escalation, AnswerKind.ACKNOWLEDGE)
    seen = world.escalation(escalation)
    assert (seen.state, seen.acknowledged_at) == (EscalationState.ACKNOWLEDGED, world.now)
    answer(world, escalation, AnswerKind.INSTRUCT)
    answered = world.escalation(escalation)
    assert (answered.state, answered.ended_at) == (EscalationState.ANSWERED, world.now)
    assert answered.answers[-1].by == "佐藤課長"
    world.do(SATO, AnswerApplied(escalation=escalation), on="a")
    applied = world.escalation(escalation)
    assert (applied.state, applied.applied_by) == (EscalationState.APPLIED, SATO.person)
    world.do(SUZUKI, CustomerTold(escalation=escalation, how="電話"), on="a")
    told = world.escalation(escalation)
    assert (told.state, told.told_by, told.told_how) == (
        EscalationState.TOLD,
        SUZUKI.person,
        "電話",
    )
    world.do(SATO, Closed(), on="a")
    over = world.escalation(escalation)
    assert (over.state, over.closed_at) == (EscalationState.CLOSED, world.now)


def test_S48_a_bounce_is_a_state_and_delivered_does_not_hide_it(world: World) -> None:
    escalation = ask(world)
    failed = InternalFailed(escalation=escalation, step="request", attempt=1, bounced=True)
    world.do(None, failed)
    world.do(None, EscalationDelivered(escalation=escalation, step="request", attempt=1))
    assert world.escalation(escalation).state is EscalationState.BOUNCED


def test_S50_no_close_while_it_is_open_and_a_clock_for_what_follows(world: World) -> None:
    escalation = ask(world)
    world.do(SATO, Closed(), on="a")
    assert world.reason is Reason.OPEN_ESCALATION
    answer(world, escalation, AnswerKind.INSTRUCT)
    case = world.case("a")
    assert (case.answered, case.answered_at) == (True, world.now)
    assert case.due is not None
    world.do(SATO, CustomerTold(escalation=escalation, how="電話"), on="a")
    assert not world.case("a").answered
    world.do(SATO, CustomerTold(escalation=escalation, how="電話"), on="a")
    assert world.reason is Reason.ALREADY


def test_S50_a_reply_tells_the_customer_and_closing_ends_it(world: World) -> None:
    escalation = ask(world)
    answer(world, escalation, AnswerKind.INSTRUCT)
    world.reply(SATO, "a")
    told = world.escalation(escalation)
    assert (told.state, told.told_by) == (EscalationState.TOLD, SATO.person)
    world.do(SATO, Closed(), on="a")
    assert world.escalation(escalation).state is EscalationState.CLOSED


def test_S51_the_software_does_the_chasing_and_only_so_often(world: World) -> None:
    escalation = ask(world)
    world.wait(minutes=9)
    assert fire(world, escalation, 2)
    [nudge] = owed(world.escalation(escalation))
    assert (nudge.step, nudge.to, nudge.by.person) == ("nudge:2", ADDRESSES[CHIEF], "")
    assert mail(world, escalation, "nudge:2")
    assert not mail(world, escalation, "nudge:2", 2)
    assert not fire(world, escalation, 2)
    answer(world, escalation, AnswerKind.INSTRUCT)
    assert [one.kind for one in wanted(world.escalation(escalation))] == []


def test_S51_a_nudge_that_nobody_sent_is_not_made_up_for_after_the_answer(world: World) -> None:
    escalation = ask(world)
    world.wait(minutes=9)
    assert fire(world, escalation, 2)
    answer(world, escalation, AnswerKind.INSTRUCT)
    assert not mail(world, escalation, "nudge:2")


def test_S52_nudge_alternate_next_level_board_each_at_its_time(world: World) -> None:
    escalation = ask(world)
    seen = []
    for _ in range(4):
        at = min(times(world, escalation).values())
        world.now = at
        assert fire(world, escalation)
        row = world.escalation(escalation)
        seen.append((row.marks[-1].number, row.person, row.level, row.on_board))
    assert seen == [
        (2, CHIEF, 3, False),
        (3, DEPUTY, 3, False),
        (4, HEAD, 4, False),
        (5, HEAD, 4, True),
    ]


def test_S53_an_interim_reply_goes_out_and_the_customers_clock_runs_on(world: World) -> None:
    escalation = ask(world, EscalationKind.TAKE_OVER)
    waiting = world.case("a").waiting_since
    world.begin(SATO, "a", "<interim>", Token(escalation), interim=True)
    assert world.verdict.accepted
    world.do(SATO, SendDone(message_id=MessageId("<interim>")), on="a")
    case = world.case("a")
    assert (case.waiting_since, case.escalated) == (waiting, True)
    assert case.due is not None
    assert world.escalation(escalation).state is EscalationState.SENT


def test_S54_one_escalation_one_lock_one_answer(world: World) -> None:
    escalation = ask(world)
    world.do(SUZUKI, Claimed(), on="a")
    assert world.reason is Reason.ESCALATED
    answer(world, escalation, AnswerKind.INSTRUCT, key="first")
    answer(world, escalation, AnswerKind.INSTRUCT, key="first")  # every desk reads the mail
    assert world.reason is Reason.DUPLICATE
    assert len(world.escalation(escalation).answers) == 1
    world.do(SUZUKI, Claimed(), on="a")
    assert world.reason is Reason.HELD
    assert world.verdict.who == SATO.person


def test_rule_31_the_desk_acts_for_an_asker_who_has_gone_home(world: World) -> None:
    escalation = ask(world)
    world.do(SATO, PresenceSet(person=SATO.person, presence=Presence.GONE))
    raising = EscalationRaised(escalation=escalation, form=raised())
    world.do(SUZUKI, raising, on="a")
    assert world.verdict.accepted
    answer(world, escalation, AnswerKind.INSTRUCT, by=HEAD, step=6)
    assert world.case("a").claim is None
    world.do(SUZUKI, Claimed(), on="a")
    assert world.verdict.accepted


def test_N01_added_facts_reach_whoever_is_asked_now(world: World) -> None:
    escalation = ask(world)
    world.mail("b", answers=("a",))  # the customer writes again
    added = world.do(SATO, EscalationAdded(escalation=escalation, text="続報です"), on="a")
    assert mail(world, escalation, f"add:{added}")
    world.wait(minutes=12)
    assert fire(world, escalation, 3)
    later = world.do(SATO, EscalationAdded(escalation=escalation, text="さらに"), on="a")
    names = {one.step: one.to for one in wanted(world.escalation(escalation))}
    assert names[f"add:{later}"] == ADDRESSES[DEPUTY]
    assert f"add:{added}" not in names  # the deputy's request says it


def test_N01_taken_over_by_the_alternate_the_first_loses_the_lock(world: World) -> None:
    escalation = ask(world, EscalationKind.TAKE_OVER)
    chief = replace(SUZUKI, person=CHIEF)
    world.do(chief, Claimed(), on="a")
    assert world.verdict.accepted
    world.wait(minutes=50)
    assert fire(world, escalation, 4)
    assert world.case("a").claim is None
    world.do(chief, Claimed(), on="a")
    assert world.reason is Reason.ESCALATED
    world.do(replace(SUZUKI, person=HEAD), Claimed(), on="a")
    assert world.verdict.accepted


def test_the_plan_of_the_form_is_the_plan_that_runs(world: World) -> None:
    escalation = ask(world)
    assert world.escalation(escalation).plan == PLAN


def test_S50_asking_anew_ends_the_answer_before(world: World) -> None:
    first = ask(world)
    answer(world, first, AnswerKind.INSTRUCT)
    ask(world)
    assert world.escalation(first).state is EscalationState.CLOSED


def test_a_word_on_a_heads_up_beside_a_request_leaves_nothing_to_apply(world: World) -> None:
    told = ask(world, EscalationKind.HEADS_UP)
    asked = ask(world)
    answer(world, told, AnswerKind.WORDS)
    assert world.escalation(told).state is EscalationState.CLOSED
    assert (world.case("a").escalation, world.case("a").escalated) == (asked, True)
