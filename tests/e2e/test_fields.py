"""Whom a mail goes to and as whom: blind copies, identities, new mails (issue 6)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes

import pytest

from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, View
from mailroom.practice.smtp import SmtpSink
from mailroom.service import profiles
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office, run
from tests.fakes.skipping_clock import SkippingClock

CUSTOMER = "customer@shop.example"
BLIND = "hidden-one@archive.example"


@pytest.fixture
def room(practice_office: Office, clock: SkippingClock) -> Iterator[Room]:
    practice_office.join("a", "田中")
    practice_office.write("help me", sender=CUSTOMER)
    with Room.open(profiles.load("a"), clock=clock) as room:
        room.sync_once()
        yield room


@pytest.fixture
def sink(practice_office: Office) -> SmtpSink:
    return practice_office.server.sink


def test_a_blind_copy_is_in_the_envelope_and_in_no_byte(room: Room, sink: SmtpSink) -> None:
    [case] = room.reads.case_ids(CaseQuery(view=View.ALL))
    detail = room.reads.detail(case)
    assert detail is not None
    blind = Address(name="控え", addr=BLIND)
    reply = Reply(case=case, text="hello", bcc=(blind,), shown=detail.seen, undo_seconds=0)
    assert room.wait_sent(room.outbox.queue(reply), 10)
    [mail] = sink.received
    assert sorted(mail.recipients) == [CUSTOMER, BLIND]
    assert b"hidden-one" not in mail.raw
    assert message_from_bytes(mail.raw)["Bcc"] is None


def test_the_command_line_sends_blind_copies(
    practice_office: Office, room: Room, sink: SmtpSink
) -> None:
    done = run("do", "--profile", "a", "--wait", "10", "reply", "1", "--text", "hi", "--bcc", BLIND)
    assert done.code == 0, done
    assert BLIND in sink.received[-1].recipients
    assert b"hidden-one" not in sink.received[-1].raw
    [copy] = practice_office.server.server.mails(practice_office.user, "Sent")
    assert b"hidden-one" not in copy.raw
