"""TLS and STARTTLS against real handshakes: who is let through, and who is refused."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailroom.errors import TlsRefused
from mailroom.imap.client import ImapClient
from mailroom.imap.records import IdleEnd
from mailroom.practice.server import PASSWORD, PracticeServer
from mailroom.servers import Security, trusting_system
from tests.fakes import dovecot
from tests.fakes.certificates import Authority
from tests.fakes.scripted import Peer, ScriptedServer


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def connect(
    port: int, security: Security, tls: ssl.SSLContext | None, host: str = "127.0.0.1"
) -> ImapClient:
    return ImapClient.connect(
        host, port, security=security, user="u", password=PASSWORD, timeout=30, tls=tls
    )


@pytest.fixture
def practice(authority: Authority) -> Iterator[PracticeServer]:
    with PracticeServer(tls=authority.server("127.0.0.1", "localhost")) as server:
        server.add_user("u")
        yield server


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_trusted_server_is_used_like_any_other(
    practice: PracticeServer, authority: Authority, host: str
):
    with connect(practice.port, Security.TLS, authority.trusted(), host) as client:
        for number in range(20):
            client.append("INBOX", b"Subject: %d\r\n\r\n" % number + b"x" * 50_000)
        client.select("INBOX")
        assert len(list(client.fetch_raw(client.uids_from(1)))) == 20
        assert client.idle(0.05) is IdleEnd.TIMEOUT
        practice.deliver("u", b"Subject: new\r\n\r\n")
        assert client.idle(60) is IdleEnd.CHANGED


def test_unknown_authority_is_refused(practice: PracticeServer):
    with pytest.raises(TlsRefused) as caught:
        connect(practice.port, Security.TLS, None)
    assert "certificate" in caught.value.detail or "issuer" in caught.value.detail
    with pytest.raises(TlsRefused):
        connect(practice.port, Security.TLS, Authority().trusted())


@pytest.mark.parametrize("names", [("mail.example.com",), ("127.0.0.2",), ("localhost",)])
def test_other_name_is_refused(authority: Authority, names: tuple[str, ...]):
    with PracticeServer(tls=authority.server(*names)) as server:
        server.add_user("u")
        with pytest.raises(TlsRefused):
            connect(server.port, Security.TLS, authority.trusted())


def test_expired_certificate_is_refused(authority: Authority):
    expired = authority.server("127.0.0.1", not_after=datetime(2020, 1, 1, tzinfo=UTC))
    with PracticeServer(tls=expired) as server, pytest.raises(TlsRefused):
        connect(server.port, Security.TLS, authority.trusted())


def test_server_without_tls_is_refused(authority: Authority):
    with PracticeServer() as server, pytest.raises(TlsRefused):
        connect(server.port, Security.TLS, authority.trusted())


def test_old_protocols_are_off():
    assert trusting_system().minimum_version >= ssl.TLSVersion.TLSv1_2
    assert not trusting_system().hostname_checks_common_name


def test_words_injected_before_tls_are_dropped(authority: Authority):
    heard: list[bytes] = []

    def script(peer: Peer) -> None:
        peer.say(b"* OK ready")
        peer.answer(b"CAPABILITY IMAP4rev1 STARTTLS INJECTED")
        peer.answer(b"CAPABILITY IMAP4rev1 STARTTLS INJECTED")
        tag = peer.hear().partition(b" ")[0]
        peer.say(tag + b" OK begin", b"* CAPABILITY IMAP4rev1 LOGINDISABLED INJECTED")
        peer.encrypt(authority.server("127.0.0.1"))
        heard.append(peer.answer(b"CAPABILITY IMAP4rev1"))
        heard.append(peer.answer())
        peer.answer(b"CAPABILITY IMAP4rev1")
        peer.answer(b"BYE")

    with (
        ScriptedServer(script) as server,
        connect(server.port, Security.STARTTLS, authority.trusted()) as client,
    ):
        assert client.capabilities == {"IMAP4REV1"}
    assert heard[1].startswith(b"LOGIN")


def test_dovecot_by_tls_and_starttls(authority: Authority, tmp_path: Path):
    if not dovecot.available():
        pytest.skip("no dovecot on this machine: apt install dovecot-imapd")
    server = dovecot.Dovecot(certificate=authority.files(tmp_path, "localhost")).start()
    try:
        for security, port in ((Security.TLS, server.tls_port), (Security.STARTTLS, server.port)):
            with connect(port, security, authority.trusted(), "localhost") as client:
                client.append("INBOX", b"Subject: x\r\n\r\n")
                client.select("INBOX")
                assert len(client.uids_from(1)) >= 1
            with pytest.raises(TlsRefused):
                connect(port, security, None, "localhost")
    finally:
        server.stop()
