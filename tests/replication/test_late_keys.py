"""Rules 32, 33: who comes late finds the team's key, whatever old messages lie in between."""

from __future__ import annotations

import pytest

from mailroom.domain.events import MemberSet
from mailroom.domain.people import Member, Role
from mailroom.domain.records.replica import Alarm
from tests.fakes.memory_folder import MemoryFolder
from tests.replication.desks import TestDesk
from tests.replication.test_epochs import Open, Trio, assert_one_truth, say, settle

FOLDERS = "on a soak"
ANOTHER_KEY = "ab" * 32


def keys_of(*desks: TestDesk) -> set[str]:
    return {desk.replica.identity().key.hex() for desk in desks}


@pytest.mark.parametrize("is_other_folder", [True, False])
def test_rule_33_a_key_of_the_old_order_behind_the_new_one_misleads_nobody(
    trio: Trio, folder: MemoryFolder, open_desk: Open, is_other_folder: bool
) -> None:
    """A zombie: its author's PC is gone for good, so nobody says it again."""
    one, two, three = trio
    three.rotate_key(ANOTHER_KEY)
    zombie = three.replicator._writer.compose(three.replica.pending_batch(9))
    assert zombie is not None
    say(one, "two has not read it", "neither this")
    if is_other_folder:
        folder.replace()
        folder.add(b"Subject: something else\r\n\r\n")
    else:
        folder.expunge(folder.messages[-2].uid)
    one.replicator.inspect()
    two.sync()
    assert one.alarm is (Alarm.REPLACED if is_other_folder else Alarm.EXPUNGED)
    key = keys_of(one)
    one.rebuild()
    assert one.replica.cursor().epoch == 2
    folder.add(zombie.raw)
    fresh = open_desk("fresh")
    settle(one, two, fresh)
    assert_one_truth(one, two, fresh)
    assert keys_of(one, two, fresh) == key


@pytest.mark.parametrize("case", ["knows the key", "missed it too", "the key is refused"])
def test_rule_33_what_leads_back_to_a_key_outlives_a_compaction(
    trio: Trio, folder: MemoryFolder, case: str
) -> None:
    """The server renumbers all messages, a lead who missed a new key begins anew, and compacts."""
    one, two, three = trio
    one.rotate_key(ANOTHER_KEY)
    one.sync()
    if case != "missed it too":
        two.sync()
    folder.replace(list(folder.messages))
    for desk in (one, three):
        desk.sync()
    three.rebuild()
    if case == "the key is refused":
        three.ask(MemberSet(member=Member(id=one.person, name="one", role=Role.MEMBER)))
        three.sync()
    settle(one, three)
    say(three, "a", "b")
    three.compact(at_once=True)
    settle(one, three)
    assert three.replicator.sweep() > 0
    settle(*trio)  # two comes back
    assert_one_truth(*trio)
    assert (keys_of(*trio) == {ANOTHER_KEY}) is (case != "the key is refused")


@pytest.mark.parametrize("is_new", [False, True])
def test_rule_33_nothing_begins_in_a_folder_that_was_renumbered_since(
    trio: Trio, folder: MemoryFolder, open_desk: Open, is_new: bool
) -> None:
    """A desk that was away, or is new, would go on with an order that is over for the others."""
    one, two, three = trio
    say(three, "x")
    folder.replace()
    folder.add(b"Subject: something else\r\n\r\n")
    for desk in (one, three):
        desk.sync()
    one.rebuild()
    settle(one, three)
    folder.replace(folder.messages[1:])
    late = open_desk("fresh") if is_new else two
    if not is_new:
        late.rotate_key(ANOTHER_KEY)
    late.sync()
    assert late.alarm is Alarm.REPLACED
    for desk in (one, three):
        desk.sync()
    one.rebuild()
    settle(one, three, late)
    assert_one_truth(one, three, late)
    assert one.replica.cursor().epoch == 3
