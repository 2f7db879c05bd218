"""Rules 18-21, 30: nobody acts on what they were not shown."""

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.events import (
    Assigned,
    Closed,
    Labelled,
    LevelSet,
    Merged,
    NoteAdded,
    PhoneLogged,
    Reopened,
    SendBegun,
    Split,
    Unlabelled,
)
from mailroom.domain.mails import Automatic
from mailroom.domain.verdicts import Reason
from mailroom.ids import LabelId, MessageId
from tests.unit.domain.world import SATO, SUZUKI, TANAKA, World

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
