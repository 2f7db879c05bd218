"""Rules 18-21, 30: nobody acts on what they were not shown."""

from datetime import timedelta

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.events import (
    Assigned,
    Closed,
    EscalationAdded,
    Filtered,
    Labelled,
    LevelSet,
    MailArrived,
    MailMoved,
    Merged,
    NoteAdded,
    PhoneLogged,
    Released,
    Reopened,
    Restored,
    SendAbandoned,
    SendBegun,
    Snoozed,
    Split,
    Unlabelled,
    Unmerged,
    Woken,
)
from mailroom.domain.mails import Automatic
from mailroom.domain.people import Seat
from mailroom.domain.verdicts import Reason
from mailroom.ids import EventId, LabelId, MessageId, PersonId, mail_arrived_id
from tests.unit.domain.world import MORNING, SATO, SUZUKI, TANAKA, World, facts

RETURN = LabelId("返品")


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def refused_as_stale(world: World, basis: object) -> bool:
    world.do(SATO, Closed(), on="a", basis=basis)
    stale = world.reason is Reason.CONTENT_CHANGED
    assert stale or world.verdict.accepted
    return stale


def test_rule_18_a_customer_mail_after_the_basis_refuses(world: World) -> None:
    shown = world.head
    world.mail("b", answers=("a",))
    assert refused_as_stale(world, shown)
    assert not refused_as_stale(world, world.head)


def test_rule_18_no_basis_means_nothing_was_shown(world: World) -> None:
    world.do(SATO, Closed(), on="a", unseen=True)
    assert world.reason is Reason.CONTENT_CHANGED


@pytest.mark.parametrize("automatic", [Automatic.REPLY, Automatic.BOUNCE, Automatic.LIST])
def test_rule_18_automatic_mail_never_refuses(world: World, automatic: Automatic) -> None:
    shown = world.head
    world.mail("b", answers=("a",), automatic=automatic)
    assert not refused_as_stale(world, shown)


def test_rule_18_history_never_refuses(world: World) -> None:
    shown = world.head
    world.mail("b", answers=("a",), history=True)
    assert not refused_as_stale(world, shown)


def test_rule_18_a_phone_call_of_a_colleague_refuses(world: World) -> None:
    shown = world.head
    call = PhoneLogged(incoming=True, reached=True, with_whom="山田様", text="催促")
    world.do(SUZUKI, call, on="a")
    assert refused_as_stale(world, shown)


def test_rule_18_own_changes_count_as_seen(world: World) -> None:
    shown = world.head
    call = PhoneLogged(incoming=False, reached=True, with_whom="山田様", text="説明")
    world.do(SATO, call, on="a")
    assert not refused_as_stale(world, shown)


def test_rule_18_a_send_of_a_colleague_refuses(world: World) -> None:
    shown = world.head
    world.reply(SUZUKI, "a")
    assert refused_as_stale(world, shown)
    assert world.verdict.who == SUZUKI.person


def test_rule_18_an_answer_from_outlook_refuses(world: World) -> None:
    shown = world.head
    world.mail("b", out=True, to=("yamada@gmail.com",), answers=("a",))
    assert world.case("a").answered_outside
    assert world.case("a").status is CaseStatus.WAITING_CUSTOMER
    assert refused_as_stale(world, shown)


def test_rule_18_merge_split_and_reopen_are_content(world: World) -> None:
    world.mail("b", "b@gmail.com", subject="別件")
    shown = world.head
    world.do(SUZUKI, Merged(other="b"), on="a")
    assert refused_as_stale(world, shown)
    shown = world.head
    world.do(SUZUKI, Split(mails=("b",)), on="a")
    assert world.verdict.accepted
    assert refused_as_stale(world, shown)
    assert not refused_as_stale(world, world.head)
    shown = world.head
    world.do(SUZUKI, Reopened(), on="a")
    assert refused_as_stale(world, shown)


def test_rule_18_replies_are_judged_like_closing(world: World) -> None:
    token = world.claim(SATO, "a")
    shown = world.head
    world.mail("b", answers=("a",))
    world.do(SATO, SendBegun(message_id=MessageId("<r>"), token=token, to=()), on="a", basis=shown)
    assert world.reason is Reason.CONTENT_CHANGED


def test_rule_18_assign_and_level_look_at_their_own_field(world: World) -> None:
    shown = world.head
    world.mail("b", answers=("a",))
    world.do(SUZUKI, Assigned(person=SUZUKI.person), on="a")
    world.do(SATO, Assigned(person=SATO.person), on="a", basis=shown)
    assert world.reason is Reason.FIELD_CHANGED
    assert world.verdict.who == SUZUKI.person
    world.do(SATO, LevelSet(level=3), on="a", basis=shown)
    assert world.verdict.accepted
    world.do(SUZUKI, LevelSet(level=2), on="a", basis=shown)
    assert world.reason is Reason.FIELD_CHANGED
    world.do(SATO, LevelSet(level=2), on="a", basis=shown)
    assert world.verdict.accepted  # their own change


def test_rule_18_notes_and_labels_never_go_stale(world: World) -> None:
    shown = world.head
    world.mail("b", answers=("a",))
    world.do(SUZUKI, Closed(), on="a")
    world.do(SATO, NoteAdded(text="メモ"), on="a", basis=shown)
    assert world.verdict.accepted
    world.do(SATO, Labelled(label=RETURN), on="a", basis=shown)
    assert world.verdict.accepted


def test_rule_19_a_merge_bumps_every_field(world: World) -> None:
    world.mail("b", "b@gmail.com", subject="別件")
    shown = world.head
    world.do(SUZUKI, Merged(other="b"), on="a")
    world.do(SATO, Assigned(person=SATO.person), on="a", basis=shown)
    assert world.reason is Reason.FIELD_CHANGED
    world.do(SATO, LevelSet(level=2), on="a", basis=shown)
    assert world.reason is Reason.FIELD_CHANGED


def test_rule_20_a_label_put_on_later_stays(world: World) -> None:
    world.do(SATO, Labelled(label=RETURN), on="a")
    shown = world.head
    world.do(SATO, Unlabelled(label=RETURN), on="a")
    world.do(SUZUKI, Labelled(label=RETURN), on="a")
    world.do(TANAKA, Unlabelled(label=RETURN), on="a", basis=shown)
    assert world.reason is Reason.LABEL_CHANGED
    world.do(SUZUKI, Unlabelled(label=RETURN), on="a", basis=shown)
    assert world.verdict.accepted  # their own add


def test_values_no_honest_desk_writes_are_refused(world: World) -> None:
    for body in (
        LevelSet(level=0),
        LevelSet(level=5),
        Labelled(label=LabelId("nobody made it")),
        Assigned(person="nobody"),
    ):
        world.do(SATO, body, on="a")
        assert world.reason is Reason.INVALID, body


def test_doing_it_again_is_refused_as_already(world: World) -> None:
    for body in (Assigned(person=SATO.person), LevelSet(level=2), Labelled(label=RETURN)):
        world.do(SATO, body, on="a")
        assert world.verdict.accepted
        world.do(SUZUKI, body, on="a")
        assert world.reason is Reason.ALREADY
    world.do(SATO, Reopened(), on="a")
    assert world.reason is Reason.NOT_CLOSED


def test_rule_30_mail_after_close_reopens_automatic_mail_does_not(world: World) -> None:
    world.do(SATO, Closed(), on="a")
    assert world.case("a").status is CaseStatus.DONE
    world.mail("auto", answers=("a",), automatic=Automatic.REPLY)
    world.mail("old", answers=("a",), history=True)
    assert world.case("a").status is CaseStatus.DONE
    world.mail("b", answers=("a",))
    case = world.case("a")
    assert case.status is CaseStatus.NEW
    assert case.waiting_since == world.state.mail("b").facts.arrived_at


def test_rule_30_mail_before_close_but_unseen_refuses_the_close(world: World) -> None:
    shown = world.head
    world.mail("b", answers=("a",))
    world.do(SATO, Closed(), on="a", basis=shown)
    assert world.reason is Reason.CONTENT_CHANGED


def test_rule_18_a_basis_is_never_moved_on_by_what_others_did_since(world: World) -> None:
    """It says what was shown at the click, however late the event lands."""
    shown = world.head
    world.mail("b", answers=("a",))
    for _ in range(3):
        world.do(SATO, NoteAdded(text="見ずに書いた"), on="a", basis=shown)
        assert refused_as_stale(world, shown)


def test_rule_18_a_refusal_says_what_changed(world: World) -> None:
    shown = world.head
    world.mail("b", answers=("a",))
    world.do(SUZUKI, PhoneLogged(incoming=True, reached=True, with_whom="", text=""), on="a")
    call = world.head
    assert refused_as_stale(world, shown)
    assert (world.verdict.position, world.verdict.who, world.verdict.where) == (
        call,
        SUZUKI.person,
        SUZUKI.desk,
    )
    assert not refused_as_stale(world, call)  # accepted as seen


def test_rule_18_earlier_events_of_the_same_desk_count_as_seen(world: World) -> None:
    world.mail("b", "b@gmail.com", subject="別件")
    shown = world.head
    world.do(SATO, Merged(other="b"), on="a")
    world.do(SATO, Assigned(person=SUZUKI.person), on="a")
    world.do(SATO, Assigned(person=SATO.person), on="a", basis=shown)
    assert world.verdict.accepted
    assert not refused_as_stale(world, shown)


def test_rule_18_what_may_have_been_sent_is_content(world: World) -> None:
    world.begin(SUZUKI, "a", "<r>", world.claim(SUZUKI, "a"))
    shown = world.head
    world.do(SUZUKI, SendAbandoned(message_id=MessageId("<r>")), on="a")
    world.do(SUZUKI, Released(token=world.case("a").claim.token), on="a")
    assert refused_as_stale(world, shown)


def test_rule_18_words_inside_the_team_are_no_content(world: World) -> None:
    shown = world.head
    world.do(SUZUKI, NoteAdded(text="メモ"), on="a")
    world.do(SUZUKI, Labelled(label=RETURN), on="a")
    world.do(SUZUKI, LevelSet(level=2), on="a")
    escalation = world.escalate(SUZUKI, "a", EscalationKind.HEADS_UP)
    world.do(SUZUKI, EscalationAdded(escalation=escalation, text="追加"), on="a")
    assert not refused_as_stale(world, shown)


@pytest.mark.parametrize(
    "body", [Assigned(person=TANAKA.person), LevelSet(level=3), Unlabelled(label=RETURN)]
)
def test_rule_19_a_merge_bumps_field(world: World, body: object) -> None:
    world.mail("b", "b@gmail.com", subject="別件")
    world.do(TANAKA, Labelled(label=RETURN), on="a")
    shown = world.head
    world.do(SUZUKI, Merged(other="b"), on="a")
    world.do(SATO, body, on="a", basis=shown)
    assert world.reason in {Reason.FIELD_CHANGED, Reason.LABEL_CHANGED}
    world.do(SATO, body, on="a")
    assert world.verdict.accepted


def test_rule_19_a_merge_is_content_of_the_survivor(world: World) -> None:
    world.mail(
        "b", "b@gmail.com", subject="別件", sent_at=MORNING - timedelta(days=60), history=True
    )
    shown = world.head
    world.do(SUZUKI, Merged(other="b"), on="a")
    assert refused_as_stale(world, shown)
    assert world.verdict.position == world.log[-2].position


def test_rule_19_a_merge_and_a_split_bump_the_status(world: World) -> None:
    world.mail("b", answers=("a",))
    for body in (Split(mails=("b",)), Merged(other="b")):
        closed = world.do(SATO, Closed(), on="a")
        world.do(SATO, Reopened(undoes=closed), on="a")
        world.do(SUZUKI, body, on="a")
        assert world.case("a").status_version.at == world.head
        assert world.case("b").status_version.at == world.head


@pytest.mark.parametrize(
    "body", [Assigned(person=TANAKA.person), LevelSet(level=3), Unlabelled(label=RETURN), Closed()]
)
def test_rule_19_who_read_a_case_that_joined_another_silently_must_see_that_one(
    world: World, body: object
) -> None:
    for done in (Assigned(person=SUZUKI.person), LevelSet(level=2), Labelled(label=RETURN)):
        world.do(SUZUKI, done, on="a")
    world.mail("c", answers=("b",), automatic=Automatic.REPLY)
    shown = world.head
    parent = facts("b", answers=("a",), automatic=Automatic.REPLY, sent_at=world.now)
    announcer = Seat(person=PersonId(""), desk=TANAKA.desk)
    world.do(announcer, MailArrived(mail=parent), event_id=mail_arrived_id(parent.key))
    assert world.case("c").id == world.case("a").id
    changed = {Reason.FIELD_CHANGED, Reason.LABEL_CHANGED, Reason.CONTENT_CHANGED}
    world.do(SATO, body, on="c", basis=shown)
    assert world.reason in changed
    assert (world.verdict.who, world.verdict.where) == (None, None)
    world.do(TANAKA, body, on="c", basis=shown)
    assert world.reason in changed  # whose desk announced the mail has not seen it either
    world.do(SATO, body, on="c")
    assert world.verdict.accepted


def test_rule_19_a_silent_join_leaves_the_values_and_their_undoing(world: World) -> None:
    assigned = world.do(SUZUKI, Assigned(person=SUZUKI.person), on="a")
    world.mail("c", answers=("b",))
    world.mail("b", answers=("a",))
    assert world.case("c").assignee == SUZUKI.person
    world.do(SUZUKI, Assigned(person=None, undoes=assigned), on="a")
    assert world.verdict.accepted


@pytest.mark.parametrize("part", ["a", "b"])
@pytest.mark.parametrize("body", [Assigned(person=TANAKA.person), LevelSet(level=3)])
def test_rule_19_a_split_bumps_both_parts(world: World, part: str, body: object) -> None:
    world.mail("b", answers=("a",))
    world.do(SATO, Assigned(person=SUZUKI.person), on="a")
    shown = world.head
    world.do(SUZUKI, Split(mails=("b",)), on="a")
    world.do(SATO, body, on=part, basis=shown)
    assert world.reason is Reason.FIELD_CHANGED
    assert world.verdict.who == SUZUKI.person
    world.do(SATO, Closed(), on=part, basis=shown)
    assert world.reason is Reason.CONTENT_CHANGED
    world.do(SATO, body, on=part)
    assert world.verdict.accepted


def test_rule_20_a_split_leaves_the_values_and_their_undoing(world: World) -> None:
    world.mail("b", answers=("a",))
    assigned = world.do(SATO, Assigned(person=SUZUKI.person), on="a")
    world.do(SUZUKI, Split(mails=("b",)), on="a")
    world.do(SATO, Assigned(person=None, undoes=assigned), on="a")
    assert world.verdict.accepted


def test_rule_20_an_undo_of_a_move_that_was_made_again(world: World) -> None:
    world.mail("b", answers=("a",))
    world.mail("c", "c@gmail.com", subject="別件")
    first = world.do(SATO, MailMoved(mail="b", to="c"), on="a")
    world.do(SATO, MailMoved(mail="b", to="a", undoes=first), on="c")
    assert world.verdict.accepted
    second = world.do(SATO, MailMoved(mail="b", to="c"), on="a")
    world.do(SATO, MailMoved(mail="b", to="a", undoes=first), on="c")
    assert world.reason is Reason.NOT_STANDING
    world.do(SATO, MailMoved(mail="b", to="a", undoes=second), on="c")
    assert world.verdict.accepted


@pytest.mark.parametrize(
    ("undo", "reason"),
    [
        (Assigned(person=None, undoes=EventId("older")), Reason.NOT_STANDING),
        (LevelSet(level=1, undoes=EventId("older")), Reason.NOT_STANDING),
        (Unlabelled(label=RETURN, undoes=EventId("older")), Reason.NOT_STANDING),
        (Woken(undoes=EventId("older")), Reason.NOT_STANDING),
        (Restored(undoes=EventId("older")), Reason.NOT_STANDING),
    ],
)
def test_rule_20_an_undo_names_what_it_undoes(world: World, undo: object, reason: Reason) -> None:
    for body in (
        Assigned(person=SATO.person),
        LevelSet(level=2),
        Labelled(label=RETURN),
        Snoozed(until=world.now + timedelta(days=1)),
        Filtered(),
    ):
        world.do(SATO, body, on="a")
        assert world.verdict.accepted
    world.do(SATO, undo, on="a")
    assert world.reason is reason


def test_rule_20_undoing_a_close_that_was_done_again(world: World) -> None:
    first = world.do(SATO, Closed(), on="a")
    world.do(SATO, Reopened(), on="a")
    world.do(SATO, Closed(), on="a")
    world.do(SATO, Reopened(undoes=first), on="a")
    assert world.reason is Reason.NOT_STANDING


def test_rule_21_words_of_a_refused_event_are_kept(world: World) -> None:
    call = PhoneLogged(incoming=True, reached=True, with_whom="山田様", text="催促")
    refused = world.do(SATO, call, on="nowhere")
    assert world.reason is Reason.UNKNOWN_ANCHOR
    assert world.state.entry(refused).event.body == call
    world.escalate(SATO, "a", EscalationKind.CHECK)
    second = world.escalate(SUZUKI, "a", EscalationKind.APPROVE)
    assert world.reason is Reason.ALREADY_ESCALATED
    assert world.state.escalation(second) is None
    assert world.state.entry(second).event.body.form.request == "返金してよいですか"
    assert world.state.entry(second).anchor == "a"  # so it stands in the timeline, as a note


def test_rule_30_a_phone_note_or_a_bounce_reopens_nothing(world: World) -> None:
    world.reply(SATO, "a", close_after=True)
    call = PhoneLogged(incoming=True, reached=True, with_whom="山田様", text="お礼")
    world.do(SATO, call, on="a")
    assert world.case("a").status is CaseStatus.DONE
    world.mail("dsn", "mx@x.example", automatic=Automatic.BOUNCE, bounced="<reply@shop>")
    assert world.case("a").closed  # asked about once more, for it never arrived; not opened again
    assert world.case("a").undelivered == "dsn"


def test_rule_30_a_word_wakes_what_was_put_off(world: World) -> None:
    world.do(SATO, Snoozed(until=world.now + timedelta(days=1)), on="a")
    world.mail("auto", answers=("a",), automatic=Automatic.REPLY)
    assert world.case("a").status is CaseStatus.SNOOZED
    world.mail("b", answers=("a",))
    assert world.case("a").status is CaseStatus.NEW


def test_rule_18_a_word_moved_here_by_the_same_desk_still_stops_an_older_reply(
    world: World,
) -> None:
    """Found by the simulator (seed 295): the move is the desk's own, the word is not."""
    world.mail("other", "hanako@firm.example")
    world.mail("here")
    basis, token = world.head, world.claim(SATO, "here")
    world.mail("later", "hanako@firm.example", references=("other",))
    world.do(SATO, MailMoved(mail="later", to="here"), on="other")
    assert world.verdict.accepted
    begun = SendBegun(message_id=MessageId("<reply>"), token=token, to=())
    world.do(SATO, begun, on="here", basis=basis)
    assert world.reason is Reason.CONTENT_CHANGED


def test_rule_18_what_a_colleague_sent_moves_as_content_too(world: World) -> None:
    """Found by the simulator (seeds 5006, 7672): the move is the desk's own, the send is not."""
    world.mail("other", "hanako@firm.example")
    world.mail("later", "hanako@firm.example", references=("other",))
    world.mail("here")
    basis, token = world.head, world.claim(SATO, "here")
    world.reply(SUZUKI, "later", "<theirs>")
    world.do(SATO, MailMoved(mail="later", to="here"), on="other")
    assert world.verdict.accepted
    begun = SendBegun(message_id=MessageId("<reply>"), token=token, to=())
    world.do(SATO, begun, on="here", basis=basis)
    assert world.reason is Reason.CONTENT_CHANGED


def test_rule_18_what_a_colleague_said_comes_back_with_an_unmerged_case(world: World) -> None:
    world.mail("b", "hanako@firm.example")
    merge = world.do(SATO, Merged(other="b"), on="a")
    basis = world.head
    world.do(SUZUKI, PhoneLogged(incoming=True, reached=True, with_whom="客", text="電話"), on="b")
    world.do(SATO, Unmerged(merge=merge), on="a")
    assert world.verdict.accepted
    world.do(SATO, Closed(), on="b", basis=basis)
    assert world.reason is Reason.CONTENT_CHANGED


def test_rule_18_what_an_undone_merge_puts_back_has_changed(world: World) -> None:
    """Found by the simulator (seed 18522): the merged case's assignee and level were on screen."""
    world.mail("b", "hanako@firm.example")
    world.do(TANAKA, Assigned(person=TANAKA.person), on="b")
    world.do(TANAKA, LevelSet(level=3), on="b")
    merge = world.do(TANAKA, Merged(other="b"), on="a")
    basis = world.head
    assert (world.case("a").assignee, world.case("a").level) == (TANAKA.person, 3)
    world.do(SUZUKI, Unmerged(merge=merge), on="a")
    for body in (Assigned(person=SATO.person), LevelSet(level=2)):
        world.do(SATO, body, on="a", basis=basis)
        assert world.reason is Reason.FIELD_CHANGED
