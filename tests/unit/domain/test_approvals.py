"""S19: a mail that needs a second person leaves exactly as they saw it, or not at all."""

from dataclasses import replace

import pytest

from mailroom.domain.drafts import ReplyKind
from mailroom.domain.events import (
    ApprovalAsked,
    ApprovalReturned,
    ApprovalWithdrawn,
    Approved,
    Claimed,
    MemberSet,
    Merged,
    PhoneLogged,
    PolicySet,
    SendDone,
    SendFailed,
    SentUnchecked,
)
from mailroom.domain.people import Address, Member, Role, Seat
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.send_rules import SendRule, asks_to_tick
from mailroom.domain.sends.approval import ApprovalState, Proposal, ProposedFile
from mailroom.domain.verdicts import Reason
from mailroom.ids import ApprovalId, MailboxId, MailKey
from tests.unit.domain.world import CUSTOMER, NOVICE, SATO, SUZUKI, TANAKA, World

R1, R2 = "<r1@shop>", "<r2@shop>"
MAIL = Proposal(to=(Address(addr=CUSTOMER),), subject="Re: 返品", text="山田様\n\nお送りします。")
BETTER = replace(MAIL, text="山田様\n\n本日お送りします。")


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def watch(world: World, rule: SendRule) -> None:
    world.do(TANAKA, PolicySet(policy=replace(DEFAULT_POLICY, sending=(rule,))))
    assert world.reason is None


def ask(world: World, seat: Seat = NOVICE, proposal: Proposal = MAIL, **more: object) -> ApprovalId:
    asked = ApprovalAsked(proposal=proposal, seal=proposal.seal, **more)  # type: ignore[arg-type]
    return ApprovalId(world.do(seat, asked, on="a"))


def approve(world: World, named: ApprovalId, seat: Seat = TANAKA, **more: object) -> None:
    world.do(seat, Approved(approval=named, seal=MAIL.seal, **more))  # type: ignore[arg-type]


def state_of(world: World, named: ApprovalId) -> ApprovalState:
    row = world.state.approval(named)
    assert row is not None
    return row.state


def test_S19_a_trainee_sends_what_a_lead_approved(world: World) -> None:
    token = world.claim(NOVICE, "a")
    world.begin(NOVICE, "a", R1, token)
    assert world.reason is Reason.TRAINEE
    named = ask(world)
    world.begin(NOVICE, "a", R1, token, approval=named, seal=MAIL.seal)
    assert world.reason is Reason.NOT_APPROVED
    approve(world, named)
    assert state_of(world, named) is ApprovalState.APPROVED
    world.begin(NOVICE, "a", R1, token, approval=named, seal=MAIL.seal)
    assert world.reason is None
    world.do(NOVICE, SendDone(message_id=R1))
    assert state_of(world, named) is ApprovalState.SENT


def test_S19_nothing_else_leaves_than_what_was_approved(world: World) -> None:
    named = ask(world)
    approve(world, named)
    token = world.claim(NOVICE, "a")
    world.begin(NOVICE, "a", R1, token, approval=named, seal=BETTER.seal)
    assert world.reason is Reason.NOT_APPROVED


def test_S19_the_approver_may_change_it_and_that_leaves(world: World) -> None:
    named = ask(world)
    world.do(TANAKA, Approved(approval=named, seal=BETTER.seal, changed=BETTER))
    token = world.claim(NOVICE, "a")
    world.begin(NOVICE, "a", R1, token, approval=named, seal=MAIL.seal)
    assert world.reason is Reason.NOT_APPROVED
    world.begin(NOVICE, "a", R1, token, approval=named, seal=BETTER.seal)
    assert world.reason is None


def test_S19_who_saw_something_else_has_not_approved_this(world: World) -> None:
    named = ask(world)
    world.do(TANAKA, Approved(approval=named, seal=BETTER.seal))
    assert world.reason is Reason.INVALID
    assert state_of(world, named) is ApprovalState.ASKED


def test_S19_nobody_approves_their_own(world: World) -> None:
    named = ask(world, TANAKA)
    approve(world, named, TANAKA)
    assert world.reason is Reason.OWN_REQUEST
    world.do(TANAKA, ApprovalReturned(approval=named, comment="直します"))
    assert world.reason is Reason.OWN_REQUEST


def test_S19_a_lead_or_who_was_asked_or_their_deputy_decides(world: World) -> None:
    named = ask(world, of=SUZUKI.person)
    approve(world, named, SATO)
    assert world.reason is Reason.NOT_LEAD
    suzuki = Member(id=SUZUKI.person, name="鈴木", deputy=SATO.person)
    world.do(TANAKA, MemberSet(member=suzuki))
    approve(world, named, SATO)
    assert world.reason is None
    second = ask(world, of=SUZUKI.person)
    approve(world, second, TANAKA)
    assert world.reason is None


@pytest.mark.parametrize("of", [NOVICE.person, SATO.person, "stranger"])
def test_S19_only_somebody_else_with_a_say_can_be_asked(world: World, of: str) -> None:
    ask(world, SATO, of=of)
    assert world.reason is (Reason.INVALID)


def test_S19_it_comes_back_with_a_comment_and_is_asked_again(world: World) -> None:
    named = ask(world)
    world.do(TANAKA, ApprovalReturned(approval=named, comment=""))
    assert world.reason is Reason.INVALID
    world.do(TANAKA, ApprovalReturned(approval=named, comment="日付を入れてください"))
    assert state_of(world, named) is ApprovalState.RETURNED
    approve(world, named)
    assert world.reason is Reason.NOT_STANDING
    again = ask(world, instead_of=named)
    assert state_of(world, named) is ApprovalState.WITHDRAWN
    approve(world, again)
    assert world.reason is None


def test_S19_its_author_or_a_lead_takes_it_back(world: World) -> None:
    named = ask(world)
    world.do(SATO, ApprovalWithdrawn(approval=named))
    assert world.reason is Reason.NOT_LEAD
    world.do(NOVICE, ApprovalWithdrawn(approval=named))
    assert state_of(world, named) is ApprovalState.WITHDRAWN
    world.do(NOVICE, ApprovalWithdrawn(approval=named))
    assert world.reason is Reason.NOT_STANDING


def test_S19_new_mail_before_the_approval_must_be_seen_by_who_approves(world: World) -> None:
    named = ask(world)
    before = world.head
    world.mail("b", answers=("a",))
    world.do(TANAKA, Approved(approval=named, seal=MAIL.seal), basis=before)
    assert world.reason is Reason.CONTENT_CHANGED
    approve(world, named)
    assert world.reason is None


def test_S19_an_approval_ends_when_the_customer_writes_again(world: World) -> None:
    """Its author has seen the new mail, who approved has not."""
    named = ask(world)
    approve(world, named)
    world.mail("b", answers=("a",))
    world.begin(NOVICE, "a", R1, world.claim(NOVICE, "a"), approval=named, seal=MAIL.seal)
    assert world.reason is Reason.NOT_APPROVED
    assert world.verdict.who == TANAKA.person


def test_S19_an_approval_ends_when_a_colleague_speaks_with_the_customer(world: World) -> None:
    named = ask(world)
    approve(world, named)
    world.do(SUZUKI, PhoneLogged(incoming=True, reached=True, with_whom="山田様", text=""), on="a")
    world.begin(NOVICE, "a", R1, world.claim(NOVICE, "a"), approval=named, seal=MAIL.seal)
    assert world.reason is Reason.NOT_APPROVED


def test_S19_one_approval_is_for_one_mail(world: World) -> None:
    named = ask(world)
    approve(world, named)
    token = world.claim(NOVICE, "a")
    world.begin(NOVICE, "a", R1, token, approval=named, seal=MAIL.seal)
    world.do(NOVICE, SendFailed(message_id=R1, code=451))
    world.begin(NOVICE, "a", R1, token, approval=named, seal=MAIL.seal)
    assert world.reason is None, "a retry is the same mail"
    world.do(NOVICE, SendDone(message_id=R1))
    token = world.claim(NOVICE, "a")
    world.begin(NOVICE, "a", R2, token, approval=named, seal=MAIL.seal)
    assert world.reason is Reason.NOT_APPROVED


def test_S19_it_is_for_the_case_it_was_asked_in(world: World) -> None:
    world.mail("z", "z@firm.example", subject="別件")
    named = ask(world)
    approve(world, named)
    begun = world.claim(NOVICE, "z")
    world.begin(NOVICE, "z", R1, begun, approval=named, seal=MAIL.seal)
    assert world.reason is Reason.NOT_APPROVED
    world.do(NOVICE, Merged(other=MailKey("z")), on="a")
    assert world.state.approval(named) is not None


def test_S19_a_mailbox_may_demand_it_of_all_or_of_some(world: World) -> None:
    ours, theirs = MailboxId("m"), MailboxId("n")
    watch(world, SendRule(mailbox=ours, approve_people=(SATO.person,)))
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", R1, token, mailbox=ours)
    assert world.reason is Reason.NOT_APPROVED
    world.begin(SATO, "a", R1, token)
    assert world.reason is Reason.NOT_APPROVED, "who says no mailbox gets round no rule"
    world.begin(SATO, "a", R1, token, mailbox=theirs)
    assert world.reason is None
    world.do(SATO, SendDone(message_id=R1))
    watch(world, SendRule(approve_all=True))
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", R2, token, mailbox=theirs)
    assert world.reason is Reason.NOT_APPROVED
    named = ask(world, SATO)
    approve(world, named)
    world.begin(SATO, "a", R2, token, mailbox=theirs, approval=named, seal=MAIL.seal)
    assert world.reason is None


def test_S19_what_left_unchecked_uses_its_approval_up(world: World) -> None:
    named = ask(world)
    approve(world, named)
    world.do(NOVICE, SentUnchecked(message_id=R1, to=MAIL.to, approval=named), on="a")
    assert state_of(world, named) is ApprovalState.SENT


def test_S19_who_became_a_trainee_does_not_decide(world: World) -> None:
    named = ask(world, of=SUZUKI.person)
    world.do(TANAKA, MemberSet(member=Member(id=SUZUKI.person, name="鈴木", role=Role.TRAINEE)))
    approve(world, named, SUZUKI)
    assert world.reason is Reason.NOT_LEAD


def test_S19_asking_takes_no_lock(world: World) -> None:
    ask(world)
    world.do(SATO, Claimed(), on="a")
    assert world.reason is None


def test_a_mailbox_may_ask_to_tick_each_recipient() -> None:
    rules = (SendRule(mailbox=MailboxId("m"), tick_recipients=True),)
    assert asks_to_tick(rules, MailboxId("m"))
    assert not asks_to_tick(rules, MailboxId("n"))


@pytest.mark.parametrize(
    "changed",
    [
        replace(MAIL, subject="Re: 返金"),
        replace(MAIL, text=MAIL.text + "\n追伸"),
        replace(MAIL, html="<b>x</b>"),
        replace(MAIL, sender="info@shop.example"),
        replace(MAIL, to=(Address(addr="other@gmail.com"),)),
        replace(MAIL, to=(), cc=MAIL.to),
        replace(MAIL, to=(), bcc=MAIL.to),
        replace(MAIL, files=(ProposedFile(name="見積.pdf", size=3, sha256="ab"),)),
        replace(MAIL, kind=ReplyKind.FORWARD),
        replace(MAIL, answers=MailKey("a")),
    ],
)
def test_S19_the_seal_changes_with_whatever_the_customer_would_get(changed: Proposal) -> None:
    assert changed.seal != MAIL.seal


def test_the_seal_does_not_change_with_what_a_server_may_touch() -> None:
    named = replace(MAIL, to=(Address(name="山田", addr=CUSTOMER),), text=MAIL.text + " \r\n")
    assert named.seal == MAIL.seal
