"""Rule 35 at the replicator: a raised level stops older programs; divergence folds anew once."""

import sqlite3
from collections.abc import Callable

import pytest

from mailroom.domain.events import DeskJoined
from mailroom.domain.people import Desk
from mailroom.domain.records.journal_events import LevelRaised
from mailroom.domain.records.replica import Alarm
from mailroom.ids import DeskId
from mailroom.journal import reading
from tests.replication.desks import TestDesk, settle

Open = Callable[[str], TestDesk]
Trio = tuple[TestDesk, TestDesk, TestDesk]


def test_rule_35_a_raised_level_stops_older_programs(
    trio: Trio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desks said that they know level 2; this program does not: it stops and keeps."""
    one, two, _ = trio
    for desk in trio:
        joined = Desk(id=DeskId(desk.name), name=desk.name, person=desk.person, level=2)
        desk.ask(DeskJoined(joined=joined))
    settle(*trio)
    raised = one.ask(LevelRaised(level=2))
    one.sync()
    assert one.accepted(raised)
    two.note("waits", on="m")
    settle(*trio)
    assert {desk.alarm for desk in trio} == {Alarm.UPDATE_NEEDED}
    assert two.pending == 1
    two.restart()
    two.sync()
    assert two.alarm is Alarm.UPDATE_NEEDED
    monkeypatch.setattr(reading, "FOLD_LEVEL", 2)  # the update
    settle(*trio)
    assert {desk.alarm for desk in trio} == {Alarm.NONE}
    assert one.chain == two.chain
    assert one.notes() == {"waits"}


def spoil(desk: TestDesk) -> None:
    """Change a row of the projection behind the program's back, as a bad disk might."""
    desk.store.close()
    with sqlite3.connect(desk.path / "room.db") as room:
        changed = room.execute(
            "UPDATE cases SET row = replace(row, '\"number\":1', '\"number\":7')"
        )
        assert changed.rowcount == 1
    desk.start()


def test_rule_34_a_desk_that_differs_folds_anew(trio: Trio) -> None:
    one, two, _ = trio
    spoil(two)
    two.claim("m")
    two.sync()
    assert two.chain != one.chain
    one.sync()
    assert one.chain != two.chain
    one.note("here I am", on="m")  # it says at which state hash one is
    one.sync()
    two.sync()
    assert two.alarm is Alarm.NONE
    settle(*trio)
    assert one.chain == two.chain


def test_rule_34_a_difference_that_stays_is_an_alarm(
    trio: Trio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not read-only: it says which desk differs."""
    one, two, _ = trio
    settle(*trio)
    folds: list[int] = []
    refold = two.replica.refold
    monkeypatch.setattr(two.replica, "refold", lambda: (folds.append(1), refold())[1])
    monkeypatch.setattr(
        one.replica, "cursor", lambda c=one.replica.cursor: c().__class__(**_wrong(c()))
    )
    one.note("other", on="m")
    draft = one.replicator._writer.compose(one.replica.pending_batch(9))
    one.line.append(draft.raw)
    two.sync()
    assert two.alarm is Alarm.DIVERGED
    assert not two.alarm.read_only
    assert two.replica.alarm()[1].startswith("one at ")
    assert folds == [1]


def _wrong(cursor: object) -> dict[str, object]:
    names = ("uidvalidity", "epoch", "uid", "head", "time")
    return {name: getattr(cursor, name) for name in names} | {"chain": "something else"}
