"""Reaching an SMTP server: connection, encryption, greeting, login, each refused for one reason.

Owns the mapping from aiosmtplib's errors to ours. Must not know messages.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from dataclasses import dataclass, field

import aiosmtplib

from mailroom.errors import (
    AuthFailed,
    ConnectFailed,
    Disconnected,
    MailroomError,
    ServerRefused,
    TimedOut,
    TlsRefused,
    Unavailable,
)
from mailroom.servers import Security, is_loopback, trusting_system
from mailroom.smtp.answers import is_temporary

_SAY_HELLO_AS = "[127.0.0.1]"  # the name of this PC is nobody's business


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """How outgoing mail leaves.

    Attributes:
        user: login name; empty means no login.
        tls: context to use instead of the system's roots.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    tls: ssl.SSLContext | None = field(default=None, repr=False)


async def open_session(server: SmtpServer) -> aiosmtplib.SMTP:
    """Connect, encrypt, log in; the caller bounds the time and closes.

    Raises:
        MailroomError: the one reason why not.
    """
    plain = server.security is Security.PLAIN_LOOPBACK
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.security is Security.TLS,
        start_tls=False,  # done below, where its absence is an error
        local_hostname=_SAY_HELLO_AS,
        tls_context=None if plain else server.tls or trusting_system(),  # reading the roots is slow
        timeout=None,
    )
    try:
        await _connect(client, server)
        if server.security is Security.STARTTLS:
            await _start_tls(client, server.host)
        await client.ehlo()
        if server.user:
            await _log_in(client, server)
    except (aiosmtplib.SMTPException, OSError) as error:
        hang_up(client)
        raise translate(error, server.host) from error
    except BaseException:
        hang_up(client)
        raise
    return client


def hang_up(client: aiosmtplib.SMTP) -> None:
    """Cut the line at once."""
    abort(client.transport)
    client.close()


def abort(transport: asyncio.BaseTransport | None) -> None:
    """Cut a transport; ``close`` would wait for the other side of TLS to agree."""
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()


def translate(error: BaseException, host: str) -> MailroomError:
    """Return our error for one of aiosmtplib's."""
    if isinstance(error, aiosmtplib.SMTPResponseException):
        text = f"{error.code} {error.message}"
        return Unavailable(host, text) if is_temporary(error.code) else ServerRefused(host, text)
    if isinstance(error, aiosmtplib.SMTPConnectError):
        return _no_connection(error, host)
    if isinstance(error, ssl.SSLError):
        return TlsRefused(host, getattr(error, "verify_message", "") or str(error))
    if isinstance(error, TimeoutError):
        return TimedOut(host, str(error))
    if isinstance(error, OSError):
        return Disconnected(host, str(error))
    return ServerRefused(host, str(error))


def _no_connection(error: aiosmtplib.SMTPConnectError, host: str) -> MailroomError:
    cause = error.__cause__
    if isinstance(cause, ssl.SSLError):
        return translate(cause, host)
    if isinstance(error, aiosmtplib.SMTPConnectTimeoutError):
        return TimedOut(host, str(error))
    return ConnectFailed(host, str(error), unknown_host=isinstance(cause, socket.gaierror))


async def _connect(client: aiosmtplib.SMTP, server: SmtpServer) -> None:
    plain = server.security is Security.PLAIN_LOOPBACK
    if plain and not is_loopback(server.host):
        raise TlsRefused(server.host, "no encryption asked for a server that is not this PC")
    try:
        await client.connect()
    except UnicodeError as error:  # a label of the name is too long
        raise ConnectFailed(server.host, str(error), unknown_host=True) from error
    if plain and not is_loopback(client.get_transport_info("peername")[0]):
        raise TlsRefused(server.host, "the name does not lead to this PC")


async def _start_tls(client: aiosmtplib.SMTP, host: str) -> None:
    await client.ehlo()
    if not client.supports_extension("starttls"):
        raise TlsRefused(host, "the server offers no STARTTLS")
    try:
        await client.starttls()
    except aiosmtplib.SMTPResponseException as error:
        raise TlsRefused(host, f"{error.code} {error.message}") from error


async def _log_in(client: aiosmtplib.SMTP, server: SmtpServer) -> None:
    """Log in once, by PLAIN or LOGIN: trying every method locks accounts out."""
    offered = client.server_auth_methods
    try:
        if "plain" in offered:
            await client.auth_plain(server.user, server.password)
        elif "login" in offered:
            await client.auth_login(server.user, server.password)
        elif server.security is Security.PLAIN_LOOPBACK:
            return  # a server of this PC that asks nobody who they are
        else:
            raise AuthFailed(server.host, "the server offers no login by password")
    except aiosmtplib.SMTPAuthenticationError as error:
        if is_temporary(error.code):
            raise
        raise AuthFailed(server.host, f"{error.code} {error.message}") from error
