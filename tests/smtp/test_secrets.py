"""Logging in: no word too early, none too often, none where others read it."""

import logging

import pytest

from mailroom.errors import (
    AuthFailed,
    TimedOut,
    TlsRefused,
    Unavailable,
)
from mailroom.practice.server import PracticeServer
from mailroom.servers import Security
from mailroom.smtp.send import Outcome, check_login, send
from mailroom.smtp.session import SmtpServer
from tests.fakes.scripted import Peer, ScriptedServer

CANARY = "canary-password"
ME, YOU = "desk@example.test", "you@example.com"
RAW = b"Message-ID: <1@example.test>\r\nSubject: hello\r\n\r\nbody\r\n"


def plain(port: int, *, user: str = "", password: str = "") -> SmtpServer:
    return SmtpServer(
        host="127.0.0.1",
        port=port,
        security=Security.PLAIN_LOOPBACK,
        user=user,
        password=password,
    )


@pytest.mark.parametrize("offer", [b"250 SIZE 1000000", b"250 STARTTLS"])
def test_stripped_or_refused_starttls_says_no_login(offer: bytes):
    def script(peer: Peer) -> None:
        peer.say(b"220 ready")
        while line := peer.hear():
            peer.say(
                *((b"250-me", b"250-AUTH PLAIN", offer) if line[:4] == b"EHLO" else (b"502 no",))
            )

    with ScriptedServer(script) as server:
        outcome = send(
            SmtpServer(
                host=server.host,
                port=server.port,
                security=Security.STARTTLS,
                user="me",
                password=CANARY,
            ),
            RAW,
            ME,
            (YOU,),
        )
    assert outcome.outcome is Outcome.REFUSED
    assert isinstance(outcome.problem, TlsRefused)
    assert not outcome.is_retriable
    assert b"AUTH" not in server.heard
    assert b"MAIL" not in server.heard


def test_wrong_password_is_said_once():
    def script(peer: Peer) -> None:
        peer.say(b"220 ready")
        while line := peer.hear():
            if line.startswith(b"EHLO"):
                peer.say(b"250-me", b"250 AUTH CRAM-MD5 PLAIN LOGIN")
            else:
                peer.say(b"535 wrong")

    with ScriptedServer(script) as server, pytest.raises(AuthFailed):
        check_login(plain(server.port, user="me", password=CANARY))
    assert server.heard.count(b"AUTH") == 1
    assert b"CRAM" not in server.heard


def test_server_of_this_pc_that_asks_nobody_is_told_nothing():
    def script(peer: Peer) -> None:
        peer.say(b"220 ready")
        while peer.hear():
            peer.say(b"250 me")

    with ScriptedServer(script) as server:
        check_login(plain(server.port, user="me", password=CANARY))
    assert b"AUTH" not in server.heard


def test_password_is_in_no_log_and_no_repr(
    practice: PracticeServer, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    server = plain(practice.smtp_port, user=ME, password=CANARY)
    with pytest.raises(AuthFailed) as caught:
        check_login(server)
    assert CANARY not in repr(caught.value) + repr(server) + caplog.text


def test_temporary_login_failure_is_no_wrong_password():
    def script(peer: Peer) -> None:
        peer.say(b"220 ready")
        while line := peer.hear():
            if line.startswith(b"EHLO"):
                peer.say(b"250-me", b"250 AUTH PLAIN")
            else:
                peer.say(b"454 try later")

    with ScriptedServer(script) as server, pytest.raises(Unavailable):
        check_login(plain(server.port, user="me", password=CANARY))


def test_check_login_meets_its_deadline():
    with ScriptedServer(lambda peer: peer.hear_out()) as server, pytest.raises(TimedOut):
        check_login(plain(server.port), deadline=0.2)
