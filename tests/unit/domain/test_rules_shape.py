"""Rules 28, 29: merge, split, move; every announced mail stays in exactly one live case (I8)."""

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.events import (
    Assigned,
    CaseOpened,
    Closed,
    Labelled,
    MailMoved,
    Merged,
    SendFailed,
    Split,
    Unmerged,
)
from mailroom.domain.mails import JoinReason
from mailroom.domain.people import Seat
from mailroom.domain.verdicts import Reason
from mailroom.ids import EventId, LabelId, MailKey, MessageId, PersonId
from tests.unit.domain.world import CUSTOMER, SATO, SUZUKI, World

A, B, C, D = (MailKey(key) for key in "abcd")


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    world.mail("b", "b@gmail.com", subject="別件")
    world.mail("c", "c@gmail.com", subject="また別件")
    return world


def keys(world: World, key: str) -> set[str]:
    return {mail.facts.key for mail in world.state.mails_of(world.case(key).id)}


def test_rule_28_merge_and_its_undoing(world: World) -> None:
    other = world.case("b")
    world.do(SATO, Labelled(label=LabelId("返品")), on="b")
    merge = world.do(SATO, Merged(other=B), on="a")
    assert keys(world, "a") == {"a", "b"}
    assert world.state.case(other.id).merged_into == world.case("a").id
    assert world.case("a").labels == (LabelId("返品"),)
    assert world.state.mail(B).reason is JoinReason.MERGED
    world.do(SUZUKI, Unmerged(merge=merge), on="a")
    assert world.verdict.accepted
    assert (keys(world, "a"), keys(world, "b")) == ({"a"}, {"b"})
    assert world.case("b").id == other.id
    assert world.case("a").labels == ()
    assert world.case("b").labels == (LabelId("返品"),)
    assert world.state.mail(B).reason is JoinReason.OPENED
    world.do(SUZUKI, Unmerged(merge=merge), on="a")
    assert world.reason is Reason.NOT_STANDING


def test_rule_28_both_ways_at_once_makes_one_case(world: World) -> None:
    world.do(SATO, Merged(other=B), on="a")
    world.do(SUZUKI, Merged(other=A), on="b")
    assert world.reason is Reason.SAME_CASE
    assert keys(world, "a") == {"a", "b"}


def test_rule_28_chains_come_apart_one_by_one(world: World) -> None:
    inner = world.do(SATO, Merged(other=C), on="b")
    outer = world.do(SATO, Merged(other=B), on="a")
    assert keys(world, "a") == {"a", "b", "c"}
    world.do(SATO, Unmerged(merge=inner), on="b")
    assert world.reason is Reason.NOT_STANDING  # it lies inside the outer one
    world.do(SATO, Unmerged(merge=outer), on="a")
    assert (keys(world, "a"), keys(world, "b")) == ({"a"}, {"b", "c"})
    world.do(SATO, Unmerged(merge=inner), on="b")
    assert (keys(world, "b"), keys(world, "c")) == ({"b"}, {"c"})


def test_rule_28_mail_that_came_meanwhile_goes_with_its_parent(world: World) -> None:
    merge = world.do(SATO, Merged(other=B), on="a")
    world.mail("to-b", "b@gmail.com", answers=("b",))
    world.mail("to-a", answers=("a",))
    world.mail("stranger", "stranger@gmail.com", answers=("a",))  # a related case from now on
    world.mail("later", "b@gmail.com", answers=("to-b",))
    assert keys(world, "a") == {"a", "b", "to-a", "to-b", "later"}
    world.do(SATO, Unmerged(merge=merge), on="a")
    assert (keys(world, "a"), keys(world, "b")) == ({"a", "to-a"}, {"b", "to-b", "later"})


def test_rule_28_another_live_lock_refuses(world: World) -> None:
    world.claim(SUZUKI, "b")
    world.do(SATO, Merged(other=B), on="a")
    assert world.reason is Reason.HELD
    assert world.verdict.who == SUZUKI.person
    world.do(SUZUKI, Merged(other=B), on="a")
    assert world.case("a").claim.seat == SUZUKI


def test_rule_28_an_escalation_moves_with_its_case_and_back(world: World) -> None:
    escalation = world.escalate(SATO, "b", EscalationKind.CHECK)
    world.do(SUZUKI, Merged(other=B), on="a")
    assert world.reason is Reason.ESCALATED
    merge = world.do(SATO, Merged(other=B), on="a")
    assert world.case("a").status is CaseStatus.ESCALATED
    assert world.case("a").escalation == escalation
    world.do(SATO, Unmerged(merge=merge), on="a")
    assert world.case("a").escalation is None
    assert world.case("a").status is CaseStatus.OPEN
    assert world.case("b").status is CaseStatus.ESCALATED


def test_rule_28_a_done_case_takes_in_an_open_one(world: World) -> None:
    world.do(SATO, Closed(), on="a")
    merge = world.do(SATO, Merged(other=B), on="a")
    assert world.case("a").status is CaseStatus.NEW
    world.do(SATO, Unmerged(merge=merge), on="a")
    assert world.case("a").status is CaseStatus.DONE


def test_rule_28_fields_changed_since_stay(world: World) -> None:
    world.do(SATO, Assigned(person=SUZUKI.person), on="b")
    merge = world.do(SATO, Merged(other=B), on="a")
    assert world.case("a").assignee == SUZUKI.person
    world.do(SATO, Assigned(person=SATO.person), on="a")
    world.do(SATO, Unmerged(merge=merge), on="a")
    assert world.case("a").assignee == SATO.person
    assert world.case("b").assignee == SUZUKI.person


def test_rule_28_split_moves_what_is_still_there(world: World) -> None:
    world.mail("d", answers=("a",))
    world.claim(SATO, "a")
    split = world.do(SATO, Split(mails=(D, B)), on="a")
    assert world.verdict.accepted
    assert (keys(world, "a"), keys(world, "d")) == ({"a"}, {"d"})
    part = world.case("d")
    assert part.claim is None
    assert part.number > world.case("c").number
    assert world.state.mail(D).reason is JoinReason.SPLIT
    world.do(SUZUKI, Split(mails=(D,)), on="a")
    assert world.reason is Reason.NOT_STANDING
    world.do(SATO, Merged(other=D, undoes=split), on="a")
    assert keys(world, "a") == {"a", "d"}
    world.do(SATO, Merged(other=B, undoes=split), on="a")
    assert world.reason is Reason.NOT_STANDING


def test_rule_28_splitting_off_the_first_mail_moves_the_anchor(world: World) -> None:
    rest = world.case("a").id
    world.mail("d", answers=("a",))
    world.do(SATO, Split(mails=(A,)), on="a")
    assert world.case("a").id != rest
    assert world.state.case(rest).anchor == D
    assert world.case("d").id == rest


def test_rule_28_a_split_does_not_forget_the_reply(world: World) -> None:
    world.mail("d", answers=("a",))
    world.reply(SATO, "a")  # its copy has not come back from Sent yet
    world.do(SATO, Split(mails=(D,)), on="a")
    assert world.case("a").status is CaseStatus.WAITING_CUSTOMER
    assert world.case("d").waiting_since is not None  # better shown twice than forgotten


def test_rule_28_no_case_is_left_empty(world: World) -> None:
    world.do(SATO, Split(mails=(A,)), on="a")
    assert world.reason is Reason.INVALID
    world.do(SATO, MailMoved(mail=A, to=B), on="a")
    assert world.reason is Reason.INVALID


def test_rule_28_split_under_another_lock_is_refused(world: World) -> None:
    world.mail("d", answers=("a",))
    world.claim(SUZUKI, "a")
    world.do(SATO, Split(mails=(D,)), on="a")
    assert world.reason is Reason.HELD


def test_a_moved_mail_stays_where_a_person_put_it(world: World) -> None:
    world.mail("d", answers=("a",))
    move = world.do(SATO, MailMoved(mail=D, to=B), on="a")
    assert keys(world, "b") == {"b", "d"}
    world.do(SUZUKI, MailMoved(mail=D, to=C), on="a")
    assert world.reason is Reason.NOT_STANDING
    assert world.mail("e", CUSTOMER, answers=("d",)).id == world.case("b").id
    world.do(SATO, MailMoved(mail=D, to=A, undoes=move), on="b")
    assert keys(world, "a") == {"a", "d"}


def test_rule_29_numbers_count_in_fold_order(world: World) -> None:
    assert [world.case(key).number for key in "abc"] == [1, 2, 3]
    opening = world.do(SATO, CaseOpened(subject="電話で問い合わせ", contact_name="山田様"))
    case = world.case(f"event:{opening}")
    assert case.number == 4
    assert world.state.case_by_number(4) == case
    assert (case.status, case.mail_count) == (CaseStatus.OPEN, 0)


def test_unknown_merges_and_mails_are_refused(world: World) -> None:
    world.do(SATO, Unmerged(merge=EventId("none")), on="a")
    assert world.reason is Reason.NOT_STANDING
    world.do(SATO, Merged(other=MailKey("none")), on="a")
    assert world.reason is Reason.UNKNOWN_ANCHOR
    world.do(SATO, MailMoved(mail=MailKey("none"), to=B), on="a")
    assert world.reason is Reason.NOT_STANDING


@pytest.mark.parametrize("locked", ["a", "b"])
def test_rule_28_a_lock_or_a_send_on_either_side_refuses(world: World, locked: str) -> None:
    token = world.claim(SUZUKI, locked)
    for body, on in ((Merged(other=B), "a"), (Merged(other=A), "b")):
        world.do(SATO, body, on=on)
        assert world.reason is Reason.HELD
        assert world.verdict.who == SUZUKI.person
    world.begin(SUZUKI, locked, "<r>", token)
    world.wait(hours=1)
    for seat in (SATO, SUZUKI):
        world.do(seat, Merged(other=B), on="a")
        assert world.reason is Reason.SENDING
    world.do(SUZUKI, SendFailed(message_id=MessageId("<r>")), on=locked)
    world.wait(hours=1)
    world.do(SATO, Merged(other=B), on="a")
    assert world.verdict.accepted  # its time is past


@pytest.mark.parametrize("mine", ["a", "b"])
def test_rule_28_ones_own_lock_comes_along(world: World, mine: str) -> None:
    token = world.claim(SATO, mine)
    world.do(SATO, Merged(other=B), on="a")
    assert world.case("a").claim.token == token
    assert world.state.case_by_number(2).claim is None


def test_rule_28_unmerging_under_a_lock_or_a_send_is_refused(world: World) -> None:
    merge = world.do(SATO, Merged(other=B), on="a")
    token = world.claim(SUZUKI, "a")
    world.do(SATO, Unmerged(merge=merge), on="a")
    assert world.reason is Reason.HELD
    world.begin(SUZUKI, "a", "<r>", token)
    world.do(SUZUKI, Unmerged(merge=merge), on="a")
    assert world.reason is Reason.SENDING


def test_rule_28_two_escalations_do_not_become_one(world: World) -> None:
    for key in "ab":
        world.escalate(SATO, key, EscalationKind.CHECK)
    world.do(SATO, Merged(other=B), on="a")
    assert world.reason is Reason.ALREADY_ESCALATED


def test_rule_28_split_while_sending_or_escalated_is_refused(world: World) -> None:
    world.mail("d", answers=("a",))
    world.begin(SATO, "a", "<r>", world.claim(SATO, "a"))
    world.do(SATO, Split(mails=(D,)), on="a")
    assert world.reason is Reason.SENDING
    world.mail("e", "b@gmail.com", answers=("b",))
    world.escalate(SATO, "b", EscalationKind.CHECK)
    world.do(SUZUKI, Split(mails=(MailKey("e"),)), on="b")
    assert world.reason is Reason.ESCALATED


def test_rule_28_the_part_starts_unlocked_whoever_split(world: World) -> None:
    world.mail("d", answers=("a",))
    token = world.claim(SATO, "a")
    world.do(SATO, Split(mails=(D,)), on="a")
    assert world.case("a").claim.token == token
    assert (world.case("d").claim, world.case("d").open_send) == (None, None)
    world.claim(SUZUKI, "d")
    assert world.verdict.accepted


def test_rule_28_the_second_of_two_splits_moves_only_what_is_left(world: World) -> None:
    world.mail("d", answers=("a",))
    world.mail("e", answers=("a",))
    world.do(SATO, Split(mails=(D,)), on="a")
    world.do(SUZUKI, Split(mails=(D, MailKey("e"))), on="a")
    assert world.verdict.accepted
    assert (keys(world, "a"), keys(world, "d"), keys(world, "e")) == ({"a"}, {"d"}, {"e"})


def test_rule_28_a_merge_resolves_aliases_first(world: World) -> None:
    world.do(SATO, Merged(other=B), on="a")
    world.do(SUZUKI, Merged(other=C), on="b")
    assert keys(world, "a") == {"a", "b", "c"}
    world.do(SUZUKI, Merged(other=C), on="a")
    assert world.reason is Reason.SAME_CASE


def test_rule_28_a_mail_that_was_moved_by_hand_is_threaded_no_more(world: World) -> None:
    world.mail("d", answers=("a",))
    world.do(SATO, MailMoved(mail=D, to=B), on="a")
    place = world.state.mail(D)
    assert place.pinned
    world.mail("parent", references=("d", "a"), subject="親")
    assert world.case("d").id == world.case("b").id


def test_rule_29_a_refused_opening_takes_no_number(world: World) -> None:
    stranger = Seat(person=PersonId("stranger"), desk=SATO.desk)
    world.do(stranger, CaseOpened(subject="電話"))
    assert world.reason is Reason.NOT_MEMBER
    assert world.mail("d", "d@gmail.com", subject="次").number == 4


def test_rule_29_numbers_stay_with_their_case(world: World) -> None:
    merge = world.do(SATO, Merged(other=B), on="a")
    assert world.case("b").number == 1
    assert world.state.case_by_number(2).merged_into == world.case("a").id
    world.do(SATO, Unmerged(merge=merge), on="a")
    assert world.case("b").number == 2
