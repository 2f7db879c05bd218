"""Design section 4: the journal does not grow for ever, and nobody loses anything by it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.events import Assigned
from mailroom.domain.records.journal_events import Compacted, KeyRotated
from mailroom.domain.records.replica import Alarm
from mailroom.domain.verdicts import Reason
from mailroom.errors import CheckpointLost, Disconnected
from mailroom.journal import checkpoint, upkeep
from mailroom.journal.codec import TeamKey, decode, encode, new_team_key
from mailroom.journal.upkeep import Chore
from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_folder import MemoryFolder
from tests.fakes.memory_shelf import MemoryShelf
from tests.fakes.power import Power, PowerFailure
from tests.replication.desks import TestDesk, assert_one_truth, say, settle
from tests.unit.domain.world import facts

Open = Callable[[str], TestDesk]
Trio = tuple[TestDesk, TestDesk, TestDesk]
A_MONTH = timedelta(days=31)


def look_after(desk: TestDesk, *, low: bool = False) -> list[Chore]:
    """Do everything that is due at a desk."""
    done: list[Chore] = []
    while (chore := desk.replicator.chore(desk.person, low=low)) is not None:
        desk.replicator.do_chore(chore, desk.person)
        done.append(chore)
        assert len(done) < 9
    return done


def test_only_messages_that_bring_a_key_stay(
    trio: Trio, folder: MemoryFolder, clock: HandClock
) -> None:
    one, two, three = trio
    say(one, *"abc")
    one.rotate_key("ab" * 32)
    settle(*trio)
    say(two, *"def")
    settle(*trio)
    before = {desk.chain for desk in trio}
    one.compact(at_once=True)
    folder.add(b"Subject: Mailroom key\r\n\r\nplanted")
    line = one.replica.team_row().compacted
    assert one.replicator.sweep() > 6
    kept = [message for message in folder.messages if message.uid <= line.uid]
    assert len(kept) == 2  # the founding and the new key
    settle(*trio)
    say(three, "on")
    settle(*trio)
    assert len(before) == 1
    assert_one_truth(*trio)
    for desk in trio:
        desk.replicator.inspect()
    assert {desk.alarm for desk in trio} == {Alarm.NONE}


def test_nothing_goes_before_thirty_days(
    trio: Trio, folder: MemoryFolder, clock: HandClock
) -> None:
    one, _, _ = trio
    say(one, *"abc")
    one.compact()
    count = len(folder.messages)
    clock.move(days=29)
    say(one, "T moves on")
    assert one.replicator.sweep() == 0
    clock.move(days=2)
    assert one.replicator.sweep() == 0  # by the team's clock, not by this one's
    say(one, "T moves on")
    assert one.replicator.sweep() > 3
    assert len(folder.messages) < count


def test_a_desk_that_was_away_for_a_month(
    trio: Trio, folder: MemoryFolder, clock: HandClock
) -> None:
    """Issue 3, shown done by (3) and (6): fifty actions wait; stale ones are refused, text kept."""
    one, two, three = trio
    for n in range(5):
        one.announce(facts(f"c{n}", subject=f"s{n}"))
    settle(*trio)
    base = two.replica.cursor().head
    notes = [two.note(f"note {n}", on="m") for n in range(40)]
    stale = [two.ask(Assigned(person=two.person), on=f"c{n % 5}") for n in range(5)]
    fresh = [two.ask(Assigned(person=two.person), on="m") for _ in range(1)]
    lost_claims = [two.claim(f"c{n}") for n in range(4)]
    for n in range(5):
        one.ask(Assigned(person=three.person), on=f"c{n}")
        one.claim(f"c{n}")
        one.sync()
    one.rotate_key("cd" * 32)
    one.sync()
    one.compact()
    clock.move(days=31)
    say(three, "later")
    one.sync()
    for n in range(4):
        one.claim(f"c{n}")
    one.sync()
    assert one.replicator.sweep() >= 10
    assert two.pending == 50
    two.sync()
    settle(*trio)
    assert two.replica.floor() > base  # it went over to the checkpoint
    assert_one_truth(*trio)
    assert {two.accepted(event) for event in notes} == {True}
    assert {two.accepted(event) for event in stale} == {False}
    assert {two.accepted(event) for event in fresh} == {True}
    assert {two.accepted(event) for event in lost_claims} == {False}
    reasons = {two.replica.verdict(event)[1].reason for event in (*stale, *lost_claims)}
    assert reasons == {Reason.FIELD_CHANGED, Reason.HELD}
    kept = {e.event.id for e in two.entries() if not e.verdict.accepted}
    assert {*stale, *lost_claims} <= kept
    places = one.replica.snapshot().rows["Case"]
    assert sum('"assignee":"three"' in row for row in places) == 5  # nothing was overwritten


def test_a_new_desk_begins_with_the_checkpoint(
    trio: Trio, folder: MemoryFolder, open_desk: Open
) -> None:
    one, _, _ = trio
    say(one, *"abcdef")
    one.compact()
    say(one, "after")
    settle(*trio)
    read: list[int] = []
    fresh = open_desk("fresh")
    fresh.line.on_read = lambda message: read.append(message.uid)
    fresh.replicator.pull()
    assert_one_truth(*trio, fresh)
    assert min(read) > one.replica.team_row().compacted.uid


def test_a_new_desk_reads_everything_if_the_shelf_is_odd(
    trio: Trio, shelf: MemoryShelf, open_desk: Open
) -> None:
    one, _, _ = trio
    say(one, "a")
    one.compact()
    shelf.messages = [type(m)(uid=m.uid, raw=m.raw.replace(b"A", b"B")) for m in shelf.messages]
    fresh = open_desk("fresh")
    fresh.replicator.pull()
    settle(*trio)
    assert_one_truth(*trio, fresh)
    assert fresh.replica.floor().uid == 0


def test_nothing_is_said_about_a_checkpoint_that_came_back_wrong(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf
) -> None:
    one, _, _ = trio
    count = len(folder.messages)
    shelf.garble = lambda raw: raw[: len(raw) // 2]
    with pytest.raises(CheckpointLost):
        one.compact()
    assert len(folder.messages) == count
    assert one.pending == 0


def test_nothing_is_deleted_without_a_checkpoint(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf
) -> None:
    """Somebody cleared the shelf after the line was drawn."""
    one, _, _ = trio
    say(one, *"abc")
    one.compact(at_once=True)
    shelf.messages.clear()
    assert one.replicator.sweep() == 0
    settle(*trio)
    assert_one_truth(*trio)


def test_old_checkpoints_go(trio: Trio, shelf: MemoryShelf) -> None:
    one, _, _ = trio
    for word in "abc":
        say(one, word)
        one.compact(at_once=True)
    assert len(shelf.messages) == 3
    one.replicator.sweep()
    assert len(shelf.messages) == 1


def test_two_leads_do_the_same(trio: Trio, folder: MemoryFolder) -> None:
    one, two, three = trio
    say(two, *"abc")
    settle(*trio)
    one.compact(at_once=True)
    three.compact(at_once=True)
    one.sync()
    one.replicator.sweep()
    three.replicator.sweep()
    settle(*trio)
    say(two, "d")
    settle(*trio)
    assert_one_truth(*trio)


def test_what_is_due(
    trio: Trio, shelf: MemoryShelf, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only on a lead's desk, one step at a time, and not again and again."""
    one, two, _ = trio
    assert look_after(one) == []
    monkeypatch.setattr(upkeep, "MESSAGES_PER_CHECKPOINT", 5)
    say(two, *"abcde")
    settle(*trio)
    assert look_after(two) == []
    assert one.replicator.chore(one.person, patience=99) is None
    assert look_after(one) == [Chore.COMPACT]
    clock.move(days=31)
    say(one, "T moves on")
    assert look_after(one) == [Chore.SWEEP]
    one.rotate_key("ef" * 32)
    one.sync()
    assert look_after(one) == [Chore.CHECKPOINT]  # the one there is sealed with the old key
    monkeypatch.setattr(upkeep, "FEWEST_WHEN_LOW", 2)
    say(one, *"ab")
    one.replicator._library.last_size = 0
    assert look_after(one, low=True) == [Chore.COMPACT_AT_ONCE, Chore.SWEEP]
    shelf.messages.clear()
    assert look_after(one) == [Chore.CHECKPOINT]


def test_rule_32_an_ex_member_with_the_old_key_is_not_heard(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf, open_desk: Open
) -> None:
    """Rule 32: after the new key, what is sealed with the old one is nobody's."""
    one, two, _ = trio
    old = TeamKey(one.replica.identity().key)
    forged = one.replica.snapshot()
    two.note("sent too late", on="m")
    late = two.replicator._writer.compose(two.replica.pending_batch(9))
    two.replica.mark_on_wire(late.events)
    one.rotate_key("ab" * 32)
    one.sync()
    assert one.replica.identity().key.hex() == "ab" * 32
    folder.add(late.raw)  # its author says it again, under the new key
    planted = two.ask(KeyRotated(key="66" * 32))
    waiting = two.replica.pending_batch(9)[-1:]
    batch = two.replicator._writer._batch(
        two.replica.identity(), forged.team, 1, [waiting[0].event]
    )
    folder.add(encode(batch, old))
    folder.add(encode(replace(batch, seq=1, incarnation="evil"), old, founding=True))
    two.replica.withdraw_pending([planted])
    shelf.add(checkpoint.encode(replace(forged, key=old.hex()), old))
    shelf.add(checkpoint.encode(replace(forged, key="66" * 32), TeamKey(bytes.fromhex("66" * 32))))
    settle(*trio)
    assert_one_truth(*trio)
    assert one.notes() == {"sent too late"}
    fresh = open_desk("fresh")
    fresh.replicator.pull()
    assert_one_truth(*trio, fresh)
    one.compact(at_once=True)
    one.replicator.sweep()
    newest = open_desk("newest")
    newest.replicator.pull()
    settle(*trio)
    assert newest.replica.identity().key.hex() == "ab" * 32
    assert_one_truth(*trio, newest)


def test_rule_32_a_new_key_stays_though_one_was_refused_before(
    trio: Trio, folder: MemoryFolder, clock: HandClock, open_desk: Open
) -> None:
    """Found by the simulator (seed 11028): who is no lead asked for a key; nobody followed it."""
    one, two, three = trio
    refused = two.rotate_key("66" * 32)
    settle(*trio)
    assert two.accepted(refused) is False
    one.rotate_key("ab" * 32)
    one.sync()
    one.compact(at_once=True)
    one.replicator.sweep()
    fresh = open_desk("fresh")
    fresh.replicator.pull()
    settle(*trio)  # the third was away meanwhile
    assert three.replica.identity().key.hex() == "ab" * 32
    fresh.replicator.pull()
    assert_one_truth(*trio, fresh)


def test_rule_32_a_planted_founding_behind_the_real_one_is_ignored(
    trio: Trio, folder: MemoryFolder, open_desk: Open
) -> None:
    one, _, _ = trio
    batch = one.replicator._writer._batch(one.replica.identity(), "evil", 1, [])
    folder.add(encode(batch, new_team_key(), founding=True))
    fresh = open_desk("fresh")
    fresh.replicator.pull()
    settle(*trio)
    assert fresh.replica.identity().team == one.replica.identity().team
    assert_one_truth(*trio, fresh)


@pytest.mark.parametrize("at", range(14))
def test_power_fails_anywhere_in_a_compaction(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf, at: int
) -> None:
    """Whatever was done: going on brings everybody to one truth, and a new desk, too."""
    one, two, three = trio
    say(two, *"abc")
    settle(*trio)
    power = Power(at)
    shelf.on_add = shelf.on_read = power.step
    one.line.on_remove = power.step
    append = one.line.append
    one.line.append = power.around(append)  # type: ignore[method-assign]
    one.replica.confirm = power.around(one.replica.confirm)  # type: ignore[method-assign]
    with suppress(PowerFailure):
        one.compact(at_once=True)
        one.replicator.sweep()
    assert power.failed
    shelf.on_add = shelf.on_read = one.line.on_remove = None
    one.line.append = append  # type: ignore[method-assign]
    one.restart()
    one.sync()
    say(three, "meanwhile")
    one.sync()
    look_after(one)
    one.compact(at_once=True)
    look_after(one)
    settle(*trio)
    for desk in trio:
        desk.replicator.inspect()
    assert_one_truth(*trio)
    assert two.notes() == {"a", "b", "c", "meanwhile"}
    assert len(shelf.messages) == 1


@pytest.mark.parametrize("accident", ["lose_before", "lose_after", "twice"])
@pytest.mark.parametrize("what", ["compacted", "key"])
def test_the_line_fails_while_something_about_the_journal_is_said(
    trio: Trio, accident: str, what: str
) -> None:
    one, two, three = trio
    two.note("on its way", on="m")
    setattr(one.line, accident, 1)
    with suppress(Disconnected):
        if what == "key":
            one.rotate_key("ab" * 32)
            one.sync()
        else:
            one.compact()
    settle(*trio)
    assert_one_truth(*trio)
    if what == "key":
        assert {desk.replica.identity().key.hex() for desk in trio} == {"ab" * 32}
    else:
        said = [e for e in three.entries() if isinstance(e.event.body, Compacted)]
        assert [entry.verdict.accepted for entry in said] == [True]


def test_a_zombie_of_upkeep_changes_nothing(trio: Trio, folder: MemoryFolder) -> None:
    """The same message once more, long after."""
    one, two, _ = trio
    one.compact(at_once=True)
    said = folder.messages[-1].raw
    say(two, "a")
    one.rotate_key("ab" * 32)
    one.sync()
    rotated = folder.messages[-1].raw
    say(two, "b")
    one.replicator.sweep()
    for raw in (said, rotated):
        folder.add(raw)
    say(one, "c")
    settle(*trio)
    assert_one_truth(*trio)
    assert one.replica.identity().key.hex() == "ab" * 32


def test_people_go_between_the_parts_of_a_checkpoint(
    trio: Trio, monkeypatch: pytest.MonkeyPatch, folder: MemoryFolder
) -> None:
    """A checkpoint of many megabytes takes a while: nobody's action waits for it."""
    one, two, _ = trio
    say(two, "some words")
    one.sync()
    monkeypatch.setattr(checkpoint, "_SLICE", 200)
    monkeypatch.setattr(
        one.replicator._library, "_pause", lambda: (one.note("quick", on="m"), one.sync())
    )
    one.compact(at_once=True)
    assert len(folder.messages) > 10
    one.replicator.sweep()
    settle(*trio)
    assert_one_truth(*trio)
    assert "quick" in two.notes()


def test_a_message_that_stays_for_ever_holds_nobodys_words(
    trio: Trio, folder: MemoryFolder
) -> None:
    """A new key goes alone: what lies beside it could not be deleted with the rest."""
    one, _, _ = trio
    old = TeamKey(one.replica.identity().key)
    one.note("before", on="m")
    one.rotate_key("ab" * 32)
    one.note("after", on="m")
    one.sync()
    told = [decode(message.raw, old) for message in folder.messages]
    kinds = [
        [type(e.body).__name__ for e in one.batch.events] for one in told if hasattr(one, "batch")
    ]
    assert ["KeyRotated"] in kinds
    assert one.notes() == {"before", "after"}
