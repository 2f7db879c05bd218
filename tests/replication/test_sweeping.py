"""Design section 4: what may be deleted, and because of which checkpoint."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mailroom.domain.position import START
from mailroom.domain.records.replica import Alarm, Batch
from mailroom.errors import QuotaFull
from mailroom.ids import DeskId
from mailroom.journal import checkpoint
from mailroom.journal.codec import TeamKey, encode, new_team_key
from mailroom.journal.upkeep import Chore
from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_folder import MemoryFolder
from tests.fakes.memory_shelf import MemoryShelf
from tests.replication.desks import TestDesk, say, settle

Trio = tuple[TestDesk, TestDesk, TestDesk]


def test_a_checkpoint_of_another_state_holds_nothing(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf
) -> None:
    """A desk whose files are wrong may write one; nothing is deleted because of it."""
    one, _, three = trio
    say(one, *"abc")
    settle(*trio)
    one.compact(at_once=True)
    settle(*trio)
    sound = three.replica.snapshot()
    wrong = replace(sound, cursor=replace(sound.cursor, chain="another state"))
    shelf.messages.clear()
    shelf.add(checkpoint.encode(wrong, TeamKey(bytes.fromhex(wrong.key))))
    assert one.replicator.sweep() == 0
    three.replicator.checkpoint()
    assert one.replicator.sweep() > 0


def test_a_checkpoint_of_what_was_not_read_here_holds_nothing(
    trio: Trio, shelf: MemoryShelf
) -> None:
    """Whether it is right shows only where this desk has come to the same place."""
    one, _, three = trio
    say(one, *"abc")
    one.compact(at_once=True)
    three.sync()
    say(three, "later")
    shelf.messages.clear()
    three.replicator.checkpoint()
    assert one.replicator.sweep() == 0
    one.sync()
    assert one.replicator.sweep() > 0


def test_nothing_is_deleted_in_another_folder(trio: Trio, folder: MemoryFolder) -> None:
    """UIDs up to the line mean other messages there (rule 33)."""
    one, _, _ = trio
    say(one, *"abc")
    one.compact(at_once=True)
    folder.replace(folder.messages)
    assert one.replicator.sweep() == 0


def test_a_desk_that_differs_from_another_leaves_the_journal_alone(trio: Trio) -> None:
    """One of the two is wrong: it must not become what new desks begin with."""
    one, _, _ = trio
    say(one, *"abc")
    one.compact(at_once=True)
    assert one.replicator.chore(one.person) is Chore.SWEEP
    one.replica.raise_alarm(Alarm.DIVERGED, "two at 1.9.0")
    assert one.replicator.chore(one.person) is None


def test_who_finds_no_room_takes_back_only_their_own(trio: Trio, shelf: MemoryShelf) -> None:
    """Another lead's checkpoint came between: the line may rest on it."""
    one, _, three = trio
    say(one, *"abc")
    settle(*trio)

    def full(_: bytes) -> None:
        shelf.on_add = None
        three.compact(at_once=True)
        raise QuotaFull("", "")

    shelf.on_add = full
    with pytest.raises(QuotaFull):
        one.replicator.checkpoint()
    one.sync()
    assert one.replicator.sweep() > 0


def test_a_message_that_brings_a_key_and_says_nothing_stops_nobody(
    folder: MemoryFolder, shelf: MemoryShelf, open_desk: Callable[[str], TestDesk], clock: HandClock
) -> None:
    """Anybody with the mailbox's password can put one there."""
    nothing = Batch(
        team="t",
        epoch=1,
        desk=DeskId("x"),
        incarnation="x",
        seq=1,
        head=START,
        state_hash="",
        sent_at=clock.now(),
    )
    folder.add(encode(nothing, new_team_key(), founding=True))
    shelf.add([b"something"])
    new = open_desk("new")
    new.sync()
    assert new.replica.cursor().uid == 1
