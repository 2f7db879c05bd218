"""Rule 33: who begins the order anew knows less than the shelf, as from a disk that is old."""

import pytest

from mailroom.domain.events import MemberSet
from mailroom.domain.people import Member, Role
from mailroom.domain.records.replica import Alarm
from mailroom.domain.verdicts import Reason
from mailroom.errors import RuleBroken
from tests.fakes.memory_folder import MemoryFolder
from tests.replication.desks import TestDesk

Trio = tuple[TestDesk, TestDesk, TestDesk]


def lost_behind_a_checkpoint(trio: Trio, folder: MemoryFolder) -> None:
    """Leave what the others said last to the shelf alone: their PCs are gone, and the folder."""
    one, _two, three = trio
    three.replicator.checkpoint()
    folder.replace()
    folder.add(b"Subject: something else\r\n\r\n")
    one.sync()
    assert one.alarm is Alarm.REPLACED


def test_rule_33_a_rebuild_goes_on_from_the_newest_checkpoint(
    trio: Trio, folder: MemoryFolder
) -> None:
    one, two, _three = trio
    one.note("waiting", on="m")
    two.note("only the shelf has it", on="m")
    two.sync()
    lost_behind_a_checkpoint(trio, folder)
    one.rebuild()
    one.sync()
    assert (one.alarm, one.pending) == (Alarm.NONE, 0)
    assert one.notes() == {"only the shelf has it", "waiting"}


def test_rule_33_nobody_rebuilds_who_leads_no_more(trio: Trio, folder: MemoryFolder) -> None:
    """The others would ignore an epoch that they began."""
    one, _two, three = trio
    three.ask(MemberSet(member=Member(id=one.person, name="one", role=Role.MEMBER)))
    three.sync()
    lost_behind_a_checkpoint(trio, folder)
    with pytest.raises(RuleBroken) as broken:
        one.rebuild()
    assert broken.value.reason is Reason.NOT_LEAD
    assert len(folder.messages) == 1
