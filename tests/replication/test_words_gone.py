"""Redacted words are physically gone after the next compaction (personal data, section 4)."""

from collections.abc import Callable

from mailroom.domain.events import NoteAdded
from mailroom.domain.records.journal_events import Redacted
from mailroom.journal import checkpoint
from mailroom.journal.codec import TeamKey, decode
from tests.fakes.memory_folder import MemoryFolder
from tests.fakes.memory_shelf import MemoryShelf
from tests.replication.desks import TestDesk
from tests.replication.test_compaction import Trio, assert_one_truth, say, settle

Open = Callable[[str], TestDesk]


def test_redacted_words_are_nowhere_after_a_compaction(
    trio: Trio, folder: MemoryFolder, shelf: MemoryShelf, open_desk: Open
) -> None:
    one, two, _ = trio
    say(two, "before")
    two.note("canary 090-1234-5678", on="m")
    note = two.replica.pending_batch(9)[-1].event.id
    two.sync()
    settle(*trio)
    one.compact()
    one.ask(Redacted(event=note, reason="本人の希望"))
    one.sync()
    say(one, "after")
    one.compact(at_once=True)
    one.replicator.sweep()
    settle(*trio)
    key = TeamKey(one.replica.identity().key)
    told = [repr(decode(message.raw, key)) for message in folder.messages]
    parts = [checkpoint.decode([message.raw], key) for message in shelf.messages]
    assert "canary" not in "".join(told)
    assert "canary" not in repr(parts)
    assert "after" in "".join(told) + repr(parts)
    fresh = open_desk("fresh")
    fresh.replicator.pull()
    assert_one_truth(*trio, fresh)
    assert "canary" not in repr(fresh.replica.snapshot())
    assert any(isinstance(e.event.body, NoteAdded) for e in fresh.entries())
