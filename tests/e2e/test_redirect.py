"""別の窓口へ転送: mail that was not for us goes on as it came, once, and the case is done here."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.people import Address
from mailroom.domain.query import OutboxState
from mailroom.errors import BadInput
from mailroom.practice.smtp import AtData, SmtpSink
from mailroom.service.outgoing.outbox import OutboxDecision
from mailroom.service.outgoing.redirecting import Redirect
from mailroom.service.room import Room
from tests.e2e.office import Office, run
from tests.e2e.replying import CUSTOMER, reply, the_case
from tests.guards import ExpectLog

SOUMU = Address(name="総務部", addr="soumu@other.example")


def redirect(room: Room, **more: object) -> str:
    detail = the_case(room)
    fields = {"to": SOUMU, "shown": detail.seen, "undo_seconds": 0.0} | more
    return room.redirects.send(Redirect(case=detail.row.case.id, **fields))  # type: ignore[arg-type]


def original(room: Room) -> bytes:
    [place] = room.redirects.mails(the_case(room).row.case.id)
    return room.reads.source(place.facts.key)


def bounce_of(raw: bytes) -> bytes:
    head = (
        "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail\r\nReturn-Path: <>\r\n"
        "Message-ID: <dsn@mx.example>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nI could not deliver it.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n"
        f"\r\nFinal-Recipient: rfc822; {SOUMU.addr}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\n"
    )
    return head.encode() + raw + b"\r\n--b--\r\n"


def state(room: Room, id_: str) -> OutboxState | None:
    row = room.outbox.row(id_)
    return row.state if row is not None else None


def test_it_goes_on_with_the_original_bytes_below_four_fields(room: Room, sink: SmtpSink):
    id_ = redirect(room)
    assert room.wait_sent(id_, 10)
    [left] = sink.received
    assert left.recipients == (SOUMU.addr,)
    head, rest = left.raw.split(b"\r\n", 4)[:4], left.raw.split(b"\r\n", 4)[4]
    names = [line.partition(b":")[0].decode() for line in head]
    assert names == ["Resent-From", "Resent-To", "Resent-Date", "Resent-Message-ID"]
    assert rest == original(room).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    mail = message_from_bytes(left.raw)
    assert CUSTOMER in mail["From"]
    assert mail["Resent-Message-ID"] != mail["Message-ID"]


def test_the_case_is_done_here_and_says_where_its_mail_went(room: Room, sink: SmtpSink):
    assert room.wait_sent(redirect(room), 10)
    room.sync_once()
    case = the_case(room).row.case
    assert (case.status, case.redirected_to) == (CaseStatus.DONE, SOUMU)
    assert (case.mail_count, case.claim, case.last_ours_at) == (1, None, None)


def test_the_copy_in_sent_is_the_same_mail_and_the_ledger_adds_up(
    room: Room, practice_office: Office, sink: SmtpSink
):
    assert room.wait_sent(redirect(room), 10)
    ledger = room.sync_once()
    assert len(practice_office.server.server.mails(practice_office.user, "Sent")) == 1
    assert ledger.adds_up
    assert the_case(room).row.case.mail_count == 1


def test_the_customer_writes_again_and_it_is_open_again(
    room: Room, practice_office: Office, sink: SmtpSink
):
    [place] = room.redirects.mails(the_case(room).row.case.id)
    assert room.wait_sent(redirect(room), 10)
    again = {"In_Reply_To": str(place.facts.message_id)}
    practice_office.write("Re: help me", sender=CUSTOMER, text="any news?", **again)
    room.sync_once()
    case = the_case(room).row.case
    assert (case.status, case.redirected_to) == (CaseStatus.OPEN, None)


def test_what_the_other_desk_sends_back_is_seen(
    room: Room, practice_office: Office, sink: SmtpSink
):
    """The same Message-ID, From, Date and Subject: taken for the known mail nobody would see it."""
    assert room.wait_sent(redirect(room), 10)
    back = b"Resent-From: soumu@other.example\r\nResent-Message-ID: <back@other.example>\r\n"
    practice_office.server.deliver(practice_office.user, back + sink.received[0].raw)
    room.sync_once()
    case = the_case(room).row.case
    assert (case.status, case.mail_count, case.redirected_to) == (CaseStatus.OPEN, 2, None)


def test_what_comes_back_undelivered_opens_it_again(
    room: Room, practice_office: Office, sink: SmtpSink
):
    """The report holds the mail with the customer's own id, and with the one of our sending."""
    assert room.wait_sent(redirect(room), 10)
    practice_office.server.deliver(practice_office.user, bounce_of(sink.received[0].raw))
    room.sync_once()
    case = the_case(room).row.case
    assert (case.status, case.mail_count) == (CaseStatus.OPEN, 2)
    assert case.undelivered is not None


def test_rule_14_a_mail_that_came_meanwhile_holds_it(
    room: Room, practice_office: Office, sink: SmtpSink
):
    shown = the_case(room).seen
    [place] = room.redirects.mails(the_case(room).row.case.id)
    answers = {"In_Reply_To": str(place.facts.message_id)}
    practice_office.write("Re: help me", sender=CUSTOMER, text="solved!", **answers)
    id_ = redirect(room, shown=shown)
    room.wait_sent(id_, 10)
    assert (state(room, id_), sink.received) == (OutboxState.HELD, [])
    assert room.outbox.cancel(id_) is None  # there are no words of ours to keep
    assert state(room, id_) is None


def test_rule_16_a_lost_answer_is_found_again_by_its_own_id_in_sent(
    room: Room, practice_office: Office, sink: SmtpSink, expect_log: ExpectLog
):
    expect_log("may have left")
    sink.at_data(AtData.DROP)
    id_ = redirect(room)
    room.wait_sent(id_, 10)
    assert state(room, id_) is OutboxState.UNKNOWN
    practice_office.server.deliver(practice_office.user, sink.received[0].raw, "Sent")
    room.outbox.decide(id_, OutboxDecision.RETRY)
    assert room.wait_sent(id_, 10)
    assert len(sink.received) == 1
    assert the_case(room).row.case.redirected_to == SOUMU


def test_within_the_undo_window_it_is_taken_back_without_a_trace(room: Room, sink: SmtpSink):
    id_ = redirect(room, undo_seconds=10.0)
    assert state(room, id_) is OutboxState.UNDO
    assert room.outbox.cancel(id_) is None
    room.sync_once()
    assert (sink.received, room.drafts.all()) == ([], ())
    assert the_case(room).row.case.status is CaseStatus.NEW


def test_refused_by_the_server_it_becomes_a_draft_that_forwards(room: Room, sink: SmtpSink):
    """Servers that let nobody send under another's From take a forward."""
    sink.at_data(AtData.REJECT)
    id_ = redirect(room)
    room.wait_sent(id_, 10)
    draft = room.outbox.cancel(id_)
    assert draft is not None
    assert draft.to == (SOUMU,)
    assert the_case(room).row.case.status is not CaseStatus.DONE


def test_it_goes_in_no_circle(room: Room):
    for to in (room.senders.all()[0].address.upper(), CUSTOMER):
        with pytest.raises(BadInput):
            redirect(room, to=Address(addr=to))


def test_an_answer_of_ours_later_is_an_answer(room: Room, sink: SmtpSink):
    assert room.wait_sent(redirect(room, close=False), 10)
    assert the_case(room).row.case.status is not CaseStatus.DONE
    assert room.wait_sent(reply(room), 10)
    case = the_case(room).row.case
    assert (case.status, case.redirected_to) == (CaseStatus.WAITING_CUSTOMER, None)


def test_by_a_command(office: Office):
    office.join("a", "田中")
    office.write("help me", sender=CUSTOMER)
    assert run("sync", "--profile", "a").code == 0
    done = run("do", "--profile", "a", "redirect", "1", SOUMU.addr)
    assert (done.code, done.last) == (0, "accepted")
    assert run("show", "1", "--profile", "a", "--json").json["status"] == "done"
