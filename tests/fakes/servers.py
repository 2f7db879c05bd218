"""One face for every mail server that tests use: the practice server and a private Dovecot.

``mail_server`` (a fixture, in ``tests/conftest.py`` through ``pytest_plugins``) runs a test
against both; ``practice_server`` and ``dovecot_server`` against one. Each test takes fresh users,
which are empty mailboxes.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import pytest

from mailroom.imap.client import ImapClient
from mailroom.practice.loop import LoopThread
from mailroom.practice.personas import Persona
from mailroom.practice.server import PASSWORD as PRACTICE_PASSWORD
from mailroom.practice.server import PracticeServer
from mailroom.practice.smtp import SmtpSink
from mailroom.servers import Security
from tests.fakes import dovecot
from tests.fakes.dovecot import Dovecot


class MailServer(Protocol):
    """An IMAP server with an SMTP server beside it that delivers into its mailboxes."""

    imap_host: str
    imap_port: int
    smtp_host: str
    smtp_port: int
    sink: SmtpSink

    def new_user(self) -> tuple[str, str]:
        """Make an empty mailbox; return its user, which is also its address, and the password."""
        ...

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> None: ...

    def connect(self, user: str, *, timeout: float = 30) -> ImapClient: ...


def connect(host: str, port: int, user: str, password: str, timeout: float = 30) -> ImapClient:
    return ImapClient.connect(
        host,
        port,
        security=Security.PLAIN_LOOPBACK,
        user=user,
        password=password,
        timeout=timeout,
    )


class PracticeMail:
    """The practice server as a ``MailServer``; ``server`` has its faults and more."""

    def __init__(self, server: PracticeServer) -> None:
        self.server = server
        self.imap_host = self.smtp_host = server.host
        self.imap_port = server.port
        self.smtp_port = server.smtp_port
        self.sink = server.sink
        self._numbers = itertools.count(1)

    def new_user(self) -> tuple[str, str]:
        user = f"user{next(self._numbers)}@example.test"
        self.server.add_user(user)
        return user, PRACTICE_PASSWORD

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> None:
        self.server.deliver(user, raw, folder=folder)

    def connect(self, user: str, *, timeout: float = 30) -> ImapClient:
        return connect(self.imap_host, self.imap_port, user, PRACTICE_PASSWORD, timeout)


class DovecotMail:
    """A Dovecot with an SMTP sink that files mail for its users over IMAP."""

    def __init__(self, server: Dovecot) -> None:
        self.server = server
        self.imap_host = self.smtp_host = server.host
        self.imap_port = server.port
        self._users: set[str] = set()
        self._loop = LoopThread("smtp-beside-dovecot")
        self.sink = SmtpSink(self._take_in, lambda user, password: password == dovecot.PASSWORD)
        self._loop.start()
        self._listener = self._loop.wait(self._listen())
        self.smtp_port = self._listener.sockets[0].getsockname()[1]

    async def _listen(self) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(self.sink.protocol, self.smtp_host, 0)

    def stop(self) -> None:
        self._loop.call(self._listener.close)
        self._loop.call(self.sink.hang_up)
        self._loop.stop()

    def new_user(self) -> tuple[str, str]:
        user, password = self.server.new_user()
        self._users.add(user)
        return user, password

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> None:
        self.server.deliver(user, raw, folder)

    def connect(self, user: str, *, timeout: float = 30) -> ImapClient:
        return connect(self.imap_host, self.imap_port, user, dovecot.PASSWORD, timeout)

    def _take_in(self, recipient: str, raw: bytes) -> bool:
        if recipient in self._users:
            self.deliver(recipient, raw)
            return True
        return False


_QUOTA = """
mail_plugins = quota
protocol imap {{
  mail_plugins = quota imap_quota
}}
plugin {{
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:bytes={quota}
}}
"""
_LIMIT = """
protocol imap {{
  mail_max_userip_connections = {limit}
}}
"""


_PLAIN = """
protocol imap {
  imap_capability = IMAP4rev1 LITERAL+ SASL-IR ID IDLE NAMESPACE UIDPLUS UNSELECT
}
"""


@contextmanager
def running(kind: str, persona: Persona) -> Iterator[MailServer]:
    """Run a server of this persona: ours ("practice"), or a Dovecot configured to be like it."""
    if kind == "practice":
        with PracticeServer(persona=persona) as server:
            yield PracticeMail(server)
        return
    if not dovecot.available():
        pytest.skip(NO_DOVECOT)
    extra = _QUOTA.format(quota=persona.quota) if persona.quota else ""
    if "NOTIFY" in persona.without:
        extra += _PLAIN
    if persona.connection_limit:
        extra += _LIMIT.format(limit=persona.connection_limit)
    like = Dovecot(prefix=persona.prefix, separator=persona.separator, extra=extra).start()
    mail = DovecotMail(like)
    try:
        yield mail
    finally:
        mail.stop()
        like.stop()


NO_DOVECOT = "no dovecot on this machine: apt install dovecot-imapd"
SERVERS = ["practice", pytest.param("dovecot", marks=pytest.mark.dovecot)]


@pytest.fixture(scope="session")
def _dovecot() -> Iterator[Dovecot]:
    if not dovecot.available():
        pytest.skip(NO_DOVECOT)
    server = Dovecot().start()
    yield server
    server.stop()


@pytest.fixture
def practice_server() -> Iterator[PracticeMail]:
    with PracticeServer() as server:
        yield PracticeMail(server)


@pytest.fixture
def dovecot_server(_dovecot: Dovecot) -> Iterator[DovecotMail]:
    mail = DovecotMail(_dovecot)
    yield mail
    mail.stop()


@pytest.fixture(params=SERVERS)
def mail_server(request: pytest.FixtureRequest) -> MailServer:
    server: MailServer = request.getfixturevalue(f"{request.param}_server")
    return server
