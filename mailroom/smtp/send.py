"""Sending one message, with an honest answer to "has it left?".

Owns the line between "definitely not sent" and "perhaps sent": the moment the final dot is handed
to the network. Must not decide whether a mail may leave, nor try again.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

import aiosmtplib

from mailroom.domain.sends.trouble import SendTrouble
from mailroom.errors import (
    BadInput,
    MailroomError,
    RecipientsRefused,
    ServerRefused,
    TimedOut,
    Unavailable,
)
from mailroom.mail.writing.seven_bit import seven_bit
from mailroom.smtp.answers import Known, Stage, is_temporary, trouble_of
from mailroom.smtp.session import SmtpServer, abort, hang_up, open_session, translate

_BARE_ENDS = re.compile(rb"\r\n|\r|\n")
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_CHUNK = 64 * 1024
_FAREWELL_SECONDS = 2
_LEAST_PATIENCE = 120.0  # seconds
_SLOWEST_LINE = 32 * 1024  # bytes per second
_GO_AHEAD = 354
_GOING_DOWN = 421
_REPORT = "NOTIFY=SUCCESS,FAILURE,DELAY"
_SUCCESS = range(200, 300)
_FAILURE = range(400, 600)


class Outcome(Enum):
    """Whether the mail has left."""

    ACCEPTED = "accepted"  # by the server, for at least one recipient
    REFUSED = "refused"  # definitely not sent
    UNKNOWN = "unknown"  # the final dot was begun and no answer came: perhaps sent


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRecipient:
    """An address that the server would not take."""

    address: str
    code: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOutcome:
    """What became of a message.

    Attributes:
        code: the server's last answer, 0 if there was none.
        text: its words.
        refused: recipients that were refused, also when the others were accepted.
        is_retriable: another try later may succeed (never set when the outcome is unknown).
        problem: the same as an error; None when accepted.
        trouble: what is in the way, for whoever makes sentences; None when accepted.
    """

    outcome: Outcome
    stage: Stage
    code: int = 0
    text: str = ""
    refused: tuple[RefusedRecipient, ...] = ()
    is_retriable: bool = False
    problem: MailroomError | None = None
    trouble: SendTrouble | None = None


@dataclass(slots=True)
class _Progress:
    """How far a sending has come, for whoever has to explain its end."""

    stage: Stage = Stage.CONNECT
    refused: list[RefusedRecipient] = field(default_factory=list[RefusedRecipient])
    dot_begun: bool = False


def patience(size: int) -> float:
    """Return the seconds that a mail of so many bytes may take, from connecting to the answer.

    A slow line must be able to carry a big file, or it would be tried for ever.
    """
    return _LEAST_PATIENCE + size / _SLOWEST_LINE


def _nothing() -> None:
    """Do nothing."""


def send(
    server: SmtpServer,
    raw: bytes,
    mail_from: str,
    rcpt_to: tuple[str, ...],
    *,
    deadline: float | None = None,
    before_data: Callable[[], None] = _nothing,
    report: bool = False,
) -> SendOutcome:
    """Send one message; blocks. See ``send_async``."""
    return asyncio.run(
        send_async(
            server,
            raw,
            mail_from,
            rcpt_to,
            deadline=deadline,
            before_data=before_data,
            report=report,
        )
    )


async def send_async(
    server: SmtpServer,
    raw: bytes,
    mail_from: str,
    rcpt_to: tuple[str, ...],
    *,
    deadline: float | None = None,
    before_data: Callable[[], None] = _nothing,
    report: bool = False,
) -> SendOutcome:
    """Send one message.

    Args:
        server: where to, and how.
        raw: the whole message; line ends are made CRLF.
        mail_from: envelope sender.
        rcpt_to: envelope recipients, at least one.
        deadline: total seconds, ``patience`` if not given; after it the answer is REFUSED or,
            past the final dot, UNKNOWN.
        before_data: called when the recipients are accepted, right before DATA. Whatever it
            raises is raised from here, and the message has definitely not been sent.
        report: ask for a report when it is delivered, of servers that can (RFC 3461).

    Raises:
        BadInput: an address cannot be one.
    """
    _check_addresses(mail_from, rcpt_to)
    progress = _Progress()
    client: aiosmtplib.SMTP | None = None
    try:
        async with asyncio.timeout(patience(len(raw)) if deadline is None else deadline):
            client = await open_session(server)
            outcome = await _converse(
                client,
                raw,
                (mail_from, *rcpt_to),
                progress,
                before_data,
                report=report,
            )
    except _Stopped as stopped:
        assert client is not None
        await _farewell(client, reset=True)
        raise stopped.reason from None
    except MailroomError as error:
        outcome = _failed(progress, error)
    except (aiosmtplib.SMTPException, OSError) as error:
        outcome = _failed(progress, translate(error, server.host))
    if client is not None:
        if outcome.outcome is Outcome.UNKNOWN or isinstance(outcome.problem, Unavailable):
            hang_up(client)
        else:
            await _farewell(client)
    return outcome


async def check_login_async(server: SmtpServer, *, deadline: float = 60) -> None:
    """Connect and log in, and do nothing else.

    Raises:
        MailroomError: the one reason why it can't be done.
    """
    try:
        async with asyncio.timeout(deadline):
            client = await open_session(server)
    except TimeoutError as error:
        raise TimedOut(server.host, "the total deadline passed") from error
    await _farewell(client)


def check_login(server: SmtpServer, *, deadline: float = 60) -> None:
    """Connect and log in; blocks. See ``check_login_async``."""
    asyncio.run(check_login_async(server, deadline=deadline))


# -- the conversation ----------------------------------------------------------------------


async def _converse(
    client: aiosmtplib.SMTP,
    raw: bytes,
    addresses: tuple[str, ...],
    progress: _Progress,
    before_data: Callable[[], None],
    *,
    report: bool,
) -> SendOutcome:
    host = str(client.hostname)
    if not raw.isascii() and not client.supports_extension("8bitmime"):
        raw = seven_bit(raw)
    raw = _on_the_wire(raw)
    options, encoding = _options(client, raw, addresses)
    wanted = [_REPORT] if report and client.supports_extension("dsn") else []
    options += ["RET=HDRS"] if wanted else []
    sender, *recipients = addresses
    progress.stage = Stage.SENDER
    await client.mail(_to_ascii_domain(sender), options=options, encoding=encoding)
    progress.stage = Stage.RECIPIENTS
    for recipient in recipients:
        try:
            await client.rcpt(_to_ascii_domain(recipient), options=wanted, encoding=encoding)
        except aiosmtplib.SMTPRecipientRefused as error:
            if error.code == _GOING_DOWN:  # it hangs up: nothing is said of this recipient
                raise Unavailable(host, f"{error.code} {error.message}") from error
            progress.refused.append(
                RefusedRecipient(address=recipient, code=error.code, text=error.message)
            )
    if len(progress.refused) == len(recipients):
        raise _nobody_accepted(host, progress.refused)
    progress.stage = Stage.DATA
    try:
        before_data()
    except Exception as error:
        raise _Stopped(error) from error
    code, text = await _data(client, raw, progress)
    return _judged(host, code, text, progress)


async def _data(client: aiosmtplib.SMTP, raw: bytes, progress: _Progress) -> tuple[int, str]:
    """Say DATA and the message; what comes before the final dot can still fail safely."""
    answer = await client.execute_command(b"DATA")
    if answer.code != _GO_AHEAD:
        return answer.code, answer.message
    protocol = client.protocol
    if protocol is None:
        raise aiosmtplib.SMTPServerDisconnected("the line is gone")
    for start in range(0, len(raw), _CHUNK):
        protocol.write(raw[start : start + _CHUNK])
        await protocol._drain_helper()  # noqa: SLF001 - a StreamWriter would close the line
    if not protocol.is_connected:
        raise aiosmtplib.SMTPServerDisconnected("the line is gone")
    progress.dot_begun = True
    protocol.write(b".\r\n")
    final = await protocol.read_response()
    return final.code, final.message


def _options(
    client: aiosmtplib.SMTP, raw: bytes, addresses: tuple[str, ...]
) -> tuple[list[str], str]:
    """Return the parameters of MAIL FROM, or refuse what this server can't carry."""
    host = str(client.hostname)
    header = raw.partition(b"\r\n\r\n")[0]
    needs_utf8 = not header.isascii() or not all(
        _to_ascii_domain(address).isascii() for address in addresses
    )
    options: list[str] = []
    if client.supports_extension("size"):
        limit = int(client.esmtp_extensions.get("size", "") or 0)
        if 0 < limit < len(raw):
            raise Known(host, f"552 the server takes at most {limit} bytes", SendTrouble.TOO_BIG)
        options.append(f"SIZE={len(raw)}")
    for needed, extension, option in (
        (not raw.isascii(), "8bitmime", "BODY=8BITMIME"),
        (needs_utf8, "smtputf8", "SMTPUTF8"),
    ):
        if needed:
            if not client.supports_extension(extension):
                missing = f"{extension.upper()} is missing"
                raise Known(host, missing, SendTrouble.NOT_CARRIED)
            options.append(option)
    return options, "utf-8" if needs_utf8 else "ascii"


async def _farewell(client: aiosmtplib.SMTP, *, reset: bool = False) -> None:
    """Say QUIT if the line still lives; what the server thinks of it is no matter."""
    transport = client.transport  # ``quit`` lets go of it
    try:
        async with asyncio.timeout(_FAREWELL_SECONDS):
            if reset:
                await client.rset()
            await client.quit()
    except (aiosmtplib.SMTPException, OSError):
        pass  # the outcome is known already
    finally:
        abort(transport)


# -- judging -------------------------------------------------------------------------------


class _Stopped(Exception):
    """``before_data`` raised."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(reason)
        self.reason = reason


def _judged(host: str, code: int, text: str, progress: _Progress) -> SendOutcome:
    """Turn the server's last answer into an outcome."""
    refused = tuple(progress.refused)
    if code in _SUCCESS and progress.dot_begun:
        return SendOutcome(
            outcome=Outcome.ACCEPTED, stage=Stage.DATA, code=code, text=text, refused=refused
        )
    problem: MailroomError = ServerRefused(host, f"{code} {text}")
    if is_temporary(code):
        problem = Unavailable(host, f"{code} {text}")
    if code not in _FAILURE and progress.dot_begun:
        return _unanswered(progress, problem, code, text)
    return SendOutcome(
        outcome=Outcome.REFUSED,
        stage=Stage.DATA,
        code=code,
        text=text,
        refused=refused,
        is_retriable=is_temporary(code),
        problem=problem,
        trouble=trouble_of(problem, Stage.DATA, code, text),
    )


def _failed(progress: _Progress, error: MailroomError) -> SendOutcome:
    """Turn an error into an outcome; past the final dot nobody can know."""
    code, text = _code_of(error)
    refused = tuple(progress.refused)
    if progress.dot_begun:
        return _unanswered(progress, error, code, text)
    temporary = isinstance(error, RecipientsRefused) and any(
        is_temporary(recipient.code) for recipient in refused
    )
    return SendOutcome(
        outcome=Outcome.REFUSED,
        stage=progress.stage,
        code=code,
        text=text,
        refused=refused,
        is_retriable=temporary or isinstance(error, Unavailable),
        problem=error,
        trouble=trouble_of(error, progress.stage, code, text),
    )


def _unanswered(progress: _Progress, problem: MailroomError, code: int, text: str) -> SendOutcome:
    return SendOutcome(
        outcome=Outcome.UNKNOWN,
        stage=progress.stage,
        code=code,
        text=text,
        refused=tuple(progress.refused),
        problem=problem,
        trouble=SendTrouble.UNANSWERED,
    )


def _code_of(error: MailroomError) -> tuple[int, str]:
    detail = str(getattr(error, "detail", ""))
    code, _, text = detail.partition(" ")
    return (int(code), text) if len(code) == 3 and code.isdigit() else (0, detail)  # noqa: PLR2004


def _nobody_accepted(host: str, refused: list[RefusedRecipient]) -> RecipientsRefused:
    first = min(refused, key=lambda one: not is_temporary(one.code))
    return RecipientsRefused(
        host,
        f"{first.code} {first.text}",
        code=first.code,
        refused=tuple(recipient.address for recipient in refused),
    )


# -- bytes and addresses -------------------------------------------------------------------


def _check_addresses(mail_from: str, rcpt_to: tuple[str, ...]) -> None:
    if not rcpt_to:
        raise BadInput("recipients")
    if not all(rcpt_to):
        raise BadInput("address")
    for address in (mail_from, *rcpt_to):
        if _CONTROL.search(address) or address.strip("<>") != address:
            raise BadInput("address", address)


def _on_the_wire(raw: bytes) -> bytes:
    """Return the message as DATA wants it: CRLF everywhere, leading dots doubled."""
    text = _BARE_ENDS.sub(b"\r\n", raw)
    if not text.endswith(b"\r\n"):
        text += b"\r\n"
    return _LEADING_DOT.sub(b"..", text)


def _to_ascii_domain(address: str) -> str:
    """Return the address with its domain in ASCII; the part before the @ can't be changed."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode()}" if at else address
    except UnicodeError as error:
        raise BadInput("address", address) from error
