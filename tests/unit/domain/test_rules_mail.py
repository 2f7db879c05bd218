"""Rules 22-24: how mail becomes cases (25-27: test_rules_joining)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.events import (
    Claimed,
    Closed,
    HistoryClaimed,
    HistoryImported,
    InternalBegun,
    MailArrived,
    MailMoved,
    Merged,
    NoteAdded,
    Reopened,
    SendBegun,
)
from mailroom.domain.mails import Automatic, Direction, JoinReason
from mailroom.domain.verdicts import Reason
from mailroom.ids import MailboxId, MailKey, MessageId, case_id, mail_arrived_id
from tests.unit.domain.world import CUSTOMER, MORNING, SATO, SUZUKI, World, facts

LONG_AGO = MORNING - timedelta(days=60)
LAST_WEEK = MORNING - timedelta(days=7)
FRIEND = "hanako@yahoo.co.jp"


@pytest.fixture
def world() -> World:
    return World.founded()


def reason(world: World, key: str) -> JoinReason:
    place = world.state.mail(MailKey(key))
    assert place is not None
    return place.reason


# --- rule 22: history -----------------------------------------------------------------------------


def test_rule_22_old_mail_opens_as_done_without_clocks(world: World) -> None:
    case = world.mail("a", sent_at=LONG_AGO, history=True)
    assert (case.status, case.due, case.content) == (CaseStatus.DONE, None, ())


def test_rule_22_a_recent_unanswered_question_stays_open_without_a_clock(world: World) -> None:
    case = world.mail("a", sent_at=LAST_WEEK, history=True)
    assert (case.status, case.due) == (CaseStatus.NEW, None)


@pytest.mark.parametrize("answer_first", [True, False])
def test_rule_22_an_answered_question_is_done_in_any_order(
    world: World, answer_first: bool
) -> None:
    question = facts("q", sent_at=LAST_WEEK, history=True)
    answer = facts(
        "r", out=True, answers=("q",), sent_at=LAST_WEEK + timedelta(days=1), history=True
    )
    for mail in (answer, question) if answer_first else (question, answer):
        world.announce(mail)
    assert world.case("q").id == world.case("r").id
    assert world.case("q").status is CaseStatus.DONE


def test_rule_22_a_question_after_the_answer_waits(world: World) -> None:
    for key, days, out in (("q", 0, False), ("r", 1, True), ("q2", 2, False)):
        world.mail(
            key,
            out=out,
            answers=("q",) if key != "q" else (),
            sent_at=LAST_WEEK + timedelta(days=days),
            history=True,
        )
    assert world.case("q").status is CaseStatus.OPEN
    assert world.case("q").waiting_since == LAST_WEEK + timedelta(days=2)


def test_rule_22_the_start_line_is_the_founding_not_now(world: World) -> None:
    world.wait(days=30)
    assert world.mail("a", sent_at=LAST_WEEK, history=True).status is CaseStatus.NEW


def test_rule_22_our_own_sent_mail_opens_as_waiting(world: World) -> None:
    case = world.mail("a", out=True, to=(CUSTOMER,))
    assert case.status is CaseStatus.WAITING_CUSTOMER
    assert case.contact.addr == CUSTOMER
    assert not case.answered_outside


def test_rule_22_new_mail_wakes_old_cases_automatic_mail_does_not(world: World) -> None:
    world.mail("a", sent_at=LONG_AGO, history=True)
    assert world.mail("auto", answers=("a",), automatic=Automatic.REPLY).status is CaseStatus.DONE
    case = world.mail("b", answers=("a",))
    assert case.status is CaseStatus.NEW
    assert case.due is not None


def test_rule_22_one_desk_imports_at_a_time(world: World) -> None:
    world.do(SATO, HistoryClaimed())
    world.do(SUZUKI, HistoryClaimed())
    assert world.reason is Reason.HELD
    world.do(SUZUKI, HistoryImported())
    assert world.reason is Reason.NOT_HOLDER
    world.wait(minutes=30)
    world.do(SUZUKI, HistoryClaimed())  # the first one has gone silent
    assert world.verdict.accepted
    world.do(SUZUKI, HistoryImported())
    assert world.state.team().history_done
    world.do(SATO, HistoryClaimed())
    assert world.reason is Reason.ALREADY


# --- rules 23, 24 ---------------------------------------------------------------------------------


def test_rule_23_the_copy_of_our_reply_is_known_by_its_id(world: World) -> None:
    world.mail("a")
    world.reply(SATO, "a", "<r@shop>", close_after=True)
    world.mail("copy", out=True, to=(CUSTOMER,), message_id="<r@shop>")
    assert world.case("copy").id == world.case("a").id
    assert world.case("a").status is CaseStatus.DONE
    assert not world.case("a").answered_outside


def test_rule_23_the_copy_lies_where_it_was_sent_whatever_it_names(world: World) -> None:
    world.mail("a")
    world.mail("c", FRIEND, subject="別件")
    world.do(SATO, NoteAdded(text="x"), on="c")
    world.reply(SATO, "a", "<r@shop>")
    copy = world.mail("copy", out=True, to=(FRIEND,), answers=("c",), message_id="<r@shop>")
    assert copy.id == world.case("a").id


def test_rule_23_the_same_foreign_id_twice_is_two_mails(world: World) -> None:
    world.mail("a", message_id="<same@x>")
    world.mail("b", FRIEND, message_id="<same@x>", subject="別件")
    assert world.case("a").id != world.case("b").id


def test_rule_24_a_case_is_named_after_the_mail_that_opened_it(world: World) -> None:
    assert world.mail("a").id == case_id(MailKey("a"))


def test_rule_24_anchors_are_resolved_at_the_position(world: World) -> None:
    world.mail("a")
    world.mail("b", answers=("a",))
    world.mail("c", FRIEND, subject="別件")
    world.do(SATO, MailMoved(mail=MailKey("b"), to=MailKey("c")), on="a")
    world.do(SATO, Claimed(), on="b")
    assert world.case("c").claim is not None
    assert world.case("a").claim is None


def test_rule_22_the_import_lease_lives_while_old_mail_comes(world: World) -> None:
    world.do(SATO, HistoryClaimed())
    for n in range(4):
        world.wait(minutes=8)
        old = facts(f"h{n}", sent_at=LONG_AGO, history=True)
        arrived = MailArrived(mail=old)
        world.do(SATO, arrived, event_id=mail_arrived_id(old.key))
        world.do(SUZUKI, HistoryClaimed())
        assert world.reason is Reason.HELD
        assert world.verdict.where == SATO.desk
    world.wait(minutes=10)
    world.do(SUZUKI, HistoryClaimed())
    assert world.verdict.accepted
    world.do(SATO, HistoryImported())
    assert world.reason is Reason.NOT_HOLDER


def test_rule_22_an_announcement_carries_its_derived_id(world: World) -> None:
    world.do(None, MailArrived(mail=facts("a")), event_id=mail_arrived_id(MailKey("b")))
    assert world.reason is Reason.INVALID
    by_hand = replace(facts("a"), direction=Direction.BY_HAND)
    world.announce(by_hand)
    assert world.reason is Reason.INVALID
    assert world.state.mail(MailKey("a")) is None


@pytest.mark.parametrize(("days", "status"), [(13, CaseStatus.NEW), (15, CaseStatus.DONE)])
def test_rule_22_the_start_line_is_fourteen_days(
    world: World, days: int, status: CaseStatus
) -> None:
    asked = MORNING - timedelta(days=days)
    assert world.mail("a", sent_at=asked, history=True).status is status


def test_rule_22_history_starts_no_clock_wakes_nothing_and_is_no_content(world: World) -> None:
    world.mail("a")
    world.do(SATO, Closed(), on="a")
    shown = world.head
    world.mail("old", answers=("a",), sent_at=LAST_WEEK, history=True)
    assert world.case("a").status is CaseStatus.DONE
    assert world.mail("alone", "b@gmail.com", sent_at=LAST_WEEK, history=True).due is None
    world.do(SATO, Reopened(), on="a", basis=shown)
    world.do(SATO, Closed(), on="a", basis=shown)
    assert world.verdict.accepted


def test_rule_23_one_mail_in_two_mailboxes_is_one_mail(world: World) -> None:
    world.mail("a")
    second = replace(facts("a"), mailbox=MailboxId("info"))
    world.announce(second)
    assert world.reason is Reason.DUPLICATE
    assert world.case("a").mail_count == 1


def test_rule_23_a_mail_from_inside_under_our_id_is_not_our_mail(world: World) -> None:
    """Only what was found to be ours is matched by id alone; others can write any id."""
    world.mail("a")
    world.reply(SATO, "a", "<r@shop>", close_after=True)
    world.mail("forged", FRIEND, message_id="<r@shop>")
    assert world.case("forged").id == world.case("a").id or world.case("forged").related
    assert world.state.mail(MailKey("forged")).is_word


def test_rule_24_an_event_goes_where_its_mail_lies_now(world: World) -> None:
    world.mail("a")
    world.mail("b", FRIEND, subject="別件")
    world.do(SATO, Merged(other=MailKey("b")), on="a")
    note = world.do(SATO, NoteAdded(text="どこへ"), on="b")
    assert world.verdict.accepted
    assert world.state.entry(note).anchor == "b"
    world.do(SATO, Claimed(), on="b")
    assert world.case("a").claim.seat == SATO


# --- from inside ----------------------------------------------------------------------------------


def test_an_answer_to_an_escalation_is_no_word_of_the_customer(world: World) -> None:
    world.mail("a")
    escalation = world.escalate(SATO, "a", EscalationKind.CHECK)
    begun = InternalBegun(
        escalation=escalation, step="request", attempt=1, message_id=MessageId("<esc@shop>")
    )
    world.do(None, begun)
    shown = world.head
    world.mail("sent", out=True, to=("kacho@shop.example",), message_id="<esc@shop>")
    world.mail("answer", "kacho@home.example", answers=("esc@shop",))
    by_tag = (f"esc:{world.escalation(escalation).token}",)
    world.mail("tagged", "kacho@home.example", subject="別件", tags=by_tag)
    for key in ("sent", "answer", "tagged"):
        assert world.case(key).id == world.case("a").id
        assert reason(world, key) is JoinReason.ESCALATION
    token = world.case("a").escalation
    world.do(SATO, SendBegun(message_id=MessageId("<r>"), token=token, to=()), on="a", basis=shown)
    assert world.verdict.accepted


def test_the_customer_answering_the_addressee_is_heard(world: World) -> None:
    world.mail("a")
    escalation = world.escalate(SATO, "a", EscalationKind.TAKE_OVER)
    begun = InternalBegun(
        escalation=escalation, step="request", attempt=1, message_id=MessageId("<esc@shop>")
    )
    world.do(None, begun)
    world.mail("b", CUSTOMER, answers=("esc@shop",))
    place = world.state.mail(MailKey("b"))
    assert place.is_word
