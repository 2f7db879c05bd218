"""Rule 34: messages that somebody expunged are noticed, and a checkpoint of a lead heals it."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from mailroom.domain.events import TeamFounded
from mailroom.domain.people import Member, Role
from mailroom.domain.records.replica import Alarm
from mailroom.errors import Disconnected
from mailroom.ids import DeskId
from mailroom.journal import checkpoint
from mailroom.journal.codec import TeamKey, decode, encode
from mailroom.journal.port import ShelfMessage
from mailroom.journal.upkeep import Chore
from tests.fakes.memory_folder import MemoryFolder
from tests.fakes.memory_shelf import MemoryShelf
from tests.guards import ExpectLog
from tests.replication.desks import TestDesk, say
from tests.unit.domain.world import facts

Open = Callable[[str], TestDesk]
Pair = tuple[TestDesk, TestDesk]
Trio = tuple[TestDesk, TestDesk, TestDesk]


def test_rule_34_reading_stops_before_a_hole(pair: Pair, folder: MemoryFolder) -> None:
    """Folding over it would come to another state; the prefix stays sound."""
    one, two = pair
    say(one, "a", "b", "c")
    folder.expunge(folder.messages[-2].uid)
    two.sync()
    assert two.alarm is Alarm.HOLE
    assert two.notes() == {"a"}
    assert two.replica.cursor().head == one.replica.cursor().head._replace(
        uid=folder.messages[-2].uid
    )


def test_rule_34_the_last_message_of_somebody_silent_is_missed(
    trio: Trio, folder: MemoryFolder
) -> None:
    """No number is skipped, but who writes next names a position that is not there."""
    one, two, three = trio
    say(one, "lost")
    three.sync()
    folder.expunge(folder.messages[-1].uid)
    say(three, "next")
    two.sync()
    assert two.alarm is Alarm.HOLE
    assert "next" not in two.notes()


def test_rule_34_a_checkpoint_that_covers_the_hole_heals_it(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf
) -> None:
    one, two, _ = trio
    say(one, "a", "lost", "c")
    folder.expunge(folder.messages[-2].uid)
    two.note("mine", on="m")
    two.sync()
    assert (two.alarm, two.pending) == (Alarm.HOLE, 1)
    one.replicator.checkpoint()
    two.sync()
    one.sync()
    assert two.alarm is Alarm.NONE
    assert one.notes() == two.notes() == {"a", "lost", "c", "mine"}
    assert one.chain == two.chain


def test_rule_34_a_look_on_the_shelf_that_broke_off_is_repeated(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf
) -> None:
    one, two, _ = trio
    say(one, "a", "lost", "c")
    folder.expunge(folder.messages[-2].uid)
    one.replicator.checkpoint()

    def break_off(_: ShelfMessage) -> None:
        shelf.on_read = None
        raise Disconnected("", "")

    shelf.on_read = break_off
    with pytest.raises(Disconnected):
        two.sync()
    two.sync()
    assert two.alarm is Alarm.NONE
    assert two.chain == one.chain


def test_rule_34_a_checkpoint_from_before_the_hole_does_not(
    trio: Trio, folder: MemoryFolder
) -> None:
    one, two, _ = trio
    one.replicator.checkpoint()
    say(one, "a", "lost", "c")
    folder.expunge(folder.messages[-2].uid)
    two.sync()
    assert two.alarm is Alarm.HOLE
    assert two.notes() == {"a"}


def test_rule_34_a_hole_below_the_line_is_no_alarm(trio: Trio, folder: MemoryFolder) -> None:
    """What a checkpoint holds may be missing."""
    one, two, _ = trio
    say(one, "a", "b", "c")
    lost = folder.messages[-2].uid
    one.compact()
    folder.expunge(lost)
    two.sync()
    for desk in trio:
        desk.replicator.inspect()
        desk.sync()
    assert {desk.alarm for desk in trio} == {Alarm.NONE}
    assert len({desk.chain for desk in trio}) == 1


def test_rule_34_what_the_server_lost_is_seen_by_who_has_it(
    trio: Trio, folder: MemoryFolder
) -> None:
    one, two, three = trio
    say(one, "a", "lost")
    for desk in trio:
        desk.sync()
    folder.expunge(folder.messages[-2].uid)
    for desk in trio:
        desk.replicator.inspect()
    assert {desk.alarm for desk in trio} == {Alarm.EXPUNGED}
    assert not two.alarm.read_only
    three.compact()  # a lead covers the loss, and everybody's alarm is over
    for desk in trio:
        desk.sync()
        desk.replicator.inspect()
    assert {desk.alarm for desk in trio} == {Alarm.NONE}
    say(two, "on it goes")
    for desk in trio:
        desk.sync()
    assert len({desk.chain for desk in trio}) == 1


def test_a_message_that_comes_late_is_no_loss(pair: Pair, folder: MemoryFolder) -> None:
    one, two = pair
    say(one, "a")
    two.replicator.inspect()
    assert two.alarm is Alarm.NONE
    assert two.notes() == {"a"}


def test_rule_32_a_planted_checkpoint_is_ignored(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf, open_desk: Open
) -> None:
    """Whoever has no key puts on the shelf what they like."""
    one, two, _ = trio
    say(one, "a", "lost", "c")
    snapshot = one.replica.snapshot()
    forged = replace(snapshot, key="00" * 32)
    shelf.add(checkpoint.encode(forged, TeamKey(bytes(32))))
    shelf.add([b"From: x\r\n\r\nhello"])
    folder.expunge(folder.messages[-2].uid)
    two.sync()
    assert two.alarm is Alarm.HOLE
    fresh = open_desk("fresh")
    fresh.replicator.pull()
    assert fresh.replica.floor().uid == 0  # it reads by itself
    assert fresh.alarm is Alarm.HOLE


def test_rule_02_a_copied_disk_takes_another_name(
    pair: Pair, open_desk: Open, expect_log: ExpectLog
) -> None:
    """Rule 2: two desks under one incarnation raise no false holes and lose nothing."""
    expect_log("another copy of this desk")
    one, two = pair
    two.store.close()
    shutil.copytree(two.path, two.path.parent / "copy")
    two.start()
    copy = open_desk("copy")
    copy.name, copy.person = two.name, two.person
    name = two.replica.identity().incarnation
    assert copy.replica.identity().incarnation == name
    for n in range(3):
        two.note(f"two {n}", on="m")
        copy.note(f"copy {n}", on="m")
        draft = copy.replicator._writer.compose(copy.replica.pending_batch(9))
        two.sync()
        copy.line.append(draft.raw)  # both under the same number
        copy.replica.mark_on_wire(draft.events)
        copy.sync()
    for _ in range(2):
        for desk in (one, two, copy):
            desk.sync()
    assert copy.replica.identity().incarnation != name or (
        two.replica.identity().incarnation != name
    )
    assert two.replica.identity().incarnation != copy.replica.identity().incarnation
    assert {desk.alarm for desk in (one, two, copy)} == {Alarm.NONE}
    assert one.chain == two.chain == copy.chain
    assert one.notes() == {f"{who} {n}" for who in ("two", "copy") for n in range(3)}


def test_a_desk_keeps_its_name_through_accidents(pair: Pair) -> None:
    one, two = pair
    name = one.replica.identity().incarnation
    for n in range(6):
        one.note(str(n), on="m")
        one.announce(facts(f"n{n}"))
        two.announce(facts(f"n{n}"))
        two.sync()
        one.line.lose_after, one.line.twice = n % 2, n % 3 == 0
        with suppress(Disconnected):
            one.replicator.push()
        one.sync()
        one.restart()
    assert one.replica.identity().incarnation == name


def test_rule_33_a_sealed_message_of_a_deserted_order_is_ignored(
    pair: Pair, folder: MemoryFolder
) -> None:
    one, two = pair
    say(one, "a")
    key = TeamKey(one.replica.identity().key)
    last = decode(folder.messages[-1].raw, key).batch
    folder.add(encode(replace(last, epoch=7, desk=DeskId("two"), incarnation="x", seq=1), key))
    before = two.chain
    say(one, "b")
    two.sync()
    assert two.chain == one.chain != before


def test_rule_34_a_member_helps_leads_who_lack_something(trio: Trio, folder: MemoryFolder) -> None:
    """No lead has the lost message, but a member's desk does: it puts it on the shelf."""
    one, two, three = trio
    say(two, "lost", "next")
    folder.expunge(folder.messages[-2].uid)
    for desk in (one, three):
        desk.sync()
    assert one.alarm is three.alarm is Alarm.HOLE
    chores = []
    for _ in range(4):
        two.replicator.inspect()
        chore = two.replicator.chore(two.person)
        if chore is not None:
            two.replicator.do_chore(chore, two.person)
        chores.append(chore)
    assert chores == [None, Chore.CHECKPOINT, None, None]
    for desk in (one, three):
        desk.sync()
    chore = one.replicator.chore(one.person)
    assert chore is Chore.COMPACT  # a lead draws the line, which ends everybody's alarm
    one.replicator.do_chore(chore, one.person)
    for desk in trio:
        desk.sync()
        desk.replicator.inspect()
        desk.sync()
    assert {desk.alarm for desk in trio} == {Alarm.NONE}
    assert len({desk.chain for desk in trio}) == 1
    assert one.notes() == {"lost", "next"}


def test_rule_34_a_skipped_number_is_a_hole(pair: Pair, folder: MemoryFolder) -> None:
    """Even if the message says of nothing else that is missing."""
    one, two = pair
    say(one, "a")
    two.sync()
    key = TeamKey(one.replica.identity().key)
    last = decode(folder.messages[-1].raw, key).batch
    folder.add(encode(replace(last, seq=last.seq + 2, head=two.replica.cursor().head), key))
    two.sync()
    assert two.alarm is Alarm.HOLE
    assert f"one: {last.seq + 1} to {last.seq + 1}" in two.replica.alarm()[1]


def test_rule_32_a_desk_that_cannot_read_a_journal_never_founds(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf, open_desk: Open
) -> None:
    """The founding message was expunged: a new PC must not begin a second team beside the first."""
    one, two, _ = trio
    folder.expunge(folder.messages[0].uid)
    count = len(folder.messages)
    fresh = open_desk("fresh")
    lead = Member(id=fresh.person, name="fresh", role=Role.LEAD)
    fresh.ask(TeamFounded(name="もう一つ", lead=lead))
    fresh.sync()
    assert fresh.alarm is Alarm.HOLE
    assert len(folder.messages) == count
    two.replicator.inspect()
    assert two.alarm is Alarm.EXPUNGED
    assert two.replicator.chore(two.person) is None
    one.replicator.inspect()
    chore = one.replicator.chore(one.person)
    assert chore is Chore.REBUILD  # a message that brings the key, and everybody goes on
    one.replicator.do_chore(chore, one.person)
    for desk in (*trio, fresh) * 2:
        desk.sync()
        desk.replicator.inspect()
        desk.sync()
    assert {desk.alarm for desk in (*trio, fresh)} == {Alarm.NONE}
    assert len({desk.chain for desk in (*trio, fresh)}) == 1
    assert fresh.store.reads.team().name == "サポート"


@pytest.mark.parametrize("rotated", [False, True])
def test_rule_32_a_desk_with_a_wrong_key_does_not_talk_to_itself(
    trio: Trio, expect_log: ExpectLog, rotated: bool
) -> None:
    """Its own messages would look accepted to it, and to nobody else."""
    expect_log("key on this PC")
    one, two, _ = trio
    if rotated:
        one.rotate_key("ab" * 32)
        one.sync()
        two.sync()
    two.replica.set_team(two.replica.identity().team, bytes(32))
    two.restart()
    two.note("for everybody", on="m")
    two.sync()
    one.sync()
    assert one.notes() == two.notes() == {"for everybody"}
    assert one.chain == two.chain
