"""Servers that refuse, lie, drip, hang up or stay silent; and what the client makes of them."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest

from mailroom.errors import (
    AuthFailed,
    ConnectFailed,
    Disconnected,
    LimitReached,
    MailroomError,
    TimedOut,
    TlsRefused,
    Unavailable,
)
from mailroom.imap.client import ImapClient
from mailroom.practice.personas import Persona
from mailroom.practice.server import PracticeServer
from mailroom.servers import Security
from tests.fakes.dovecot import free_port
from tests.fakes.scripted import Peer, ScriptedServer
from tests.fakes.servers import PracticeMail
from tests.fakes.servers import connect as connect_as

CANARY = "canary-password"
GREETING = b"* OK ready"
CAPABILITIES = b"CAPABILITY IMAP4rev1 IDLE UIDPLUS"


def connect(
    server: ScriptedServer, security: Security = Security.PLAIN_LOOPBACK, timeout: float = 30
) -> ImapClient:
    return ImapClient.connect(
        server.host,
        server.port,
        security=security,
        user="somebody",
        password=CANARY,
        timeout=timeout,
    )


def let_in(peer: Peer) -> None:
    """Play the usual beginning, up to the login and the question for capabilities after it."""
    peer.say(GREETING)
    for _ in range(2):
        peer.answer(CAPABILITIES)
    assert peer.answer().startswith(b"LOGIN")
    peer.answer(CAPABILITIES)


# -- not getting in ------------------------------------------------------------------------


def test_refused_port():
    with pytest.raises(ConnectFailed) as caught:
        ImapClient.connect(
            "127.0.0.1", free_port(), security=Security.PLAIN_LOOPBACK, user="u", password="p"
        )
    assert not caught.value.unknown_host


@pytest.mark.parametrize("host", ["nowhere.invalid", "x" * 64 + ".invalid"])
def test_unknown_host(host: str):
    with pytest.raises(ConnectFailed) as caught:
        ImapClient.connect(host, 993, security=Security.TLS, user="u", password="p")
    assert caught.value.unknown_host


@pytest.mark.parametrize("host", ["mail.example.com", "192.0.2.1", "127.0.0.1.example.com"])
def test_plain_text_never_leaves_this_pc(host: str):
    # The guard in conftest fails the test if a name is even looked up.
    with pytest.raises(TlsRefused):
        ImapClient.connect(host, 143, security=Security.PLAIN_LOOPBACK, user="u", password="p")


@pytest.mark.parametrize("security", [Security.PLAIN_LOOPBACK, Security.STARTTLS])
def test_preauth_is_refused_before_any_secret(security: Security):
    def script(peer: Peer) -> None:
        peer.say(b"* PREAUTH welcome, Mallory")
        while peer.answer(CAPABILITIES):
            pass

    with ScriptedServer(script) as server, pytest.raises(TlsRefused):
        connect(server, security)
    assert CANARY.encode() not in server.heard
    assert b"LOGIN" not in server.heard


@pytest.mark.parametrize("offer", [b"", b" STARTTLS"])
def test_stripped_or_refused_starttls_says_no_login(offer: bytes):
    def script(peer: Peer) -> None:
        peer.say(GREETING)
        while line := peer.hear():
            tag, _, command = line.partition(b" ")
            if command == b"CAPABILITY":
                peer.say(b"* " + CAPABILITIES + offer, tag + b" OK done")
            else:
                peer.say(tag + b" BAD no such thing")

    with ScriptedServer(script) as server, pytest.raises(TlsRefused):
        connect(server, Security.STARTTLS)
    assert b"LOGIN" not in server.heard
    assert b"AUTHENTICATE" not in server.heard


def test_login_disabled_is_obeyed():
    def script(peer: Peer) -> None:
        peer.say(GREETING)
        while peer.answer(b"CAPABILITY IMAP4rev1 LOGINDISABLED"):
            pass

    with ScriptedServer(script) as server, pytest.raises(AuthFailed):
        connect(server)
    assert CANARY.encode() not in server.heard


@pytest.fixture
def server(practice_server: PracticeMail) -> PracticeServer:
    return practice_server.server


@pytest.fixture
def old_server() -> Iterator[PracticeServer]:
    with PracticeServer(persona=Persona(without=frozenset({"AUTH=PLAIN"}))) as server:
        yield server


def log_in(server: PracticeServer, password: str) -> None:
    connect_as(server.host, server.port, "u", password).close()


def test_password_outside_ascii_goes_by_sasl_or_not_at_all(
    server: PracticeServer, old_server: PracticeServer
):
    server.add_user("u", "パス")
    log_in(server, "パス")
    old_server.add_user("u", "パス")
    with pytest.raises(AuthFailed):
        log_in(old_server, "パス")


def test_connection_limit_is_no_wrong_password():
    with PracticeServer(persona=Persona(connection_limit=1)) as server:
        mail = PracticeMail(server)
        user, _ = mail.new_user()
        with mail.connect(user), pytest.raises(LimitReached):
            mail.connect(user)
        mail.connect(user).close()


@pytest.mark.parametrize(
    ("greeting", "error"),
    [
        (b"* BYE [LIMIT] Maximum number of connections from user+IP exceeded", LimitReached),
        (b"* BYE Too many connections from your address", LimitReached),
        (b"* BYE [REFERRAL imap://evil.example/] go there", Unavailable),
        (b"* BYE out of order", Unavailable),
        (b"HTTP/1.1 400 Bad Request", Unavailable),
        (b"", Unavailable),
    ],
)
def test_unwelcoming_greetings(greeting: bytes, error: type[MailroomError]):
    with ScriptedServer(lambda peer: peer.say(greeting)) as server, pytest.raises(error):
        connect(server)


def test_line_lost_during_login_is_no_wrong_password():
    def script(peer: Peer) -> None:
        peer.say(GREETING)
        for _ in range(2):
            peer.answer(CAPABILITIES)
        peer.hear()

    with ScriptedServer(script) as server, pytest.raises(Disconnected):
        connect(server)


def test_password_is_in_no_log(
    server: PracticeServer, old_server: PracticeServer, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    for each in (server, old_server):
        each.add_user("u", CANARY)
        log_in(each, CANARY)
        with pytest.raises(AuthFailed) as caught:
            log_in(each, CANARY + "x")
        assert CANARY not in repr(caught.value)
        assert CANARY not in repr(caught.value.__cause__)
    assert CANARY not in caplog.text


# -- time ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(lambda peer: peer.drip(b"* OK " + b"z" * 100_000), id="dripping greeting"),
        pytest.param(lambda peer: peer.hear_out(), id="silent"),
        pytest.param(
            lambda peer: (let_in(peer), peer.hear(), peer.drip(b"* OK " + b"z" * 100_000)),
            id="dripping answer",
        ),
        pytest.param(lambda peer: (let_in(peer), peer.hear_out()), id="silent after login"),
    ],
)
def test_total_deadline_holds(script: Callable[[Peer], None]):
    with ScriptedServer(script) as server, pytest.raises(TimedOut):
        connect(server, timeout=0.3).noop()


def test_deadline_holds_in_a_tls_handshake():
    record = b"\x16\x03\x03\x40\x00" + b"z" * 9999
    with ScriptedServer(lambda peer: peer.drip(record)) as server, pytest.raises(TimedOut):
        connect(server, Security.TLS, timeout=0.3)


def test_fast_operations_outlive_the_deadline_of_earlier_ones():
    with PracticeServer() as server:
        mail = PracticeMail(server)
        with mail.connect(mail.new_user()[0], timeout=1) as client:
            client.select("INBOX")
            for _ in range(8):
                client.idle(0.15)  # in all more than one deadline
            client.noop()


# -- the end of the line -------------------------------------------------------------------


def test_eof_in_idle_is_a_disconnect():
    def script(peer: Peer) -> None:
        let_in(peer)
        peer.answer(b"0 EXISTS", b"OK [UIDVALIDITY 1] x", b"OK [UIDNEXT 1] x")
        peer.hear()
        peer.say(b"+ idling")

    with ScriptedServer(script) as server:
        client = connect(server)
        client.select("INBOX")
        with pytest.raises(Disconnected):
            client.idle(60)
        client.close()


def test_news_together_with_the_continuation_is_not_slept_over():
    def script(peer: Peer) -> None:
        let_in(peer)
        peer.answer(b"0 EXISTS", b"OK [UIDVALIDITY 1] x", b"OK [UIDNEXT 1] x")
        tag = peer.hear().partition(b" ")[0]
        peer.say(b"* 1 EXISTS", b"+ idling", b"* 2 EXISTS")
        peer.hear()
        peer.say(tag + b" OK done")
        peer.answer(b"BYE")

    with ScriptedServer(script) as server, connect(server) as client:
        client.select("INBOX")
        assert client.idle(60).value == "changed"


def test_still_here_does_not_end_idle():
    def script(peer: Peer) -> None:
        let_in(peer)
        peer.answer(b"0 EXISTS", b"OK [UIDVALIDITY 1] x", b"OK [UIDNEXT 1] x")
        tag = peer.hear().partition(b" ")[0]
        peer.say(b"+ idling", b"* OK Still here")
        peer.say(b"* 5 EXISTS")
        assert peer.hear() == b"DONE"  # in one breath with the next command
        peer.say(tag + b" OK done")
        peer.answer(b"BYE")

    with ScriptedServer(script) as server, connect(server) as client:
        client.select("INBOX")
        assert client.idle(60).value == "changed"


def test_a_server_that_ends_idle_by_itself_is_asked_again():
    def script(peer: Peer) -> None:
        let_in(peer)
        peer.answer(b"0 EXISTS", b"OK [UIDVALIDITY 1] x", b"OK [UIDNEXT 1] x")
        tag = peer.hear().partition(b" ")[0]
        peer.say(b"+ idling", tag + b" OK enough")
        tag = peer.hear().partition(b" ")[0]
        peer.say(b"+ idling", b"* 5 EXISTS")
        assert peer.hear() == b"DONE"
        peer.say(tag + b" OK done")
        peer.answer(b"BYE")

    with ScriptedServer(script) as server, connect(server) as client:
        client.select("INBOX")
        assert client.idle(60).value == "changed"


def test_server_restart_is_a_disconnect_and_a_new_client_works(practice_server: PracticeMail):
    user, _ = practice_server.new_user()
    client = practice_server.connect(user)
    client.select("INBOX")
    cutter = threading.Thread(target=practice_server.server.drop_connections)
    cutter.start()
    with pytest.raises(Disconnected):
        client.idle(60)
    cutter.join()
    with pytest.raises(Disconnected):
        client.select("INBOX")
    client.close()
    practice_server.connect(user).close()
