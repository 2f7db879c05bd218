"""The practice server's SMTP side: takes mail, delivers what has a mailbox here, forgets nothing.

Built on aiosmtpd; its answers can be scripted. Must not relay anything anywhere.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, NoReturn, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from mailroom.practice.faults import Act, Faults
from mailroom.practice.imap_mail import header_lines
from mailroom.practice.mailbox import MailboxFull

logging.getLogger("mail.log").setLevel(logging.WARNING)  # below, it writes down every line heard

_SIZE_LIMIT = 32 * 1024 * 1024


class AtData(Enum):
    """What the sink does once it has read the final dot."""

    DROP = "keeps the mail and hangs up without a word"
    SILENCE = "keeps the mail and never answers"
    TRY_LATER = "451, mail not kept"
    REJECT = "554, mail not kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A mail that the sink has kept."""

    message_id: str
    mail_from: str
    recipients: tuple[str, ...]
    raw: bytes


class SmtpSink:
    """Keeps all mail it accepts, and hands it to the mailboxes of its recipients.

    Attributes:
        received: everything kept, in order.
        refused: recipients to refuse, with the answer, e.g. ``"550 no such user"``.
        offers_smtputf8: whether SMTPUTF8 is offered; and so with ``offers_8bitmime``.
        faults: accidents at EHLO, AUTH, MAIL, RCPT, DATA and "." (the whole text was read). What
            a SAY says instead of doing it may end in ``{end}``, which hangs up.
    """

    def __init__(
        self,
        deliver: Callable[[str, bytes], bool],
        knows: Callable[[str, str], bool],
        file_sent: Callable[[str, bytes], None] = lambda user, raw: None,
    ) -> None:
        self.received: list[Received] = []
        self.refused: dict[str, str] = {}
        self.offers_smtputf8 = True
        self.offers_8bitmime = True
        self.faults = Faults()
        self.size_limit = _SIZE_LIMIT
        self._deliver = deliver
        self._knows = knows
        self._file_sent = file_sent
        self._plans: list[AtData] = []
        self._arrival = threading.Condition()
        self._connections: set[_Connection] = set()

    # -- for whoever watches ---------------------------------------------------------------

    def at_data(self, what: AtData, *, times: int = 1) -> None:
        """Plan what happens to the next mails."""
        self._plans += [what] * times

    def count(self, message_id: str) -> int:
        """Return how often a mail was kept; more than once is what must never happen."""
        return sum(mail.message_id == message_id for mail in self.received)

    def wait_for(self, number: int, timeout: float = 30) -> tuple[Received, ...]:
        """Wait until so many mails were kept in all, and return them."""
        with self._arrival:
            if not self._arrival.wait_for(lambda: len(self.received) >= number, timeout):
                raise TimeoutError(f"{len(self.received)} of {number} mails came")
            return tuple(self.received)

    # -- for the server --------------------------------------------------------------------

    def protocol(self, **more: Any) -> _Connection:
        """Return the server side of one connection; called inside the loop.

        Args:
            more: of aiosmtpd's, such as ``tls_context``.
        """
        return _Connection(
            self,
            self._connections,
            hostname="practice",
            data_size_limit=self.size_limit,
            enable_SMTPUTF8=self.offers_smtputf8,
            auth_require_tls=False,
            authenticator=self._authenticate,
            loop=asyncio.get_running_loop(),
            **more,
        )

    def hang_up(self) -> None:
        """Cut all connections."""
        for connection in tuple(self._connections):
            connection.cut()

    # -- aiosmtpd's hooks ------------------------------------------------------------------

    async def handle_EHLO(
        self, server: Any, session: Session, envelope: Envelope, name: str, answers: list[str]
    ) -> list[str]:
        """Offer what this server can."""
        session.host_name = name
        return [one for one in answers if self.offers_8bitmime or "8BITMIME" not in one]

    async def handle_RCPT(
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept or refuse one recipient."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: _Connection, session: Session, envelope: Envelope) -> str:
        """Keep a mail, or do what was planned instead."""
        if await server.has_accident("."):
            return server.said
        plan = self._plans.pop(0) if self._plans else None
        if plan is AtData.TRY_LATER:
            return "451 try again later"
        if plan is AtData.REJECT:
            return "554 no"
        raw = bytes(envelope.original_content or b"")
        recipients = tuple(envelope.rcpt_tos)
        try:
            for recipient in recipients:
                self._deliver(recipient, raw)
        except MailboxFull:
            return "552 5.2.2 mailbox full"
        if session.auth_data:
            self._file_sent(session.auth_data, raw)
        with self._arrival:
            self.received.append(
                Received(
                    message_id=_message_id(raw),
                    mail_from=envelope.mail_from or "",
                    recipients=recipients,
                    raw=raw,
                )
            )
            self._arrival.notify_all()
        if plan is AtData.DROP or server.is_to_drop:
            server.cut()
        elif plan is AtData.SILENCE:
            await _forever()
        return "250 OK"

    def _authenticate(
        self, server: Any, session: Session, envelope: Envelope, mechanism: str, said: Any
    ) -> AuthResult:
        if not isinstance(said, LoginPassword):
            return AuthResult(success=False, handled=False)
        user = said.login.decode()
        right = self._knows(user, said.password.decode())
        return AuthResult(success=right, handled=False, auth_data=user if right else None)


class _QuietSession(Session):
    """Takes the login that aiosmtpd itself sets without its warning that this is deprecated."""

    login_data: Any = None


class _Connection(SMTP):
    """One client; remembers its transport so that it can be cut."""

    def __init__(self, sink: SmtpSink, others: set[_Connection], **options: Any) -> None:
        super().__init__(sink, **options)
        self._sink = sink
        self._others = others
        self.said = ""
        self.is_to_drop = False

    def _create_session(self) -> Session:
        return _QuietSession(self.loop)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._others.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        self._others.discard(self)
        super().connection_lost(error)

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self._answers_otherwise("EHLO"):
            await super().smtp_EHLO(hostname)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._answers_otherwise("AUTH"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self._answers_otherwise("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self._answers_otherwise("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if not await self._answers_otherwise("DATA"):
            await super().smtp_DATA(arg)

    async def _answers_otherwise(self, command: str) -> bool:
        if not await self.has_accident(command):
            return False
        if self.transport is not None:
            await self.push(self.said)
        return True

    async def has_accident(self, command: str) -> bool:
        """Do what goes wrong at a command; return whether ``said`` is the answer instead of it."""
        fault = self._sink.faults.take(command)
        self.said, self.is_to_drop = "", False
        if fault is None:
            return False
        match fault.act:
            case Act.SAY:
                self.said, hangs_up, _ = fault.text.partition("{end}")
                if hangs_up:
                    await self.push(self.said)
                    self.cut()
            case Act.DROP_BEFORE:
                self.cut()
            case Act.DROP_AFTER:
                self.is_to_drop = True
                return False
            case Act.WAIT if fault.hold is not None:
                await fault.hold.passing()
                return False
            case _:
                await _forever()
        return True

    def cut(self) -> None:
        """Hang up without a word."""
        if self.transport is not None:
            cast("asyncio.Transport", self.transport).abort()


def _message_id(raw: bytes) -> str:
    header = raw.partition(b"\r\n\r\n")[0] + b"\r\n"
    for name, line in header_lines(header):
        if name == "message-id":
            return line.partition(b":")[2].strip().decode("latin-1")
    return ""


async def _forever() -> NoReturn:
    await asyncio.get_running_loop().create_future()
    raise AssertionError
