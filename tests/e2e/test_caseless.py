"""Mail that no case holds is found and announced again (S54)."""

from __future__ import annotations

from datetime import timedelta

from mailroom.domain.query import CaseQuery, View
from mailroom.practice.faults import Act
from mailroom.service import profiles
from mailroom.service.room import Room
from tests.e2e.office import Office
from tests.fakes.skipping_clock import SkippingClock
from tests.guards import ExpectLog

DAY = timedelta(days=1)


def subjects(room: Room) -> list[str]:
    ids = room.reads.case_ids(CaseQuery(view=View.ALL))
    return sorted(row.case.subject for row in room.reads.rows(ids))


def test_S54_mail_of_a_room_put_back_from_a_copy_is_in_a_case_again(
    practice_office: Office, clock: SkippingClock, expect_log: ExpectLog
) -> None:
    """The copy was made before the mail came; that it was announced stood only in what is gone."""
    office, faults = practice_office, practice_office.server.server.faults
    file = office.folder("a") / "room.db"
    expect_log("1 mails lay in no case")
    office.join("a", "田中")
    office.write("first")
    with Room.open(profiles.load("a"), clock=clock) as room:
        room.sync_once()
    copy = file.read_bytes()
    with Room.open(profiles.load("a"), clock=clock) as room:
        office.write("second")
        faults.at("APPEND", Act.NO, text="[NOPERM] not today", times=99)
        room.sync_once()  # its announcement waits on this PC
        assert subjects(room) == ["first", "second"]
    faults.clear()
    file.write_bytes(copy)
    with Room.open(profiles.load("a"), clock=clock) as room:
        assert subjects(room) == ["first"]
        clock.ahead += DAY
        room.sync_once()
        assert subjects(room) == ["first", "second"]
        said = len(office.server.server.mails(office.user, "Mailroom/Journal"))
        clock.ahead += DAY
        room.sync_once()  # nothing is found any more
        assert len(office.server.server.mails(office.user, "Mailroom/Journal")) == said
