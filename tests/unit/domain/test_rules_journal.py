"""Rules 32-35 as far as the fold judges them: key, level, compaction, epochs of the journal."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.commands import RotateKey
from mailroom.domain.course import wake_timer
from mailroom.domain.dict_state import DictState
from mailroom.domain.events import (
    Body,
    DeskJoined,
    Event,
    MemberSet,
    NoteAdded,
    Placed,
    Snoozed,
    UnknownBody,
    Woken,
    kind_of,
)
from mailroom.domain.fold import apply
from mailroom.domain.people import Desk, Member, Role, Seat
from mailroom.domain.position import Position
from mailroom.domain.records.journal_events import Compacted, EpochStarted, KeyRotated, LevelRaised
from mailroom.domain.records.levels import FOLD_LEVEL, Levels, level_of
from mailroom.domain.records.record import canonical, to_plain
from mailroom.domain.records.recording import Recording, chain, digest_rows
from mailroom.domain.rules import CommandRefused, decide
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.ids import DeskId, EventId, PersonId
from tests.unit.domain.world import ROLES, SATO, SUZUKI, TANAKA, World

KEY = "0f" * 32
EPOCH = EpochStarted(epoch=2, after=Position(1, 9, 0), chain="c", checkpoint="d")
COMPACTED = Compacted(upto=Position(1, 3, 0), checkpoint="d")


@pytest.fixture
def world() -> World:
    return World.founded()


def place(world: World, body: Body, position: Position, seat: Seat = TANAKA) -> Verdict:
    """Judge an event at a position of our choice."""
    world.do(seat, NoteAdded(text="nowhere"))  # for an event to copy
    event = replace(world.log.pop().event, id=EventId(f"at-{position}"), body=body)
    world.log.append(Placed(event=event, position=position, time=world.now))
    world.verdict = apply(world.state, world.log[-1])
    return world.verdict


@pytest.mark.parametrize("body", [KeyRotated(key=KEY), LevelRaised(level=2), COMPACTED, EPOCH])
@pytest.mark.parametrize("seat", [SATO, Seat(person=PersonId("stranger"), desk=TANAKA.desk)])
def test_rule_32_the_journal_is_a_leads_to_change(world: World, body: Body, seat: Seat) -> None:
    before = world.state.team()
    world.do(seat, body)
    assert world.reason is (Reason.NOT_LEAD if seat is SATO else Reason.NOT_MEMBER)
    assert replace(world.state.team(), time=before.time) == before


# --- the key --------------------------------------------------------------------------------------


def test_rule_32_a_lead_gives_the_team_a_new_key(world: World) -> None:
    assert world.state.team().key == ""
    world.do(TANAKA, KeyRotated(key=KEY))
    assert world.state.team().key == KEY
    world.do(TANAKA, KeyRotated(key=KEY))
    assert world.reason is Reason.ALREADY


def test_rule_23_message_ids_of_ours_outlive_the_key(world: World) -> None:
    """Else a new desk would take what we sent before for the mail of somebody else."""
    secret = world.state.team().secret
    world.do(TANAKA, KeyRotated(key=KEY))
    assert world.state.team().secret == secret != ""
    other = World()
    other.do(TANAKA, world.log[0].event.body, event_id="founded elsewhere")
    assert other.state.team().secret not in {"", secret}


@pytest.mark.parametrize("key", ["", "0f" * 31, "0F" * 32, KEY + "\n", "鍵" * 64])
def test_rule_32_a_key_is_64_hex_digits(world: World, key: str) -> None:
    world.do(TANAKA, KeyRotated(key=key))
    assert world.reason is Reason.INVALID
    assert world.state.team().key == ""


def test_rule_32_the_command_brings_a_fresh_key(world: World) -> None:
    keys = set()
    for _ in range(2):
        [event] = decide(world.state, RotateKey(), TANAKA, world.now)
        assert isinstance(event.body, KeyRotated)
        keys.add(event.body.key)
        assert world.again(event).accepted
    assert len(keys) == 2
    with pytest.raises(CommandRefused) as refused:
        decide(world.state, RotateKey(), SATO, world.now)
    assert refused.value.reason is Reason.NOT_LEAD


# --- compaction -----------------------------------------------------------------------------------


def test_rule_34_the_compaction_line_moves_on_and_is_dated(world: World) -> None:
    world.do(TANAKA, COMPACTED)
    team = world.state.team()
    assert (team.compacted, team.compacted_time, team.compacted_at_once) == (
        COMPACTED.upto,
        world.now,
        False,
    )
    for upto in (COMPACTED.upto, Position(1, 2, 7)):
        world.do(TANAKA, Compacted(upto=upto, checkpoint="e"))
        assert world.reason is Reason.ALREADY
    world.do(TANAKA, Compacted(upto=Position(1, 3, 1), checkpoint="e", at_once=True))
    team = world.state.team()
    assert (team.compacted, team.compacted_at_once) == (Position(1, 3, 1), True)
    assert team.compacted_time == world.now


def test_rule_34_no_checkpoint_holds_what_comes_after_it(world: World) -> None:
    here = Position(1, len(world.log) + 1, 0)
    world.do(TANAKA, Compacted(upto=here, checkpoint="d"))
    assert world.reason is Reason.INVALID
    assert world.state.team().compacted is None
    world.do(TANAKA, Compacted(upto=here, checkpoint="d"))  # one later, that is the past
    assert world.verdict.accepted


# --- epochs ---------------------------------------------------------------------------------------


def test_rule_33_a_lead_begins_the_next_epoch(world: World) -> None:
    assert place(world, EPOCH, Position(2, 1, 0)).accepted
    assert world.state.team().epoch == 2


def test_rule_33_of_two_leads_who_rebuild_at_once_the_first_counts(world: World) -> None:
    place(world, EPOCH, Position(2, 1, 0))
    other = replace(EPOCH, checkpoint="of the other")
    assert place(world, other, Position(2, 2, 0)).reason is Reason.ALREADY
    assert world.state.team().epoch == 2


@pytest.mark.parametrize(
    ("epoch", "position"),
    [(3, Position(3, 1, 0)), (2, Position(1, 99, 0)), (2, Position(3, 1, 0))],
)
def test_rule_33_an_epoch_follows_the_last_one_in_its_own_order(
    world: World, epoch: int, position: Position
) -> None:
    assert place(world, replace(EPOCH, epoch=epoch), position).reason is Reason.INVALID
    assert world.state.team().epoch == 1


# --- levels ---------------------------------------------------------------------------------------


def update(world: World, *seats: Seat, level: int = 2) -> None:
    for seat in seats:
        joined = Desk(id=seat.desk, name=seat.desk, person=seat.person, level=level)
        world.do(seat, DeskJoined(joined=joined))
        assert world.verdict.accepted


def test_rule_35_a_level_is_raised_when_every_desk_supports_it(world: World) -> None:
    update(world, *(seat for seat in ROLES if seat is not SUZUKI))
    world.do(TANAKA, LevelRaised(level=2))
    assert world.reason is Reason.UNSUPPORTED
    assert (world.verdict.who, world.verdict.where) == (SUZUKI.person, SUZUKI.desk)
    assert world.state.team().fold_level == 1
    update(world, SUZUKI)
    world.do(TANAKA, LevelRaised(level=2))
    assert world.state.team().fold_level == 2
    assert world.state.team().level_raised == world.head


def test_rule_35_levels_are_raised_one_by_one(world: World) -> None:
    update(world, *ROLES, level=9)
    world.do(TANAKA, LevelRaised(level=3))
    assert world.reason is Reason.INVALID
    for level in (1, 0, -1):
        world.do(TANAKA, LevelRaised(level=level))
        assert world.reason is Reason.ALREADY
    for level in (2, 3):
        world.do(TANAKA, LevelRaised(level=level))
        assert world.state.team().fold_level == level


def test_rule_35_a_desk_counts_for_fourteen_days_after_it_was_heard(world: World) -> None:
    world.mail("a")
    update(world, TANAKA)
    quiet = [seat for seat in ROLES if seat not in {TANAKA, SUZUKI}]
    world.wait(days=2)
    world.do(SUZUKI, NoteAdded(text="まだいます"), on="a")
    world.wait(days=13, hours=20)
    world.do(TANAKA, LevelRaised(level=2))
    assert world.verdict.where == SUZUKI.desk, quiet
    world.wait(days=1, hours=5)
    world.do(TANAKA, LevelRaised(level=2))
    assert world.verdict.accepted


def test_rule_35_a_desk_is_heard_whatever_became_of_its_words(world: World) -> None:
    update(world, TANAKA)
    world.wait(days=10)
    world.do(SUZUKI, NoteAdded(text="どこへ"), on="nowhere")
    assert world.reason is Reason.UNKNOWN_ANCHOR
    world.wait(days=10)
    world.do(TANAKA, LevelRaised(level=2))
    assert world.verdict.where == SUZUKI.desk


def test_rule_35_nobody_raises_a_level_that_their_own_desk_does_not_know(world: World) -> None:
    world.wait(days=32)  # nobody was heard of lately, and the lead's desk says this first
    world.do(TANAKA, LevelRaised(level=2))
    assert world.reason is Reason.UNSUPPORTED
    assert world.verdict.where == TANAKA.desk


def test_rule_35_seen_is_the_journals_to_say_and_to_the_day(world: World) -> None:
    far = replace(world.state.desk(SATO.desk), seen=world.now.replace(year=2099))
    world.do(SATO, DeskJoined(joined=far))
    joined = world.now
    assert world.state.desk(SATO.desk).seen == joined
    world.mail("a")
    world.wait(hours=20)
    world.do(SATO, NoteAdded(text="x"), on="a")
    assert world.state.desk(SATO.desk).seen == joined
    world.wait(hours=5)
    world.do(SATO, NoteAdded(text="x"), on="a")
    assert world.state.desk(SATO.desk).seen == world.now
    assert world.state.desk(SUZUKI.desk).seen < joined


def test_rule_35_copies_say_nothing_of_a_desk(world: World) -> None:
    world.mail("a")
    world.do(SATO, NoteAdded(text="x"), on="a")
    copy, before = world.log[-1].event, world.state.desk(SATO.desk)
    world.wait(days=3)
    assert world.again(copy).reason is Reason.DUPLICATE
    assert world.state.desk(SATO.desk) == before


# --- kinds above the team's level -----------------------------------------------------------------

NEW = Levels(highest=2, since={"NoteAdded": 2, "Woken": 2})
OLD = Levels(highest=1)


def as_old(event: Event) -> Event:
    """Return what the codec of a program of level 1 makes of an event (it knows no notes)."""
    if not isinstance(event.body, NoteAdded | Woken):
        return event
    plain = canonical(to_plain(event.body))
    return replace(event, body=UnknownBody(kind=kind_of(event.body), plain=plain))


def folded(log: list[Placed], levels: Levels, *, old: bool) -> tuple[str, DictState, list[Verdict]]:
    state = DictState()
    recording = Recording(state)
    head, verdicts = "", []
    for placed in log:
        read = replace(placed, event=as_old(placed.event)) if old else placed
        verdicts.append(apply(recording, read, levels))
        head = chain(head, read.event.id, verdicts[-1], digest_rows(recording.take()))
    return head, state, verdicts


def test_rule_35_before_the_level_is_raised_old_and_new_programs_agree(world: World) -> None:
    world.mail("a")
    note = world.do(SATO, NoteAdded(text="新しい言葉"), on="a")
    new, old = folded(world.log, NEW, old=False), folded(world.log, OLD, old=True)
    assert new[2][-1].reason is Reason.UNKNOWN_KIND
    assert new[0] == old[0]
    assert set(new[1].rows()) == set(old[1].rows())
    assert new[1].entry(note).event == as_old(world.log[-1].event)
    assert not new[1].cases[world.case("a").id].touched


def test_rule_35_a_timer_above_the_level_is_an_unknown_event_like_any_other(world: World) -> None:
    """Rule 2 would let a known one leave no trace; an old program cannot know that it is one."""
    case = world.mail("a")
    until = world.now + timedelta(hours=1)
    world.do(SATO, Snoozed(until=until), on="a")
    timer = wake_timer(case.id, until)
    world.do(None, Woken(timer=True), on="a", event_id=timer)
    assert world.reason is Reason.TOO_EARLY
    for log in (world.log, [*world.log, world.log[-1]]):
        new, old = folded(log, NEW, old=False), folded(log, OLD, old=True)
        assert new[0] == old[0]
        assert set(new[1].rows()) == set(old[1].rows())
    assert new[1].entry(timer).verdict.reason is Reason.UNKNOWN_KIND


def test_rule_35_after_the_level_is_raised_its_kinds_count(world: World) -> None:
    world.mail("a")
    update(world, *ROLES)
    world.do(TANAKA, LevelRaised(level=2))
    raised = len(world.log)
    note = world.do(SATO, NoteAdded(text="新しい言葉"), on="a")
    head, state, verdicts = folded(world.log, NEW, old=False)
    assert verdicts[-1].accepted
    assert state.entry(note).event.body == NoteAdded(text="新しい言葉")
    # whoever stops behind the message that raised it has judged like everybody else until there
    assert (
        folded(world.log[:raised], NEW, old=False)[0]
        == folded(world.log[:raised], OLD, old=True)[0]
    )
    assert head != folded(world.log, OLD, old=True)[0]


def test_rule_35_within_the_message_that_raises_it_the_old_level_holds(world: World) -> None:
    world.mail("a")
    update(world, *ROLES, level=9)
    uid = len(world.log) + 1
    place(world, LevelRaised(level=2), Position(1, uid, 0))
    assert world.verdict.accepted
    behind = replace(
        world.log[-1].event, id=EventId("behind"), body=NoteAdded(text="x"), anchor="a"
    )
    same = Placed(event=behind, position=Position(1, uid, 1), time=world.now)
    assert apply(world.state, same, NEW).reason is Reason.UNKNOWN_KIND
    again = replace(behind, id=EventId("again"), body=LevelRaised(level=3), anchor=None)
    twice = Placed(event=again, position=Position(1, uid, 2), time=world.now)
    assert apply(world.state, twice, NEW).reason is Reason.TOO_EARLY
    next_one = replace(behind, id=EventId("next"))
    after = Placed(event=next_one, position=Position(1, uid + 1, 0), time=world.now)
    assert apply(world.state, after, NEW).accepted


def test_rule_35_every_kind_of_this_program_is_within_its_level() -> None:
    kinds = [cls.__name__ for cls in Body.__args__]
    assert len(kinds) == len(set(kinds)) > 50
    assert {level_of(kind) for kind in kinds} <= set(range(1, FOLD_LEVEL + 1))


def test_rule_35_a_desk_of_a_newcomer_counts_too(world: World) -> None:
    update(world, *ROLES)
    ito = Seat(person=PersonId("ito"), desk=DeskId("desk-9"))
    member = Member(id=ito.person, name="伊藤", role=Role.MEMBER)
    world.do(ito, MemberSet(member=member))
    world.do(ito, DeskJoined(joined=Desk(id=ito.desk, name="PC-9", person=ito.person)))
    world.do(TANAKA, LevelRaised(level=2))
    assert world.verdict.where == ito.desk
