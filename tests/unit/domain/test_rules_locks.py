"""Rules 5-11: the lock is a position in the journal."""

from datetime import timedelta

import pytest

from mailroom.domain import commands as ask
from mailroom.domain.cases import CaseStatus
from mailroom.domain.claims.holding import holder_of, token_for
from mailroom.domain.events import (
    ClaimAsked,
    Claimed,
    ClaimKept,
    ClaimRenewed,
    MemberSet,
    NoteAdded,
    Placed,
    PresenceSet,
    Released,
    SendAbandoned,
    SendBegun,
    TakenOver,
)
from mailroom.domain.fold import apply
from mailroom.domain.overlay import Overlay
from mailroom.domain.people import Member, Presence, Role, Seat
from mailroom.domain.position import END
from mailroom.domain.rules import CommandRefused, decide
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import DeskId, MessageId, Token
from tests.unit.domain.world import NOVICE, SATO, SUZUKI, TANAKA, World

SATO_AT_HOME = Seat(person=SATO.person, desk=DeskId("laptop"))


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def holder(world: World, key: str = "a") -> object:
    found = holder_of(world.state, world.case(key))
    return None if found is None else (found.person, found.desk)


def test_rule_05_an_expired_claim_only_lets_the_next_one_win(world: World) -> None:
    token = world.claim(SATO, "a")
    world.wait(hours=2)
    assert world.case("a").claim.token == token
    world.begin(SATO, "a", "<late>", token)
    assert world.verdict.accepted


def test_rule_05_who_was_overtaken_cannot_send(world: World) -> None:
    token = world.claim(SATO, "a")
    world.wait(hours=2)
    world.claim(SUZUKI, "a")
    assert world.verdict.accepted
    world.begin(SATO, "a", "<late>", token)
    assert world.reason is Reason.WRONG_TOKEN
    assert world.verdict.who == SUZUKI.person


def test_rule_06_any_event_of_the_holder_renews(world: World) -> None:
    world.claim(SATO, "a")
    world.wait(minutes=25)
    world.do(SATO, NoteAdded(text="まだ書いています"), on="a")
    world.wait(minutes=25)
    world.claim(SUZUKI, "a")
    assert world.reason is Reason.HELD


def test_rule_06_renewal_names_the_lock(world: World) -> None:
    token = world.claim(SATO, "a")
    world.wait(minutes=25)
    world.do(SATO, ClaimRenewed(token=token), on="a")
    assert world.case("a").claim.expires - world.case("a").claim.since > (
        world.now - world.case("a").claim.since
    )
    world.do(SUZUKI, ClaimRenewed(token=token), on="a")
    assert world.reason is Reason.NOT_HOLDER
    world.do(SATO, ClaimRenewed(token=Token("other")), on="a")
    assert world.reason is Reason.WRONG_TOKEN


def test_rule_06_going_home_hands_back(world: World) -> None:
    world.mail("b", "b@gmail.com", subject="別件")
    world.claim(SATO, "a")
    token = world.claim(SATO, "b")
    world.begin(SATO, "b", "<b1>", token)
    world.do(SATO, PresenceSet(person=SATO.person, presence=Presence.GONE))
    assert world.case("a").claim is None
    assert world.case("b").claim is not None  # a send is open


def test_rule_08_granted_iff_free_or_expired(world: World) -> None:
    token = world.claim(SATO, "a")
    assert world.case("a").claim.token == token
    assert holder(world) == (SATO.person, SATO.desk)
    assert world.case("a").status is CaseStatus.OPEN
    world.claim(SUZUKI, "a")
    assert world.reason is Reason.HELD
    world.wait(minutes=40)
    world.claim(SUZUKI, "a")
    assert holder(world) == (SUZUKI.person, SUZUKI.desk)


def test_rule_08_a_restarted_desk_claims_anew(world: World) -> None:
    first = world.claim(SATO, "a")
    second = world.claim(SATO, "a")
    assert world.verdict.accepted
    world.begin(SATO, "a", "<r>", first)
    assert world.reason is Reason.WRONG_TOKEN
    assert token_for(world.state, world.case("a"), SATO) == second


def test_rule_06_ttl_is_at_least_thirty_minutes_and_not_for_ever(world: World) -> None:
    for ttl, minutes in ((0, 30), (-5, 30), (45, 45), (10**9, 480)):
        world.do(SATO, Claimed(ttl_minutes=ttl), on="a")
        claim = world.case("a").claim
        assert (claim.expires - claim.since).total_seconds() == minutes * 60


def test_rule_08_release_names_the_token(world: World) -> None:
    token = world.claim(SATO, "a")
    world.do(SUZUKI, Released(token=token), on="a")
    assert world.reason is Reason.NOT_HOLDER
    world.do(SATO, Released(token=Token("older")), on="a")
    assert world.reason is Reason.WRONG_TOKEN
    world.do(SATO, Released(token=token), on="a")
    assert holder(world) is None
    world.claim(SUZUKI, "a")
    assert world.verdict.accepted


def test_rule_09_the_same_person_elsewhere_takes_over_explicitly(world: World) -> None:
    token = world.claim(SATO, "a")
    world.claim(SATO_AT_HOME, "a")
    assert world.reason is Reason.HELD
    world.begin(SATO_AT_HOME, "a", "<r>", token)
    assert world.reason is Reason.NOT_HOLDER
    new = world.do(SATO_AT_HOME, TakenOver(token=token), on="a")
    assert world.verdict.accepted
    assert holder(world) == (SATO.person, SATO_AT_HOME.desk)
    assert world.case("a").claim.token == new


def test_rule_10_take_over_by_a_lead_with_a_reason(world: World) -> None:
    token = world.claim(SATO, "a")
    world.do(TANAKA, TakenOver(token=token, reason=" "), on="a")
    assert world.reason is Reason.INVALID
    world.do(TANAKA, TakenOver(token=token, reason="急ぎです"), on="a")
    assert holder(world) == (TANAKA.person, TANAKA.desk)


def test_rule_10_roles_are_judged_at_the_position(world: World) -> None:
    token = world.claim(SATO, "a")
    lead = Member(id=SUZUKI.person, name="鈴木", role=Role.LEAD)
    world.do(TANAKA, MemberSet(member=lead))
    world.do(SUZUKI, TakenOver(token=token, reason="急ぎです"), on="a")
    assert world.verdict.accepted


@pytest.mark.parametrize("presence", [Presence.OUT, Presence.OFF, Presence.GONE])
def test_rule_10_take_over_from_somebody_away(world: World, presence: Presence) -> None:
    token = world.claim(SATO, "a")
    world.do(SUZUKI, TakenOver(token=token, reason="急ぎ"), on="a")
    assert world.reason is Reason.NOT_LEAD
    world.do(TANAKA, PresenceSet(person=SATO.person, presence=presence))
    token = world.claim(SATO, "a")  # 退勤 handed it back; somebody wrote on for a moment
    world.do(SUZUKI, TakenOver(token=token, reason="急ぎ"), on="a")
    assert world.verdict.accepted


def test_rule_10_who_was_to_be_back_by_now_is_not_away(world: World) -> None:
    token = world.claim(SATO, "a")
    until = world.now + timedelta(minutes=10)
    world.do(SATO, PresenceSet(person=SATO.person, presence=Presence.OUT, until=until))
    world.wait(minutes=10)
    world.do(SUZUKI, TakenOver(token=token, reason="急ぎ"), on="a")
    assert world.reason is Reason.NOT_LEAD


def test_rule_10_take_over_after_five_minutes_of_asking(world: World) -> None:
    token = world.claim(SATO, "a")
    world.do(SUZUKI, ClaimAsked(token=token), on="a")
    world.do(TANAKA, ClaimAsked(token=token), on="a")
    assert world.reason is Reason.ALREADY
    world.do(SUZUKI, TakenOver(token=token, reason="待ちました"), on="a")
    assert world.reason is Reason.TOO_EARLY
    world.wait(minutes=5)
    world.do(SUZUKI, TakenOver(token=token, reason="待ちました"), on="a")
    assert world.verdict.accepted


def test_rule_10_who_goes_on_writing_says_so_and_keeps_the_lock(world: World) -> None:
    token = world.claim(SATO, "a")
    world.do(SATO, ClaimKept(token=token), on="a")
    assert world.reason is Reason.ALREADY  # nobody asked
    world.do(SUZUKI, ClaimAsked(token=token), on="a")
    world.do(SUZUKI, ClaimKept(token=token), on="a")
    assert world.reason is Reason.NOT_HOLDER
    world.do(SATO, ClaimKept(token=token), on="a")
    claim = world.case("a").claim
    assert (claim.asked_by, claim.kept_at) == (None, world.now)
    world.wait(minutes=6)
    world.do(SUZUKI, TakenOver(token=token, reason="待ちました"), on="a")
    assert world.reason is Reason.NOT_LEAD
    world.do(SUZUKI, ClaimAsked(token=token), on="a")  # asking again starts anew
    assert world.verdict.accepted


def test_rule_10_nobody_sends_a_holder_home_to_get_the_lock(world: World) -> None:
    world.claim(SATO, "a")
    world.do(SUZUKI, PresenceSet(person=SATO.person, presence=Presence.GONE))
    assert world.reason is Reason.NOT_LEAD
    assert holder(world) == (SATO.person, SATO.desk)
    world.do(TANAKA, PresenceSet(person=SATO.person, presence=Presence.GONE))
    assert holder(world) is None


def test_rule_10_take_over_names_the_lock_it_saw(world: World) -> None:
    token = world.claim(SATO, "a")
    world.do(SATO, Released(token=token), on="a")
    world.claim(SUZUKI, "a")
    world.do(TANAKA, TakenOver(token=token, reason="急ぎ"), on="a")
    assert world.reason is Reason.WRONG_TOKEN


def test_rule_10_no_take_over_during_a_send(world: World) -> None:
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", "<r>", token)
    world.do(TANAKA, TakenOver(token=token, reason="急ぎ"), on="a")
    assert world.reason is Reason.SENDING
    world.do(SATO, Released(token=token), on="a")
    assert world.reason is Reason.SENDING


def test_rule_10_a_stuck_send_ends_by_desk_lead_or_time(world: World) -> None:
    token = world.claim(SATO, "a")
    abandoned = SendAbandoned(message_id=MessageId("<r>"))
    world.do(SUZUKI, abandoned, on="a")
    assert world.reason is Reason.UNKNOWN_SEND
    world.begin(SATO, "a", "<r>", token)
    world.do(SUZUKI, abandoned, on="a")
    assert world.reason is Reason.TOO_EARLY
    world.wait(minutes=30)
    world.do(SUZUKI, abandoned, on="a")
    assert world.verdict.flags == (Flag.MAY_HAVE_BEEN_SENT,)
    assert world.case("a").open_send is None


@pytest.mark.parametrize("seat", [SATO, TANAKA])
def test_rule_10_own_desk_and_lead_end_it_at_once(world: World, seat: Seat) -> None:
    world.begin(SATO, "a", "<r>", world.claim(SATO, "a"))
    world.do(seat, SendAbandoned(message_id=MessageId("<r>")), on="a")
    assert world.verdict.accepted


def test_rule_32_who_left_holds_nothing(world: World) -> None:
    world.claim(SATO, "a")
    world.do(TANAKA, MemberSet(member=Member(id=SATO.person, name="佐藤", left=True)))
    assert holder(world) is None
    world.claim(SATO, "a")
    assert world.reason is Reason.NOT_MEMBER


def test_rule_05_a_claim_past_its_time_is_not_shown_as_held(world: World) -> None:
    """T alone ends it: the time of the journal's last event, never this PC's clock."""
    world.claim(SATO, "a")
    world.wait(minutes=29)
    assert holder(world) == (SATO.person, SATO.desk)
    world.do(SUZUKI, NoteAdded(text="29 分"), on="a")
    assert holder(world) is None  # 30 minutes of T
    assert world.case("a").claim is not None


def test_rule_05_when_the_journal_is_silent_the_holder_is_who_an_event_would_find_now(
    world: World,
) -> None:
    world.claim(SATO, "a")
    case, team = world.case("a"), world.state.team()
    assert holder_of(world.state, case, world.now + timedelta(minutes=29)).desk == SATO.desk
    assert holder_of(world.state, case, world.now + timedelta(minutes=30)) is None
    slow = holder_of(world.state, case, team.time - timedelta(days=1))  # a clock that is behind
    assert slow == holder_of(world.state, case)


def test_rule_06_only_the_holders_own_events_renew(world: World) -> None:
    world.claim(SATO, "a")
    world.wait(minutes=25)
    world.do(SUZUKI, NoteAdded(text="横から"), on="a")
    world.do(SATO_AT_HOME, NoteAdded(text="別の机から"), on="a")
    world.mail("b", answers=("a",))
    world.do(SATO, NoteAdded(text="別件"), on="nowhere")
    world.wait(minutes=5)
    world.claim(SUZUKI, "a")
    assert world.verdict.accepted


def test_rule_06_a_refused_event_renews_nothing(world: World) -> None:
    token = world.claim(SATO, "a")
    expires = world.case("a").claim.expires
    world.wait(minutes=25)
    world.do(SATO, ClaimRenewed(token=Token("other")), on="a")
    assert world.case("a").claim.expires == expires
    world.do(SATO, ClaimRenewed(token=token), on="a")
    assert world.case("a").claim.expires == world.now + timedelta(minutes=30)


def test_rule_06_renewal_never_shortens(world: World) -> None:
    world.do(SATO, Claimed(ttl_minutes=120), on="a")
    expires = world.case("a").claim.expires
    world.do(SATO, NoteAdded(text="x"), on="a")
    assert world.case("a").claim.expires == expires


def test_rule_06_who_leaves_hands_back_but_an_open_send_keeps_its_lock(world: World) -> None:
    world.mail("b", "b@gmail.com", subject="別件")
    world.claim(SATO, "a")
    world.begin(SATO, "b", "<b1>", world.claim(SATO, "b"))
    world.do(TANAKA, MemberSet(member=Member(id=SATO.person, name="佐藤", left=True)))
    assert world.case("a").claim is None
    assert world.case("b").claim.seat == SATO


def test_rule_08_the_token_is_the_event_that_granted_it(world: World) -> None:
    claim = world.do(SATO, Claimed(), on="a")
    assert world.case("a").claim.token == claim
    taken = world.do(TANAKA, TakenOver(token=Token(claim), reason="急ぎ"), on="a")
    assert world.case("a").claim.token == taken


def test_rule_10_taking_over_from_oneself_needs_no_reason_from_another_does(world: World) -> None:
    token = world.claim(SATO, "a")
    world.do(SATO_AT_HOME, TakenOver(token=token), on="a")
    assert world.verdict.accepted
    token = world.case("a").claim.token
    world.wait(hours=1)
    world.do(SUZUKI, TakenOver(token=token), on="a")
    assert world.verdict.accepted  # past its time anybody may


def test_rule_10_only_who_asked_may_take_it_after_five_minutes(world: World) -> None:
    token = world.claim(SATO, "a")
    world.do(SUZUKI, ClaimAsked(token=token), on="a")
    world.wait(minutes=3)
    world.do(SUZUKI, TakenOver(token=token, reason="待った"), on="a")
    assert world.reason is Reason.TOO_EARLY  # 4 min
    world.do(NOVICE, TakenOver(token=token, reason="待っていない"), on="a")
    assert world.reason is Reason.NOT_LEAD  # 5 min, but another asked
    world.do(SUZUKI, TakenOver(token=token, reason="待った"), on="a")
    assert world.verdict.accepted


def test_rule_10_asking_names_the_lock_too(world: World) -> None:
    token = world.claim(SATO, "a")
    world.do(SATO, ClaimAsked(token=token), on="a")
    assert world.reason is Reason.ALREADY
    world.do(SUZUKI, ClaimAsked(token=Token("older")), on="a")
    assert world.reason is Reason.WRONG_TOKEN


def test_rule_10_who_was_a_lead_is_none_any_more(world: World) -> None:
    world.do(TANAKA, MemberSet(member=Member(id=SUZUKI.person, name="鈴木", role=Role.LEAD)))
    world.do(SUZUKI, MemberSet(member=Member(id=TANAKA.person, name="田中")))
    token = world.claim(SATO, "a")
    world.do(TANAKA, TakenOver(token=token, reason="急ぎ"), on="a")
    assert world.reason is Reason.NOT_LEAD


@pytest.mark.parametrize(
    ("seat", "minutes", "reason"),
    [
        (SATO, 0, None),
        (Seat(person=SUZUKI.person, desk=SATO.desk), 0, None),  # whoever sits at that desk now
        (TANAKA, 0, None),
        (SUZUKI, 28, Reason.TOO_EARLY),
        (SATO_AT_HOME, 28, Reason.TOO_EARLY),
        (SUZUKI, 29, None),
    ],
)
def test_rule_10_the_command_ends_a_stuck_send(
    world: World, seat: Seat, minutes: int, reason: Reason | None
) -> None:
    world.begin(SATO, "a", "<r>", world.claim(SATO, "a"))
    world.wait(minutes=minutes)
    abandon = ask.AbandonSend(case=world.case("a").id)
    if reason is not None:
        with pytest.raises(CommandRefused) as refused:
            decide(world.state, abandon, seat, world.now + timedelta(minutes=1))
        assert refused.value.reason is reason
        assert (refused.value.verdict.who, refused.value.verdict.where) == (SATO.person, SATO.desk)
        return
    [event] = decide(world.state, abandon, seat, world.now + timedelta(minutes=1))
    assert event.body == SendAbandoned(message_id=MessageId("<r>"))
    assert world.again(event).flags == (Flag.MAY_HAVE_BEEN_SENT,)
    assert world.case("a").open_send is None
    assert world.case("a").claim.seat == SATO  # the lock stays where it was
    with pytest.raises(CommandRefused) as refused:
        decide(world.state, abandon, seat, world.now)
    assert refused.value.reason is Reason.UNKNOWN_SEND


def test_rule_10_what_may_have_been_sent_must_be_seen_before_the_next_reply(world: World) -> None:
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", "<r>", token)
    shown = world.head
    world.do(TANAKA, SendAbandoned(message_id=MessageId("<r>")), on="a")
    begun = SendBegun(message_id=MessageId("<r2>"), token=token, to=())
    world.do(SATO, begun, on="a", basis=shown)
    assert world.reason is Reason.CONTENT_CHANGED


def test_rule_11_an_offline_claim_is_a_wish(world: World) -> None:
    """What waits lies over the confirmed state; only that says who holds a case."""
    wish = Overlay(world.state)
    [claim] = decide(wish, ask.ClaimCase(case=world.case("a").id), SATO, world.now)
    apply(wish, Placed(event=claim, position=END, time=world.now))
    assert holder_of(wish, wish.case(world.case("a").id)).person == SATO.person
    assert holder(world) is None
    world.claim(SUZUKI, "a")
    assert world.verdict.accepted
    assert world.again(claim).reason is Reason.HELD


def test_rule_08_nobody_claims_while_a_send_is_open(world: World) -> None:
    world.begin(SATO, "a", "<r>", world.claim(SATO, "a"))
    world.wait(hours=2)
    for seat in (SATO, SATO_AT_HOME, SUZUKI, TANAKA):
        world.claim(seat, "a")
        assert world.reason is Reason.SENDING
        assert (world.verdict.who, world.verdict.where) == (SATO.person, SATO.desk)
