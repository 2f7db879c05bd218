"""Rules 22-27: how mail becomes cases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalation import EscalationKind
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
    Split,
)
from mailroom.domain.mails import Automatic, Direction, JoinReason
from mailroom.domain.verdicts import Reason
from mailroom.ids import MailboxId, MailKey, MessageId, case_id, mail_arrived_id
from tests.unit.domain.world import CUSTOMER, MORNING, SATO, SUPPORT, SUZUKI, World, facts

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


# --- rule 25 --------------------------------------------------------------------------------------


def test_rule_25_ids_join_and_say_why(world: World) -> None:
    world.mail("a")
    world.mail("b", answers=("a",))
    world.mail("c", references=("a", "gone"))
    world.mail("d", answers=("gone",))
    assert len({world.case(key).id for key in "abcd"}) == 1
    assert [reason(world, key) for key in "abcd"] == [
        JoinReason.OPENED,
        JoinReason.IN_REPLY_TO,
        JoinReason.REFERENCES,
        JoinReason.COMMON_ANCESTOR,
    ]


def test_rule_25_a_late_parent_joins_its_children_silently(world: World) -> None:
    world.mail("b", answers=("a",))
    world.mail("c", answers=("x",))
    first = world.case("b")
    second = world.case("c")
    assert first.id != second.id
    world.mail("a", references=("x",))
    merged = world.case("a")
    assert merged.id == first.id == world.case("c").id
    assert world.state.case(second.id).merged_into == merged.id
    assert merged.mail_count == 3


def test_rule_25_without_headers_the_subject_finds_the_only_case(world: World) -> None:
    world.mail("a", subject="見積")
    world.mail("other", FRIEND, subject="見積")
    assert world.mail("b", subject="Re: 見積").id == world.case("a").id
    assert reason(world, "b") is JoinReason.SUBJECT


@pytest.mark.parametrize(
    "second",
    [
        {"subject": "見積"},  # no reply mark: by subject alone never
        {"subject": "Re: 見積", "sender": FRIEND},  # takes no part
        {"subject": "Re: 見積", "days": 31},
        {"subject": "Re: 見積", "automatic": Automatic.LIST},
    ],
)
def test_rule_25_by_subject_alone_never(world: World, second: dict) -> None:
    world.mail("a", subject="見積")
    world.wait(days=second.pop("days", 1))
    assert world.mail("b", **second).id != world.case("a").id


def test_rule_25_two_candidates_are_none_and_a_late_one_parts_them(world: World) -> None:
    world.mail("a", subject="見積", sent_at=MORNING)
    world.mail("b", subject="Re: 見積", sent_at=MORNING + timedelta(days=3))
    assert world.case("b").id == world.case("a").id
    world.mail("late", subject="見積", sent_at=MORNING + timedelta(days=1))
    assert len({world.case(key).id for key in ("a", "b", "late")}) == 3


def test_rule_25_our_tag_counts_if_the_sender_takes_part(world: World) -> None:
    case = world.mail("a")
    world.reply(SATO, "a")
    tag = (f"case:{case.id}",)
    assert world.mail("b", subject="質問", tags=tag).id == case.id
    assert reason(world, "b") is JoinReason.OUR_TAG
    assert world.mail("c", FRIEND, subject="質問", tags=tag).id != case.id
    assert world.mail("d", subject="質問 2", tags=(f"number:{case.number}",)).id == case.id


# --- rule 26 --------------------------------------------------------------------------------------


def test_rule_26_a_late_mail_joins_the_nearest_known_ancestor(world: World) -> None:
    world.mail("a")
    world.mail("b", subject="別件")
    world.do(SATO, NoteAdded(text="x"), on="a")
    world.do(SATO, NoteAdded(text="x"), on="b")
    assert world.mail("c", references=("a", "b")).id == world.case("b").id
    assert world.case("a").related == (world.case("b").id,)
    assert world.mail("d", answers=("a",), references=("a", "b")).id == world.case("a").id


def test_rule_26_touched_cases_are_never_merged_by_a_mail(world: World) -> None:
    world.mail("b", answers=("a",))
    world.mail("c", answers=("x",))
    for key in "bc":
        world.do(SATO, NoteAdded(text="x"), on=key)
    world.mail("a", references=("x",))
    assert world.case("b").id != world.case("c").id
    assert world.case("c").id in world.case("b").related
    assert world.case("a").id in {world.case("b").id, world.case("c").id}


def test_rule_26_an_untouched_case_follows_into_a_touched_one(world: World) -> None:
    world.mail("a")
    world.do(SATO, NoteAdded(text="x"), on="a")
    world.mail("c", answers=("b",))
    untouched = world.case("c").id
    shown = world.head
    assert world.mail("b", answers=("a",)).id == world.case("a").id
    assert world.case("c").id == world.case("a").id
    assert world.state.case(untouched).merged_into == world.case("a").id
    world.do(SATO, Closed(), on="a", basis=shown)
    assert world.reason is Reason.CONTENT_CHANGED


# --- rule 27 --------------------------------------------------------------------------------------


def test_rule_27_forged_references_open_a_related_case(world: World) -> None:
    world.mail("a", subject="秘密")
    stranger = world.mail("b", FRIEND, answers=("a",))
    assert stranger.id != world.case("a").id
    assert stranger.related == (world.case("a").id,)
    assert world.case("a").related == (stranger.id,)
    world.do(SATO, MailMoved(mail=MailKey("b"), to=MailKey("a")), on="b")
    assert world.reason is Reason.INVALID  # the only mail of its case: that is a merge


def test_rule_27_a_colleague_of_the_customer_may_answer(world: World) -> None:
    world.mail("a", "taro@firm.example")
    assert world.mail("b", "jiro@firm.example", answers=("a",)).id == world.case("a").id
    world.mail("c", "taro@gmail.com", subject="別件")
    assert world.mail("d", "jiro@gmail.com", answers=("c",)).id != world.case("c").id


def test_rule_27_who_was_in_copy_takes_part(world: World) -> None:
    world.mail("a", to=(SUPPORT, FRIEND))
    assert world.mail("b", FRIEND, answers=("a",)).id == world.case("a").id


def test_rule_27_who_knows_an_id_of_ours_got_our_mail(world: World) -> None:
    world.mail("a")
    world.reply(SATO, "a", "<unguessable@shop>")
    case = world.mail("b", FRIEND, answers=("unguessable@shop",))
    assert case.id == world.case("a").id


def test_rule_27_once_somebody_takes_part_their_earlier_mail_joins(world: World) -> None:
    world.mail("a")
    world.mail("b", FRIEND, answers=("a",))
    assert world.case("b").id != world.case("a").id
    world.mail("c", to=(SUPPORT, FRIEND), answers=("a",))
    assert world.case("b").id == world.case("a").id


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


# --- order decides, and who may join --------------------------------------------------------------


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


def test_rule_25_a_mail_joins_through_any_id_it_names(world: World) -> None:
    world.mail("a")
    assert world.mail("b", references=("gone", "a", "gone too")).id == world.case("a").id
    assert world.mail("c", references=("gone too",)).id == world.case("a").id


def test_rule_25_usable_reply_headers_go_before_the_subject(world: World) -> None:
    world.mail("a", subject="見積")
    world.mail("b", FRIEND, subject="別件", to=(SUPPORT, CUSTOMER))
    assert world.mail("c", subject="Re: 見積", answers=("b",)).id == world.case("b").id


@pytest.mark.parametrize(("days", "same"), [(30, True), (31, False)])
def test_rule_25_the_subject_counts_for_thirty_days(world: World, days: int, same: bool) -> None:
    world.mail("a", subject="見積", sent_at=MORNING)
    world.mail("b", subject="Re: 見積", sent_at=MORNING + timedelta(days=days))
    assert (world.case("a").id == world.case("b").id) is same


def test_rule_25_every_mail_says_why_it_lies_there(world: World) -> None:
    world.mail("a")
    world.mail("b", answers=("a",))
    place = world.state.mail(MailKey("b"))
    assert (place.reason, place.via) == (JoinReason.IN_REPLY_TO, "a")
    world.do(SATO, Split(mails=(MailKey("b"),)), on="a")
    place = world.state.mail(MailKey("b"))
    assert (place.reason, place.threaded) == (JoinReason.SPLIT, JoinReason.IN_REPLY_TO)


def test_rule_26_unknown_ids_are_phantoms_of_the_case(world: World) -> None:
    world.mail("a", references=("phantom",))
    world.do(SATO, NoteAdded(text="x"), on="a")
    assert world.mail("b", answers=("phantom",)).id == world.case("a").id
    assert reason(world, "b") is JoinReason.COMMON_ANCESTOR
    assert world.mail("phantom").id == world.case("a").id
    assert reason(world, "phantom") is JoinReason.NAMED


def test_rule_26_in_reply_to_goes_before_references_and_the_last_before_the_first(
    world: World,
) -> None:
    for key in "abc":
        world.mail(key, subject=key)
        world.do(SATO, NoteAdded(text="x"), on=key)
    assert world.mail("d", answers=("a",), references=("b", "c")).id == world.case("a").id
    assert world.mail("e", references=("a", "c", "b")).id == world.case("b").id
    assert world.mail("f", references=("gone", "c", "gone too")).id == world.case("c").id


@pytest.mark.parametrize("first", ["direct", "distant"])
def test_rule_26_a_late_parent_of_two_touched_cases_joins_the_nearest(
    world: World, first: str
) -> None:
    names: dict[str, dict] = {
        "direct": {"sender": FRIEND, "answers": ("parent",)},
        "distant": {"references": ("parent", "gone")},
    }
    for key in (first, *(names.keys() - {first})):
        world.mail(key, subject=key, **names[key])
        world.do(SATO, NoteAdded(text="x"), on=key)
    direct, distant = world.case("direct").id, world.case("distant").id
    assert direct != distant
    world.mail("parent", to=(SUPPORT, FRIEND), subject="親")
    assert (world.case("direct").id, world.case("distant").id) == (direct, distant)
    assert world.case("parent").id == direct
    assert distant in world.case("direct").related
    assert direct in world.case("distant").related


def test_rule_26_the_first_human_event_makes_order_decide(world: World) -> None:
    world.mail("b", answers=("x",), subject="1")
    world.mail("c", answers=("y",), subject="2")
    world.do(SATO, NoteAdded(text="x"), on="b")
    world.mail("a", references=("x", "y"), subject="3")
    assert len({world.case(key).id for key in "abc"}) == 1  # one of two was untouched
    assert world.case("c").touched


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("taro@firm.example", "jiro@firm.example", True),
        ("taro@firm.example", "jiro@other.example", False),
        ("taro@gmail.com", "jiro@gmail.com", False),
        ("taro@docomo.ne.jp", "jiro@docomo.ne.jp", False),
        ("taro@yahoo.co.jp", "jiro@yahoo.co.jp", False),
        ("taro@qq.com", "jiro@qq.com", False),
        ("taro@firm.example", "jiro@mail.firm.example", False),
    ],
)
@pytest.mark.parametrize("touched", [True, False])
def test_rule_27_a_shared_domain_counts_unless_anybody_can_have_it(
    world: World, first: str, second: str, same: bool, touched: bool
) -> None:
    world.mail("a", first)
    if touched:
        world.do(SATO, NoteAdded(text="x"), on="a")
    world.mail("b", second, answers=("a",), subject="別件")
    assert (world.case("b").id == world.case("a").id) is same
    assert (world.case("a").id in world.case("b").related) is not same


def test_rule_27_a_guess_at_an_id_of_ours_proves_nothing(world: World) -> None:
    world.mail("a")
    world.reply(SATO, "a", "<unguessable@shop>")
    assert world.mail("b", FRIEND, answers=("guessed@shop",)).id != world.case("a").id


def test_rule_27_an_id_of_ours_counts_in_the_case_it_was_sent_in(world: World) -> None:
    world.mail("a")
    world.mail("c", "c@gmail.com", subject="別件")
    world.reply(SATO, "a", "<unguessable@shop>")
    case = world.mail("b", FRIEND, answers=("c",), references=("unguessable@shop",))
    assert case.id != world.case("c").id


def test_rule_27_one_key_joins_a_related_case(world: World) -> None:
    world.mail("a", subject="秘密")
    stranger = world.mail("b", FRIEND, answers=("a",))
    world.do(SATO, Merged(other=MailKey("b")), on="a")
    assert world.case("b").id == world.case("a").id
    assert stranger.id not in world.case("a").related
