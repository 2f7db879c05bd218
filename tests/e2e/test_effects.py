"""Flags on mail for colleagues who see the mailbox in Outlook (rule 36)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from mailroom.domain import commands as c
from mailroom.domain.query import CaseDetail
from mailroom.practice.faults import Act
from mailroom.service import profiles
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office
from tests.fakes.skipping_clock import SkippingClock

CUSTOMER = "customer@shop.example"
CONSENT = "--mark-mail"


def opened(name: str, clock: SkippingClock) -> Room:
    room = Room.open(profiles.load(name), clock=clock)
    room.sync_once()
    return room


def detail_of(room: Room, subject: str) -> CaseDetail:
    rows = room.reads.rows(room.reads.recent_cases())
    found = room.reads.detail(next(r.case.id for r in rows if r.case.subject == subject))
    assert found is not None
    return found


def answer(room: Room, subject: str) -> None:
    case = detail_of(room, subject)
    parcel = room.outbox.queue(
        Reply(case=case.row.case.id, text="hello", undo_seconds=0, shown=case.seen)
    )
    assert room.wait_sent(parcel, 20)
    room.sync_once()


def close(room: Room, subject: str) -> None:
    case = detail_of(room, subject)
    room.do(c.Close(case=case.row.case.id, shown=case.seen))
    room.sync_once()


def flags(office: Office) -> list[set[str]]:
    """Return our two flags as each mail of INBOX has them, oldest first."""
    with office.server.connect(office.user) as client:
        client.select("INBOX")
        facts = client.fetch_facts(client.uids_from())
    ours = {"\\Answered", "\\Seen"}
    return [set(ours & one.flags) for _uid, one in sorted(facts.items())]


def clear(office: Office) -> None:
    """Take the flags off again, as somebody in Outlook might."""
    with office.server.connect(office.user) as client:
        client.select("INBOX", readonly=False)
        client.store_flags(client.uids_from(), remove=["\\Answered", "\\Seen"])


def test_rule_36_answered_and_done_mail_is_marked_once_and_by_the_desk_of_who_did_it(
    anywhere: Office, clock: SkippingClock
):
    anywhere.join("a", "田中", CONSENT)
    anywhere.join("b", "佐藤")
    for subject in ("one", "two", "three"):
        anywhere.write(subject, sender=CUSTOMER)
    with opened("a", clock) as room, opened("b", clock) as other:
        assert flags(anywhere) == [set(), set(), set()]
        answer(room, "one")
        close(room, "two")
        assert flags(anywhere) == [{"\\Answered"}, {"\\Seen"}, set()]
        clear(anywhere)
        clock.ahead += timedelta(minutes=1)
        room.sync_once()
        other.sync_once()
        assert flags(anywhere) == [set(), set(), set()]  # a person's will stands; it is not news
        assert room.reads.health().ledger.adds_up


def test_rule_36_another_desk_marks_what_the_first_one_could_not(
    practice_office: Office, clock: SkippingClock
):
    practice_office.join("a", "田中", CONSENT)
    practice_office.join("b", "佐藤")
    practice_office.write("one", sender=CUSTOMER)
    with opened("a", clock) as room, opened("b", clock) as other:
        close(room, "one")
        clear(practice_office)
        other.sync_once()
        clock.ahead += timedelta(minutes=9)
        other.sync_once()
        assert flags(practice_office) == [set()]
        clock.ahead += timedelta(minutes=2)
        other.sync_once()
        assert flags(practice_office) == [{"\\Seen"}]


def test_rule_36_a_desk_that_reads_everything_anew_marks_nothing(
    practice_office: Office, clock: SkippingClock
):
    practice_office.join("a", "田中", CONSENT)
    practice_office.write("one", sender=CUSTOMER)
    with opened("a", clock) as room:
        close(room, "one")
    clear(practice_office)
    clock.ahead += timedelta(hours=1)
    practice_office.join("b", "佐藤")
    with opened("b", clock) as fresh:
        fresh.sync_once()
        clock.ahead += timedelta(hours=1)
        fresh.sync_once()
        assert flags(practice_office) == [set()]
        practice_office.write("two", sender=CUSTOMER)
        fresh.sync_once()
        close(fresh, "two")
    assert flags(practice_office) == [set(), {"\\Seen"}]


def test_rule_36_without_the_teams_consent_nothing_is_marked(
    practice_office: Office, clock: SkippingClock
):
    practice_office.join("a", "田中")
    practice_office.join("b", "佐藤", CONSENT)  # said too late: the team has answered
    practice_office.write("one", sender=CUSTOMER)
    with opened("a", clock) as room, opened("b", clock) as other:
        answer(room, "one")
        close(room, "one")
        clock.ahead += timedelta(hours=1)
        other.sync_once()
    assert flags(practice_office) == [set()]


def test_rule_36_a_server_that_refuses_is_asked_again_quietly(
    practice_office: Office, clock: SkippingClock
):
    practice_office.join("a", "田中", CONSENT)
    practice_office.write("one", sender=CUSTOMER)
    faults = practice_office.server.server.faults
    with opened("a", clock) as room:
        faults.at("STORE", Act.NO)
        close(room, "one")
        assert faults.is_over
        assert room.reads.health().problem is None
        room.sync_once()
        assert flags(practice_office) == [set()]  # not at once
        clock.ahead += timedelta(minutes=11)
        room.sync_once()
        assert flags(practice_office) == [{"\\Seen"}]


def test_rule_36_a_running_desk_marks_by_itself(office: Office, eventually: Callable[..., None]):
    office.join("a", "田中", CONSENT)
    office.write("one", sender=CUSTOMER)
    desk = office.start("a")
    eventually(lambda: desk.ask("cases")["cases"])
    assert desk.ask("do close 1")["exit"] == 0
    eventually(lambda: flags(office) == [{"\\Seen"}])
