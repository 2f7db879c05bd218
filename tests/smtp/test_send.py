"""Sending: what has left, what has not, and what nobody can know."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from mailroom.errors import (
    AuthFailed,
    BadInput,
    ConnectFailed,
    Disconnected,
    MailroomError,
    RecipientsRefused,
    ServerRefused,
    TimedOut,
    TlsRefused,
    Unavailable,
)
from mailroom.mail.reading.parse import parse_mail
from mailroom.practice.server import PASSWORD, PracticeServer
from mailroom.practice.smtp import AtData, SmtpSink
from mailroom.servers import Security
from mailroom.smtp.send import Outcome, SendOutcome, Stage, check_login, send, send_async
from mailroom.smtp.session import SmtpServer
from tests.fakes.dovecot import free_port
from tests.fakes.scripted import Peer, ScriptedServer
from tests.fakes.servers import MailServer

ME, YOU, HER = "desk@example.test", "you@example.com", "her@example.com"
RAW = b"Message-ID: <1@example.test>\r\nSubject: hello\r\n\r\n.\r\n..dots\r\nbody\r\n"


@pytest.fixture
def sink(practice: PracticeServer) -> SmtpSink:
    return practice.sink


@pytest.fixture
def server(practice: PracticeServer) -> SmtpServer:
    return plain(practice.smtp_port)


def plain(port: int, *, user: str = "", password: str = "") -> SmtpServer:
    return SmtpServer(
        host="127.0.0.1",
        port=port,
        security=Security.PLAIN_LOOPBACK,
        user=user,
        password=password,
    )


# -- accepted ------------------------------------------------------------------------------


def test_mail_arrives_byte_for_byte(mail_server: MailServer):
    user, _ = mail_server.new_user()
    outcome = send(plain(mail_server.smtp_port), RAW, ME, (user, YOU))
    assert (outcome.outcome, outcome.stage, outcome.code) == (Outcome.ACCEPTED, Stage.DATA, 250)
    assert outcome.problem is None
    (kept,) = mail_server.sink.received
    assert (kept.raw, kept.mail_from, kept.recipients) == (RAW, ME, (user, YOU))
    with mail_server.connect(user) as client:
        client.select("INBOX")
        assert [mail.raw for mail in client.fetch_raw(client.uids_from(1))] == [RAW]


def test_line_ends_are_made_whole(server: SmtpServer, sink: SmtpSink):
    send(server, b"Subject: x\n\nno end\rold", ME, (YOU,))
    assert sink.received[0].raw == b"Subject: x\r\n\r\nno end\r\nold\r\n"


def test_large_mail_goes_in_pieces(server: SmtpServer, sink: SmtpSink):
    raw = b"Subject: x\r\n\r\n" + b".0123456789abcdef\r\n" * 30_000
    assert send(server, raw, ME, (YOU,)).outcome is Outcome.ACCEPTED
    assert sink.received[0].raw == raw


def test_eight_bit_body_is_declared(server: SmtpServer, sink: SmtpSink):
    raw = "Subject: x\r\n\r\n日本語\r\n".encode()
    assert send(server, raw, ME, (YOU,)).outcome is Outcome.ACCEPTED
    assert sink.received[0].raw == raw


def test_addresses_outside_ascii(server: SmtpServer, sink: SmtpSink):
    assert send(server, RAW, ME, ("you@bücher.example",)).outcome is Outcome.ACCEPTED
    assert send(server, RAW, ME, ("日本@例え.example",)).outcome is Outcome.ACCEPTED
    assert sink.received[0].recipients == ("you@xn--bcher-kva.example",)
    assert sink.received[1].recipients == ("日本@xn--r8jz45g.example",)


def test_some_recipients_refused_are_named(server: SmtpServer, sink: SmtpSink):
    sink.refused[HER] = "550 no such user"
    outcome = send(server, RAW, ME, (YOU, HER))
    assert outcome.outcome is Outcome.ACCEPTED
    assert [(one.address, one.code, one.text) for one in outcome.refused] == [
        (HER, 550, "no such user")
    ]
    assert sink.received[0].recipients == (YOU,)


def test_refused_recipient_is_named_as_it_was_given(server: SmtpServer, sink: SmtpSink):
    sink.refused["you@xn--bcher-kva.example"] = "550 no"
    outcome = send(server, RAW, ME, ("you@bücher.example", HER))
    assert [one.address for one in outcome.refused] == ["you@bücher.example"]


def test_login_is_used_and_checked(practice: PracticeServer):
    good = plain(practice.smtp_port, user=ME, password=PASSWORD)
    check_login(good)
    assert send(good, RAW, ME, (YOU,)).outcome is Outcome.ACCEPTED
    bad = plain(practice.smtp_port, user=ME, password="wrong")
    with pytest.raises(AuthFailed):
        check_login(bad)
    outcome = send(bad, RAW, ME, (YOU,))
    assert (outcome.outcome, outcome.stage, outcome.is_retriable) == (
        Outcome.REFUSED,
        Stage.CONNECT,
        False,
    )
    assert isinstance(outcome.problem, AuthFailed)
    assert len(practice.sink.received) == 1


def test_within_a_loop_of_the_caller(server: SmtpServer, sink: SmtpSink):
    async def both() -> list[SendOutcome]:
        return await asyncio.gather(*(send_async(server, RAW, ME, (each,)) for each in (YOU, HER)))

    assert [one.outcome for one in asyncio.run(both())] == [Outcome.ACCEPTED] * 2
    assert sink.count("<1@example.test>") == 2


# -- the hook ------------------------------------------------------------------------------


def test_hook_runs_after_recipients_and_before_data():
    order: list[str] = []

    def script(peer: Peer) -> None:
        peer.say(b"220 ready")
        for answer in (b"250 me", b"250 ok", b"250 ok", b"354 go"):
            order.append(peer.hear().split(b" ")[0].decode())
            peer.say(answer)
        while peer.hear() != b".":
            pass
        peer.say(b"250 kept")
        for _ in range(2):
            peer.hear()
            peer.say(b"250 bye")

    with ScriptedServer(script) as server:
        send(plain(server.port), RAW, ME, (YOU,), before_data=lambda: order.append("hook"))
    assert order == ["EHLO", "MAIL", "RCPT", "hook", "DATA"]


@pytest.mark.parametrize("reason", [RuntimeError("lost the lock"), AuthFailed("x"), OSError(5)])
def test_hook_stops_the_mail_for_certain(server: SmtpServer, sink: SmtpSink, reason: Exception):
    def refuse() -> None:
        raise reason

    with pytest.raises(type(reason)) as caught:
        send(server, RAW, ME, (YOU,), before_data=refuse)
    assert caught.value is reason
    assert send(server, RAW, ME, (HER,)).outcome is Outcome.ACCEPTED
    assert [mail.recipients for mail in sink.received] == [(HER,)]


def test_hook_is_not_called_when_nobody_is_accepted(server: SmtpServer, sink: SmtpSink):
    sink.refused[YOU] = "550 no"
    called: list[str] = []
    send(server, RAW, ME, (YOU,), before_data=lambda: called.append("!"))
    assert called == []


def test_stopped_mail_says_rset_and_quit_and_no_data():
    def script(peer: Peer) -> None:
        peer.say(b"220 ready")
        while peer.hear():
            peer.say(b"250 ok")

    with ScriptedServer(script) as server, pytest.raises(ZeroDivisionError):
        send(plain(server.port), RAW, ME, (YOU,), before_data=lambda: 1 // 0)
    words = [line.split(b" ")[0] for line in server.heard.splitlines()]
    assert words == [b"EHLO", b"MAIL", b"RCPT", b"RSET", b"QUIT"]


# -- definitely not sent -------------------------------------------------------------------


def refused(outcome: SendOutcome, stage: Stage, *, retriable: bool) -> MailroomError:
    assert outcome.outcome is Outcome.REFUSED
    assert outcome.stage is stage
    assert outcome.is_retriable is retriable
    assert outcome.problem is not None
    return outcome.problem


def test_nobody_listens():
    problem = refused(send(plain(free_port()), RAW, ME, (YOU,)), Stage.CONNECT, retriable=True)
    assert isinstance(problem, ConnectFailed)


def test_unknown_host():
    server = SmtpServer(host="nowhere.invalid", port=465, security=Security.TLS)
    problem = refused(send(server, RAW, ME, (YOU,)), Stage.CONNECT, retriable=True)
    assert isinstance(problem, ConnectFailed)
    assert problem.unknown_host
    with pytest.raises(ConnectFailed):
        check_login(server)


@pytest.mark.parametrize("host", ["mail.example.com", "192.0.2.1"])
def test_plain_text_never_leaves_this_pc(host: str):
    server = SmtpServer(host=host, port=25, security=Security.PLAIN_LOOPBACK)
    problem = refused(send(server, RAW, ME, (YOU,)), Stage.CONNECT, retriable=False)
    assert isinstance(problem, TlsRefused)


@pytest.mark.parametrize(
    ("plan", "code", "retriable"), [(AtData.TRY_LATER, 451, True), (AtData.REJECT, 554, False)]
)
def test_refused_after_the_dot_is_definite(
    server: SmtpServer, sink: SmtpSink, plan: AtData, code: int, retriable: bool
):
    sink.at_data(plan)
    outcome = send(server, RAW, ME, (YOU,))
    refused(outcome, Stage.DATA, retriable=retriable)
    assert outcome.code == code
    assert sink.received == []
    assert send(server, RAW, ME, (YOU,)).outcome is Outcome.ACCEPTED
    assert sink.count("<1@example.test>") == 1


@pytest.mark.parametrize(("answer", "retriable"), [("550 no", False), ("450 later", True)])
def test_all_recipients_refused(server: SmtpServer, sink: SmtpSink, answer: str, retriable: bool):
    sink.refused |= {YOU: answer, HER: "550 never"}
    outcome = send(server, RAW, ME, (YOU, HER))
    problem = refused(outcome, Stage.RECIPIENTS, retriable=retriable)
    assert isinstance(problem, RecipientsRefused)
    assert problem.refused == (YOU, HER)
    assert outcome.code == int(answer[:3])


def test_too_large_is_known_beforehand(server: SmtpServer, sink: SmtpSink):
    sink.size_limit = 1000
    outcome = send(server, RAW + b"x" * 2000, ME, (YOU,))
    refused(outcome, Stage.CONNECT, retriable=False)
    assert outcome.code == 552


def test_what_the_server_cannot_carry_is_not_sent(server: SmtpServer, sink: SmtpSink):
    sink.offers_smtputf8 = False
    for raw, to in ((RAW, "日本@example.com"), ("Subject: 日本\r\n\r\n".encode(), YOU)):
        refused(send(server, raw, ME, (to,)), Stage.CONNECT, retriable=False)
    assert sink.received == []


def test_eight_bit_without_8bitmime_goes_in_seven(server: SmtpServer, sink: SmtpSink):
    sink.offers_8bitmime = False
    sent = send(server, "Subject: x\r\n\r\n.日本\r\n".encode(), ME, (YOU,))
    assert sent.outcome is Outcome.ACCEPTED
    [mail] = sink.received
    assert mail.raw.isascii()
    assert parse_mail(mail.raw).text == ".日本"


def test_a_header_in_eight_bits_is_not_sent_without_8bitmime():
    def script(peer: Peer) -> None:
        peer.say(b"220 ready")
        while peer.hear():
            peer.say(b"250 me")

    with ScriptedServer(script) as server:
        outcome = send(plain(server.port), "Subject: ö\r\n\r\nx".encode(), ME, (YOU,))
    refused(outcome, Stage.CONNECT, retriable=False)
    assert b"MAIL" not in server.heard


@pytest.mark.parametrize(
    "address", ["", " ", "a b@example.com", "a@b\r\nRCPT TO:<x@y>", "<a@b>", "a\0@b"]
)
def test_impossible_addresses(server: SmtpServer, address: str):
    with pytest.raises(BadInput):
        send(server, RAW, ME, (YOU, address))
    if address:  # nobody as the sender is what bounces have
        with pytest.raises(BadInput):
            send(server, RAW, address, (YOU,))


def test_somebody_must_get_it(server: SmtpServer):
    with pytest.raises(BadInput):
        send(server, RAW, ME, ())


CONVERSATION = [b"220 ready", b"250 me", b"250 ok", b"250 ok", b"354 go"]
STAGES = [Stage.CONNECT, Stage.CONNECT, Stage.SENDER, Stage.RECIPIENTS, Stage.DATA]


def speaker(upto: int, last: Callable[[Peer], object]) -> Callable[[Peer], None]:
    """Hold the usual conversation for some answers, then do something else."""

    def script(peer: Peer) -> None:
        for number, answer in enumerate(CONVERSATION[:upto]):
            if number:
                peer.hear()
            peer.say(answer)
        if upto:
            peer.hear()
        last(peer)

    return script


@pytest.mark.parametrize("answer", [b"421 going down", b"554 no", b"451 later", b"500 what?"])
@pytest.mark.parametrize("step", range(5))
def test_refusal_at_each_step(step: int, answer: bytes):
    with ScriptedServer(speaker(step, lambda peer: peer.say(answer))) as server:
        outcome = send(plain(server.port), RAW, ME, (YOU,), deadline=30)
    assert outcome.outcome is Outcome.REFUSED
    assert outcome.stage is STAGES[step]
    assert outcome.code == int(answer[:3])
    assert outcome.is_retriable is answer.startswith(b"4")
    assert b"body" not in server.heard


@pytest.mark.parametrize("step", range(5))
def test_hang_up_at_each_step_before_the_text_is_definite(step: int):
    with ScriptedServer(speaker(step, lambda peer: None)) as server:
        outcome = send(plain(server.port), RAW, ME, (YOU,))
    problem = refused(outcome, STAGES[step], retriable=True)
    assert isinstance(problem, Unavailable)


@pytest.mark.parametrize("step", range(5))
def test_silence_at_each_step_before_the_text_is_definite(step: int):
    with ScriptedServer(speaker(step, lambda peer: peer.hear_out())) as server:
        outcome = send(plain(server.port), RAW, ME, (YOU,), deadline=0.2)
    assert outcome.outcome is Outcome.REFUSED
    assert outcome.is_retriable
    assert outcome.stage in STAGES[: step + 1]  # a busy machine may come less far in that time
    assert isinstance(outcome.problem, TimedOut)


def test_dripping_server_meets_the_total_deadline():
    drip = speaker(1, lambda peer: peer.drip(b"250-" + b"x" * 100_000))
    with ScriptedServer(drip) as server:
        outcome = send(plain(server.port), RAW, ME, (YOU,), deadline=0.3)
        with_login = plain(server.port)
    assert isinstance(refused(outcome, Stage.CONNECT, retriable=True), TimedOut)
    assert with_login.user == ""


def test_hang_up_in_the_middle_of_the_text_is_definite():
    # The server reads a little and resets; the rest, with the final dot, was never handed over.
    def script(peer: Peer) -> None:
        speaker(5, lambda peer: None)(peer)

    raw = b"Subject: x\r\n\r\n" + b"x" * 12 * 1000 * 1000
    with ScriptedServer(script) as server:
        outcome = send(plain(server.port), raw, ME, (YOU,))
    problem = refused(outcome, Stage.DATA, retriable=True)
    assert isinstance(problem, Disconnected)


# -- perhaps sent --------------------------------------------------------------------------


def test_lost_answer_to_the_dot_is_unknown(server: SmtpServer, sink: SmtpSink):
    sink.at_data(AtData.DROP)
    outcome = send(server, RAW, ME, (YOU,))
    assert outcome.outcome is Outcome.UNKNOWN
    assert not outcome.is_retriable
    assert isinstance(outcome.problem, Disconnected)
    assert sink.count("<1@example.test>") == 1  # the server has it: a retry would double it


def test_silence_after_the_dot_is_unknown(server: SmtpServer, sink: SmtpSink):
    sink.at_data(AtData.SILENCE)
    outcome = send(server, RAW, ME, (YOU,), deadline=0.5)
    assert outcome.outcome is Outcome.UNKNOWN
    assert isinstance(outcome.problem, TimedOut)
    assert sink.count("<1@example.test>") == 1


@pytest.mark.parametrize("answer", [b"999 what", b"hello", b"354 more?", b"25"])
def test_nonsense_after_the_dot_is_unknown(answer: bytes):
    def end(peer: Peer) -> None:
        while peer.hear() != b".":
            pass
        peer.say(answer)

    def script(peer: Peer) -> None:
        peer.say(CONVERSATION[0])
        for line in CONVERSATION[1:]:
            peer.hear()
            peer.say(line)
        end(peer)

    with ScriptedServer(script) as server:
        outcome = send(plain(server.port), RAW, ME, (YOU,))
    assert outcome.outcome is Outcome.UNKNOWN
    assert not outcome.is_retriable


def test_trouble_after_acceptance_changes_nothing():
    def script(peer: Peer) -> None:
        peer.say(CONVERSATION[0])
        for line in CONVERSATION[1:]:
            peer.hear()
            peer.say(line)
        while peer.hear() != b".":
            pass
        peer.say(b"250 kept")  # and gone, before QUIT

    with ScriptedServer(script) as server:
        outcome = send(plain(server.port), RAW, ME, (YOU,))
    assert outcome.outcome is Outcome.ACCEPTED


def test_sink_can_be_waited_for(practice: PracticeServer, server: SmtpServer):
    sender = threading.Thread(target=send, args=(server, RAW, ME, (ME,)))
    sender.start()
    (mail,) = practice.sink.wait_for(1)
    assert mail.message_id == "<1@example.test>"
    sender.join()
    assert [stored.raw for stored in practice.mails(ME)] == [RAW]


def test_server_refused_is_a_server_refused(server: SmtpServer, sink: SmtpSink):
    sink.at_data(AtData.REJECT)
    assert isinstance(send(server, RAW, ME, (YOU,)).problem, ServerRefused)
