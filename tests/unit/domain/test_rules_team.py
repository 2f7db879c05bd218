"""Rule 32: the team is journal state, judged at each position."""

from dataclasses import replace

import pytest

from mailroom.domain.cases import Label
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.events import (
    DeskJoined,
    HistoryClaimed,
    HistoryImported,
    IdentitiesSet,
    LabelSet,
    MailboxAdded,
    MemberSet,
    NoteAdded,
    PolicySet,
    PresenceSet,
    TakenOver,
    TeamFounded,
    TemplateSet,
)
from mailroom.domain.people import Desk, Identity, Mailbox, Member, Presence, Role, Seat
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.templates.keeping import MOST_LETTERS
from mailroom.domain.templates.template import Template
from mailroom.domain.verdicts import Reason
from mailroom.ids import DeskId, LabelId, MailboxId, PersonId, TemplateId
from tests.unit.domain.world import MORNING, NOVICE, SATO, SUZUKI, TANAKA, World

ITO = Seat(person=PersonId("ito"), desk=DeskId("desk-9"))


@pytest.fixture
def world() -> World:
    return World.founded()


def test_rule_32_the_first_founding_counts() -> None:
    world = World()
    first = TeamFounded(name="一番", lead=Member(id=SATO.person, name="佐藤", role=Role.MEMBER))
    world.do(SATO, first)
    assert world.state.member(SATO.person).role is Role.LEAD
    assert world.state.policy() == DEFAULT_POLICY
    assert world.state.team().founded_time == world.now
    world.do(TANAKA, TeamFounded(name="二番", lead=Member(id=TANAKA.person, name="田中")))
    assert world.reason is Reason.FOUNDED
    assert world.state.team().name == "一番"
    assert world.state.member(TANAKA.person) is None


def test_rule_32_a_newcomer_introduces_themselves_but_not_as_a_lead(world: World) -> None:
    world.mail("a")
    world.do(ITO, NoteAdded(text="はじめまして"), on="a")
    assert world.reason is Reason.NOT_MEMBER
    world.do(ITO, MemberSet(member=Member(id=ITO.person, name="伊藤", role=Role.LEAD)))
    assert world.reason is Reason.NOT_LEAD
    world.do(ITO, MemberSet(member=Member(id=ITO.person, name="伊藤")))
    world.do(ITO, DeskJoined(joined=Desk(id=ITO.desk, name="PC-9", person=ITO.person)))
    world.do(ITO, NoteAdded(text="はじめまして"), on="a")
    assert world.verdict.accepted


def test_rule_32_a_desk_speaks_for_itself_and_for_a_member(world: World) -> None:
    world.do(SATO, DeskJoined(joined=Desk(id=SUZUKI.desk, name="?", person=SATO.person)))
    assert world.reason is Reason.INVALID
    world.do(ITO, DeskJoined(joined=Desk(id=ITO.desk, name="PC-9", person=ITO.person)))
    assert world.reason is Reason.NOT_MEMBER


def test_rule_32_roles_and_policy_are_a_leads_to_set(world: World) -> None:
    promoted = Member(id=SUZUKI.person, name="鈴木", role=Role.LEAD)
    policy = replace(DEFAULT_POLICY, reply_minutes=60)
    world.do(SATO, MemberSet(member=promoted))
    assert world.reason is Reason.NOT_LEAD
    world.do(SATO, PolicySet(policy=policy))
    assert world.reason is Reason.NOT_LEAD
    world.do(TANAKA, PolicySet(policy=policy))
    assert world.state.policy() == policy
    world.do(TANAKA, MemberSet(member=promoted))
    world.do(SUZUKI, PolicySet(policy=DEFAULT_POLICY))
    assert world.verdict.accepted


def test_rule_32_anybody_changes_the_rest_of_a_member(world: World) -> None:
    moved = Member(id=SUZUKI.person, name="鈴木", phone="03-1234-5678")
    world.do(SATO, MemberSet(member=moved))
    assert world.state.member(SUZUKI.person).phone == "03-1234-5678"


def test_rule_32_a_change_of_a_member_leaves_their_presence(world: World) -> None:
    world.do(SUZUKI, PresenceSet(person=SUZUKI.person, presence=Presence.OUT, until=MORNING))
    moved = Member(id=SUZUKI.person, name="鈴木", phone="03-1234-5678")  # read before she left
    world.do(SATO, MemberSet(member=moved))
    suzuki = world.state.member(SUZUKI.person)
    assert (suzuki.presence, suzuki.presence_until) == (Presence.OUT, MORNING)


def test_rule_32_who_left_is_said_by_a_lead_or_themselves(world: World) -> None:
    gone = Member(id=SUZUKI.person, name="鈴木", left=True)
    world.do(SATO, MemberSet(member=gone))
    assert world.reason is Reason.NOT_LEAD
    world.do(SUZUKI, MemberSet(member=gone))
    assert world.state.member(SUZUKI.person).left
    world.do(TANAKA, MemberSet(member=Member(id=SUZUKI.person, name="鈴木")))
    assert not world.state.member(SUZUKI.person).left


@pytest.mark.parametrize("change", [{"role": Role.MEMBER}, {"left": True, "role": Role.LEAD}])
def test_rule_32_a_team_keeps_a_lead(world: World, change: dict) -> None:
    world.do(TANAKA, MemberSet(member=Member(id=TANAKA.person, name="田中", **change)))
    assert world.reason is Reason.INVALID


def test_presence_is_set_by_anybody_for_people_without_mailroom(world: World) -> None:
    until = MORNING
    world.do(TANAKA, MemberSet(member=Member(id=PersonId("kacho"), name="佐藤課長")))
    world.do(SATO, PresenceSet(person=PersonId("kacho"), presence=Presence.OUT, until=until))
    assert world.state.member(PersonId("kacho")).presence is Presence.OUT
    world.do(SATO, PresenceSet(person=SUZUKI.person, presence=Presence.OUT, until=until))
    assert world.reason is Reason.NOT_LEAD  # 鈴木 sits at a desk and says it herself
    world.do(SUZUKI, PresenceSet(person=SUZUKI.person, presence=Presence.OUT, until=until))
    assert world.state.member(SUZUKI.person).presence is Presence.OUT
    world.do(SATO, PresenceSet(person=PersonId("nobody"), presence=Presence.OUT))
    assert world.reason is Reason.INVALID


def test_labels_have_names(world: World) -> None:
    world.do(SATO, LabelSet(label=Label(id=LabelId("x"), name="請求", colour="amber")))
    assert world.state.label(LabelId("x")).name == "請求"
    world.do(SATO, LabelSet(label=Label(id=LabelId("x"), name=" ")))
    assert world.reason is Reason.INVALID


def test_rule_32_a_template_has_a_name_and_says_something(world: World) -> None:
    thanks = Template(id=TemplateId("x"), name="お礼", text="{お客様}\n\nありがとうございます。\n")
    world.do(NOVICE, TemplateSet(template=thanks))
    assert world.state.template(thanks.id) == thanks
    for change in ({"name": " "}, {"text": " \n"}, {"text": "あ" * (MOST_LETTERS + 1)}):
        world.do(SATO, TemplateSet(template=replace(thanks, **change)))
        assert world.reason is Reason.INVALID
    gone = replace(thanks, removed=True)
    world.do(SATO, TemplateSet(template=gone))
    assert world.state.template(thanks.id) == gone
    world.do(TANAKA, MemberSet(member=Member(id=SATO.person, name="佐藤", left=True)))
    world.do(SATO, TemplateSet(template=thanks))
    assert world.reason is Reason.NOT_MEMBER  # as of this position


def test_a_lead_says_as_whom_the_team_writes(world: World) -> None:
    box = MailboxId("m")
    repair = Identity(address="repair@shop.example", name="修理窓口", signature="修理窓口\n03-…")
    own = Identity(address="support@shop.example", name="お客様窓口")
    world.do(SATO, IdentitiesSet(mailbox=box, identities=(own, repair)))
    assert world.reason is Reason.NOT_LEAD
    world.do(TANAKA, IdentitiesSet(mailbox=box, identities=(own, repair)))
    mailbox = world.state.mailbox(box)
    assert mailbox is not None
    assert mailbox.senders == (own, repair)
    assert world.state.own_addresses() == {"support@shop.example", "repair@shop.example"}
    world.mail("sent", "repair@shop.example", out=True, to=("yamada@gmail.com",))
    assert world.case("sent").contact.addr == "yamada@gmail.com"  # the repair desk is one of us
    world.do(TANAKA, MailboxAdded(mailbox=replace(mailbox, identities=(), name="窓口")))
    again = world.state.mailbox(box)
    assert again is not None
    assert (again.name, again.senders) == ("窓口", (own, repair))


@pytest.mark.parametrize(
    "identity",
    [
        Identity(address="nobody"),
        Identity(address="Repair@shop.example"),
        Identity(address="repair@shop.example", name="修理\r\nBcc: x@y.example"),
        Identity(address="repair@shop.example\r\nX: y"),
        Identity(address="repair@shop.example", signature="長" * 2_001),
    ],
    ids=["no address", "not lower-case", "a header", "a header in the address", "a novel"],
)
def test_an_identity_must_be_one_that_a_mail_can_have(world: World, identity: Identity) -> None:
    world.do(TANAKA, IdentitiesSet(mailbox=MailboxId("m"), identities=(identity,)))
    assert world.reason is Reason.INVALID


def test_each_address_is_one_identity_of_a_known_mailbox(world: World) -> None:
    one = Identity(address="repair@shop.example")
    world.do(TANAKA, IdentitiesSet(mailbox=MailboxId("m"), identities=(one, one)))
    assert world.reason is Reason.INVALID
    world.do(TANAKA, IdentitiesSet(mailbox=MailboxId("none"), identities=(one,)))
    assert world.reason is Reason.INVALID


def test_rule_22_founding_records_stay_as_they_were_written(world: World) -> None:
    again = MailboxAdded(mailbox=Mailbox(id=MailboxId("m"), address="other@shop.example"))
    world.do(SATO, again)
    assert world.reason is Reason.ALREADY
    world.do(SATO, HistoryClaimed())
    world.do(SATO, HistoryImported())
    second = MailboxAdded(mailbox=Mailbox(id=MailboxId("m2"), address="info@shop.example"))
    world.do(SATO, second)
    assert not world.state.team().history_done  # its old mail is not imported yet
    assert world.state.own_addresses() == {"support@shop.example", "info@shop.example"}


def test_journal_time_never_goes_back(world: World) -> None:
    before = world.state.team().time
    world.wait(days=-2)
    world.mail("a")
    world.claim(SATO, "a")
    assert world.state.team().time == before
    assert world.case("a").claim.since == before


def test_rule_32_a_trainee_does_all_but_send_and_lead(world: World) -> None:
    world.mail("a")
    world.do(NOVICE, NoteAdded(text="調べました"), on="a")
    assert world.verdict.accepted
    token = world.claim(NOVICE, "a")
    assert world.verdict.accepted
    world.begin(NOVICE, "a", "<r>", token)
    assert world.reason is Reason.TRAINEE
    for body in (
        PolicySet(policy=DEFAULT_POLICY),
        MemberSet(member=Member(id=NOVICE.person, name="新人", role=Role.MEMBER)),
    ):
        world.do(NOVICE, body)
        assert world.reason is Reason.NOT_LEAD
    world.do(SATO, TakenOver(token=token, reason="送信します"), on="a")
    assert world.reason is Reason.NOT_LEAD
    world.escalate(NOVICE, "a", EscalationKind.CHECK)
    assert world.verdict.accepted  # 「確認を頼む」


def test_rule_32_a_trainee_becomes_a_member_at_a_position(world: World) -> None:
    world.mail("a")
    token = world.claim(NOVICE, "a")
    world.do(TANAKA, MemberSet(member=Member(id=NOVICE.person, name="新人")))
    world.begin(NOVICE, "a", "<r>", token)
    assert world.verdict.accepted


def test_rule_32_what_is_said_of_a_member_is_kept(world: World) -> None:
    suzuki = Member(
        id=SUZUKI.person,
        name="鈴木",
        addresses=("suzuki@shop.example",),
        phone="03-1234-5678",
        extension="12",
        mobile="090-0000-0000",
        hours="9:00-17:30",
        deputy=SATO.person,
    )
    world.do(SATO, MemberSet(member=suzuki))
    assert world.state.member(SUZUKI.person) == suzuki
    assert world.state.member_by_address("suzuki@shop.example") == suzuki


def test_rule_32_who_left_neither_acts_nor_joins_again_by_themselves(world: World) -> None:
    gone = Member(id=SUZUKI.person, name="鈴木", left=True)
    world.do(TANAKA, MemberSet(member=gone))
    for body in (
        MemberSet(member=replace(gone, left=False)),
        DeskJoined(joined=Desk(id=SUZUKI.desk, name="PC-3", person=SUZUKI.person)),
        PresenceSet(person=SUZUKI.person, presence=Presence.IN),
    ):
        world.do(SUZUKI, body)
        assert world.reason is Reason.NOT_MEMBER
    world.do(TANAKA, PresenceSet(person=SUZUKI.person, presence=Presence.IN))
    assert world.reason is Reason.INVALID


def test_rule_32_a_lead_may_leave_when_there_is_another(world: World) -> None:
    tanaka = Member(id=TANAKA.person, name="田中", role=Role.LEAD)
    sato = Member(id=SATO.person, name="佐藤", role=Role.LEAD)
    world.do(TANAKA, MemberSet(member=sato))
    world.do(TANAKA, MemberSet(member=replace(tanaka, left=True)))
    assert world.verdict.accepted
    for change in (replace(sato, left=True), replace(sato, role=Role.MEMBER)):
        world.do(SATO, MemberSet(member=change))
        assert world.reason is Reason.INVALID


def test_rule_32_another_person_sits_down_at_a_desk(world: World) -> None:
    seated = Seat(person=SUZUKI.person, desk=SATO.desk)
    world.do(seated, DeskJoined(joined=Desk(id=SATO.desk, name="PC-2", person=SUZUKI.person)))
    assert world.state.desk(SATO.desk).person == SUZUKI.person
    assert [desk.id for desk in world.state.desks()].count(SATO.desk) == 1
