"""TLS and STARTTLS of outgoing mail against real handshakes."""

import asyncio
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from aiosmtpd.smtp import SMTP

from mailroom.errors import AuthFailed, TlsRefused
from mailroom.practice.loop import LoopThread
from mailroom.practice.smtp import SmtpSink
from mailroom.servers import Security
from mailroom.smtp.send import Outcome, check_login, send
from mailroom.smtp.session import SmtpServer
from tests.fakes.certificates import Authority
from tests.fakes.scripted import Peer, ScriptedServer

RAW = b"Message-ID: <1@example.test>\r\nSubject: hello\r\n\r\nbody\r\n"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


class SecureSink:
    """A sink that speaks TLS from the start, or after STARTTLS."""

    def __init__(self, context: ssl.SSLContext, security: Security) -> None:
        self.sink = SmtpSink(lambda recipient, raw: False, lambda user, password: True)
        self._context, self._security = context, security
        self._loop = LoopThread("secure-sink")
        self._loop.start()
        self._listener = self._loop.wait(self._listen())
        self.port: int = self._listener.sockets[0].getsockname()[1]

    async def _listen(self) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        if self._security is Security.TLS:
            return await loop.create_server(self.sink.protocol, "127.0.0.1", 0, ssl=self._context)
        return await loop.create_server(self._starttls, "127.0.0.1", 0)

    def _starttls(self) -> SMTP:
        return self.sink.protocol(tls_context=self._context, require_starttls=True)

    def stop(self) -> None:
        self._loop.call(self._listener.close)
        self._loop.call(self.sink.hang_up)
        self._loop.stop()


@pytest.fixture(params=[Security.TLS, Security.STARTTLS], ids=["tls", "starttls"])
def security(request: pytest.FixtureRequest) -> Security:
    return request.param


@pytest.fixture
def secure(authority: Authority, security: Security) -> Iterator[SecureSink]:
    server = SecureSink(authority.server("127.0.0.1"), security)
    yield server
    server.stop()


def server_at(port: int, security: Security, tls: ssl.SSLContext | None) -> SmtpServer:
    return SmtpServer(host="127.0.0.1", port=port, security=security, tls=tls)


def shaker(context: ssl.SSLContext, security: Security) -> ScriptedServer:
    """Return a server that gets as far as the handshake."""

    def script(peer: Peer) -> None:
        if security is Security.STARTTLS:
            peer.say(b"220 ready")
            peer.hear()
            peer.say(b"250-me", b"250 STARTTLS")
            peer.hear()
            peer.say(b"220 begin")
        peer.encrypt(context)
        peer.hear_out()

    return ScriptedServer(script)


def test_mail_goes_through(secure: SecureSink, security: Security, authority: Authority):
    server = server_at(secure.port, security, authority.trusted())
    check_login(server)
    raw = RAW + b"0123456789abcdef\r\n" * 30_000
    outcome = send(server, raw, "me@example.test", ("you@example.com",))
    assert outcome.outcome is Outcome.ACCEPTED
    (mail,) = secure.sink.received
    assert mail.raw == raw


@pytest.mark.parametrize("known", [False, True])
def test_unknown_authority_is_refused(authority: Authority, security: Security, known: bool):
    tls = Authority().trusted() if known else None
    with shaker(authority.server("127.0.0.1"), security) as server:
        outcome = send(
            server_at(server.port, security, tls), RAW, "me@example.test", ("you@example.com",)
        )
    assert outcome.outcome is Outcome.REFUSED
    assert not outcome.is_retriable
    assert isinstance(outcome.problem, TlsRefused)
    assert b"MAIL" not in server.heard


@pytest.mark.parametrize(
    ("name", "until"), [("mail.example.com", None), ("127.0.0.1", datetime(2020, 1, 1, tzinfo=UTC))]
)
def test_wrong_name_or_time_is_refused(
    authority: Authority, security: Security, name: str, until: datetime | None
):
    context = authority.server(name, not_after=until)
    with shaker(context, security) as server, pytest.raises(TlsRefused):
        check_login(server_at(server.port, security, authority.trusted()))


def test_tls_to_a_plain_port_is_refused(authority: Authority):
    with (
        ScriptedServer(lambda peer: (peer.say(b"220 ready"), peer.hear_out())) as server,
        pytest.raises(TlsRefused),
    ):
        check_login(server_at(server.port, Security.TLS, authority.trusted()))


def test_server_out_there_that_takes_no_login_is_refused(authority: Authority):
    def script(peer: Peer) -> None:
        peer.encrypt(authority.server("127.0.0.1"))
        peer.say(b"220 ready")
        while peer.hear():
            peer.say(b"250 me")

    with ScriptedServer(script) as server, pytest.raises(AuthFailed):
        check_login(
            SmtpServer(
                host="127.0.0.1",
                port=server.port,
                security=Security.TLS,
                user="me",
                password="secret",
                tls=authority.trusted(),
            )
        )


def test_words_injected_before_tls_are_dropped(authority: Authority):
    def script(peer: Peer) -> None:
        peer.say(b"220 ready")
        peer.hear()
        peer.say(b"250-me", b"250 STARTTLS")
        peer.hear()
        peer.say(b"220 begin", b"250-me", b"250 SIZE 1")  # would make every mail too large
        peer.encrypt(authority.server("127.0.0.1"))
        for answer in (b"250 me", b"250 ok", b"250 ok", b"354 go"):
            peer.hear()
            peer.say(answer)
        while peer.hear() != b".":
            pass
        peer.say(b"250 kept")

    with ScriptedServer(script) as server:
        outcome = send(
            server_at(server.port, Security.STARTTLS, authority.trusted()),
            RAW,
            "me@example.test",
            ("you@example.com",),
        )
    assert outcome.outcome is Outcome.ACCEPTED
