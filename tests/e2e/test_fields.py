"""Whom a mail goes to and as whom: blind copies, identities, new mails (issue 6)."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.drafts import ReplyKind
from mailroom.domain.people import Address, Identity
from mailroom.domain.query import CaseQuery, OutboxState, View
from mailroom.errors import BadInput
from mailroom.mail.reading.parse import parse_mail
from mailroom.practice.smtp import AtData, SmtpSink
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office, run
from tests.e2e.replying import CUSTOMER

BLIND = "hidden-one@archive.example"


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


def test_a_mail_leaves_as_the_identity_that_was_chosen(room: Room, sink: SmtpSink) -> None:
    own = room.profile.config.account.address
    repair = Identity(address="repair@office.example", name="修理窓口", signature="修理窓口")
    room.wait(room.senders.set((Identity(address=own, name="お客様窓口"), repair)), 10)
    [case] = room.reads.case_ids(CaseQuery(view=View.ALL))
    detail = room.reads.detail(case)
    assert detail is not None
    reply = Reply(case=case, text="hi", sender=repair.address, shown=detail.seen, undo_seconds=0)
    assert room.wait_sent(room.outbox.queue(reply), 10)
    [mail] = sink.received
    assert parse_mail(mail.raw).from_ == (("修理窓口", "repair@office.example"),)
    assert mail.mail_from == own  # what comes back comes back to the mailbox
    stranger = Reply(case=case, text="hi", sender="chief@office.example", undo_seconds=0)
    with pytest.raises(BadInput):
        room.outbox.queue(stranger)


def test_a_reply_leaves_as_whom_the_customer_wrote_to_else_as_the_first(
    practice_office: Office, room: Room, sink: SmtpSink
) -> None:
    own, repair = practice_office.address, "repair@office.example"
    verb = ("do", "--profile", "a", "--wait", "10")
    made = run(*verb, "identity", "Repair@office.example", "--name", "修理", "--first",
               "--text", "03-1")  # fmt: skip
    assert made.code == 0, made
    assert [one.signature for one in room.senders.all()] == ["03-1", ""]
    assert run(*verb, "reply", "1", "--text", "hi").code == 0
    assert parse_mail(sink.received[-1].raw).from_[0][1] == own  # that is where they wrote to
    assert run(*verb, "identity", own, "--remove").code == 0
    assert run(*verb, "reply", "1", "--text", "hi").code == 0
    assert parse_mail(sink.received[-1].raw).from_ == (("修理", repair),)
    assert run(*verb, "identity", repair, "--remove").code == 0
    assert [one.address for one in room.senders.all()] == [own]
    assert run(*verb, "identity", "nobody").code == 2


def new_mail(room: Room, **more: object) -> Reply:
    draft = room.drafts.new_mail(
        to=(Address(name="山田", addr="yamada@shop.example"),), subject="ご案内", text="本文"
    )
    reply = Reply(case=draft.case, kind=draft.kind, to=draft.to, subject=draft.subject,
                  text=draft.text, opens=draft.opens, undo_seconds=0)  # fmt: skip
    return replace(reply, **more)  # type: ignore[arg-type]


def test_a_new_mail_opens_a_case_of_its_own_when_it_leaves(
    practice_office: Office, room: Room, sink: SmtpSink
) -> None:
    before = room.reads.case_ids(CaseQuery(view=View.ALL))
    waiting = room.outbox.queue(new_mail(room, undo_seconds=60))
    assert room.reads.case_ids(CaseQuery(view=View.ALL)) == before  # nobody's case beforehand
    draft = room.outbox.cancel(waiting)
    assert (draft.kind, draft.subject, draft.opens) == (ReplyKind.NEW, "ご案内", draft.opens)
    assert room.drafts.new_mails()[0].text == "本文"
    mail = new_mail(room, case=draft.case, opens=draft.opens)
    assert room.wait_sent(room.outbox.queue(mail), 10)
    detail = room.reads.detail(draft.case)
    assert detail is not None
    assert detail.row.case.status is CaseStatus.WAITING_CUSTOMER
    assert (detail.contact.name, detail.row.case.subject) == ("山田", "ご案内")
    [sent] = sink.received
    parsed = parse_mail(sent.raw)
    assert (parsed.subject, parsed.references) == ("ご案内", ())
    practice_office.write("Re: ご案内", sender="yamada@shop.example", in_reply_to=sent.message_id)
    room.sync_once()
    assert len(room.reads.case_ids(CaseQuery(view=View.ALL))) == len(before) + 1
    answered = room.reads.detail(draft.case)
    assert answered is not None
    assert answered.row.case.status is CaseStatus.OPEN


def test_a_new_mail_that_the_server_refuses_is_a_draft_again_in_its_case(
    room: Room, sink: SmtpSink
) -> None:
    sink.at_data(AtData.REJECT)
    id_ = room.outbox.queue(new_mail(room))
    room.sync_once()
    row = room.outbox.row(id_)
    assert row is not None
    assert row.state is OutboxState.REFUSED
    draft = room.outbox.cancel(id_)
    again = new_mail(room, case=draft.case, opens=draft.opens)
    assert room.wait_sent(room.outbox.queue(again), 10)
    assert len(sink.received) == 1


def test_a_new_mail_needs_a_subject_and_somebody(room: Room) -> None:
    for wrong in (new_mail(room, subject=" "), new_mail(room, to=())):
        with pytest.raises(BadInput):
            room.outbox.queue(wrong)
