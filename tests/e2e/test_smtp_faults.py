"""Mail servers on a bad day: each gets the right state, the right reason and a sentence (S1, R2).

Whatever happens, a Message-ID reaches the server once or not at all, and not at all only while the
app shows the mail as unsent or unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from mailroom.domain.drafts import ReplyKind
from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, OutboxRow, OutboxState, View
from mailroom.domain.sends.trouble import SendTrouble
from mailroom.mail.reading.parse import parse_mail
from mailroom.practice.faults import Act
from mailroom.practice.smtp import AtData, SmtpSink
from mailroom.servers import Security
from mailroom.service import profiles, send_words
from mailroom.service.outgoing.outbox import OutboxDecision
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from mailroom.settings import Language
from tests.e2e.office import Office, run
from tests.e2e.replying import CUSTOMER
from tests.fakes.scripted import Peer, ScriptedServer
from tests.fakes.skipping_clock import SkippingClock
from tests.guards import ExpectLog

SECOND = "second@shop.example"
Accident = Callable[[SmtpSink], object]
REFUSED, WAITING, UNKNOWN = OutboxState.REFUSED, OutboxState.WAITING, OutboxState.UNKNOWN


def says(command: str, answer: str) -> Accident:
    """Return an accident: the server answers this instead of doing what it was asked."""
    return lambda sink: sink.faults.at(command, Act.SAY, text=answer)


def does(command: str, act: Act) -> Accident:
    return lambda sink: sink.faults.at(command, act)


def offers_less(**what: object) -> Accident:
    def change(sink: SmtpSink) -> None:
        for name, value in what.items():
            setattr(sink, name, value)

    return change


@dataclass(frozen=True, kw_only=True)
class Mode:
    """One bad day: what happens, and what the mail's row must say then."""

    accident: Accident
    state: OutboxState
    trouble: SendTrouble
    kept: int = 0  # by the server
    to: tuple[str, ...] = (CUSTOMER,)


MODES = {
    "hangs up at EHLO": Mode(
        accident=does("EHLO", Act.DROP_BEFORE), state=WAITING, trouble=SendTrouble.NO_CONNECTION
    ),
    "421 at EHLO": Mode(
        accident=says("EHLO", "421 4.3.2 going down{end}"), state=WAITING, trouble=SendTrouble.BUSY
    ),
    "blocked at EHLO": Mode(
        accident=says("EHLO", "554 5.7.1 host blocked"), state=REFUSED, trouble=SendTrouble.OTHER
    ),
    "wrong password": Mode(
        accident=says("AUTH", "535 5.7.8 bad credentials"), state=REFUSED, trouble=SendTrouble.LOGIN
    ),
    "login put off": Mode(
        accident=says("AUTH", "454 4.7.0 try later"), state=WAITING, trouble=SendTrouble.BUSY
    ),
    "login wanted": Mode(
        accident=says("MAIL", "530 5.7.0 authenticate"), state=REFUSED, trouble=SendTrouble.LOGIN
    ),
    "sender refused": Mode(
        accident=says("MAIL", "550 5.7.60 not your address"),
        state=REFUSED,
        trouble=SendTrouble.SENDER,
    ),
    "552 at MAIL": Mode(
        accident=says("MAIL", "552 too big"), state=REFUSED, trouble=SendTrouble.TOO_BIG
    ),
    "421 at MAIL": Mode(
        accident=says("MAIL", "421 going down{end}"), state=WAITING, trouble=SendTrouble.BUSY
    ),
    "421 at AUTH": Mode(
        accident=says("AUTH", "421 going down{end}"), state=WAITING, trouble=SendTrouble.BUSY
    ),
    "421 at RCPT": Mode(
        accident=says("RCPT", "421 going down{end}"), state=WAITING, trouble=SendTrouble.BUSY
    ),
    "421 at RCPT, of two": Mode(
        accident=says("RCPT", "421 going down{end}"),
        state=WAITING,
        trouble=SendTrouble.BUSY,
        to=(CUSTOMER, SECOND),
    ),
    "421 at DATA": Mode(
        accident=says("DATA", "421 going down{end}"), state=WAITING, trouble=SendTrouble.BUSY
    ),
    "500 at MAIL": Mode(
        accident=says("MAIL", "500 what"), state=REFUSED, trouble=SendTrouble.OTHER
    ),
    "no such user": Mode(
        accident=says("RCPT", "550 5.1.1 no such user"),
        state=REFUSED,
        trouble=SendTrouble.NO_ADDRESS,
    ),
    "recipient full": Mode(
        accident=says("RCPT", "552 5.2.2 over quota"),
        state=REFUSED,
        trouble=SendTrouble.ADDRESS_FULL,
    ),
    "recipient full for now": Mode(
        accident=says("RCPT", "452 4.2.2 over quota"),
        state=WAITING,
        trouble=SendTrouble.ADDRESS_FULL,
    ),
    "greylisted": Mode(
        accident=says("RCPT", "451 4.7.1 greylisted"), state=WAITING, trouble=SendTrouble.BUSY
    ),
    "no relaying": Mode(
        accident=says("RCPT", "550 5.7.1 relaying denied"),
        state=REFUSED,
        trouble=SendTrouble.RECIPIENT,
    ),
    "hangs up at RCPT": Mode(
        accident=does("RCPT", Act.DROP_BEFORE), state=WAITING, trouble=SendTrouble.NO_CONNECTION
    ),
    "554 at DATA": Mode(
        accident=says("DATA", "554 no valid recipients"),
        state=REFUSED,
        trouble=SendTrouble.CONTENT,
    ),
    "451 at DATA": Mode(
        accident=says("DATA", "451 local error"), state=WAITING, trouble=SendTrouble.BUSY
    ),
    "hangs up at DATA": Mode(
        accident=does("DATA", Act.DROP_BEFORE), state=WAITING, trouble=SendTrouble.NO_CONNECTION
    ),
    "451 after the dot": Mode(
        accident=lambda sink: sink.at_data(AtData.TRY_LATER),
        state=WAITING,
        trouble=SendTrouble.BUSY,
    ),
    "421 after the dot": Mode(
        accident=says(".", "421 4.3.0 going down{end}"), state=WAITING, trouble=SendTrouble.BUSY
    ),
    "spam after the dot": Mode(
        accident=says(".", "550 5.7.1 spam"), state=REFUSED, trouble=SendTrouble.CONTENT
    ),
    "552 after the dot": Mode(
        accident=says(".", "552 5.3.4 too big"), state=REFUSED, trouble=SendTrouble.TOO_BIG
    ),
    "daily limit": Mode(
        accident=says(".", "550 5.4.5 daily quota"), state=REFUSED, trouble=SendTrouble.LIMIT
    ),
    "dropped after the dot, kept": Mode(
        accident=lambda sink: sink.at_data(AtData.DROP),
        state=UNKNOWN,
        trouble=SendTrouble.UNANSWERED,
        kept=1,
    ),
    "dropped after the dot, lost": Mode(
        accident=does(".", Act.DROP_BEFORE), state=UNKNOWN, trouble=SendTrouble.UNANSWERED
    ),
    "nonsense after the dot": Mode(
        accident=says(".", "hello"), state=UNKNOWN, trouble=SendTrouble.UNANSWERED
    ),
    "SIZE exceeded": Mode(
        accident=offers_less(size_limit=200), state=REFUSED, trouble=SendTrouble.TOO_BIG
    ),
    "all of two refused": Mode(
        accident=lambda sink: sink.refused.update({CUSTOMER: "550 no", SECOND: "551 no"}),
        state=REFUSED,
        trouble=SendTrouble.NO_ADDRESS,
        to=(CUSTOMER, SECOND),
    ),
}


def send(room: Room, *, to: tuple[str, ...] = (CUSTOMER,), **more: Any) -> str:
    """Send a reply as far as it goes; return its id."""
    [case] = room.reads.case_ids(CaseQuery(view=View.ALL))
    detail = room.reads.detail(case)
    assert detail is not None
    addresses = tuple(Address(addr=one) for one in to)
    more = {"text": "hello", "undo_seconds": 0, "shown": detail.seen} | more
    id_ = room.outbox.queue(Reply(case=case, to=addresses, **more))
    room.sync_once()
    return id_


def row(room: Room, id_: str) -> OutboxRow:
    found = room.outbox.row(id_)
    assert found is not None
    return found


def slot(room: Room) -> object:
    [case] = room.reads.case_ids(CaseQuery(view=View.ALL))
    detail = room.reads.detail(case)
    assert detail is not None
    return detail.row.case.open_send


@pytest.mark.parametrize("state", [REFUSED, WAITING, UNKNOWN])
def test_S1_each_bad_day_has_its_state_and_sentence(
    room: Room, sink: SmtpSink, clock: SkippingClock, expect_log: ExpectLog, state: OutboxState
) -> None:
    """One desk lives through all days that end in that state."""
    modes = {name: mode for name, mode in MODES.items() if mode.state is state}
    if state is UNKNOWN:
        expect_log("may have left")
    usual = sink.size_limit
    for name, mode in modes.items():
        before = len(sink.received)
        mode.accident(sink)
        id_ = send(room, to=mode.to)
        found = row(room, id_)
        assert (found.state, found.trouble) == (state, mode.trouble), (name, found.detail)
        assert len(sink.received) == before + mode.kept, name
        assert all(send_words.why(found, one) for one in (Language.JA, Language.EN)), name
        # what definitely stayed leaves the case free for others; what may have left does not
        assert (slot(room) is None) == (state is not UNKNOWN), name
        assert sink.faults.is_over, name
        sink.refused, sink.size_limit = {}, usual
        clock.ahead += timedelta(minutes=1)
        room.sync_once()  # the day got better
        sent = row(room, id_).state is OutboxState.SENT
        assert sent == (state is WAITING), name  # only what was put off is tried again by itself
        assert len(sink.received) == before + mode.kept + sent, name
        if not sent:
            room.outbox.decide(id_, OutboxDecision.DISCARD)
            room.sync_once()
            assert slot(room) is None, name
    assert max(Counter(mail.message_id for mail in sink.received).values(), default=1) == 1


def test_S1_no_STARTTLS_means_no_mail_and_no_password_on_the_line(practice_office: Office) -> None:
    practice_office.join("a", "田中")
    practice_office.write("help me", sender=CUSTOMER)
    profile = profiles.load("a")
    account = profile.config.account

    def script(peer: Peer) -> None:
        peer.say(b"220 ready")
        peer.hear()
        peer.say(b"250-me", b"250 AUTH PLAIN")
        peer.hear_out()

    with ScriptedServer(script) as server:
        assert account.smtp is not None
        smtp = replace(account.smtp, port=server.port, security=Security.STARTTLS)
        config = replace(profile.config, account=replace(account, smtp=smtp))
        with Room.open(replace(profile, config=config), clock=SkippingClock()) as room:
            room.sync_once()
            found = row(room, send(room))
    assert (found.state, found.trouble) == (REFUSED, SendTrouble.NO_SAFE_LINE)
    assert b"AUTH" not in server.heard
    assert b"MAIL" not in server.heard


def test_S1_a_late_250_is_waited_for(
    practice_office: Office, sink: SmtpSink, eventually: Callable[..., None]
) -> None:
    """The server thinks long before it answers the final dot: once kept, once sent."""
    practice_office.join("a", "田中")
    practice_office.write("help me", sender=CUSTOMER)
    late = sink.faults.hold(".")
    with Room.open(profiles.load("a"), clock=SkippingClock()) as room:
        room.sync_once()
        [case] = room.reads.case_ids(CaseQuery(view=View.ALL))
        detail = room.reads.detail(case)
        assert detail is not None
        room.start()
        id_ = room.outbox.queue(Reply(case=case, text="hello", undo_seconds=0, shown=detail.seen))
        assert late.reached.wait(30)
        assert row(room, id_).state is OutboxState.SENDING
        assert slot(room) is not None
        late.release()
        eventually(lambda: row(room, id_).state is OutboxState.SENT)
        assert room.stop()
    assert len(sink.received) == 1


def test_S1_a_server_without_8BITMIME_gets_a_forward_as_a_file_and_whole(
    practice_office: Office, sink: SmtpSink
) -> None:
    practice_office.join("a", "田中")
    raw = (
        f"From: {CUSTOMER}\r\nTo: {practice_office.address}\r\nSubject: x\r\n"
        "Message-ID: <8bit@shop.example>\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n日本語\r\n"
    )
    practice_office.server.deliver(practice_office.user, raw.encode())
    sink.offers_8bitmime = False
    with Room.open(profiles.load("a"), clock=SkippingClock()) as room:
        room.sync_once()
        assert room.wait_sent(send(room, to=(SECOND,), kind=ReplyKind.FORWARD), 10)
    [forward] = sink.received
    assert forward.raw.isascii()
    [attached] = parse_mail(forward.raw).attachments
    assert (attached.filename, attached.content) == ("original.eml", raw.encode())


def test_S1_a_partial_refusal_names_them_and_the_others_get_it(room: Room, sink: SmtpSink) -> None:
    sink.refused[SECOND] = "550 5.1.1 no such user"
    id_ = send(room, to=(CUSTOMER, SECOND))
    found = row(room, id_)
    assert (found.state, found.refused) == (OutboxState.SENT, (SECOND,))
    assert [mail.recipients for mail in sink.received] == [(CUSTOMER,)]


def test_S1_what_is_put_off_waits_longer_each_time(
    room: Room, sink: SmtpSink, clock: SkippingClock
) -> None:
    """Each try writes into the team's record: a server that is down all night fills it not."""
    sink.faults.at("MAIL", Act.SAY, text="451 later", times=1000)
    id_ = send(room)
    tried = []
    for minute in range(1, 28):
        clock.ahead += timedelta(minutes=1)
        before = sink.faults.left
        room.sync_once()
        tried += [minute] * (before - sink.faults.left)
    assert row(room, id_).state is WAITING
    assert tried == [1, 2, 4, 8, 16, 26]


def test_S1_unknown_is_sent_again_only_by_a_person_with_the_same_id(
    room: Room, sink: SmtpSink, expect_log: ExpectLog
) -> None:
    expect_log("may have left")
    sink.faults.at(".", Act.DROP_BEFORE)
    id_ = send(room)
    assert row(room, id_).state is UNKNOWN
    room.outbox.decide(id_, OutboxDecision.RETRY)
    assert room.wait_sent(id_, 10)
    assert len(sink.received) == 1


@pytest.mark.parametrize(
    ("command", "answer", "gone"),
    [("MAIL", "550 5.7.1 not you", False), ("RCPT", "550 5.1.1 no such user", True)],
)
def test_S1_only_a_refused_address_counts_as_one_that_is_gone(
    practice_office: Office, command: str, answer: str, gone: bool
) -> None:
    """A sender that may not send says nothing of whom they wrote to: nobody is passed over."""
    practice_office.join("a", "田中", "--address", "tanaka@team.example")
    practice_office.write("help me", sender=CUSTOMER)
    run("sync", "--profile", "a")
    practice_office.server.sink.faults.at(command, Act.SAY, text=answer)
    asked = ("escalate", "1", "--kind", "instruct", "--to", "boss@team.example")
    run("do", "--profile", "a", *asked, "--request", "please decide")
    run("sync", "--profile", "a")
    [one] = run("show", "--profile", "a", "1", "--json").json["escalations"]
    assert (one["state"] == "bounced") is gone, one["state"]


def test_S1_the_command_line_says_why(room: Room, sink: SmtpSink, practice_office: Office) -> None:
    sink.faults.at("RCPT", Act.SAY, text="550 5.1.1 no such user")
    send(room)
    told = run("outbox", "--profile", "a")
    assert "knows no such address" in told.out
    assert "550 5.1.1 no such user" in told.out
