"""Rules 21, 31, S50: escalation, its lock and its answers."""

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.claims.holding import holder_of, token_for
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.events import (
    Claimed,
    Closed,
    Escalated,
    EscalationAdded,
    EscalationAnswered,
    EscalationWithdrawn,
    Filtered,
    HandedBack,
    Merged,
    PresenceSet,
    Released,
    SendDone,
    TakenOver,
)
from mailroom.domain.people import Presence, Seat
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import DeskId, EscalationId, MailKey, MessageId, Token, answer_id
from tests.unit.domain.world import SATO, SUZUKI, TANAKA, World, form

ASKING = (EscalationKind.CHECK, EscalationKind.INSTRUCT, EscalationKind.APPROVE)
LOCKING = (*ASKING, EscalationKind.TAKE_OVER)
LAPTOP = Seat(person=SATO.person, desk=DeskId("laptop"))


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
    read_by_a_desk = seat is None and body.mail is not None
    world.do(
        seat, body, on="a", event_id=answer_id(escalation, body.mail) if read_by_a_desk else None
    )


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


def test_S50_no_closing_with_an_open_escalation(world: World) -> None:
    world.escalate(SATO, "a", EscalationKind.APPROVE)
    world.do(SATO, Closed(), on="a")
    assert world.reason is Reason.OPEN_ESCALATION


def test_rule_18_escalating_a_done_case_opens_it_for_all_to_see(world: World) -> None:
    world.do(TANAKA, Closed(), on="a")
    shown = world.head
    escalation = world.escalate(SATO, "a", EscalationKind.CHECK)
    assert world.case("a").status is CaseStatus.ESCALATED
    world.do(SATO, EscalationWithdrawn(escalation=escalation), on="a")
    world.do(SATO, Released(token=world.case("a").claim.token), on="a")
    world.do(TANAKA, Closed(), on="a", basis=shown)
    assert world.reason is Reason.CONTENT_CHANGED
    world.do(TANAKA, Closed(), on="a")
    assert world.verdict.accepted


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
    assert world.reason is Reason.DUPLICATE
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


def test_S50_applied_by_the_reply_to_the_customer(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    answer(world, escalation, AnswerKind.APPROVE)
    world.reply(SATO, "a")
    assert world.escalation(escalation).state is EscalationState.TOLD
    assert not world.case("a").answered
    assert world.case("a").status is CaseStatus.WAITING_CUSTOMER


def test_S50_applied_by_closing(world: World) -> None:
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
    assert [one.text for one in world.escalation(escalation).added] == ["金額は 3 万円です"]
    answer(world, escalation, AnswerKind.APPROVE)
    world.do(SUZUKI, added, on="a")
    assert world.reason is Reason.NO_ESCALATION


# --- who may do what meanwhile --------------------------------------------------------------------


@pytest.mark.parametrize("kind", LOCKING)
def test_rule_31_its_lock_has_no_end_and_no_lead_above_it(
    world: World, kind: EscalationKind
) -> None:
    world.escalate(SATO, "a", kind, to=SUZUKI)
    world.wait(days=30)
    for body in (Claimed(), Merged(other="b"), Filtered(), Closed()):
        world.mail("b", "b@gmail.com", subject="別件")
        world.do(TANAKA, body, on="a")
        assert world.reason in {Reason.ESCALATED, Reason.OPEN_ESCALATION}, body


@pytest.mark.parametrize("kind", ASKING)
def test_rule_31_the_asker_may_sit_at_any_desk(world: World, kind: EscalationKind) -> None:
    token = Token(world.escalate(SATO, "a", kind))
    assert token_for(world.state, world.case("a"), LAPTOP) == token
    world.claim(LAPTOP, "a")
    assert world.verdict.accepted
    world.begin(LAPTOP, "a", "<r>", token, interim=True)
    assert world.verdict.accepted


def test_rule_31_the_returned_lock_is_the_askers_at_any_desk(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    answer(world, escalation, AnswerKind.APPROVE, seat=TANAKA)
    assert holder(world) == (SATO.person, SATO.desk)
    token = world.case("a").claim.token
    world.do(LAPTOP, TakenOver(token=token), on="a")  # no reason, nobody's leave
    assert holder(world) == (SATO.person, LAPTOP.desk)


def test_rule_31_the_returned_lock_is_a_claim_like_any_other(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    answer(world, escalation, AnswerKind.APPROVE, seat=TANAKA)
    world.claim(SUZUKI, "a")
    assert world.reason is Reason.HELD
    world.wait(minutes=30)
    world.claim(SUZUKI, "a")
    assert world.verdict.accepted


def test_rule_31_asker_away_then_any_member_has_the_same_rights(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    token = Token(escalation)
    world.begin(SUZUKI, "a", "<r>", token, interim=True)
    assert world.reason is Reason.ESCALATED
    go_home(world, SATO)
    assert token_for(world.state, world.case("a"), SUZUKI) == token
    world.begin(SUZUKI, "a", "<r>", token, interim=True)
    assert world.verdict.accepted
    world.do(SUZUKI, SendDone(message_id=MessageId("<r>")), on="a")
    world.do(SUZUKI, EscalationWithdrawn(escalation=escalation), on="a")
    assert world.verdict.accepted


def test_rule_31_after_take_over_any_member_tells_the_customer_only_that_it_takes_time(
    world: World,
) -> None:
    token = Token(world.escalate(SATO, "a", EscalationKind.TAKE_OVER))
    go_home(world, SATO)
    world.claim(SUZUKI, "a")
    assert world.reason is Reason.ESCALATED
    world.begin(SUZUKI, "a", "<r>", token)
    assert world.reason is Reason.ESCALATED
    world.begin(SUZUKI, "a", "<r>", token, interim=True)
    assert world.verdict.accepted


def test_rule_31_while_the_asker_is_there_it_is_their_case(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.CHECK)
    world.do(SATO, PresenceSet(person=SATO.person, presence=Presence.BUSY))
    world.claim(SUZUKI, "a")
    assert world.reason is Reason.ESCALATED
    answer(world, escalation, AnswerKind.APPROVE, seat=SUZUKI)
    assert holder(world) == (SATO.person, SATO.desk)


def test_rule_31_who_spoke_with_the_customer_meanwhile_keeps_the_lock(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.CHECK)
    go_home(world, SATO)
    token = world.claim(SUZUKI, "a")
    world.do(SATO, PresenceSet(person=SATO.person, presence=Presence.IN))
    answer(world, escalation, AnswerKind.APPROVE)
    assert world.case("a").claim.token == token


def test_rule_31_an_answer_during_a_send_leaves_the_slot_alone(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.CHECK)
    world.begin(SATO, "a", "<r>", Token(escalation), interim=True)
    answer(world, escalation, AnswerKind.APPROVE, seat=TANAKA)
    assert world.case("a").open_send.message_id == "<r>"
    assert not world.case("a").escalated
    world.do(SATO, SendDone(message_id=MessageId("<r>")), on="a")
    assert world.case("a").open_send is None


def test_rule_31_a_spoken_answer_says_by_whom_and_how(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    spoken = EscalationAnswered(
        escalation=escalation,
        kind=AnswerKind.APPROVE,
        words="いいですよ",
        by="佐藤課長",
        by_person=SUZUKI.person,
        spoken=True,
        how="phone",
    )
    world.do(None, spoken, on="a")
    assert world.reason is Reason.NOT_MEMBER  # somebody must have heard it
    world.do(SATO, spoken, on="a")
    kept = world.escalation(escalation).answers[-1]
    assert (kept.words, kept.by, kept.by_person, kept.spoken, kept.how, kept.at) == (
        "いいですよ",
        "佐藤課長",
        SUZUKI.person,
        True,
        "phone",
        world.now,
    )


def test_rule_31_the_same_answer_mail_counts_once_whichever_desk_reads_it(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    world.mail("answer", "kacho@shop.example", tags=(f"esc:{world.escalation(escalation).token}",))
    answer(world, escalation, AnswerKind.WORDS, seat=None, mail="answer")
    answer(world, escalation, AnswerKind.APPROVE, seat=None, mail="answer")
    assert world.reason is Reason.DUPLICATE
    answer(world, escalation, AnswerKind.WORDS, seat=SATO, mail="answer")
    assert world.reason is Reason.ALREADY
    answer(world, escalation, AnswerKind.APPROVE, seat=SATO, mail="answer")
    assert world.verdict.accepted  # a person sorts the words
    assert len(world.escalation(escalation).answers) == 2


def test_rule_31_new_words_of_the_customer_stay_words_and_end_nothing(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    world.mail("b", answers=("a",))
    assert world.escalation(escalation).state is EscalationState.ASKED
    assert world.case("a").status is CaseStatus.ESCALATED
    assert world.state.mail(MailKey("b")).is_word


def test_rule_21_a_second_escalation_leaves_the_first_as_it_was(world: World) -> None:
    first = world.escalate(SATO, "a", EscalationKind.CHECK)
    before, case = world.escalation(first), world.case("a")
    world.escalate(SUZUKI, "a", EscalationKind.TAKE_OVER, to=SUZUKI)
    assert world.escalation(first) == before
    assert world.case("a") == case
    answer(world, first, AnswerKind.APPROVE)
    world.do(SATO, Released(token=world.case("a").claim.token), on="a")
    world.escalate(SUZUKI, "a", EscalationKind.APPROVE)
    assert world.verdict.accepted  # the first one is over
