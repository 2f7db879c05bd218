"""Rules 21, 31, S50: escalation, its lock, its answers and its internal mails."""

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalation import (
    AnswerKind,
    EscalationKind,
    EscalationState,
    StepState,
)
from mailroom.domain.events import (
    Closed,
    Escalated,
    EscalationAdded,
    EscalationAnswered,
    EscalationWithdrawn,
    HandedBack,
    InternalBegun,
    InternalDone,
    InternalFailed,
    PresenceSet,
    SendDone,
    TakenOver,
)
from mailroom.domain.holding import holder_of, token_for
from mailroom.domain.mails import Automatic
from mailroom.domain.people import Presence, Seat
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import EscalationId, MailKey, MessageId, Token
from tests.unit.domain.world import SATO, SUZUKI, TANAKA, World, form

ASKING = (EscalationKind.CHECK, EscalationKind.INSTRUCT, EscalationKind.APPROVE)
LOCKING = (*ASKING, EscalationKind.TAKE_OVER)
REQUEST = MessageId("<request@shop>")


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def holder(world: World) -> object:
    found = holder_of(world.state, world.case("a"))
    return None if found is None else (found.person or found.name, found.desk)


def answer(
    world: World,
    escalation: EscalationId,
    kind: AnswerKind,
    *,
    seat: Seat | None = SATO,
    mail: str | None = None,
) -> None:
    body = EscalationAnswered(
        escalation=escalation,
        kind=kind,
        words="はい",
        by="佐藤課長",
        spoken=mail is None,
        mail=None if mail is None else MailKey(mail),
    )
    world.do(seat, body, on="a")


def go_home(world: World, seat: Seat) -> None:
    world.do(seat, PresenceSet(person=seat.person, presence=Presence.GONE))


# --- the lock -------------------------------------------------------------------------------------


def test_rule_31_heads_up_locks_nothing_and_handles_nothing(world: World) -> None:
    token = world.claim(SATO, "a")
    escalation = world.escalate(SATO, "a", EscalationKind.HEADS_UP)
    assert world.case("a").status is CaseStatus.OPEN
    assert world.case("a").claim.token == token
    assert world.escalation(escalation).state is EscalationState.ASKED
    assert not world.escalation(escalation).awaits_answer
    world.do(SATO, Closed(), on="a")
    assert world.verdict.accepted


@pytest.mark.parametrize("kind", ASKING)
def test_rule_31_the_asker_keeps_it_and_nobody_else_claims(
    world: World, kind: EscalationKind
) -> None:
    world.claim(SATO, "a")
    world.escalate(SATO, "a", kind)
    assert world.case("a").status is CaseStatus.ESCALATED
    assert world.escalation(world.case("a").escalation).awaits_answer
    assert holder(world) == (SATO.person, SATO.desk)
    world.wait(days=3)  # its lock has no end
    for seat in (SUZUKI, TANAKA):
        world.claim(seat, "a")
        assert world.reason is Reason.ESCALATED
        assert world.verdict.who == SATO.person
    world.claim(SATO, "a")
    assert world.verdict.accepted
    world.do(TANAKA, TakenOver(token=world.case("a").claim.token, reason="急ぎ"), on="a")
    assert world.reason is Reason.ESCALATED


def test_rule_31_take_over_gives_it_to_the_addressee(world: World) -> None:
    world.escalate(SATO, "a", EscalationKind.TAKE_OVER, to=SUZUKI)
    assert holder(world) == (SUZUKI.person, None)
    for seat in (SATO, TANAKA):
        world.claim(seat, "a")
        assert world.reason is Reason.ESCALATED
    world.claim(SUZUKI, "a")
    assert holder(world) == (SUZUKI.person, SUZUKI.desk)
    world.reply(SUZUKI, "a")
    assert world.case("a").status is CaseStatus.ESCALATED


def test_rule_31_take_over_by_somebody_without_an_account(world: World) -> None:
    world.escalate(SATO, "a", EscalationKind.TAKE_OVER)
    assert holder(world) == ("佐藤課長", None)


@pytest.mark.parametrize("kind", LOCKING)
def test_rule_31_the_asker_may_send_interim_mail(world: World, kind: EscalationKind) -> None:
    token = Token(world.escalate(SATO, "a", kind, to=SUZUKI))
    assert token_for(world.state, world.case("a"), SATO) == token
    waiting = world.case("a").waiting_since
    world.begin(SATO, "a", "<interim>", token, interim=True)
    assert world.verdict.accepted
    world.do(SATO, SendDone(message_id=MessageId("<interim>")), on="a")
    assert world.case("a").waiting_since == waiting
    world.begin(TANAKA, "a", "<other>", token, interim=True)
    assert world.reason is Reason.ESCALATED


def test_rule_31_after_take_over_the_asker_sends_nothing_but_interim(world: World) -> None:
    token = Token(world.escalate(SATO, "a", EscalationKind.TAKE_OVER, to=SUZUKI))
    world.begin(SATO, "a", "<r>", token)
    assert world.reason is Reason.ESCALATED
    world.begin(SUZUKI, "a", "<r>", token)
    assert world.verdict.accepted


def test_rule_31_asker_away_then_any_member_is_the_contact(world: World) -> None:
    token = Token(world.escalate(SATO, "a", EscalationKind.CHECK))
    go_home(world, SATO)
    world.claim(SUZUKI, "a")
    assert world.verdict.accepted
    world.do(SATO, PresenceSet(person=SATO.person, presence=Presence.IN))
    world.begin(SATO, "a", "<r>", token, interim=True)
    assert world.reason is Reason.HELD


def test_rule_31_another_live_claim_refuses_to_be_escalated_away(world: World) -> None:
    world.claim(SUZUKI, "a")
    world.escalate(SATO, "a", EscalationKind.CHECK)
    assert world.reason is Reason.HELD


def test_rule_21_a_second_escalation_becomes_a_note(world: World) -> None:
    world.escalate(SATO, "a", EscalationKind.CHECK)
    world.escalate(SUZUKI, "a", EscalationKind.APPROVE)
    assert world.reason is Reason.ALREADY_ESCALATED
    assert world.verdict.flags == (Flag.BECAME_NOTE,)
    world.escalate(SUZUKI, "a", EscalationKind.HEADS_UP)
    assert world.verdict.accepted


def test_s50_no_closing_with_an_open_escalation(world: World) -> None:
    world.escalate(SATO, "a", EscalationKind.APPROVE)
    world.do(SATO, Closed(), on="a")
    assert world.reason is Reason.OPEN_ESCALATION


def test_escalating_a_done_case_opens_it(world: World) -> None:
    world.do(SATO, Closed(), on="a")
    world.escalate(SATO, "a", EscalationKind.CHECK)
    assert world.case("a").status is CaseStatus.ESCALATED


def test_values_no_honest_desk_writes_are_refused(world: World) -> None:
    for body in (
        Escalated(form=form(EscalationKind.CHECK), token=""),
        Escalated(form=form(EscalationKind.CHECK, level=0), token="T"),
    ):
        world.do(SATO, body, on="a")
        assert world.reason is Reason.INVALID


# --- answers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [
        AnswerKind.APPROVE,
        AnswerKind.REJECT,
        AnswerKind.INSTRUCT,
        AnswerKind.HAND_BACK,
        AnswerKind.WORDS,
    ],
)
@pytest.mark.parametrize("asked", LOCKING)
def test_rule_31_an_answer_returns_the_lock_to_the_asker(
    world: World, asked: EscalationKind, kind: AnswerKind
) -> None:
    escalation = world.escalate(SATO, "a", asked)
    world.mail("answer", "kacho@shop.example", tags=(f"esc:{world.escalation(escalation).token}",))
    answer(world, escalation, kind, seat=None, mail="answer")
    case = world.case("a")
    assert world.escalation(escalation).state is EscalationState.ANSWERED
    assert (case.answered, case.status) == (True, CaseStatus.OPEN)
    assert holder(world) == (SATO.person, SATO.desk)


def test_rule_31_asker_gone_then_the_case_is_free(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.CHECK)
    go_home(world, SATO)
    answer(world, escalation, AnswerKind.APPROVE, seat=SUZUKI)
    assert holder(world) is None
    world.claim(SUZUKI, "a")
    assert world.verdict.accepted


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (AnswerKind.ACKNOWLEDGE, EscalationState.ACKNOWLEDGED),
        (AnswerKind.TAKE, EscalationState.ACKNOWLEDGED),
        (AnswerKind.BUSY, EscalationState.ASKED),
        (AnswerKind.RAISE, EscalationState.ASKED),
    ],
)
def test_rule_31_other_answers_leave_it_open(
    world: World, kind: AnswerKind, state: EscalationState
) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.TAKE_OVER, to=SUZUKI)
    answer(world, escalation, kind)
    assert world.escalation(escalation).state is state
    assert world.case("a").status is CaseStatus.ESCALATED
    assert world.escalation(escalation).answers[-1].words == "はい"


def test_rule_31_taking_a_question_makes_it_a_take_over(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.CHECK, to=SUZUKI)
    world.claim(SATO, "a")
    answer(world, escalation, AnswerKind.TAKE, seat=SUZUKI)
    assert holder(world) == (SUZUKI.person, None)


def test_rule_31_every_desk_reads_the_answer_once(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    world.mail("answer", "kacho@shop.example", tags=(f"esc:{world.escalation(escalation).token}",))
    answer(world, escalation, AnswerKind.WORDS, seat=None, mail="answer")
    answer(world, escalation, AnswerKind.WORDS, seat=None, mail="answer")
    assert world.reason is Reason.ALREADY
    answer(world, escalation, AnswerKind.APPROVE, seat=SATO, mail="answer")  # sorted by a person
    assert world.verdict.accepted
    assert [a.kind for a in world.escalation(escalation).answers] == [
        AnswerKind.WORDS,
        AnswerKind.APPROVE,
    ]


def test_rule_31_a_late_answer_is_kept_and_moves_nothing(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    world.do(SATO, EscalationWithdrawn(escalation=escalation), on="a")
    answer(world, escalation, AnswerKind.APPROVE)
    assert world.verdict.accepted
    assert world.escalation(escalation).state is EscalationState.WITHDRAWN
    assert len(world.escalation(escalation).answers) == 1
    assert not world.case("a").answered


def test_rule_31_withdrawn_by_asker_lead_or_anybody_if_away(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    withdrawn = EscalationWithdrawn(escalation=escalation, reason="解決")
    world.do(SUZUKI, withdrawn, on="a")
    assert world.reason is Reason.NOT_LEAD
    world.do(SATO, withdrawn, on="a")
    assert world.escalation(escalation).state is EscalationState.WITHDRAWN
    assert world.case("a").status is CaseStatus.OPEN
    assert holder(world) == (SATO.person, SATO.desk)
    world.do(TANAKA, withdrawn, on="a")
    assert world.reason is Reason.NO_ESCALATION


def test_rule_31_the_addressee_hands_back(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.TAKE_OVER, to=SUZUKI)
    world.claim(SUZUKI, "a")
    back = HandedBack(escalation=escalation, instruction="こう返してください")
    world.do(SATO, back, on="a")
    assert world.reason is Reason.NOT_HOLDER
    world.do(SUZUKI, back, on="a")
    assert holder(world) == (SATO.person, SATO.desk)
    assert world.escalation(escalation).answers[-1].words == "こう返してください"


def test_s50_applied_by_the_reply_to_the_customer(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    answer(world, escalation, AnswerKind.APPROVE)
    world.reply(SATO, "a")
    assert world.escalation(escalation).applied
    assert world.escalation(escalation).state is EscalationState.CLOSED
    assert not world.case("a").answered
    assert world.case("a").status is CaseStatus.WAITING_CUSTOMER


def test_s50_applied_by_closing(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    answer(world, escalation, AnswerKind.APPROVE)
    world.do(SATO, Closed(), on="a")
    assert world.escalation(escalation).applied
    assert world.case("a").escalation is None


def test_an_answer_to_a_heads_up_is_shown(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.HEADS_UP)
    answer(world, escalation, AnswerKind.WORDS)
    assert world.case("a").answered
    world.escalate(SATO, "a", EscalationKind.CHECK)
    assert world.verdict.accepted


def test_facts_are_added_while_it_is_open(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    added = EscalationAdded(escalation=escalation, text="金額は 3 万円です")
    world.do(SUZUKI, added, on="a")
    assert world.escalation(escalation).added == ("金額は 3 万円です",)
    answer(world, escalation, AnswerKind.APPROVE)
    world.do(SUZUKI, added, on="a")
    assert world.reason is Reason.NO_ESCALATION


# --- internal mails -------------------------------------------------------------------------------


def begin(world: World, escalation: EscalationId, attempt: int = 1, step: str = "request") -> None:
    body = InternalBegun(escalation=escalation, step=step, attempt=attempt, message_id=REQUEST)
    world.do(None, body)


def test_rule_31_a_step_is_mailed_once(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    begin(world, escalation)
    assert world.verdict.accepted
    begin(world, escalation)
    assert world.reason is Reason.ALREADY
    world.do(None, InternalDone(escalation=escalation, step="request", attempt=1))
    assert world.escalation(escalation).state is EscalationState.SENT
    begin(world, escalation, 2)
    assert world.reason is Reason.ALREADY


def test_rule_31_unknown_for_five_minutes_allows_the_next_attempt(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    begin(world, escalation)
    begin(world, escalation, 2)
    assert world.reason is Reason.TOO_EARLY
    begin(world, escalation, 3)
    assert world.reason is Reason.INVALID
    world.wait(minutes=5)
    begin(world, escalation, 2)
    assert world.verdict.accepted


def test_rule_31_a_failed_step_may_be_tried_again_at_once(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    begin(world, escalation)
    failed = InternalFailed(escalation=escalation, step="request", attempt=1, detail="550")
    world.do(None, failed)
    assert world.escalation(escalation).mails[0].state is StepState.FAILED
    begin(world, escalation, 2)
    assert world.verdict.accepted


def test_s48_a_bounced_request_is_a_state(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    begin(world, escalation)
    world.do(None, InternalDone(escalation=escalation, step="request", attempt=1))
    world.mail("dsn", "mailer-daemon@mx.example", automatic=Automatic.BOUNCE, bounced=REQUEST)
    assert world.escalation(escalation).state is EscalationState.BOUNCED
    assert world.case("dsn").id == world.case("a").id
    assert world.case("a").status is CaseStatus.ESCALATED


def test_rule_31_internal_mails_look_at_no_content_and_block_nothing(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    world.mail("b", answers=("a",))
    body = InternalBegun(escalation=escalation, step="request", attempt=1, message_id=REQUEST)
    world.do(None, body, unseen=True)
    assert world.verdict.accepted
    world.begin(SATO, "a", "<interim>", Token(escalation), interim=True)
    assert world.verdict.accepted


def test_no_request_leaves_for_a_withdrawn_escalation(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    world.do(SATO, EscalationWithdrawn(escalation=escalation), on="a")
    begin(world, escalation)
    assert world.reason is Reason.NO_ESCALATION
    begin(world, escalation, step="withdraw")
    assert world.verdict.accepted


def test_rule_15_internal_facts_are_never_refused(world: World) -> None:
    nowhere = InternalDone(escalation=EscalationId("none"), step="request", attempt=1)
    world.do(None, nowhere)
    assert world.verdict.flags == (Flag.WITHOUT_SLOT,)
