"""A real second mail program (imaplib, as Outlook would) beside Mailroom: \\Seen and \\Answered."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.policy import SMTP
from email.utils import format_datetime

import pytest

from mailroom.domain import commands as c
from mailroom.domain.events import AnsweredElsewhere
from mailroom.domain.query import CaseDetail
from mailroom.service import profiles
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office, a_mail
from tests.fakes.skipping_clock import SkippingClock

CUSTOMER = "customer@shop.example"


@pytest.fixture
def anywhere(anywhere: Office) -> Office:
    """A mailbox with two people, the first of whom marks mail for colleagues."""
    anywhere.join("a", "田中", "--mark-mail")
    anywhere.join("b", "佐藤")
    return anywhere


@contextmanager
def outlook(office: Office) -> Iterator[imaplib.IMAP4]:
    server = office.server
    with imaplib.IMAP4(server.imap_host, server.imap_port) as client:
        client.login(office.user, office.password)
        client.select("INBOX")
        yield client


def flags(client: imaplib.IMAP4) -> list[tuple[bytes, ...]]:
    """Return what Outlook would show of each mail of INBOX, oldest first."""
    client.noop()
    client.response("FETCH")  # what it told unasked
    _, answers = client.uid("FETCH", "1:*", "(FLAGS)")
    wanted = {b"\\Seen", b"\\Answered"}
    return [tuple(sorted(wanted & set(imaplib.ParseFlags(line)))) for line in answers if line]


def opened(name: str, clock: SkippingClock) -> Room:
    room = Room.open(profiles.load(name), clock=clock)
    room.sync_once()
    return room


def write(office: Office, subject: str) -> bytes:
    mail = a_mail(subject, sender=CUSTOMER, to=office.address, text="help").as_bytes(policy=SMTP)
    office.server.deliver(office.user, mail)
    return mail


def detail_of(room: Room, subject: str) -> CaseDetail:
    rows = room.reads.rows(room.reads.recent_cases())
    found = room.reads.detail(next(r.case.id for r in rows if r.case.subject == subject))
    assert found is not None
    return found


def told(room: Room, subject: str) -> list[AnsweredElsewhere]:
    items = room.reads.timeline(detail_of(room, subject).row.case.id)
    bodies = [item.event.body for item in items if item.event is not None]
    return [body for body in bodies if isinstance(body, AnsweredElsewhere)]


def test_rule_36_marks_appear_in_another_program_and_reading_marks_nothing(
    anywhere: Office, clock: SkippingClock
):
    for subject in ("one", "two", "three"):
        write(anywhere, subject)
    with outlook(anywhere) as other, opened("a", clock) as room:
        case = detail_of(room, "three")
        key = room.reads.timeline(case.row.case.id)[0].mail.facts.key
        room.reads.body(key)
        room.reads.mark_read(case.row.case.id)
        room.sync_once()
        assert flags(other) == [(), (), ()]
        case = detail_of(room, "one")
        parcel = room.outbox.queue(
            Reply(case=case.row.case.id, text="hello", undo_seconds=0, shown=case.seen)
        )
        assert room.wait_sent(parcel, 20)
        case = detail_of(room, "two")
        room.do(c.Close(case=case.row.case.id, shown=case.seen))
        room.sync_once()
        assert flags(other) == [(b"\\Answered",), (b"\\Seen",), ()]
        clock.ahead += timedelta(minutes=30)
        room.sync_once()
        assert told(room, "one") == []  # the mark was ours


def test_rule_36_an_answer_given_elsewhere_is_everybodys_news_once(
    anywhere: Office, clock: SkippingClock
):
    for subject in ("one", "two"):
        write(anywhere, subject)
    with outlook(anywhere) as other, opened("a", clock) as room, opened("b", clock) as colleague:
        other.uid("STORE", "1", "+FLAGS", "(\\Answered)")
        other.uid("STORE", "2", "+FLAGS", "(\\Seen)")
        room.sync_once()
        assert told(room, "one") == []  # the copy in Sent may still come
        clock.ahead += timedelta(minutes=5)
        room.sync_once()
        colleague.sync_once()
        colleague.sync_once()
        clock.ahead += timedelta(minutes=5)
        colleague.sync_once()
        room.sync_once()
        for desk in (room, colleague):
            assert len(told(desk, "one")) == 1
            assert told(desk, "two") == []
        assert room.state_hash() == colleague.state_hash()


def test_rule_36_an_answer_whose_copy_lies_in_sent_is_seen_itself(
    anywhere: Office, clock: SkippingClock
):
    mail = write(anywhere, "one")
    asked = next(line for line in mail.split(b"\r\n") if line.startswith(b"Message-ID: "))
    answer = a_mail("Re: one", sender=anywhere.address, to=CUSTOMER, text="answer")
    answer.replace_header("Date", format_datetime(clock.now() + timedelta(seconds=30)))
    answer["In-Reply-To"] = asked.removeprefix(b"Message-ID: ").decode()
    with outlook(anywhere) as other, opened("a", clock) as room:
        other.uid("STORE", "1", "+FLAGS", "(\\Answered)")
        room.sync_once()
        other.append("Sent", "(\\Seen)", None, answer.as_bytes(policy=SMTP))
        clock.ahead += timedelta(minutes=5)
        room.sync_once()
        clock.ahead += timedelta(minutes=5)
        room.sync_once()
        assert told(room, "one") == []
        case = detail_of(room, "one").row.case
        assert case.mail_count == 2
