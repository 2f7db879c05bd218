"""Rule 33: the folder is another one or gone; a lead begins the order anew, nothing is lost."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from mailroom.domain.events import Event
from mailroom.domain.records.journal_events import EpochStarted
from mailroom.domain.records.replica import Alarm
from mailroom.domain.verdicts import Reason
from mailroom.errors import Disconnected, RuleBroken
from mailroom.ids import DeskId, new_event_id
from mailroom.journal.codec import TeamKey, encode, new_team_key
from mailroom.journal.replicate import REJOIN, Step
from tests.fakes.memory_folder import MemoryFolder
from tests.fakes.memory_shelf import MemoryShelf
from tests.fakes.power import Power, PowerFailure
from tests.fakes.servers import SERVERS
from tests.replication.desks import TestDesk, assert_one_truth, say, settle

FOLDERS = "on a soak"

Open = Callable[[str], TestDesk]
Trio = tuple[TestDesk, TestDesk, TestDesk]


def test_rule_33_another_folder_is_healed_by_a_lead(trio: Trio, folder: MemoryFolder) -> None:
    """Some have read less, some more than the lead, some have something waiting."""
    one, two, three = trio
    say(one, "everybody saw it")
    settle(*trio)
    say(two, "the lead did not see it")
    three.note("waiting", on="m")
    folder.replace()
    folder.add(b"Subject: something else\r\n\r\n")
    for desk in trio:
        desk.sync()
    assert {desk.alarm for desk in trio} == {Alarm.REPLACED}
    one.rebuild()
    settle(*trio)
    assert one.replica.cursor().epoch == 2
    assert_one_truth(*trio)
    assert one.notes() == {"everybody saw it", "the lead did not see it", "waiting"}


def test_rule_33_the_first_copy_counts(trio: Trio, folder: MemoryFolder) -> None:
    """Two desks ask again for the same event: one judgement, one place."""
    one, two, three = trio
    say(three, "seen by two")
    two.sync()
    folder.replace()
    one.sync()
    folder.add(b"Subject: x\r\n\r\n")
    one.rebuild()
    for desk in (two, three):
        desk.replicator.pull()
    assert two.pending == three.pending == 1
    settle(*trio)
    assert_one_truth(*trio)
    words = [entry.event.body for entry in one.entries() if hasattr(entry.event.body, "text")]
    assert [body.text for body in words] == ["seen by two"]


def test_rule_33_a_folder_that_is_gone_is_made_by_a_lead(trio: Trio, folder: MemoryFolder) -> None:
    one, two, _ = trio
    say(one, "a")
    settle(*trio)
    folder.gone = True
    two.note("b", on="m")
    for desk in trio:
        desk.sync()
    assert {desk.alarm for desk in trio} == {Alarm.REPLACED}
    one.rebuild()
    settle(*trio)
    assert_one_truth(*trio)
    assert two.notes() == {"a", "b"}


@pytest.mark.parametrize("folder_kind", ["memory"])  # on a server: test_hostile_journal
def test_rule_33_a_folder_put_back_from_a_copy_is_noticed(trio: Trio, folder: MemoryFolder) -> None:
    """Same UIDVALIDITY, but UIDs begin again below what was read."""
    one, two, three = trio
    backup = list(folder.messages)
    say(one, "a", "b")
    settle(*trio)
    folder.messages, folder.last = backup, backup[-1].uid
    two.sync()
    assert two.alarm is Alarm.REPLACED
    one.sync()
    one.rebuild()
    settle(*trio)
    assert_one_truth(*trio)
    assert three.notes() == {"a", "b"}


def test_rule_33_two_leads_at_once(trio: Trio, folder: MemoryFolder) -> None:
    """The lower position counts, the other one follows."""
    one, two, three = trio
    say(two, "only three saw it")
    three.sync()
    folder.replace()
    folder.add(b"Subject: x\r\n\r\n")
    writes = three.line.append
    for desk in trio:
        desk.sync()

    def later(raw: bytes) -> int | None:
        one.rebuild()  # while the other is about to write
        return writes(raw)

    three.line.append = later  # type: ignore[method-assign]
    three.rebuild()
    three.line.append = writes  # type: ignore[method-assign]
    settle(*trio)
    assert_one_truth(*trio)
    assert one.replica.cursor().epoch == 2
    assert one.notes() == {"only three saw it"}
    starts = [e for e in one.entries() if isinstance(e.event.body, EpochStarted)]
    assert [entry.event.by for entry in starts if entry.verdict.accepted] == ["one"]


def test_rule_33_a_member_cannot(trio: Trio, folder: MemoryFolder) -> None:
    _, two, _ = trio
    folder.replace()
    folder.add(b"Subject: x\r\n\r\n")
    two.sync()
    with pytest.raises(RuleBroken) as refused:
        two.rebuild()
    assert refused.value.reason is Reason.NOT_LEAD
    assert len(folder.messages) == 1


def begin_epoch(desk: TestDesk, by: str, key: bytes, team: str) -> bytes:
    """Return the message with which somebody claims to begin the next epoch of a team."""
    cursor = desk.replica.cursor()
    event = Event(
        id=new_event_id(),
        by=by,
        desk=DeskId(desk.name),
        body=EpochStarted(epoch=2, after=cursor.head, chain=cursor.chain, checkpoint=""),
        made_at=desk.clock.now(),
    )
    desk.replica.append_pending([event])
    waiting = desk.replica.pending_batch(1)
    desk.replica.withdraw_pending([event.id])
    batch = desk.replicator._writer._batch(desk.replica.identity(), team, 2, [waiting[0].event])
    return encode(batch, TeamKey(key), founding=True)


@pytest.mark.parametrize("where", ["same folder", "other folder"])
@pytest.mark.parametrize("who", ["an outsider", "a member"])
def test_rule_33_nobody_else_begins_an_epoch(
    trio: Trio, folder: MemoryFolder, where: str, who: str
) -> None:
    """A planted message is ignored by everyone; that of a member's broken program too."""
    one, two, _ = trio
    say(one, "a")
    settle(*trio)
    known = two.replica.identity()
    if who == "an outsider":  # has never seen the journal: knows neither the key nor the team's id
        planted = begin_epoch(two, "one", new_team_key(), "0123456789abcdef")
    else:
        planted = begin_epoch(two, "two", known.key, known.team)
    if where == "other folder":
        folder.replace()
    folder.add(planted)
    for desk in trio:
        desk.sync()
    other = where == "other folder"
    assert {desk.alarm for desk in trio} == {Alarm.REPLACED if other else Alarm.NONE}
    assert {desk.replica.cursor().epoch for desk in trio} == {1}
    if other:
        one.rebuild()
    else:
        say(one, "b")
    settle(*trio)
    assert_one_truth(*trio)


def test_rule_34_a_hole_that_nobody_can_fill(trio: Trio, folder: MemoryFolder) -> None:
    """A lead gives up what is missing and keeps what lies behind; if it turns up, it counts."""
    one, two, three = trio
    say(two, "lost", "behind")
    folder.expunge(folder.messages[-2].uid)
    three.note("waiting", on="m")
    settle(one, three)  # two is away, perhaps for ever
    assert one.alarm is three.alarm is Alarm.HOLE
    one.rebuild()
    settle(one, three)
    assert_one_truth(one, three)
    assert one.notes() == {"behind", "waiting"}
    settle(*trio)
    assert_one_truth(*trio)
    assert one.notes() == {"behind", "waiting", "lost"}


def test_power_fails_after_a_hole_was_given_up(trio: Trio, folder: MemoryFolder) -> None:
    """The desk has folded over the hole: it must not go on as if nothing were wrong."""
    one, two, three = trio
    say(two, "lost", "behind")
    folder.expunge(folder.messages[-2].uid)
    one.sync()
    one.line.lose_before = 1
    with suppress(Disconnected):
        one.rebuild()
    one.restart()
    one.sync()
    assert one.alarm.read_only
    one.rebuild()
    settle(*trio)
    assert_one_truth(*trio)
    assert three.notes() == {"lost", "behind"}


def test_rule_33_what_was_confirmed_is_asked_again_before_what_waits(
    trio: Trio, folder: MemoryFolder
) -> None:
    one, two, _ = trio
    say(two, "first", "second")
    two.note("third", on="m")
    folder.replace()
    folder.add(b"Subject: x\r\n\r\n")
    one.sync()
    one.rebuild()
    two.replicator.pull()
    waiting = [item.event.body.text for item in two.replica.pending_batch(9)]
    assert waiting == ["first", "second", "third"]
    settle(*trio)
    assert_one_truth(*trio)


def test_rule_33_batches_of_the_old_order_behind_the_new_one_are_ignored(
    trio: Trio, folder: MemoryFolder
) -> None:
    """A zombie: sent before, arriving after. Its author has it pending and says it again."""
    one, two, _ = trio
    two.note("late", on="m")
    zombie = two.replicator._writer.compose(two.replica.pending_batch(9))
    two.replica.mark_on_wire(zombie.events)
    folder.replace()
    folder.add(b"Subject: x\r\n\r\n")
    one.sync()
    one.rebuild()
    folder.add(zombie.raw)
    settle(*trio)
    assert_one_truth(*trio)
    assert one.notes() == {"late"}


def test_a_new_desk_joins_behind_a_rebuild(
    trio: Trio, folder: MemoryFolder, open_desk: Open
) -> None:
    one, two, _ = trio
    say(two, "a")
    folder.replace()
    folder.add(b"Subject: x\r\n\r\n")
    two.sync()
    one.sync()
    one.rebuild()
    settle(*trio)
    fresh = open_desk("fresh")
    fresh.replicator.pull()
    assert_one_truth(*trio, fresh)


def test_two_rebuilds_while_a_desk_was_away(trio: Trio, folder: MemoryFolder) -> None:
    one, two, three = trio
    two.note("mine", on="m")
    for word in ("a", "b"):
        folder.replace()
        folder.add(b"Subject: x\r\n\r\n")
        for desk in (one, three):
            desk.sync()
        one.rebuild()
        settle(one, three)
        say(three, word)
    assert one.replica.cursor().epoch == 3
    settle(*trio)
    assert_one_truth(*trio)
    assert two.notes() == {"mine", "a", "b"}


@pytest.mark.parametrize("at", range(9))
def test_rule_33_power_fails_anywhere_in_a_rebuild(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf, at: int
) -> None:
    """Whatever was done: doing it again brings everybody to one truth."""
    one, two, three = trio
    say(three, "a")
    settle(one)
    two.note("b", on="m")
    folder.replace()
    folder.add(b"Subject: x\r\n\r\n")
    one.sync()
    power = Power(at)
    shelf.on_add = shelf.on_read = power.step
    one.line.on_read = power.step
    append = one.line.append
    one.line.append = power.around(append)  # type: ignore[method-assign]
    one.replica.enter = power.around(one.replica.enter)  # type: ignore[method-assign]
    one.replica.confirm = power.around(one.replica.confirm)  # type: ignore[method-assign]
    with suppress(PowerFailure):
        one.rebuild()
    shelf.on_add = shelf.on_read = one.line.on_read = None
    one.line.append = append  # type: ignore[method-assign]
    one.restart()
    one.rebuild()
    settle(*trio)
    assert power.failed
    assert_one_truth(*trio)
    assert one.notes() == {"a", "b"}
    assert one.replica.cursor().epoch == 2


@pytest.mark.parametrize("accident", ["lose_before", "lose_after", "twice"])
def test_the_line_fails_while_an_epoch_begins(
    trio: Trio, folder: MemoryFolder, accident: str
) -> None:
    one, _, _ = trio
    say(one, "a")
    folder.replace()
    folder.add(b"Subject: x\r\n\r\n")
    one.sync()
    setattr(one.line, accident, 1)
    with suppress(Disconnected):
        one.rebuild()
    one.rebuild()
    settle(*trio)
    assert_one_truth(*trio)
    assert one.replica.cursor().epoch == 2


def test_a_rebuild_can_be_called_off(trio: Trio, folder: MemoryFolder) -> None:
    one, _, _ = trio
    folder.replace()
    folder.add(b"Subject: x\r\n\r\n")
    one.sync()
    said: list[Step] = []

    def go_on(step: Step) -> bool:
        said.append(step)
        return step is not Step.WRITE

    one.replicator.rebuild(one.person, "", go_on)
    assert said == [Step.READ, Step.CHECKPOINT, Step.WRITE]
    assert len(folder.messages) == 1
    assert one.alarm is Alarm.REPLACED


def test_nothing_to_repair(trio: Trio, folder: MemoryFolder) -> None:
    one, _, _ = trio
    before = len(folder.messages)
    one.rebuild()
    assert len(folder.messages) == before


def test_rule_33_a_key_changed_while_a_desk_was_away(trio: Trio, folder: MemoryFolder) -> None:
    """It cannot check who began anew: it begins no order of its own, a person lets it rejoin."""
    one, two, three = trio
    for desk in (two, three):
        desk.note(f"{desk.name} waits", on="m")
    one.rotate_key("ab" * 32)
    one.sync()
    folder.replace()
    folder.add(b"Subject: x\r\n\r\n")
    one.sync()
    one.rebuild()
    for desk in (two, three):
        desk.sync()
        assert desk.alarm is Alarm.REPLACED
    with pytest.raises(RuleBroken) as refused:
        three.rebuild()  # a lead, too
    assert refused.value.detail == REJOIN
    for desk in (two, three):
        desk.replicator.rejoin()
    settle(*trio)
    assert_one_truth(*trio)
    assert one.notes() == {"two waits", "three waits"}


def test_rule_33_a_new_key_written_into_another_folder(
    trio: Trio, folder: MemoryFolder, open_desk: Open
) -> None:
    """Its author did not know yet: nobody reads there, so nobody may be led to that key."""
    one, two, three = trio
    say(two, "only two and three saw it")
    three.sync()
    folder.replace()
    one.rotate_key("ab" * 32)
    one.replicator.push()
    assert len(folder.messages) == 1
    for desk in trio:
        desk.sync()
    assert {desk.alarm for desk in trio} == {Alarm.REPLACED}
    three.line.lose_after = 1
    with suppress(Disconnected):
        three.rebuild()
    three.rebuild()
    assert len(folder.messages) == 3
    settle(*trio)
    one.replicator.checkpoint()  # under the new key: upkeep does so in time
    fresh = open_desk("fresh")
    fresh.replicator.pull()
    settle(*trio)
    assert_one_truth(*trio, fresh)
    assert one.notes() == {"only two and three saw it"}
    assert {desk.replica.identity().key.hex() for desk in trio} == {"ab" * 32}
    starts = [e for e in one.entries() if isinstance(e.event.body, EpochStarted)]
    assert len(starts) == 1


@pytest.mark.parametrize("folder_kind", ["memory", *SERVERS])
def test_rule_33_a_lead_who_missed_a_new_key_begins_anew(trio: Trio, folder: MemoryFolder) -> None:
    """The server has renumbered all messages: the key lies there, and is asked for again."""
    one, two, three = trio
    one.rotate_key("ab" * 32)
    one.sync()
    two.sync()
    folder.replace(list(folder.messages))
    for desk in trio:
        desk.sync()
    three.rebuild()
    settle(*trio)
    three.replicator.checkpoint()  # under the new key, which the others have by now
    settle(*trio)
    assert_one_truth(*trio)
    assert {desk.replica.identity().key.hex() for desk in trio} == {"ab" * 32}


def test_rejoining_where_nothing_is_unknown_changes_nothing(
    trio: Trio, folder: MemoryFolder
) -> None:
    """The founding message brings the first key; this desk has a later one, as it should."""
    one, two, three = trio
    one.rotate_key("ab" * 32)
    settle(*trio)
    say(three, "lost", "behind")
    folder.expunge(folder.messages[-2].uid)
    for desk in (one, two):
        desk.sync()
    one.rebuild()
    two.replicator.rejoin()
    settle(*trio)
    assert_one_truth(*trio)
    assert two.replica.identity().key.hex() == "ab" * 32
